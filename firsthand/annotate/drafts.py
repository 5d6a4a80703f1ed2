"""Statements in the making, and how those of a page stand to each other: one inside another, one only passing on."""

from __future__ import annotations

from dataclasses import dataclass, field

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.contents import Offsets
from firsthand.annotate.papers import document
from firsthand.annotate.speakers import Speakers
from firsthand.model import Act, Article, Carrier

PASSED_ON = 0.6
"""Share of an outlet's report that another's statement must fill for the report to be only a carrier; by judgement."""


@dataclass(slots=True)
class Draft:
    """A statement being made; offsets of the article."""

    attribution: Attribution
    contents: list[Offsets]
    source: Offsets | None
    speaker: str | None
    act: Act
    addressee: str | None = None
    via: list[Carrier] = field(default_factory=list)
    inside: Draft | None = None
    repaired: bool = False
    confidence: float = 1.0
    continued: bool = False
    posted: bool = False
    """Whether it is a post shown whole, told by its author's name instead of a cue."""
    lifted: bool = False
    """Whether it is a paragraph announced by the line above it."""


def nest(drafts: list[Draft]) -> None:
    """Tell every inner statement which content it stands in."""
    for draft in drafts:
        start, end = draft.contents[0][0], draft.contents[-1][1]
        outer = [
            d for d in drafts
            if d.attribution.level < draft.attribution.level and d.attribution.block is draft.attribution.block
            and any(s <= start and end <= e for s, e in d.contents)
        ]  # fmt: skip
        draft.inside = max(outer, key=lambda d: d.attribution.level) if outer else None
        if draft.inside is not None and draft.source is None:
            draft.source, draft.speaker = draft.inside.source, draft.inside.speaker
            draft.inside = draft.inside.inside


def _carries(article: Article, outer: Draft, speakers: Speakers) -> bool:
    """Whether what passes words on is an outlet or a document."""
    assert outer.speaker is not None and outer.source is not None
    outlet = speakers.chain(outer.speaker).kind == "outlet"
    return outlet or document(article.text[slice(*outer.source)]) is not None


def fold_carriers(article: Article, drafts: list[Draft], speakers: Speakers) -> list[Draft]:
    """Drop what only passes on: a report by an outlet or a document whose whole content is another's statement."""
    dropped: list[Draft] = []
    for inner in drafts:
        outer = inner.inside
        if outer is None:
            continue
        told = sum(e - s for s, e in outer.contents)
        pieces = [*inner.contents, *filter(None, (inner.source, inner.attribution.cue))]
        whole = (max(e for _, e in pieces) - min(s for s, _ in pieces)) / max(1, told) >= PASSED_ON
        if whole and outer.speaker is not None and outer.speaker == inner.speaker:
            dropped.append(inner)
            continue
        passes = outer.speaker is None or speakers.chain(outer.speaker).kind in ("outlet", "other")
        if passes and whole:
            if outer.speaker is not None and outer.source is not None and _carries(article, outer, speakers):
                inner.via.append(Carrier(outer.speaker, article.span(*outer.source), "stated"))
            inner.inside = outer.inside
            dropped.append(outer)
    return [d for d in drafts if not any(d is gone for gone in dropped)]
