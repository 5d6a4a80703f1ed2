"""Which of many sets share members enough to be worth comparing. It knows nothing of what the members are.

A member of very many sets proposes no pair alone, so that the pairs grow with the number of sets, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations
from typing import Any

import numpy as np
import numpy.typing as npt

COMMON = 80
"""A member of more sets than this proposes no pair (it still counts in a comparison); set by hand, for speed."""
RAREST = 5
"""Of its members that are too common, so many of a set are paired into keys; set by hand, for speed."""
LAST = 3
"""Sets with the same key that a set is compared with; set by hand, for speed."""
SHARED = 2
"""Members that two sets must share to be compared."""
STRETCH = 4096
"""Sets whose pairs are counted at once, lest memory grow with the number of all pairs; set by hand."""

Places = npt.NDArray[np.int64]
"""Rows of two places, the lower first, in order and without repeats."""


def sharing(sets: Sequence[Collection[Any]], near: Collection[tuple[int, int]] = ()) -> Places:
    """The places of pairs of sets that share at least SHARED members or are ``near``; members can be put in order.

    >>> sharing([{"a", "b", "c"}, {"a"}, {"b", "c"}, {"b"}], {(1, 3)}).tolist()
    [[0, 2], [1, 3]]
    """
    counted = Counter(chain.from_iterable(sets))
    common = _common(sets, counted) if max(counted.values(), default=0) > COMMON else ()
    pairs = [one * len(sets) + other for one, other in chain(near, common)]
    found = np.sort(np.concatenate([np.array(pairs, np.int64), *_counted(sets, counted)]))
    return np.stack(np.divmod(found[np.diff(found, prepend=-1) > 0], len(sets) or 1), axis=1)


def _counted(sets: Sequence[Collection[Any]], counted: Counter[Any]) -> Iterator[npt.NDArray[np.int64]]:
    """Pairs of sets that share SHARED members that are not too common, each as one number, a stretch at once."""
    numbers = {one: number for number, (one, count) in enumerate(counted.items()) if 1 < count <= COMMON}
    held = [[numbers[one] for one in members if one in numbers] for members in sets]
    member = np.array(list(chain.from_iterable(held)), np.int64)
    order = np.argsort(member, kind="stable")
    owner = np.repeat(np.arange(len(sets)), list(map(len, held)))[order]
    begins = np.flatnonzero(np.diff(member[order], prepend=-1))
    before = np.arange(len(owner)) - np.repeat(begins, np.diff(begins, append=len(owner)))
    for start in range(0, len(sets), STRETCH):
        chosen = np.flatnonzero((owner >= start) & (owner < start + STRETCH))
        counts = before[chosen]
        other = np.repeat(chosen, counts)
        back = np.arange(1, len(other) + 1) - np.repeat(np.cumsum(counts) - counts, counts)
        pairs = np.sort(owner[other - back] * len(sets) + owner[other])
        least = SHARED - 1
        yield pairs[least:][pairs[least:] == pairs[: len(pairs) - least]]


def _common(sets: Sequence[Collection[Any]], counted: Counter[Any]) -> Iterator[tuple[int, int]]:
    """Pairs of sets that share two members too common to propose a pair alone: each with the last few such."""
    last: dict[tuple[Any, Any], list[int]] = defaultdict(list)
    for number, members in enumerate(sets):
        common = [one for one in members if counted[one] > COMMON]
        rarest = sorted(sorted(common, key=lambda one: (counted[one], one))[:RAREST])
        for key in combinations(rarest, 2):
            yield from ((before, number) for before in last[key])
            last[key] = [*last[key][1 - LAST :], number]
