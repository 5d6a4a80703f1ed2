"""Annotations dated anew, when more is known of their page's day than the page says: times, statements, events.

What is a statement or an event does not change. It does not know where the new day comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.annotate.dates import times, when
from firsthand.annotate.statements import OCCASION_DAYS
from firsthand.model import UNKNOWN, Annotations, Span, Statement, TimeExpression, When


def redated(page: Annotations, published: When) -> Annotations:
    """``page`` as if it had been ``published`` then; its own evidence of days stays."""
    timed = times(page.article, published)
    cut = tuple(sentence.span for sentence in page.sentences)
    return replace(
        page,
        published=published,
        times=timed,
        statements=_statements(page, timed, cut, published),
        events=tuple(
            replace(event, when=when(page.article, timed, cut, event.span, published)) for event in page.events
        ),
    )


def _statements(
    page: Annotations, timed: Sequence[TimeExpression], cut: Sequence[Span], published: When
) -> tuple[Statement, ...]:
    """Outer statements first, in reading order: a speaker's day passes on to what follows."""
    inside = {statement.id: statement.inside for statement in page.statements}
    previous: dict[str | None, When] = {}
    last: dict[str | None, When] = {}
    said: dict[str, When] = {}
    for one in sorted(page.statements, key=lambda one: (_depth(one.id, inside), one.content[0])):
        before = previous.get(one.speaker)
        if one.cue_span is None:
            said[one.id] = last.get(one.speaker, UNKNOWN)
        else:
            said[one.id] = when(
                page.article, timed, cut, one.cue_span, published, exclude=one.content, previous=before
            )  # fmt: skip
        days = last[one.speaker] = said[one.id]
        if days.earliest and days.latest and (days.latest - days.earliest).days <= OCCASION_DAYS:
            previous[one.speaker] = days
    return tuple(replace(one, said=said[one.id]) for one in page.statements)


def _depth(statement: str, inside: dict[str, str | None]) -> int:
    depth, outer = 0, inside.get(statement)
    while outer is not None and depth < len(inside):
        depth, outer = depth + 1, inside.get(outer)
    return depth
