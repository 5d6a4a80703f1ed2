"""Which reports are worth comparing, and how much two of them share.

It does not judge: what share makes a claim, an utterance or a conflict is said where these are made.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.merge.evidence import Evidence
from firsthand.merge.likeness import likelihoods
from firsthand.merge.meanings import Meanings
from firsthand.merge.reports import Report
from firsthand.merge.sharing import sharing

STRETCH = 1 << 14
"""Pairs that are weighed at once, lest memory grow with their number; set by hand."""


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
        counted = Counter(chain.from_iterable(item.features for item in all_items))
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
        self.meanings = Meanings([item.meaning for item in items])
        self.at = {item.id: number for number, item in enumerate(items)}
        self.places = sharing([item.features for item in items], self.meanings.neighbours())
        self._every = items
        self._by = Weights(items)

    @cached_property
    def worth(self) -> Sequence[tuple[Report, Report]]:
        """The pairs, in the order of ``places``."""
        return self.at_places(self.places)

    def at_places(self, places: npt.NDArray[np.int64]) -> list[tuple[Report, Report]]:
        """The reports of some rows of ``places``."""
        return [(self._every[one], self._every[other]) for one, other in places.tolist()]

    def told(self, tell: Callable[[Report], object]) -> npt.NDArray[Any]:
        """(pairs, 2): what ``tell`` says of the two reports of each pair."""
        return np.array([tell(one) for one in self._every])[self.places]

    def either(self, tell: Callable[[Report], bool]) -> npt.NDArray[np.bool_]:
        """(pairs,): whether ``tell`` is true of one of the two reports of each pair."""
        one, other = self.told(tell).astype(bool).T
        found: npt.NDArray[np.bool_] = one | other
        return found

    def both(self, tell: Callable[[Report], bool]) -> npt.NDArray[np.bool_]:
        """(pairs,): whether ``tell`` is true of the two reports of each pair."""
        one, other = self.told(tell).astype(bool).T
        found: npt.NDArray[np.bool_] = one & other
        return found

    @cached_property
    def likely(self) -> npt.NDArray[np.float64]:
        """How likely each pair asserts the same."""
        evidence = Evidence(self.items, self.meanings)
        cut = range(0, len(self.places), STRETCH)
        found = [likelihoods(evidence.rows(self.places[start : start + STRETCH])) for start in cut]
        return np.concatenate([np.empty(0), *found])

    @cached_property
    def _sure(self) -> dict[tuple[str, str], float]:
        return {(one.id, other.id): sure for (one, other), sure in zip(self.worth, self.likely.tolist(), strict=True)}

    def likelihood(self, one: Report, other: Report) -> float:
        """How likely two reports assert the same; 0 where they are not worth comparing."""
        return self._sure.get((one.id, other.id)) or self._sure.get((other.id, one.id), 0.0)

    def cosine(self, one: Report, other: Report) -> float | None:
        """How near two reports are in meaning, -1 to 1; None where one is not known."""
        cosines, known = self.meanings.cosines(np.array([[self.at[one.id], self.at[other.id]]]))
        return float(cosines[0]) if known[0] else None

    def heard(self) -> Pairs:
        """The same of statements and events alone, without what pages assert in their own voice."""
        return self.only(~self.either(lambda one: one.own is not None))

    def only(self, fits: npt.NDArray[np.bool_]) -> Pairs:
        """The same with the pairs alone that fit, and of what pages assert in their own voice that which is in one."""
        found = copy(self)
        found.__dict__.pop("_sure", None)
        found.__dict__.pop("worth", None)
        found.places, found.likely = self.places[fits], self.likely[fits]
        kept = set(found.places.ravel().tolist())
        found._every = [
            one.complete(one) if number in kept and one.complete else one for number, one in enumerate(self._every)
        ]
        found.items = [one for number, one in enumerate(found._every) if not one.own or number in kept]
        return found

    def overlap(self, one: Report, other: Report) -> Overlap:
        """How much two reports share, by how rare it is in the story."""
        return overlap(one, other, self._by)


def candidates(items: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports of one speaker that are worth comparing, in the order of ``items``; a speaker must be told."""
    told = [item for item in items if item.speaker is not None]
    for one, other in sharing([{(item.speaker, feature) for feature in item.features} for item in told]).tolist():
        yield told[one], told[other]


def by_likeness(scored: Iterable[tuple[float, Report, Report]]) -> list[tuple[float, Report, Report]]:
    """The most alike first; ties in the order of the pages."""
    return sorted(scored, key=lambda row: (-row[0], row[1].page, row[1].spans, row[2].page, row[2].spans))
