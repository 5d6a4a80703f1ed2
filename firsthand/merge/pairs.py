"""Which reports are worth comparing, and how much two of them share. Blocking by features keeps it near-linear.

It does not judge: what share makes a claim, an utterance or a conflict is said where these are made.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import chain, combinations
from typing import NamedTuple

from firsthand.merge.meanings import Meanings
from firsthand.merge.reports import Report

COMMON = 80
"""A feature of more reports than this proposes no pair (it still counts in a comparison); set by hand, for speed."""
RAREST = 5
"""Of its features that are too common, so many of a report are paired into keys; set by hand, for speed."""
LAST = 3
"""Reports with the same key that a report is compared with; set by hand, for speed."""
SHARED = 2
"""Features that two reports must share to be compared."""


class Overlap(NamedTuple):
    """What two reports share: ``smaller`` and ``both`` are its weight over that of the smaller one and of the mean."""

    smaller: float
    both: float
    shared: frozenset[str]
    weight: float = 0.0
    """The weight of what is shared, in features that one report alone has."""
    content: int = 0
    """How many of the shared features are words, not entities."""


class Weights:
    """How much each feature tells: the log of how many reports there are to each that has it."""

    def __init__(self, items: Iterable[Report]) -> None:
        """Count the features of all reports."""
        all_items = list(items)
        counted = Counter(feature for item in all_items for feature in item.features)
        self._single = {feature: math.log(1 + len(all_items) / count) for feature, count in counted.items()}
        self.most = math.log(1 + len(all_items))
        self.whole = {item.id: self.of(item.features) for item in all_items}

    def of(self, features: Iterable[str]) -> float:
        """The weights of some features of the reports together, the same in whatever order they come."""
        return math.fsum(map(self._single.__getitem__, features))


def overlap(one: Report, other: Report, by: Weights) -> Overlap:
    """How much two reports, both counted in ``by``, share by its weight; zeros where either has no features."""
    shared = one.features & other.features
    first, second, common = by.whole[one.id], by.whole[other.id], by.of(shared)
    if not common:
        return Overlap(0.0, 0.0, frozenset())
    content = len(shared & one.words)
    return Overlap(common / min(first, second), 2 * common / (first + second), shared, common / by.most, content)


class Pairs:
    """The reports of a story that are worth comparing, in their order, and what each two of them share."""

    def __init__(self, items: Sequence[Report]) -> None:
        """Find the pairs; what two share is told when it is asked for, and not kept: there are very many."""
        self.items: Sequence[Report] = items
        self.meanings = Meanings(items)
        places = worth(items, near=self.meanings.neighbours())
        self.worth = [(items[one], items[other]) for one, other in places]
        self.cosines = self.meanings.cosines(places)
        self._by = Weights(items)

    def heard(self) -> Pairs:
        """The same of statements and events alone, without what pages assert in their own voice."""
        found = copy(self)
        found.items = [item for item in self.items if item.own is None]
        kept = [not (one.own or other.own) for one, other in self.worth]
        found.worth = [pair for pair, keep in zip(self.worth, kept, strict=True) if keep]
        found.cosines = [cosine for cosine, keep in zip(self.cosines, kept, strict=True) if keep]
        return found

    def overlap(self, one: Report, other: Report) -> Overlap:
        """How much two reports share, by how rare it is in the story."""
        return overlap(one, other, self._by)


def candidates(items: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Pairs of reports that are worth comparing, in the order of ``items``."""
    return [(items[one], items[other]) for one, other in worth(items)]


def worth(items: Sequence[Report], near: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """The places of pairs of reports that share at least SHARED features or are ``near``, in the order of ``items``."""
    counted = Counter(feature for item in items for feature in item.features)
    postings: dict[str, list[int]] = {feature: [] for feature, count in counted.items() if count <= COMMON}
    chosen = set(near)
    for number, item in enumerate(items):
        met = Counter(chain.from_iterable(postings.get(feature, ()) for feature in item.features))
        chosen.update((other, number) for other, count in met.items() if count >= SHARED)
        for feature in item.features & postings.keys():
            postings[feature].append(number)
    chosen.update(_common_pairs(items, counted))
    return sorted(chosen)


def _common_pairs(items: Sequence[Report], counted: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    """Pairs of reports that share two features too common to propose a pair alone: each with the last few such."""
    last: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        common = [feature for feature in item.features if counted[feature] > COMMON]
        rarest = sorted(sorted(common, key=lambda feature: (counted[feature], feature))[:RAREST])
        for key in combinations(rarest, 2):
            yield from ((before, number) for before in last[key])
            last[key] = [*last[key][1 - LAST :], number]


def by_likeness(scored: Iterable[tuple[float, Report, Report]]) -> list[tuple[float, Report, Report]]:
    """The most alike first; ties in the order of the pages."""
    return sorted(scored, key=lambda row: (-row[0], row[1].page, row[1].spans, row[2].page, row[2].spans))
