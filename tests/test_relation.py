"""The relation of two texts: what is compared, by hand; the network as its weights say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from firsthand.encoder import UPOS, WIDTHS, Reading
from firsthand.encoder.relation import FEATURES, compare, relation


def _reading(pos: Sequence[str], axes: Sequence[int]) -> Reading:
    """Words of these parts of speech whose vectors point along these axes."""
    count = len(pos)
    vectors = np.eye(WIDTHS["vector"], dtype=np.float32)[list(axes)]
    heads = {"vector": vectors, "factuality": np.full((count, 1), 3, np.float32)}
    tags = np.log(np.full((count, len(UPOS)), 1e-6, np.float32))
    tags[range(count), [UPOS.index(name) for name in pos]] = 0
    none = np.zeros((count, count + 1), np.float32)
    arcs = none.copy()
    verb = list(pos).index("VERB") if "VERB" in pos else 0
    arcs[range(count), [count if i == verb else verb for i in range(count)]] = 1
    return Reading(tuple((i, i + 1) for i in range(count)), none, none, tags, none, arcs, none, heads)


def _compared(first: str, second: str, pos: Sequence[Sequence[str]], axes: Sequence[Sequence[int]]) -> dict[str, float]:
    sides = [
        (text.split(), _reading(*told)) for text, told in zip((first, second), zip(pos, axes, strict=True), strict=True)
    ]
    return dict(zip(FEATURES, map(float, compare(*sides)), strict=True))


def test_what_two_texts_share_and_differ_in() -> None:
    found = _compared(
        "Roan closed 3 docks", "Roan did not close 4 docks",
        (["PROPN", "VERB", "NUM", "NOUN"], ["PROPN", "AUX", "PART", "VERB", "NUM", "NOUN"]),
        ([0, 1, 2, 3], [0, 8, 9, 1, 4, 3]),
    )  # fmt: skip
    assert found["second's words in the first"] == pytest.approx(2 / 4)  # Roan, docks; "close" is not "closed"
    assert found["second's words aligned"] == pytest.approx(3 / 4)
    assert found["its worst word"] == pytest.approx(0)
    assert found["second's VERB aligned at worst"] == pytest.approx(1)
    assert found["second's NUM in the first"] == 0
    assert found["new numbers"] == found["new numbers where the first has others"] == 1
    assert found["second's names in the first"] == 1
    assert found["negation in one alone"] == 1
    assert found["both negated"] == 0
    assert found["aligned words negated unlike"] == 1
    assert found["likeness of the wholes"] == pytest.approx(3 / np.sqrt(4 * 6))
    assert (found["new words"], found["lost words"]) == (2, 2)
    assert found["likest new and lost words"] == pytest.approx(1)  # "close" and "closed" mean the same
    assert found["such bonds turned round"] == 0


def test_what_hangs_together_in_both() -> None:
    words = "Roan fined Vale"
    found = _compared(words, "Vale fined Roan", (["PROPN", "VERB", "PROPN"],) * 2, ([0, 1, 2], [2, 1, 0]))
    assert found["second's bonds in the first"] == found["bonds of aligned words kept"] == 1
    found = _compared(words, "Vale Roan", (["PROPN", "VERB", "PROPN"], ["PROPN"] * 2), ([0, 1, 2], [2, 0]))
    assert found["bonds of aligned words kept"] == 0
    assert found["lost words"] == 1


def test_texts_without_words_are_compared() -> None:
    nothing = _reading([], [])
    assert np.isfinite(compare(([], nothing), ([], nothing))).all()
    assert np.isfinite(compare((["Roan"], _reading(["PROPN"], [0])), ([], nothing))).all()


def test_probabilities_are_the_networks() -> None:
    weights = {
        "mean": np.array([1, 0], np.float32), "spread": np.array([2, 1], np.float32),
        "straight": np.array([[0, 0], [0, 0], [0.5, 0], [0, 0]], np.float32),
        "in": np.array([[1, 0]], np.float32), "in_bias": np.array([0], np.float32),
        "out": np.array([[1], [0], [0], [0]], np.float32), "out_bias": np.zeros(4, np.float32),
    }  # fmt: skip
    told = relation(weights, np.array([[3, 9], [1, 9]], np.float32))
    assert told.sum(1) == pytest.approx([1, 1])
    assert told[1] == pytest.approx([0.25] * 4)
    assert told[0, 0] / told[0, 1] == pytest.approx(np.exp(np.tanh(1)))
    assert told[0, 2] / told[0, 1] == pytest.approx(np.exp(0.5))
