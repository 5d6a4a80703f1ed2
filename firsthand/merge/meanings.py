"""How near the meanings of reports are, and which are nearest. What nearness makes of two reports is not said here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from firsthand.merge.reports import Report

NEAR = 0.5
"""Cosine from which on a pair is compared although it shares few words; set by hand, for speed."""
NEIGHBOURS = 6
"""Reports nearest in meaning that a report is compared with; set by hand, for speed."""
STRETCH = 4096
"""Reports among which neighbours are looked for at once, so that time grows with their number; set by hand."""


class Meanings:
    """The meanings of reports, each as a row of unit length; a report without one is near to none."""

    def __init__(self, items: Sequence[Report]) -> None:
        """Read them once."""
        given = [item.meaning for item in items]
        width = max(map(len, given), default=0)
        blank = bytes(width)
        rows = np.frombuffer(b"".join(one or blank for one in given), np.int8).reshape(len(items), width)
        lengths = np.sqrt((rows.astype(np.float32) ** 2).sum(1, keepdims=True))
        self.rows: npt.NDArray[np.float32] = rows / np.maximum(lengths, 1)
        self.at = {item.id: number for number, item in enumerate(items) if item.meaning}

    def cosine(self, one: Report, other: Report) -> float | None:
        """-1 to 1; None where one is not known."""
        if one.id not in self.at or other.id not in self.at:
            return None
        return float(self.rows[self.at[one.id]] @ self.rows[self.at[other.id]])

    def neighbours(self) -> set[tuple[int, int]]:
        """Pairs of places of reports that are near in meaning, lower place first."""
        if not self.at:
            return set()
        order = np.lexsort((self.rows[:, :16] > 0).T)
        found: set[tuple[int, int]] = set()
        for start in range(0, len(order), STRETCH):
            chosen = order[start : start + STRETCH]
            near = self.rows[chosen] @ self.rows[chosen].T
            np.fill_diagonal(near, -1)
            count = min(NEIGHBOURS, len(chosen) - 1)
            best = np.argpartition(-near, count - 1, axis=1)[:, :count] if count > 0 else np.empty((0, 0), int)
            for row, columns in enumerate(best):
                for column in columns[near[row, columns] >= NEAR]:
                    one, other = sorted((int(chosen[row]), int(chosen[column])))
                    found.add((one, other))
        return found
