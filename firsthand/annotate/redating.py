"""Annotations dated anew, when more is known of their page's day than the page says: times, statements, events.

What is a statement or an event does not change. It does not know where the new day comes from.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.annotate.dates import times
from firsthand.annotate.dating import Dating, Occasions, Saying
from firsthand.annotate.statements import POST
from firsthand.annotate.timevote import kept
from firsthand.model import Annotations, Statement, When


def redated(page: Annotations, published: When) -> Annotations:
    """``page`` as if it had been ``published`` then; its own evidence of days stays."""
    timed = kept(times(page.article, published), page.times)
    cut = tuple(sentence.span for sentence in page.sentences)
    dating = Dating(page.article, timed, cut, published, page.tokens)
    return replace(
        page,
        published=published,
        times=timed,
        statements=_statements(page, dating),
        events=tuple(replace(event, when=dating.happened(event.span, event.status)) for event in page.events),
    )


def _statements(page: Annotations, dating: Dating) -> tuple[Statement, ...]:
    """Outer statements first, in reading order: a speaker's day passes on to what follows."""
    inside = {statement.id: statement.inside for statement in page.statements}
    occasions = Occasions(page.article)
    said: dict[str, When] = {}
    for one in sorted(page.statements, key=lambda one: (_depth(one.id, inside), one.content[0])):
        cue = one.cue_span or (one.speaker_span if one.medium == POST else None)
        if cue is None:
            said[one.id] = occasions.last(one.speaker)
        else:
            before, outer = occasions.previous(one.speaker, cue.start), said.get(one.inside or "")
            said[one.id] = dating.said(Saying(cue, one.content, one.speaker_span, before, outer))
        occasions.add(one.speaker, one.content[-1].end, said[one.id])
    return tuple(replace(one, said=said[one.id]) for one in page.statements)


def _depth(statement: str, inside: dict[str, str | None]) -> int:
    depth, outer = 0, inside.get(statement)
    while outer is not None and depth < len(inside):
        depth, outer = depth + 1, inside.get(outer)
    return depth
