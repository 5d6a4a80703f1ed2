"""Dates of one article: its time expressions and the days that they mean.

``times`` marks and resolves the expressions, ``publication`` (in publication.py) gives the day that they count from. An
interval carries no more precision than the words give; what cannot be told is unknown. It knows no other article, and
reads tense from a few words near by, not from a parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from operator import attrgetter

from firsthand.annotate.calendar import NO_DAYS, later, month_of, over_anchor, width
from firsthand.annotate.publication import date_notes, publication
from firsthand.annotate.tense import looks_ahead
from firsthand.annotate.timeperiod import Periods
from firsthand.annotate.timevalue import Reading
from firsthand.annotate.timex import Found, expressions
from firsthand.model import UNKNOWN, Article, Mention, Span, TimeExpression, When

__all__ = ["date_notes", "proposed", "publication", "times", "unnamed"]

REFERENCE_DAYS = 31
YEAR_DAYS = 366
"""An expression wider than this is no point for "two weeks later", or for "two years later", to count from; set by
hand, a month and a year."""
NEAR_EXPRESSIONS = 8
"""It is looked for among so many expressions before; set by hand, so that hostile text costs no more than news."""
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
    return proposed(article, published)[0]


def proposed(article: Article, published: When) -> tuple[tuple[TimeExpression, ...], tuple[TimeExpression, ...]]:
    """As ``times``, and the expressions that may be none by the words around them ("seven flights a week")."""
    sure: list[TimeExpression] = []
    unsure: list[TimeExpression] = []
    periods, published = Periods(), _counting(published)
    for found in expressions(article.text):
        known = periods if found.sure else Periods(list(periods.told))
        resolved = _resolve(article, found, published, (sure, known))
        if resolved is not None:
            (sure if found.sure else unsure).append(resolved)
    return tuple(sure), tuple(unsure)


def unnamed(article: Article, times: Sequence[TimeExpression], names: Sequence[Mention]) -> tuple[TimeExpression, ...]:
    """The times that are no part of a name ("USA Today", "Super Tuesday"); a number in a name is a year all the same.

    ``names`` are by start and overlap nowhere.

    >>> text = "He told Exland Today on Monday."
    >>> page = Article("d", "f", text, 0, 31, text, range(31), range(1, 32), ())
    >>> names = [Mention(page.span(8, 20), "outlet", "name")]
    >>> [page.words_of(one.span) for one in unnamed(page, times(page, UNKNOWN), names)]
    ['Monday']
    """
    taken = [one.span for one in names if one.form == "name"]

    def part(one: Span) -> bool:
        at = bisect_right(taken, one.start, key=attrgetter("start")) - 1
        return at >= 0 and taken[at] != one and taken[at].holds(one)

    return tuple(one for one in times if article.words_of(one.span).isdigit() or not part(one.span))


def _counting(published: When) -> When:
    """The days that "Tuesday" counts from: of a week that begins on one, the last day would let it mean the next."""
    first, last = published.earliest, published.latest
    if first and last and (last - first).days == WEEK_BUT_ONE:
        return replace(published, latest=later(last, -1))
    return published


# --- resolving ------------------------------------------------------------------------------------------------------


def _resolve(
    article: Article, found: Found, published: When, context: tuple[Sequence[TimeExpression], Periods]
) -> TimeExpression | None:
    before, periods = context
    ahead = looks_ahead(article.text, found.start, found.end)
    span = article.span(found.start, found.end)
    read = cache(partial(found.read, ahead=ahead))
    reading = read(published.latest or published.earliest or SOME_DAY)
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
        last = _reference(
            article, found.start, before, YEAR_DAYS if _YEARS.match(found.groups["u"]) else REFERENCE_DAYS
        )
        if last is None:
            return TimeExpression(span, reading.type, _settled(read, published), UNKNOWN)
        anchor, evidence = last.when, last.when.evidence
    else:
        anchor, evidence = published, published.evidence
    days = over_anchor(lambda day: told.days if (told := read(day)) else NO_DAYS, (anchor.earliest, anchor.latest))
    value = _settled(read, anchor)
    if reading.origin == "narrative" and anchor.earliest != anchor.latest and (month := _MONTH.fullmatch(value or "")):
        days = month_of(int(month[1]), int(month[2]))
    resolved = UNKNOWN if days == NO_DAYS else When(*days, "inferred", tuple(dict.fromkeys((span, *evidence))))
    return TimeExpression(span, reading.type, value, resolved)


def _on_the_day(article: Article, reading: Reading, span: Span, before: Sequence[TimeExpression]) -> TimeExpression:
    """A time of day on the day told of just before it, if one was."""
    last = _reference(article, span.start, before, REFERENCE_DAYS)
    if last is None or last.when.earliest != last.when.latest:
        return TimeExpression(span, "TIME", reading.value, UNKNOWN)
    evidence = tuple(dict.fromkeys((span, *last.when.evidence)))
    when = When(last.when.earliest, last.when.latest, "inferred", evidence)
    return TimeExpression(span, "TIME", f"{last.when.earliest}{reading.value}", when)


def _settled(read: Callable[[date], Reading | None], anchor: When) -> str | None:
    """The value, if it is the same from both ends of the anchor; else the part of it that the words give alone."""
    readings = [reading for day in (anchor.earliest, anchor.latest) if day and (reading := read(day))]
    values = {reading.value for reading in readings}
    if len(readings) == 2 and len(values) == 1:
        return readings[0].value or readings[0].partial
    fallback = read(SOME_DAY)
    if fallback is None:
        return None
    needs_no_day = fallback.type in ("DURATION", "SET") or str(fallback.value).endswith("_REF")
    return fallback.value if needs_no_day else fallback.partial


_PARAGRAPH = re.compile(r"\n\s*\n|[.!?:;\"”’)]\s*\n")
"""A line end within a sentence is a wrapped line."""
_MONTH = re.compile(r"(\d{4})-(\d\d)")
"""A month after a month is a month, and no day of it half a month more or less."""
_YEARS = re.compile(r"years?\b|decades?\b|centur", re.IGNORECASE)
_OPENS_PARAGRAPH = re.compile(r"\n\s*$")
"""What opens its paragraph ("A month later, ...") counts from the one before."""


def _reference(article: Article, start: int, before: Sequence[TimeExpression], widest: int) -> TimeExpression | None:
    for earlier in reversed(before[-NEAR_EXPRESSIONS:]):
        breaks = len(_PARAGRAPH.findall(article.text[earlier.span.end : start]))
        if breaks > (1 if _OPENS_PARAGRAPH.search(article.text[max(0, start - 4) : start]) else 0):
            return None
        days = width((earlier.when.earliest, earlier.when.latest))
        if earlier.type in ("DATE", "TIME") and days is not None and days <= widest:
            return earlier
    return None
