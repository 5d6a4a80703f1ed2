"""Measures that several benchmarks share: F1 of counts, macro-F1, correlation, calibration. Numbers in, numbers out."""

from __future__ import annotations

import math
from collections.abc import Sequence

BINS = 10


def score(right: int, told: int, gold: int) -> tuple[float, float, float, int]:
    """Precision, recall and F1 of counts, 0 where nothing is to count; and the number of gold items.

    >>> score(1, 2, 1)
    (0.5, 1.0, 0.6666666666666666, 1)
    """
    precision, recall = right / told if told else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return precision, recall, f1, gold


def macro_f1(gold: Sequence[str], told: Sequence[str]) -> float:
    """Mean F1 over the classes of ``gold``.

    >>> macro_f1(["A", "A", "B"], ["A", "B", "B"])
    0.6666666666666666
    """
    scores = []
    for kind in sorted(set(gold)):
        hits = sum(g == t == kind for g, t in zip(gold, told, strict=True))
        scores.append(2 * hits / (gold.count(kind) + told.count(kind)))
    return sum(scores) / len(scores)


def pearson(gold: Sequence[float], told: Sequence[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary.

    >>> round(pearson([1, 2, 3], [2, 4, 7]), 4)
    0.9934
    """
    size = len(gold)
    if not size:
        return 0.0
    mean, other = sum(gold) / size, sum(told) / size
    both = sum((g - mean) * (t - other) for g, t in zip(gold, told, strict=True))
    spread = math.sqrt(sum((g - mean) ** 2 for g in gold) * sum((t - other) ** 2 for t in told))
    return both / spread if spread else 0.0


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017): how far it lies from the truth.

    A confidence on the border of two bins belongs to the lower one, as in the paper.

    >>> round(calibration_error([0.95, 0.95, 0.55, 0.55], [True, True, True, False]), 3)
    0.05
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, hit in zip(sure, right, strict=True):
        bins[min(max(math.ceil(probability * BINS) - 1, 0), BINS - 1)].append((probability, hit))
    apart = (abs(sum(p for p, _ in inside) - sum(hit for _, hit in inside)) for inside in bins if inside)
    return sum(apart) / len(sure) if sure else 0.0
