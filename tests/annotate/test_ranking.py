"""Learned coreference: mentions off the heads, features and ranking of pairs by hand; chains with the weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from firsthand.annotate import ranking as module
from firsthand.annotate.ranking import (
    MENTION_FEATURES,
    PAIR_FEATURES,
    Mention,
    chains,
    find,
    form,
    mention_features,
    pair_features,
    rank,
)
from firsthand.encoder import DEPRELS, ENTITY_KINDS, UPOS, WIDTHS, Encoder, Reading, words

PERSON = ENTITY_KINDS.index("person")
LINE = "The envoy of Oskby left because she was tired .".split()
ENVOY, OSKBY, SHE = (
    Mention(0, 0, 4, 1, PERSON, "NOUN"),
    Mention(0, 3, 4, 3, 7, "PROPN"),
    Mention(0, 6, 7, 6, PERSON, "PRON"),
)


def _reading(line: Sequence[str], mentions: Sequence[Mention]) -> Reading:
    """What an encoder would say that is sure of these mentions; vectors are all zero."""
    count = len(line)
    heads = {name: np.zeros((count, width), np.float32) for name, width in WIDTHS.items()}
    heads["entity"][:, 1:] = -20
    heads["start_q"][:, : min(count, 32)] = heads["end_q"][:, : min(count, 32)] = 0
    for name in ("start_k", "end_k"):
        heads[name][range(count), range(count)] = 1
    pos = np.full((count, len(UPOS)), -20, np.float32)
    for m in mentions:
        heads["entity"][m.head] = -20
        heads["entity"][m.head, m.kind] = 0
        heads["start_q"][m.head, m.first] = heads["end_q"][m.head, m.end - 1] = 1
        pos[m.head, UPOS.index(m.pos)] = 0
    spans = tuple((i, i + 1) for i in range(count))
    empty: NDArray[np.float32] = np.zeros((count, count + 1), np.float32)
    labels = (np.zeros((count, WIDTHS["attribution"]), np.float32), np.zeros((count, 29), np.float32))
    return Reading(spans, *labels, pos, np.zeros((count, len(DEPRELS)), np.float32), empty, empty, heads)


def test_mentions_are_read_off_their_heads() -> None:
    assert find([_reading(LINE, [ENVOY, OSKBY, SHE])]) == [ENVOY, OSKBY, SHE]
    assert find([_reading([], []), _reading(LINE, [SHE])]) == [Mention(1, 6, 7, 6, PERSON, "PRON")]


def test_forms() -> None:
    assert [form(m, LINE) for m in (ENVOY, OSKBY, SHE)] == ["definite", "name", "pronoun"]
    assert form(Mention(0, 0, 2, 1, PERSON, "NOUN"), ["An", "envoy"]) == "other"


def test_features_of_mentions_are_one_of_each_sort() -> None:
    rows = mention_features([ENVOY, SHE], [LINE])
    assert rows.shape == (2, MENTION_FEATURES)
    assert (rows.sum(1) == 3).all()


def test_features_of_pairs_tell_what_two_mentions_share() -> None:
    line = "The envoy met the old envoy".split()
    one, other = Mention(0, 0, 2, 1, PERSON, "NOUN"), Mention(0, 3, 6, 5, PERSON, "NOUN")
    features = pair_features([one, other], [line])
    assert features.shape == (2, 2, PAIR_FEATURES)
    shared = features[1, 0, -9:]
    assert list(shared) == [0, 1, 1, 0.5, 1, 0, 0, 1, 0]  # no whole match; heads; held; shares; ...; one kind
    assert features[1, 0, 0] == 1  # next to each other


def test_the_score_of_a_pair_is_the_networks_and_the_vectors() -> None:
    query = np.array([[0, 0], [2, 0]], np.float32)
    key = np.array([[3, 0], [0, 0]], np.float32)
    single, pairs = np.zeros((2, 1), np.float32), np.ones((2, 2, 1), np.float32)
    weights = {
        "later": np.array([[1, 0, 0]], np.float32), "earlier": np.array([[0, 0, 0]], np.float32),
        "pair": np.array([[0.5]], np.float32), "bias": np.array([-1], np.float32),
        "out": np.array([2], np.float32), "out_bias": np.array([0.25], np.float32),
    }  # fmt: skip
    scores = rank(weights, query, key, single, pairs)
    assert scores[1, 0] == pytest.approx(2 * (2 + 0.5 - 1) + 0.25 + 6 / np.sqrt(2))
    assert scores[0, 0] == pytest.approx(0.25)


def test_a_mention_takes_up_the_best_one_before_it_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.array([[0, 0, 0], [-3, 0, 0], [2, 1, 0]], np.float32)
    monkeypatch.setattr(module, "_weights", dict)
    monkeypatch.setattr(module, "rank", lambda *_: table)
    reading = _reading(LINE, [ENVOY, OSKBY, SHE])
    assert chains([reading], [LINE]) == [[(0, 0, 4), (0, 6, 7)]]
    table[2] = (-3, -4, 0)
    assert chains([reading], [LINE]) == []


@pytest.mark.weights
def test_a_pronoun_takes_up_the_only_person() -> None:
    text = "Tilda Roan, the harbour minister, said that she would close the dock."
    cut = [text[start:end] for start, end in words(text)]
    found = chains(Encoder(threads=1).read([text]), [cut])
    assert any({cut[first] for _, first, _ in chain} >= {"Tilda", "she"} for chain in found)
