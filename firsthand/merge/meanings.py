"""How near the meanings of reports are, and which are nearest. What nearness makes of two reports is not said here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

NEAR = 0.5
"""Cosine from which on a pair is compared although it shares few words; set by hand, for speed."""
NEIGHBOURS = 6
"""Reports nearest in meaning that a report is compared with; set by hand, for speed."""
TILE = 40
"""Rows of a product of two tables: OpenBLAS starts threads for more, which then spin on a core that others need."""
STRETCH = 4096
"""Reports among which neighbours are looked for at once, so that time grows with their number; set by hand."""


class Meanings:
    """The meanings of reports, each as a row of whole numbers; a report without one is near to none.

    Products of such rows are exact in 32 bits, so that a cosine is the same in whatever order it is added up.
    """

    def __init__(self, given: Sequence[bytes]) -> None:
        """Read them once."""
        width = max(map(len, given), default=0)
        blank = bytes(width)
        rows = np.frombuffer(b"".join(one or blank for one in given), np.int8).reshape(len(given), width)
        self.rows: npt.NDArray[np.float32] = rows.astype(np.float32)
        self.lengths = np.sqrt(np.maximum((self.rows**2).sum(1), 1).astype(np.float64))
        self.known = np.array([bool(one) for one in given], bool)

    def cosines(self, places: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """The cosine of each of some pairs of places, shape (pairs, 2), 0 where one is not known; and whether it is."""
        found = np.empty(len(places))
        for start in range(0, len(places), STRETCH):
            first, second = places[start : start + STRETCH].T
            products = np.einsum("ij,ij->i", self.rows[first], self.rows[second])
            found[start : start + STRETCH] = products / (self.lengths[first] * self.lengths[second])
        return found, np.logical_and.reduce(self.known[places], axis=1)

    def neighbours(self) -> set[tuple[int, int]]:
        """Pairs of places of reports that are near in meaning, lower place first."""
        if not self.known.any():
            return set()
        order = np.lexsort((self.rows[:, :16] > 0).T)
        found: set[tuple[int, int]] = set()
        for start in range(0, len(order), STRETCH):
            chosen = order[start : start + STRETCH]
            near = _products(self.rows[chosen]) / (self.lengths[chosen, None] * self.lengths[chosen])
            np.fill_diagonal(near, -1)
            if not (count := min(NEIGHBOURS, len(chosen) - 1)):
                continue
            best = np.argpartition(-near, count - 1, axis=1)[:, :count]
            rows, places = np.nonzero(np.take_along_axis(near, best, 1) >= NEAR)
            one, other = chosen[rows], chosen[best[rows, places]]
            found.update(zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True))
        return found


def _products(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Every row times every row."""
    found = np.empty((len(rows), len(rows)), np.float32)
    for one in range(0, len(rows), TILE):
        for other in range(0, len(rows), TILE):
            found[one : one + TILE, other : other + TILE] = rows[one : one + TILE] @ rows[other : other + TILE].T
    return found
