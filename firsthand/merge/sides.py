"""Conflicts told together: those between the same claims, and those that one report has with several.

A side is told with all reports that assert the same.

It judges nothing anew: what stands against what was found in conflicts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from firsthand.model import Conflict

Side = tuple[str, ...]
Alike = Callable[[str, str], bool]


def grouped(found: Sequence[Conflict], claim_of: Mapping[str, str], alike: Alike) -> tuple[Conflict, ...]:
    """Conflicts of one kind between the same two claims, or with one side in common, told as one; order is kept.

    ``claim_of`` maps report ids to claim ids; ``alike`` says of two report ids whether they surely assert the same.
    """
    rows: dict[tuple[str, ...], Conflict] = {}
    for conflict in found:
        ends = tuple(claim_of.get(side[0], side[0]) for side in conflict.sides)
        order = sorted(range(len(ends)), key=lambda place: ends[place])
        key = (conflict.kind, *(ends[place] for place in order))
        turned = replace(conflict, sides=tuple(conflict.sides[place] for place in order))
        rows[key] = _together(rows[key], turned) if key in rows else turned
    mates: dict[str, list[str]] = {}
    for report, claim in claim_of.items():
        mates.setdefault(claim, []).append(report)

    def close(side: Side) -> Side:
        joined = (mate for one in side if one in claim_of for mate in mates[claim_of[one]] if alike(one, mate))
        return tuple(dict.fromkeys((*side, *joined)))

    return tuple(_with_alike(conflict, close) for conflict in _by_side(list(rows.values())))


def _with_alike(conflict: Conflict, close: Callable[[Side], Side]) -> Conflict:
    """``conflict`` with the reports that assert what its sides do, but for those that would stand on both."""
    first, second = (close(side) for side in conflict.sides)
    both = set(first) & set(second)
    kept = zip((first, second), conflict.sides, strict=True)
    return replace(
        conflict, sides=tuple(tuple(one for one in side if one not in both or one in own) for side, own in kept)
    )


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
