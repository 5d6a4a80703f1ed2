"""Dates of one article: its time expressions, and when something in a sentence happened.

``times`` marks and resolves the expressions, ``when`` picks the one that governs a cue, ``publication`` (in
publication.py) gives the day that both count from. An interval carries no more precision than the words give; what
cannot be told is unknown. It knows no other article, and reads tense from a few words near by, not from a parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile

from firsthand.annotate.calendar import NO_DAYS, Days, later, month_of, over_anchor, width
from firsthand.annotate.publication import date_notes, publication
from firsthand.annotate.tense import looks_ahead, manner
from firsthand.annotate.timeperiod import Periods
from firsthand.annotate.timevalue import Reading
from firsthand.annotate.timex import Found, expressions
from firsthand.model import UNKNOWN, Article, Span, TimeExpression, When

__all__ = ["date_notes", "publication", "times", "when"]

SAID_WITHIN_DAYS = 6
"""A statement in the simple past without a time word was made at most this long before publication: a week."""
NEWS_DAYS = 3
"""And at most so long before, or on the earliest day told of in the opening, where the opening tells of a day of the
last week. Of 95 such statements in eight stories read by hand two days give 92 the right days, one gives 89."""
LEAD_SENTENCES = 5
"""The opening: so many sentences of the body. With three 87 of 88 are right, five 92 of 95, eight 95 of 100."""
REFERENCE_DAYS = 31
"""An expression wider than this is no point for "two weeks later" to count from; set by hand, a month."""
NEAR_EXPRESSIONS = 8
"""It is looked for among so many expressions before; set by hand, so that hostile text costs no more than news."""
OPENING_CHARACTERS = 40
"""A time expression that ends this near to the start of its sentence ("Late on Tuesday, ...") governs its main verb."""
WEEK_BUT_ONE = 6
SOME_DAY = date(2000, 1, 1)


def times(article: Article, published: When) -> tuple[TimeExpression, ...]:
    """The TIMEX3 expressions of an article in text order, with the days that they mean.

    ``published`` is the day, or the interval, that "Tuesday" and "last month" count from; where it is unknown they are
    unknown too. Basis: ``stated`` where the words give the days alone, ``inferred`` where an anchor was needed; the
    evidence is the expression and, if used, what ``published`` rests on. After TimeML 1.2.1.

    >>> text = "He left on Wednesday."
    >>> article = Article("d", "f", text, 0, 21, text, range(21), range(1, 22), ())
    >>> found = times(article, When(date(2022, 2, 3), date(2022, 2, 3), "stated"))[0]
    >>> found.value, found.when.earliest, found.when.basis
    ('2022-02-02', datetime.date(2022, 2, 2), 'inferred')
    """
    result: list[TimeExpression] = []
    periods, published = Periods(), _counting(published)
    for found in expressions(article.text):
        resolved = _resolve(article, found, published, (result, periods))
        if resolved is not None:
            result.append(resolved)
    return tuple(result)


def _counting(published: When) -> When:
    """The days that "Tuesday" counts from: of a week that begins on one, the last day would let it mean the next."""
    first, last = published.earliest, published.latest
    if first and last and (last - first).days == WEEK_BUT_ONE:
        return replace(published, latest=later(last, -1))
    return published


def when(  # noqa: PLR0913  two optional facts that only statements have
    article: Article,
    times: Sequence[TimeExpression],
    sentence_spans: Sequence[Span],
    cue: Span,
    published: When,
    exclude: Sequence[Span] = (),
    previous: When | None = None,
) -> When:
    """The days in which what ``cue`` names happened.

    Of the expressions in the sentence that holds the cue and outside ``exclude`` (the contents of quotations) the
    nearest one in the same clause governs, or one that opens the sentence. Without one: ``previous`` (when the same
    speaker spoke on the same occasion) if given; else, for the simple past and present, the week up to publication
    and, for what was said, the last days of it where the opening tells of one of them; for what was said repeatedly,
    previously or in a perfect tense, some day up to publication; for what will be, some day from then on. Unknown
    where ``published`` is.
    """
    sentence = next((span for span in sentence_spans if span.holds(cue)), cue)
    tense = manner(article, sentence, cue)
    able = [found for found in times if sentence.holds(found.span) and _can_date(found, tense, published)]
    chosen = _governing(article, able, sentence, cue, exclude)
    if chosen is not None:
        return _bounded(article, chosen, sentence, published)
    if tense == "open":
        return _made((None, published.latest), published)
    if tense == "ahead":
        return _made((published.earliest, None), published)
    if previous is not None and previous != UNKNOWN:
        return previous
    start, end = _recent(article, times, sentence_spans if exclude else (), published)
    return _made((_background(article, times, sentence, start) or start, end), published)


def _recent(article: Article, times: Sequence[TimeExpression], sentence_spans: Sequence[Span], published: When) -> Days:
    """When what a page tells as news was said: up to publication, from the day that its opening tells of."""
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return (None if first is None else later(first, -SAID_WITHIN_DAYS)), last
    near = _lead(article, times, sentence_spans, (later(first, -SAID_WITHIN_DAYS), last))
    if near is None:
        return later(first, -SAID_WITHIN_DAYS), last
    if (last - first).days > NEWS_DAYS:
        return later(near, -1), min(last, later(near, NEWS_DAYS - 1))
    return min(near, later(first, -NEWS_DAYS)), last


def _lead(
    article: Article, times: Sequence[TimeExpression], sentence_spans: Sequence[Span], inside: tuple[date, date]
) -> date | None:
    """The earliest single day, of those ``inside``, that the first sentences of the body tell of."""
    body = next((part.start for part in article.parts if part.kind == "body"), 0)
    opening = list(islice((span for span in sentence_spans if span.start >= body), LEAD_SENTENCES))
    if not opening:
        return None
    days = (
        found.when.earliest
        for found in takewhile(lambda found: found.span.start < opening[-1].end, times)
        if opening[0].start <= found.span.start
        and found.when.earliest == found.when.latest
        and found.type in ("DATE", "TIME")
    )
    return min((day for day in days if day is not None and inside[0] <= day <= inside[1]), default=None)


# --- resolving ------------------------------------------------------------------------------------------------------


def _resolve(
    article: Article, found: Found, published: When, context: tuple[Sequence[TimeExpression], Periods]
) -> TimeExpression | None:
    before, periods = context
    ahead = looks_ahead(article.text, found.start, found.end)
    span = article.span(found.start, found.end)
    reading = found.read(published.latest or published.earliest or SOME_DAY, ahead)
    if reading is None:
        return None
    if echo := periods.echoed(reading):
        periods.add(echo[0], span)
        return TimeExpression(span, reading.type, echo[0].value, When(*echo[0].days, "inferred", (span, echo[1])))
    if published != UNKNOWN or reading.origin == "none":
        periods.add(reading, span)
    if reading.echo == ("D", 0):
        return _on_the_day(article, reading, span, before)
    if reading.origin == "none":
        alone = When(*reading.days, "stated", (span,)) if reading.days != NO_DAYS else UNKNOWN
        return TimeExpression(span, reading.type, reading.value or reading.partial, alone)
    if reading.origin == "narrative":
        last = _reference(article, found.start, before)
        if last is None:
            return TimeExpression(span, reading.type, _settled(found, published, ahead), UNKNOWN)
        anchor, evidence = last.when, last.when.evidence
    else:
        anchor, evidence = published, published.evidence
    days = over_anchor(lambda day: _days(found, day, ahead), (anchor.earliest, anchor.latest))
    value = _settled(found, anchor, ahead)
    if reading.origin == "narrative" and anchor.earliest != anchor.latest and (month := _MONTH.fullmatch(value or "")):
        days = month_of(int(month[1]), int(month[2]))
    resolved = UNKNOWN if days == NO_DAYS else When(*days, "inferred", tuple(dict.fromkeys((span, *evidence))))
    return TimeExpression(span, reading.type, value, resolved)


def _on_the_day(article: Article, reading: Reading, span: Span, before: Sequence[TimeExpression]) -> TimeExpression:
    """A time of day on the day told of just before it, if one was."""
    last = _reference(article, span.start, before)
    if last is None or last.when.earliest != last.when.latest:
        return TimeExpression(span, "TIME", reading.value, UNKNOWN)
    evidence = tuple(dict.fromkeys((span, *last.when.evidence)))
    when = When(last.when.earliest, last.when.latest, "inferred", evidence)
    return TimeExpression(span, "TIME", f"{last.when.earliest}{reading.value}", when)


def _days(found: Found, day: date, ahead: bool) -> Days:
    reading = found.read(day, ahead)
    return reading.days if reading else NO_DAYS


def _settled(found: Found, anchor: When, ahead: bool) -> str | None:
    """The value, if it is the same from both ends of the anchor; else the part of it that the words give alone."""
    readings: list[Reading] = [
        reading for day in (anchor.earliest, anchor.latest) if day and (reading := found.read(day, ahead))
    ]
    values = {reading.value for reading in readings}
    if len(readings) == 2 and len(values) == 1:
        return readings[0].value or readings[0].partial
    fallback = found.read(SOME_DAY, ahead)
    if fallback is None:
        return None
    needs_no_day = fallback.type in ("DURATION", "SET") or str(fallback.value).endswith("_REF")
    return fallback.value if needs_no_day else fallback.partial


_PARAGRAPH = re.compile(r"\n\s*\n|[.!?:;\"”’)]\s*\n")
"""A line end within a sentence is a wrapped line."""
_MONTH = re.compile(r"(\d{4})-(\d\d)")
"""A month after a month is a month, and no day of it half a month more or less."""
_OPENS_PARAGRAPH = re.compile(r"\n\s*$")
"""What opens its paragraph ("A month later, ...") counts from the one before."""


def _reference(article: Article, start: int, before: Sequence[TimeExpression]) -> TimeExpression | None:
    for earlier in reversed(before[-NEAR_EXPRESSIONS:]):
        breaks = len(_PARAGRAPH.findall(article.text[earlier.span.end : start]))
        if breaks > (1 if _OPENS_PARAGRAPH.search(article.text[max(0, start - 4) : start]) else 0):
            return None
        days = width((earlier.when.earliest, earlier.when.latest))
        if earlier.type in ("DATE", "TIME") and days is not None and days <= REFERENCE_DAYS:
            return earlier
    return None


# --- what governs a cue ---------------------------------------------------------------------------------------------

_BARRIER = re.compile(
    r"[;:]|\b(?:who|which|that|whose|where|when|after|before|because|but|while|if|although|though|unless|until|since|whether)\b",
    re.IGNORECASE,
)
_OTHER_VERB = re.compile(r"\b\w\w+ed\s+(?:(?:late|early)\s+)?(?:(?:on|in|at|by|during)\s+)?(?:(?:late|early)\s+)?$")
"""Another verb right before the expression takes it: "condemned as a breach of a truce agreed in July"."""
_IN_YEAR = re.compile(
    r"\b(?:in|since|during|until|till|by|before|after|from|through|early|late|mid)[\s-]+(?:the\s+)?$", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?P<word>since|until|till|before|by|after|from|following|prior to|ahead of)\s+"
    r"(?:(?:the|a|an|its|his|her|their|early|late|at least)\s+)*$",
    re.IGNORECASE,
)


def _governing(
    article: Article, times: Sequence[TimeExpression], sentence: Span, cue: Span, exclude: Sequence[Span]
) -> TimeExpression | None:
    best: tuple[int, TimeExpression] | None = None
    for found in times:
        if any(span.overlaps(found.span) for span in exclude):
            continue
        first, second = sorted((cue, found.span))
        between = _BOUND.sub("", _without(article, first.end, second.start, exclude))
        opens = found.span.end - sentence.start <= OPENING_CHARACTERS and found.span.end <= cue.start
        if _names_a_year(article, found):
            continue
        if not opens and (_BARRIER.search(between) or (found.span > cue and _OTHER_VERB.search(between))):
            continue
        distance = len(between.split()) + (0 if found.span.start >= cue.end else 1)
        if best is None or distance < best[0]:
            best = (distance, found)
    return best[1] if best else None


def _can_date(found: TimeExpression, tense: str, published: When) -> bool:
    """Whether an expression can date something in that tense: no repetition, no length, no future for a past."""
    if found.type == "SET" or (found.when == UNKNOWN and (found.type != "DATE" or found.value == "PRESENT_REF")):
        return False
    if tense == "ahead":
        return found.value != "PAST_REF"
    first = found.when.earliest
    return found.value != "FUTURE_REF" and (first is None or published.latest is None or first <= published.latest)


def _names_a_year(article: Article, found: TimeExpression) -> bool:
    """Whether a year only tells one thing from another ("the 2015 case")."""
    if not re.fullmatch(r"\d{4}", found.value or "") or not article.words_of(found.span)[-4:].isdigit():
        return False
    return not _IN_YEAR.search(article.text[max(0, found.span.start - 16) : found.span.start])


def _background(article: Article, times: Sequence[TimeExpression], sentence: Span, recent: date | None) -> date | None:
    """The start of an older time that the paragraph has told of before this sentence: it may still be told of."""
    line = article.text.rfind("\n", 0, sentence.start) + 1
    earlier = [found for found in times if line <= found.span.start < sentence.start and found.type in ("DATE", "TIME")]
    if not earlier or recent is None:
        return None
    first, last = earlier[-1].when.earliest, earlier[-1].when.latest
    short = width((first, last))
    return first if short is not None and short < REFERENCE_DAYS and last is not None and last < recent else None


def _without(article: Article, start: int, end: int, exclude: Sequence[Span]) -> str:
    pieces, at = [], start
    for span in sorted(exclude):
        if span.end > at and span.start < end:
            pieces.append(article.text[at : max(at, span.start)])
            at = max(at, span.end)
    return " ".join((*pieces, article.text[at:end])) if at < end else " ".join(pieces)


def _bounded(article: Article, found: TimeExpression, sentence: Span, published: When) -> When:
    """The days of an expression as the word before it turns them: since, until, before, by, after."""
    days = (found.when.earliest, found.when.latest)
    if found.when == UNKNOWN:
        return UNKNOWN
    bound = _BOUND.search(article.text[sentence.start : found.span.start])
    word = bound["word"].lower() if bound else ""
    if word in ("since", "after", "from", "following"):
        days = (days[0], published.latest)
    elif word in ("until", "till", "before", "by", "prior to", "ahead of"):
        days = (None, days[1])
    else:
        return found.when
    return When(*days, "inferred", found.when.evidence) if days != NO_DAYS else UNKNOWN


def _made(days: Days, published: When) -> When:
    return When(*days, "inferred", published.evidence) if days != NO_DAYS else UNKNOWN
