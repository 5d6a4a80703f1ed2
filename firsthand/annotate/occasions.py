"""The statements of a page dated in reading order: what a speaker says next was said on the same occasion.

It knows when each speaker spoke last, and no sentence; what a single cue tells is told by dating.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from firsthand.annotate.calendar import width
from firsthand.annotate.dates import REFERENCE_DAYS
from firsthand.annotate.dating import Saying
from firsthand.model import UNKNOWN, Article, Statement, When

OCCASION_DAYS = 6
"""A statement dated more widely than a week dates what the same speaker says only near by; by judgement."""


@dataclass(slots=True)
class Occasions:
    """When each speaker of a page spoke last; filled in reading order."""

    article: Article
    _short: dict[str | None, When] = field(default_factory=dict)
    _last: dict[str | None, tuple[int, When]] = field(default_factory=dict)
    _end: int = 0

    def last(self, speaker: str | None) -> When:
        """When the speaker spoke last; UNKNOWN where nothing was told."""
        return self._last[speaker][1] if speaker in self._last else UNKNOWN

    def previous(self, speaker: str | None, start: int) -> When | None:
        """The day of a short occasion on which the speaker spoke; any days told of the words right before these."""
        end, days = self._last.get(speaker, (0, UNKNOWN))
        near = end == self._end <= start and len(re.findall(r"\n+", self.article.text[end:start])) <= 1
        wide = width((days.earliest, days.latest))
        return days if near and wide is not None and wide <= REFERENCE_DAYS else self._short.get(speaker)

    def add(self, speaker: str | None, end: int, said: When) -> None:
        """Remember that the speaker spoke, up to that place of the text."""
        self._last[speaker] = end, said
        self._end = end
        days = width((said.earliest, said.latest))
        if days is not None and days <= OCCASION_DAYS:
            self._short[speaker] = said


def dated(article: Article, statements: Iterable[Statement], said: Callable[[Saying], When]) -> tuple[Statement, ...]:
    """The statements with the days on which each was said, which ``said`` tells of one; their order stays.

    Outer statements come first, in reading order: a speaker's day passes on to what follows, and the day of an outer
    statement bounds those inside. The name before a post or a turn stands for its cue; a quotation without either
    goes on from what its speaker said last.
    """
    found = tuple(statements)
    inside = {one.id: one.inside for one in found}
    occasions, days = Occasions(article), dict[str, When]()
    for one in sorted(found, key=lambda one: (_depth(one.id, inside), one.content[0])):
        cue = one.cue_span or one.speaker_span
        if cue is None:
            days[one.id] = occasions.last(one.speaker)
        else:
            before, outer = occasions.previous(one.speaker, cue.start), days.get(one.inside or "")
            via = tuple(carrier.span for carrier in one.via if carrier.span)
            days[one.id] = said(Saying(cue, one.content, one.speaker_span, before, outer, via))
        occasions.add(one.speaker, one.content[-1].end, days[one.id])
    return tuple(replace(one, said=days[one.id]) for one in found)


def _depth(statement: str, inside: Mapping[str, str | None]) -> int:
    depth, outer = 0, inside.get(statement)
    while outer is not None and depth < len(inside):
        depth, outer = depth + 1, inside.get(outer)
    return depth
