"""Coreference scores of one grouping of mentions against another: MUC, B-cubed, CEAF-e and their mean, the CoNLL F1.

As the reference scorer (Pradhan et al. 2014, version 8) counts: mentions may differ between the two sides, counts of
all documents are added up before a ratio is taken, and nothing is done to mentions that only one side has. A mention is
any value that can be compared; a grouping is a list of sets that share none. It knows nothing of text.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Clusters = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was right over what there was, for recall and for precision; documents are added up."""

    right: float = 0.0
    gold: float = 0.0
    right_told: float = 0.0
    told: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.right + other.right,
            self.gold + other.gold,
            self.right_told + other.right_told,
            self.told + other.told,
        )

    def figures(self) -> tuple[float, float, float]:
        """Recall, precision and F1, 0 where nothing is to count.

        >>> Ratio(1, 3, 1, 1).figures()
        (0.3333333333333333, 1.0, 0.5)
        """
        recall = self.right / self.gold if self.gold else 0.0
        precision = self.right_told / self.told if self.told else 0.0
        both = recall + precision
        return recall, precision, 2 * recall * precision / both if both else 0.0


def whole(clusters: Iterable[Collection[Hashable]], singletons: bool = False) -> Clusters:
    """Groupings as sets, without those of one mention unless they are asked for."""
    found = [frozenset(cluster) for cluster in clusters]
    return [cluster for cluster in found if len(cluster) > 1 or (singletons and cluster)]


def muc(gold: Clusters, told: Clusters) -> Ratio:
    """Links (Vilain et al. 1995)."""
    return Ratio(_links(gold, told), sum(len(c) - 1 for c in gold), _links(told, gold), sum(len(c) - 1 for c in told))


def _links(kept: Clusters, by: Clusters) -> float:
    """Links left in ``kept`` when every cluster is cut as the other side groups its mentions."""
    owner = {mention: i for i, cluster in enumerate(by) for mention in cluster}
    left = 0
    for cluster in kept:
        groups = {owner[mention] for mention in cluster if mention in owner}
        left += len(cluster) - len(groups) - sum(mention not in owner for mention in cluster)
    return left


def b_cubed(gold: Clusters, told: Clusters) -> Ratio:
    """Mentions (Bagga and Baldwin 1998); a mention that one side lacks counts as wrong there."""
    right = right_told = 0.0
    for cluster in gold:
        for other in told:
            shared = len(cluster & other)
            right += shared**2 / len(cluster)
            right_told += shared**2 / len(other)
    return Ratio(right, sum(map(len, gold)), right_told, sum(map(len, told)))


def ceaf_e(gold: Clusters, told: Clusters) -> Ratio:
    """Entities, one to one, likeness being the F1 of their mentions (Luo 2005, phi 4)."""
    likeness = np.array([[2 * len(c & other) / (len(c) + len(other)) for other in told] for c in gold])
    best = assigned(likeness) if gold and told else 0.0
    return Ratio(best, len(gold), best, len(told))


def assigned(weights: NDArray[np.float64]) -> float:
    """The highest sum of weights (none negative) in which every row and every column is used at most once.

    Shortest augmenting paths with potentials (Kuhn, Munkres, Jonker and Volgenant), rows added one by one.

    >>> assigned(np.array([[0.5, 0.75], [0.25, 0.5]]))
    1.0
    """
    cost = -(weights if weights.shape[0] <= weights.shape[1] else weights.T)
    rows, columns = cost.shape
    row_of = np.full(columns + 1, -1)
    potential_row, potential_column = np.zeros(rows), np.zeros(columns + 1)
    for row in range(rows):
        row_of[columns] = row
        at = columns
        shortest, before = np.full(columns, np.inf), np.full(columns, columns)
        free = np.ones(columns + 1, bool)
        while row_of[at] >= 0:
            free[at] = False
            here = row_of[at]
            reach = cost[here] - potential_row[here] - potential_column[:columns]
            closer = free[:columns] & (reach < shortest)
            shortest[closer], before[closer] = reach[closer], at
            following = int(np.where(free[:columns], shortest, np.inf).argmin())
            step = shortest[following]
            potential_row[row_of[~free]] += step
            potential_column[~free] -= step
            shortest[free[:columns]] -= step
            at = following
        while at != columns:
            row_of[at] = row_of[before[at]]
            at = int(before[at])
    used = row_of[:columns] >= 0
    return float(-cost[row_of[:columns][used], np.flatnonzero(used)].sum())
