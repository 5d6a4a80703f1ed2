"""When a page without a date was published, as the dated pages of its story tell: by the words that both quote.

A page that quotes on "Wednesday" what another page dates to the 8th of January, a Wednesday, was published on that day
or in the six days after it, or it would have written more than the name of the day. A page that quotes what was said
on a day is no older than that day; if it quotes more than once what the dated page quotes, the day of the week that its
opening names is the first from then on. Nothing else is taken over: what a story is about dates none of its pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.model import UNKNOWN, Annotations, Span, Statement, When

SHARED_WORDS = 8
"""Words in a row that two pages both report: fewer may be a phrase. Set by hand."""
DATED_DAYS = 7
"""A statement dated more widely dates no other page; set by hand, the length of a week."""
BARE_DAYS = 6
"""A page names a day of the week without more for so many days after it."""
MOST = 0.6
"""So many of the quotations with a day of the week must give one day; set by hand."""
QUOTED_TWICE = 2
"""One quotation in common may be an old one; so many make the pages news of one week. By judgement."""
OPENING_SENTENCES = 3
"""The opening of a page: so many sentences of its body; as in annotate/dates.py."""
_WORD = re.compile(r"\w+")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words that a dated page reports, and when they were said there."""

    said: When
    content: Span
    latest: date


def anchored(documents: Sequence[Annotations]) -> Mapping[str, When]:
    """Article id -> days of publication, of the pages that give none and that quote what dated pages quote.

    An end that nothing bounds is None. Basis ``inferred``; the evidence is the day of the week and the words quoted.
    """
    undated = [page for page in documents if page.published.latest is None]
    wanted = {words for page in undated for one in page.statements for words in _shingles(page, one)}
    known: dict[tuple[str, ...], list[_Quoted]] = defaultdict(list)
    for page in documents:
        if wanted and _is_dated(page.published) and page.published.latest:
            for one in page.statements:
                if (shared := wanted.intersection(_shingles(page, one))) and (said := _told_days(page, one)):
                    for words in shared:
                        known[words].append(_Quoted(said, one.content[0], page.published.latest))
    told = {page.article.id: _anchor(page, known) for page in undated if known}
    return {article: when for article, when in told.items() if when != UNKNOWN}


def _is_dated(when: When) -> bool:
    return bool(when.earliest and when.latest) and (when.latest - when.earliest).days <= 1  # type: ignore[operator]


def _told_days(page: Annotations, one: Statement) -> When | None:
    """When a statement of a dated page was made, for what is only known to be no later: in the days before the page."""
    first, last = one.said.earliest, one.said.latest
    if first is None and last is not None and last == page.published.latest:
        first = last - timedelta(DATED_DAYS - 1)
    return replace(one.said, earliest=first) if first and last and (last - first).days <= DATED_DAYS else None


def _shingles(page: Annotations, statement: Statement) -> Iterator[tuple[str, ...]]:
    for span in statement.content:
        words = _WORD.findall(page.article.words_of(span).lower())
        yield from zip(*(words[at:] for at in range(SHARED_WORDS)), strict=False)


def _anchor(page: Annotations, known: Mapping[tuple[str, ...], Sequence[_Quoted]]) -> When:
    """Days of the week vote for the day on which their quotation was made; without one the quotations bound below."""
    votes: dict[date, list[Span]] = defaultdict(list)
    least: list[tuple[date, Span]] = []
    for statement in page.statements:
        shared = {one for words in _shingles(page, statement) for one in known.get(words, ())}
        named = _weekday(page, statement)
        for one in sorted(shared, key=lambda one: (one.content, one.latest)):
            first, last = one.said.earliest, min(one.said.latest or one.latest, one.latest)
            if first is None or last < first:
                continue
            least.append((first, one.content))
            days = [first + timedelta(days) for days in range((last - first).days + 1)]
            fitting = [day for day in days if named and day.isoweekday() == named[0]]
            if named and len(fitting) == 1:
                votes[fitting[0]] += [named[1], one.content]
    if votes:
        day = max(votes, key=lambda day: (len(votes[day]), day))
        if len(votes[day]) >= MOST * sum(map(len, votes.values())):
            return When(day, day + timedelta(BARE_DAYS), "inferred", tuple(dict.fromkeys(votes[day]))[:4])
    if not least:
        return UNKNOWN
    first, content = max(least)
    named = _opening_weekday(page) if len({span.start for _, span in least}) >= QUOTED_TWICE else None
    if named is None:
        return When(first, None, "inferred", (content,))
    day = first + timedelta((named[0] - first.isoweekday()) % 7)
    return When(day, day + timedelta(BARE_DAYS), "inferred", (named[1], content))


def _opening_weekday(page: Annotations) -> tuple[int, Span] | None:
    """The first bare day of the week that the opening sentences of the body name: the day of the page's news."""
    body = next((part.start for part in page.article.parts if part.kind == "body"), 0)
    opening = [one.span for one in page.sentences if one.span.start >= body][:OPENING_SENTENCES]
    for time in page.times:
        match = _WEEKDAY.match(time.value or "")
        if match and any(span.holds(time.span) for span in opening):
            return int(match[1]), time.span
    return None


def _weekday(page: Annotations, statement: Statement) -> tuple[int, Span] | None:
    """The only bare day of the week in the sentence of a statement, outside its words; 1 is Monday."""
    at = statement.cue_span or statement.content[0]
    sentence = next((one.span for one in page.sentences if one.span.start <= at.start < one.span.end), at)
    found = [
        (int(match[1]), time.span)
        for time in page.times
        if sentence.holds(time.span)
        and not any(span.overlaps(time.span) for span in statement.content)
        and (match := _WEEKDAY.match(time.value or ""))
    ]
    return found[0] if len({day for day, _ in found}) == 1 else None
