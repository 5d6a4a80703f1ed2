"""Days that bound when something was said: what was said of a deed on Tuesday was said on Tuesday or later.

It knows no cue and no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.annotate.calendar import width
from firsthand.annotate.tense import looks_ahead
from firsthand.model import Article, Span, TimeExpression, When

TOLD_DAYS = 7
"""A time in the words told bounds when they were said if it is no wider; by judgement, a week."""

_ITS_OWN = re.compile(r"(?i)(?:to(?:day|night|morrow)|yesterday|now|th(?:is|ese|at) .*)$")
"""Times that count from the day on which the words were said, not from that of the page."""
_OF_A_YEAR = re.compile(r"(?:['’]s|\d{4}) $")
"""What makes a day one of another year: "last year's Fourth of July"."""


def no_sooner(article: Article, times: Sequence[TimeExpression], contents: Sequence[Span], found: When) -> When:
    """``found``, if it is open to the past, from the last day on that the words told tell of as past.

    >>> from datetime import date
    >>> text = "Roan has said that the ship sank on Tuesday."
    >>> page = Article("d", "f", text, 0, 44, text, range(44), range(1, 45), ())
    >>> tuesday = When(date(2022, 2, 1), date(2022, 2, 1), "inferred")
    >>> time = TimeExpression(page.span(36, 43), "DATE", "2022-02-01", tuesday)
    >>> no_sooner(page, [time], [page.span(19, 43)], When(None, date(2022, 2, 3), "inferred")).earliest
    datetime.date(2022, 2, 1)
    """
    if found.latest is None or found.earliest is not None:
        return found
    past = [one for one in times if any(span.holds(one.span) for span in contents) and _is_past(article, one, found)]
    last = max(past, key=lambda one: (one.when.earliest, one.span), default=None)
    first = last.when.earliest if last is not None else None
    if last is None or first is None:
        return found
    evidence = tuple(dict.fromkeys((*found.evidence, *last.when.evidence)))
    return When(first, found.latest, "inferred", evidence)


def _is_past(article: Article, one: TimeExpression, found: When) -> bool:
    days = width((one.when.earliest, one.when.latest))
    if days is None or days > TOLD_DAYS or one.type not in ("DATE", "TIME") or one.when.latest is None:
        return False
    before = article.text[max(0, one.span.start - 6) : one.span.start]
    if _ITS_OWN.match(article.words_of(one.span)) or _OF_A_YEAR.search(before):
        return False
    ahead = looks_ahead(article.text, one.span.start, one.span.end)
    return not ahead and found.latest is not None and one.when.latest <= found.latest
