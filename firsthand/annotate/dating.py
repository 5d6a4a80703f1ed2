"""When something was said or happened: which time expression governs a cue, and what holds where none does.

It knows the time expressions of one page and the day that they count from, no other page. What neither a time word nor
the news of the page dates is left open: some day up to publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, takewhile
from operator import attrgetter

from firsthand.annotate.bounds import no_sooner
from firsthand.annotate.calendar import NO_DAYS, Days, later, width
from firsthand.annotate.news import UNREAL, clause, is_news, taken_below
from firsthand.annotate.papers import day_made, document
from firsthand.annotate.tense import manner
from firsthand.lexicon import table
from firsthand.model import UNKNOWN, Article, EventMention, Span, TimeExpression, Token, When

SAID_WITHIN_DAYS = 6
"""A statement in the simple past without a time word was made at most this long before publication: a week."""
NEWS_DAYS = 3
"""And at most so long before, or on the earliest day told of in the opening, where the opening tells of a day of the
last week. Of 95 such statements in eight stories read by hand two days give 92 the right days, one gives 89."""
LEAD_SENTENCES = 5
"""The opening: so many sentences of the body. With three 87 of 88 are right, five 92 of 95, eight 95 of 100."""
OPENING_CHARACTERS = 40
"""A time expression that ends this near to the start of its sentence ("Late on Tuesday, ...") governs its main verb."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: its cue and contents, the words for its speaker, what is known of other days beside it."""

    cue: Span
    contents: Sequence[Span] = ()
    speaker: Span | None = None
    previous: When | None = None
    """When the same speaker spoke before, on what may be the same occasion."""
    outer: When | None = None
    """When that was said in which this is told."""
    via: Sequence[Span] = ()
    """The words for those who passed it on."""


@dataclass(slots=True)
class Dating:
    """What dates the statements and events of one page: its time expressions, its sentences, its day, its news."""

    article: Article
    times: Sequence[TimeExpression]
    sentences: Sequence[Span]
    published: When
    tokens: Sequence[Token] = ()
    _near: date | None = field(init=False)
    _settled: bool = field(init=False)

    def __post_init__(self) -> None:
        self.times = [one for one in self.times if not self._files(one)]
        self._near = self._lead()
        self._settled = self._near is not None or self._opens_with_a_deed()

    def said(self, one: Saying) -> When:
        """The days in which something was said.

        Of the expressions in the sentence that holds the cue and outside the contents the nearest one in the same
        clause governs, or one that opens the sentence. Without one: ``previous``; else, for the simple past, the last
        days up to publication, from the earliest that the opening tells of, or the last week, if the page opens with
        a deed and not with what is or has been; for what was said repeatedly, previously or in a perfect tense, some
        day up to publication; for what will be, some day from then on. Unknown where the page's day is. What is told
        in somebody's words was said no later than they were.
        """
        sentence, tense = self._place(one.cue)
        found = self._governed(sentence, one.cue, one.contents, tense) or self._written(one) or self._by_tense(tense)
        found = found or self._deed(one) or self._recorded(one)
        if found is None and one.previous is not None and one.previous != UNKNOWN:
            found = one.previous
        if found is None:
            known = self._settled or self.published.latest is None
            days = self._recent() if known else (None, self.published.latest)
            found = self._up_to(sentence, days)
        found = no_sooner(self.article, self.times, one.contents, found)
        return found if one.outer is None else _no_later(found, one.outer)

    def _written(self, one: Saying) -> When | None:
        """The day of a document that speaks, as far as the page tells it."""
        chosen = day_made(self.article, self.times, one.speaker, one.cue.start) if one.speaker else None
        if chosen is not None and _can_date(chosen, "simple", self.published):
            return chosen.when
        named = document(self.article.words_of(one.speaker)) if one.speaker else None
        return self._made((None, self.published.latest)) if named and named[1] in _FINDINGS else None

    def _recorded(self, one: Saying) -> When | None:
        """Any time up to now, for what a document records that somebody said: "Roan said, the indictment states"."""
        named = filter(None, (document(self.article.words_of(span)) for span in one.via))
        return self._made((None, self.published.latest)) if any(kind in _RECORDS for _, kind in named) else None

    def _deed(self, one: Saying) -> When | None:
        """From an old time on that closes what was proposed, condemned, ...: a thing "15 years ago" or done then."""
        week, (start, end) = self._week()[0], (one.contents[0].start, one.contents[-1].end) if one.contents else (0, 0)
        closing = next((time for time in self.times if time.span.end == end and start < time.span.start), None)
        if closing is None or week is None or closing.when.latest is None or closing.when.latest >= week:
            return None
        verbs = (token for token in self.tokens if start <= token.start < end and token.pos in ("VERB", "AUX"))
        return self._made((closing.when.earliest, self.published.latest)) if next(verbs, None) is None else None

    def happened(self, event: EventMention) -> When:
        """The days of an event: as for what was said, but without a time word the last week.

        That holds for what the page itself tells as news; what it only mentions, or somebody tells, was some day up to
        publication, and what is planned or only thought of has no day.
        """
        words, status = event.span, event.status
        sentence, tense = self._place(words)
        news = event.statement is None and status != "denied" and is_news(self.article, self.tokens, sentence, words)
        near = sentence if news else clause(self.article, sentence, words)
        found = self._governed(near, words, (), tense) or self._by_tense(tense)
        if found is not None:
            return found
        if news and not self._tells_of_old(sentence):
            return self._up_to(sentence, self._week())
        return UNKNOWN if status in UNREAL else self._made((None, self.published.latest))

    def _tells_of_old(self, sentence: Span) -> bool:
        week = self._week()[0]
        ends = (one.when.latest for one in self.times if sentence.holds(one.span))
        return week is not None and any(end is not None and end < week for end in ends)

    def _place(self, cue: Span) -> tuple[Span, str]:
        at = bisect_right(self.sentences, cue.start, key=attrgetter("start")) - 1
        sentence = self.sentences[at] if at >= 0 and self.sentences[at].holds(cue) else cue
        return sentence, manner(self.article, sentence, cue)

    def _governed(self, sentence: Span, cue: Span, contents: Sequence[Span], tense: str) -> When | None:
        able = [
            one
            for one in self.times
            if sentence.holds(one.span)
            and _can_date(one, tense, self.published)
            and not taken_below(self.tokens, one.span, cue)
        ]
        chosen = _governing(self.article, able, sentence, cue, contents)
        return None if chosen is None else _bounded(self.article, chosen, sentence, self.published)

    def _by_tense(self, tense: str) -> When | None:
        if tense == "open":
            return self._made((None, self.published.latest))
        return self._made((self.published.earliest, None)) if tense == "ahead" else None

    def _up_to(self, sentence: Span, days: Days) -> When:
        return self._made((_background(self.article, self.times, sentence, days[0]) or days[0], days[1]))

    def _made(self, days: Days) -> When:
        return When(*days, "inferred", self.published.evidence) if days != NO_DAYS else UNKNOWN

    # --- the news of the page ---------------------------------------------------------------------------------------

    def _week(self) -> Days:
        first, last = self.published.earliest, self.published.latest
        return (None if first is None else later(first, -SAID_WITHIN_DAYS)), last

    def _recent(self) -> Days:
        """When what a page tells as news was said: up to publication, from the day that its opening tells of."""
        (first, last), near = (self.published.earliest, self.published.latest), self._near
        if first is None or last is None or near is None:
            return self._week()
        if (last - first).days > NEWS_DAYS:
            return later(near, -1), min(last, later(near, NEWS_DAYS - 1))
        return min(near, later(first, -NEWS_DAYS)), last

    def _files(self, one: TimeExpression) -> bool:
        """Whether an expression stands in the dateline that opens the body: "PORTVILLE, Oct 19 (Agency) - ..."."""
        body = next((part.start for part in self.article.parts if part.kind == "body"), 0)
        around = self.article.text[max(body, one.span.start - OPENING_CHARACTERS) : one.span.start]
        after = self.article.text[one.span.end : one.span.end + OPENING_CHARACTERS]
        opens = body <= one.span.start <= body + OPENING_CHARACTERS and re.match(r"[A-Z][^.!?]*,\s*$", around)
        return bool(opens and re.match(r",?\s*(?:\([^)]*\)\s*)?(?:--?|[–—])\s", after))

    def _opening(self) -> list[Span]:
        body = next((part.start for part in self.article.parts if part.kind == "body"), 0)
        return list(islice((span for span in self.sentences if span.start >= body), LEAD_SENTENCES))

    def _lead(self) -> date | None:
        """The earliest single day of the last week that the first sentences of the body tell of."""
        opening, (first, last) = self._opening(), self._week()
        if not opening or first is None or last is None:
            return None
        days = (
            found.when.earliest
            for found in takewhile(lambda found: found.span.start < opening[-1].end, self.times)
            if opening[0].start <= found.span.start
            and found.when.earliest == found.when.latest
            and found.type in ("DATE", "TIME")
        )
        return min((day for day in days if day is not None and first <= day <= last), default=None)

    def _opens_with_a_deed(self) -> bool:
        """Whether the first sentence of the body tells of a deed in the simple past, as far as it can be parsed."""
        opening = self._opening()[:1]
        inside = [
            at for at, token in enumerate(self.tokens) if opening and opening[0].start <= token.start < opening[0].end
        ]
        for root in (at for at in inside if self.tokens[at].relation == "root"):
            ties = [at for at in inside if self.tokens[at].head == root and self.tokens[at].relation in _FINITE]
            if ties or self.tokens[root].pos == "VERB":
                first = self.tokens[min(ties, default=root)]
                return _past(self.article.text[first.start : first.end])
        return True


_FINDINGS = frozenset({"document", "report", "poll"})
"""Documents that say the same on any day: data, statistics, studies, surveys."""
_RECORDS = frozenset({"filing", "report", "record", "ruling", "book"})
"""Documents that tell what was said long before them."""
_FINITE = frozenset({"aux", "aux:pass", "cop"})


def _past(word: str) -> bool:
    """Whether a finite verb is in the past: "threw", "was", not "has", "remain", "will".

    >>> _past("threw"), _past("warned"), _past("has"), _past("remain"), _past("will")
    (True, True, False, False, False)
    """
    word = word.lower()
    return word.endswith("ed") or (word in table("irregular_verbs") and word not in _NOW and not word.endswith("s"))


_NOW = frozenset({"have", "'ve", "’ve", "are", "'re", "’re", "am", "will", "'ll", "’ll", "being", "having"})


def _no_later(found: When, outer: When) -> When:
    """What was said inside what was said in ``outer``: no later; if not told, when that was, for that is its news."""
    if outer.latest is None or found.latest is None or found.latest <= outer.latest:
        return found
    if found.earliest is not None and found.earliest > outer.latest:
        return outer
    return When(found.earliest, outer.latest, "inferred", tuple(dict.fromkeys((*found.evidence, *outer.evidence))))


# --- what governs a cue ---------------------------------------------------------------------------------------------

_BARRIER = re.compile(
    r"[;:]|(?:[a-z]{4}|\d{4})[.!?][\"'”’)]*\s|\b(?:who|which|that|whose|where|when|after|before|because|but|while|if|although|though|unless|until|since|whether)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s+(?:who|which|whose|where)\b")
"""What follows tells more of a thing, not when the sentence's deed was done: "Ann, who came in 1999, said"."""
_OTHER_VERB = re.compile(r"\b\w\w+ed\s+(?:(?:late|early)\s+)?(?:(?:on|in|at|by|during)\s+)?(?:(?:late|early)\s+)?$")
"""Another verb right before the expression takes it: "condemned as a breach of a truce agreed in July"."""
_IN_YEAR = re.compile(
    r"\b(?:in|since|during|until|till|by|before|after|from|through|early|late|mid)[\s-]+(?:(?:the|an?|his|her|its|their|our)\s+)?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?P<word>since|until|till|before|by|after|from|following|prior to|ahead of)\s+"
    r"(?:(?:the|a|an|its|his|her|their|early|late|at least)\s+)*$",
    re.IGNORECASE,
)

_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])(?:\s+[\w-]+){0,3}")
"""What makes a time a possessive, with the words after it: what it belongs to is told there."""


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
        aside = "," in between and found.span < cue and _RELATIVE.search(article.text, sentence.start, found.span.start)
        if aside or _names_a_year(article, found) or _owns_another(article, found, cue):
            continue
        if not opens and (_BARRIER.search(between) or (found.span > cue and _OTHER_VERB.search(between))):
            continue
        distance = len(between.split()) + (0 if found.span.start >= cue.end else 1)
        if best is None or distance < best[0]:
            best = (distance, found)
    return best[1] if best else None


def _can_date(found: TimeExpression, tense: str, published: When) -> bool:
    """Whether an expression can date something in that tense: no repetition, no length, no future for a past."""
    no_day = found.when == UNKNOWN and (found.type != "DATE" or re.fullmatch("|.*_REF", str(found.value)))
    if found.type == "SET" or no_day:
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


def _owns_another(article: Article, found: TimeExpression, cue: Span) -> bool:
    """Whether a long time tells when another thing was ("sued the victims of last year's attack"): no word near it."""
    days = width((found.when.earliest, found.when.latest))
    if days is None or days < SAID_WITHIN_DAYS:
        return False
    end = found.span.end
    owned = _OWNED.match(article.text, end) or _OWNED.match(article.text, end - len("'s"))
    return owned is not None and not end <= cue.start <= owned.end()


def _background(article: Article, times: Sequence[TimeExpression], sentence: Span, recent: date | None) -> date | None:
    """The start of an older time that the paragraph has told of before this sentence: it may still be told of."""
    line = article.text.rfind("\n", 0, sentence.start) + 1
    earlier = [found for found in times if line <= found.span.start < sentence.start and found.type in ("DATE", "TIME")]
    if not earlier or recent is None:
        return None
    first, last = earlier[-1].when.earliest, earlier[-1].when.latest
    return first if first is not None and last is not None and last < recent else None


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
