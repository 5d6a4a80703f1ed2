"""Conflicts told together: those between the same claims, and those that one report has with several.

It judges nothing anew: what stands against what was found in conflicts.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.model import Conflict

Side = tuple[str, ...]


def grouped(found: Sequence[Conflict], claim_of: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Conflicts of one kind between the same two claims, or with one side in common, told as one; order is kept."""
    rows: dict[tuple[str, ...], Conflict] = {}
    for conflict in found:
        ends = tuple(claim_of.get(side[0], side[0]) for side in conflict.sides)
        order = sorted(range(len(ends)), key=lambda place: ends[place])
        key = (conflict.kind, *(ends[place] for place in order))
        turned = replace(conflict, sides=tuple(conflict.sides[place] for place in order))
        rows[key] = _together(rows[key], turned) if key in rows else turned
    return tuple(_by_side(list(rows.values())))


def _by_side(rows: Sequence[Conflict]) -> list[Conflict]:
    kept: list[Conflict] = []
    place: dict[tuple[str, Side], tuple[int, int]] = {}
    for conflict in rows:
        met = next((at for at in (0, 1) if (conflict.kind, conflict.sides[at]) in place), None)
        if met is None:
            place.update({(conflict.kind, side): (len(kept), at) for at, side in enumerate(conflict.sides)})
            kept.append(conflict)
            continue
        number, at = place[conflict.kind, conflict.sides[met]]
        turned = conflict if at == met else replace(conflict, sides=conflict.sides[::-1])
        kept[number] = _together(kept[number], turned)
    return kept


def _together(one: Conflict, other: Conflict) -> Conflict:
    """``one`` with what the sides of ``other`` have as well."""
    sides = tuple(tuple(dict.fromkeys((*a, *b))) for a, b in zip(one.sides, other.sides, strict=True))
    return replace(one, sides=sides, confidence=max(one.confidence, other.confidence))
