"""Coreference scores against the cases that come with the reference scorer, and cases worked out by hand."""

import itertools
import random

import numpy as np
import pytest

from benchmarks.clusters import Clusters, Ratio, assigned, b_cubed, ceaf_e, muc, whole

KEY = "a bc def"


def groups(clusters: str) -> Clusters:
    return whole(clusters.split(), singletons=True)


@pytest.mark.parametrize(
    ("told", "recall", "precision", "f1"),
    [
        (KEY, 1, 1, 1),
        ("a de", 0.6, 0.9, 0.72),
        ("a bcx defy z", 0.88571, 0.66429, 0.75918),
        ("a bcx dy z", 0.73333, 0.55, 0.62857),
        ("a bcxB dy z", 0.68889, 0.51667, 0.59048),
        ("a bcx dy Bz", 0.73333, 0.55, 0.62857),
    ],
)
def test_ceaf_e_on_the_cases_of_the_reference_scorer(told: str, recall: float, precision: float, f1: float) -> None:
    assert ceaf_e(groups(KEY), groups(told)).figures() == pytest.approx((recall, precision, f1), abs=1e-5)


@pytest.mark.parametrize(
    ("told", "recall", "precision"),
    [
        (KEY, 3 / 3, 3 / 3),
        ("a de", 1 / 3, 1 / 1),
        ("a bcx defy z", 3 / 3, 3 / 5),
        ("a bcx dy z", 1 / 3, 1 / 3),
        ("a bcxB dy z", 1 / 3, 1 / 4),
        ("ab cdef", 2 / 3, 2 / 4),
    ],
)
def test_muc_counts_links(told: str, recall: float, precision: float) -> None:
    assert muc(groups(KEY), groups(told)).figures()[:2] == pytest.approx((recall, precision))


@pytest.mark.parametrize(
    ("told", "recall", "precision"),
    [
        (KEY, 1, 1),
        ("a de", (1 + 4 / 3) / 6, 3 / 3),
        ("a bcx defy z", 6 / 6, (1 + 4 / 3 + 9 / 4) / 9),
        ("a bcx dy z", (1 + 2 + 1 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7),
        ("a bcxB dy z", (1 + 2 + 1 / 3) / 6, (1 + 1 + 1 / 2) / 8),
    ],
)
def test_b_cubed_counts_mentions(told: str, recall: float, precision: float) -> None:
    assert b_cubed(groups(KEY), groups(told)).figures()[:2] == pytest.approx((recall, precision))


def test_the_example_of_the_papers() -> None:
    """Twelve mentions, key {1-5} {6 7} {8-C}; two clusters joined. MUC .9, B-cubed precision .76 or .58 (1998)."""
    key = groups("12345 67 89ABC")
    first, second = groups("12345 6789ABC"), groups("1234589ABC 67")
    assert muc(key, first).figures() == muc(key, second).figures() == pytest.approx((1, 0.9, 18 / 19))
    assert b_cubed(key, first).figures()[1] == pytest.approx(0.7619, abs=1e-4)
    assert b_cubed(key, second).figures()[1] == pytest.approx(0.5833, abs=1e-4)


def test_counts_are_added_before_ratios_are_taken() -> None:
    total = muc(groups("abc"), groups("abc")) + muc(groups("abc"), groups("ab"))
    assert total == Ratio(3, 4, 3, 3)
    assert total.figures() == pytest.approx((0.75, 1, 6 / 7))


def test_nothing_told_or_nothing_to_tell_scores_nothing() -> None:
    for measure in (muc, b_cubed, ceaf_e):
        assert measure(groups("ab"), []).figures() == measure([], groups("ab")).figures() == (0, 0, 0)


def test_single_mentions_are_left_out_unless_asked_for() -> None:
    assert whole(["a", "bc"]) == [frozenset("bc")]
    assert len(whole(["a", "bc"], singletons=True)) == 2


def test_the_best_assignment_is_found() -> None:
    draw = random.Random(7)
    for _ in range(60):
        rows, columns = draw.randint(1, 5), draw.randint(1, 5)
        weights = np.array([[draw.choice((0, 0.25, draw.random())) for _ in range(columns)] for _ in range(rows)])
        tall = weights if rows <= columns else weights.T
        best = max(
            sum(tall[i, j] for i, j in enumerate(order))
            for order in itertools.permutations(range(tall.shape[1]), tall.shape[0])
        )
        assert assigned(weights) == pytest.approx(best)
