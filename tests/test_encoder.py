"""The encoder: words, shapes and decoding by hand; with the weights, any text gives arrays of the right shapes."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from firsthand.encoder import (
    ATTRIBUTION_TAGS,
    DEPRELS,
    NAME_KINDS,
    NAME_TAGS,
    RELATIONS,
    ROLES,
    UPOS,
    WIDTHS,
    Encoder,
    Reading,
    bioes,
    decode,
    plain,
    shape,
    words,
)
from firsthand.errors import WeightsError

Scores = NDArray[np.float32]

# --- without weights ------------------------------------------------------------------------------------------------


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roan didn't say it's over.", ["Roan", "did", "n't", "say", "it", "'s", "over", "."]),
        ("She wouldn’t; they’re out", ["She", "would", "n’t", ";", "they", "’re", "out"]),
        ("a well-known dock", ["a", "well-known", "dock"]),
        ("3,500.25 tonnes, 24", ["3,500.25", "tonnes", ",", "24"]),
        ("the U.S. envoy...", ["the", "U.S.", "envoy", "..."]),
        ("“Go,” he said…", ["“", "Go", ",", "”", "he", "said", "…"]),
        ("TB2 CNN\u00a0Turk", ["TB2", "CNN", "Turk"]),
        ("", []),
        (" \n\u2003\t", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert _cut(text) == expected


@given(st.text() | st.text(st.sampled_from("aB'’.-–…“”\u200b\u202e\ud800é码🚢 \n3,n't_"), max_size=60))
def test_words_hold_every_visible_character_once_and_never_overlap(text: str) -> None:
    spans = words(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(_cut(text)) == "".join(text.split())


@given(st.text(min_size=1))
def test_any_word_has_a_shape_and_a_plain_form(word: str) -> None:
    assert 1 <= shape(word) <= 8
    assert plain(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("dock", 1),
        ("Dock", 2),
        ("NDU", 3),
        ("I", 4),
        ("McRoan", 5),
        ("1,500", 6),
        ("٣", 6),
        ("B2", 7),
        ("—", 8),
        ("🚢", 8),
    ],
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_marks_of_all_styles_are_read_alike() -> None:
    assert {plain(mark) for mark in "“”„«»"} == {'"'}
    assert {plain(mark) for mark in "‘’"} == {"'"}
    assert {plain(mark) for mark in "–—"} == {"-"}


def _scores(text: str, tags: tuple[str, ...], sure: float = 0.9) -> Scores:
    chosen = text.split()
    scores = np.full((len(chosen), len(tags)), (1 - sure) / len(tags), np.float32)
    for row, tag in enumerate(chosen):
        scores[row, tags.index(tag)] = sure
    return np.log(scores)


def test_spans_are_read_off_legal_tags() -> None:
    tags = bioes(("cue", "content"))
    found = decode(_scores("O S-cue B-content I-content E-content O", tags), ("cue", "content"))
    assert [(first, end, kind) for first, end, kind, _ in found] == [(1, 2, "cue"), (2, 5, "content")]
    assert all(sure == pytest.approx(0.9, abs=1e-3) for *_, sure in found)


def test_tags_that_no_sequence_allows_are_repaired() -> None:
    tags = bioes(("cue",))
    assert [row[:3] for row in decode(_scores("O I-cue O", tags), ("cue",))] in ([], [(1, 2, "cue")])
    assert [row[:3] for row in decode(_scores("B-cue I-cue I-cue", tags), ("cue",))] == [(0, 3, "cue")]
    assert [row[:3] for row in decode(_scores("I-cue I-cue E-cue", tags), ("cue",))] == [(0, 3, "cue")]


def test_nothing_is_decoded_from_nothing() -> None:
    assert decode(np.zeros((0, 13), np.float32), ROLES) == []


def _any_scores(kinds: tuple[str, ...]) -> st.SearchStrategy[tuple[tuple[str, ...], Scores]]:
    shapes = st.tuples(st.integers(1, 25), st.just(1 + 4 * len(kinds)))
    return st.tuples(st.just(kinds), arrays.arrays(np.float32, shapes, elements=st.floats(-30, 0, width=32)))


@given(st.sampled_from([("cue",), ROLES, NAME_KINDS]).flatmap(_any_scores))
def test_decoded_spans_are_legal_whatever_the_scores(drawn: tuple[tuple[str, ...], Scores]) -> None:
    kinds, scores = drawn
    found = decode(scores, kinds)
    assert all(0 <= first < end <= len(scores) and kind in kinds and 0 <= sure <= 1 for first, end, kind, sure in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@given(arrays.arrays(np.float32, (6, 5), elements=st.floats(-9, 0, width=32)))
def test_no_legal_sequence_scores_higher(scores: Scores) -> None:
    best = max(_worth(scores, spans) for spans in _all_spans(6))
    found = [(first, end) for first, end, *_ in decode(scores, ("cue",))]
    assert _worth(scores, found) == pytest.approx(best, abs=1e-3)


@cache
def _all_spans(count: int, at: int = 0) -> list[list[tuple[int, int]]]:
    """Every way to lay spans over the words from ``at`` on."""
    if at >= count:
        return [[]]
    later = [(at, end) for end in range(at + 1, count + 1)]
    return _all_spans(count, at + 1) + [[span, *rest] for span in later for rest in _all_spans(count, span[1])]


def _worth(scores: Scores, spans: list[tuple[int, int]]) -> float:
    tags = [0] * len(scores)
    for first, end in spans:
        tags[first:end] = [4] if end - first == 1 else [1, *[2] * (end - first - 2), 3]
    return float(sum(scores[i, tag] for i, tag in enumerate(tags)))


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="no weights"):
        Encoder(tmp_path)


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(WeightsError):
        Encoder(tmp_path)


# --- with weights ---------------------------------------------------------------------------------------------------

LINES = [
    "“The old dock will close in May,” Tilda Roan, the harbour minister, told the Oskby Herald on Monday.",
    "Crews denied it.",
    "",
    "The company said that it had never sold a dock to anybody, and that it would not do so now.",
]
HOSTILE = {
    "emoji": "🚢👩‍👩‍👧‍👦🇬🇭 said 🚢🚢🚢 “🚢”",
    "chinese": "码头关闭了" * 1000,
    "thai": "ท่าเรือปิดแล้ว" * 100,
    "zero width": "R\u200bo\u200da\ufeffn \u200b\u200b\u200b sa\u00adid",
    "right to left": "\u202eRoan said\u202c שלום الميناء",
    "surrogates": "Roan \ud800 said \udfff\ud83d so",
    "control": "Roan\x00said\x07\x1b[31m so",
    "combining": "R" + "\u0301" * 500 + "oan said",
    "long word": "a" * 50_000,
    "long paragraph": "Roan said the dock closed . " * 334,
    "marks": "\"“”'’‘«»" * 300,
    "spaces": " \u00a0\u2003\n\t",
    "empty": "",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(threads=1)


def _check(text: str, reading: Reading) -> None:
    count = len(words(text))
    assert list(reading.spans) == words(text)
    assert reading.attribution.shape == (count, len(ATTRIBUTION_TAGS))
    assert reading.names.shape == (count, len(NAME_TAGS))
    assert reading.pos.shape == (count, len(UPOS))
    assert reading.deprel.shape == (count, len(DEPRELS))
    assert reading.arcs.shape == reading.links.shape == (count, count + 1)
    for scores in (reading.attribution, reading.names, reading.pos, reading.deprel):
        assert np.isfinite(scores).all()
        assert np.allclose(np.exp(scores).sum(1), 1, atol=1e-3)
    assert np.isfinite(reading.arcs).all()
    assert np.isfinite(reading.links).all()


@pytest.mark.weights
def test_every_head_is_told_of_every_word(encoder: Encoder) -> None:
    (found,) = encoder.read(LINES[:1])
    count = len(found.spans)
    assert {name: scores.shape for name, scores in found.heads.items()} == {n: (count, w) for n, w in WIDTHS.items()}
    assert found.factuality.shape == (count,)
    assert (np.abs(found.factuality) <= 3).all()
    assert found.pointed("start").shape == (count, count)


@pytest.mark.weights
def test_like_meanings_have_like_vectors(encoder: Encoder) -> None:
    told = ["The port will be shut in spring.", "The harbour is going to close in May.", "She likes to cook fish soup."]
    one, like, other = (found.vector(0, len(found.spans)) for found in encoder.read(told))
    assert one @ one == pytest.approx(1, abs=1e-3)
    assert one @ like > one @ other + 0.2


@pytest.mark.weights
def test_relations_are_probabilities_in_the_order_of_the_pairs(encoder: Encoder) -> None:
    pairs = [("The dock closed.", "The dock did not close."), (LINES[0], LINES[3]), ("", "Roan " * 500)]
    told = encoder.relate(pairs)
    assert told.shape == (3, len(RELATIONS))
    assert np.allclose(told.sum(1), 1, atol=1e-3)
    assert np.allclose(encoder.relate(pairs[:1]), told[:1], atol=0.1)
    assert encoder.relate([]).shape == (0, len(RELATIONS))


def _equal(one: Reading, other: Reading) -> bool:
    names = ("attribution", "names", "pos", "deprel", "arcs", "links")
    return one.spans == other.spans and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


@pytest.mark.weights
@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "long paragraph"])
def test_hostile_text_gives_arrays_of_the_right_shapes(encoder: Encoder, name: str) -> None:
    (found,) = encoder.read([HOSTILE[name]])
    _check(HOSTILE[name], found)


@pytest.mark.weights
def test_a_block_of_two_thousand_words_is_read_in_pieces(encoder: Encoder) -> None:
    (found,) = encoder.read([HOSTILE["long paragraph"]])
    assert len(found.spans) == len(found.attribution) == len(found.links) == len(found.arcs) == 2_004
    assert sum(scores.nbytes for scores in (found.links, found.arcs, found.names)) < 40_000_000


@pytest.mark.weights
def test_no_blocks_give_no_readings(encoder: Encoder) -> None:
    assert encoder.read([]) == []
    assert [len(found.spans) for found in encoder.read(["", " "])] == [0, 0]


@pytest.mark.weights
def test_readings_come_in_the_order_of_the_blocks(encoder: Encoder) -> None:
    for text, found in zip(LINES, encoder.read(LINES), strict=True):
        _check(text, found)


@pytest.mark.weights
def test_what_is_read_of_a_block_depends_on_that_block_alone(encoder: Encoder) -> None:
    first = encoder.read(LINES)
    assert all(_equal(one, encoder.read([line])[0]) for one, line in zip(first, LINES, strict=True))
    among = encoder.read([HOSTILE["emoji"], *(line[::-1] for line in LINES), *LINES, HOSTILE["chinese"]])
    assert all(_equal(one, other) for one, other in zip(first, among[1 + len(LINES) : -1], strict=True))
    assert all(_equal(one, other) for one, other in zip(first, encoder.read(LINES), strict=True))
    assert all(_equal(one, other) for one, other in zip(first, Encoder(threads=2).read(LINES), strict=True))


@pytest.mark.weights
@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_read(texts: list[str]) -> None:
    for text, found in zip(texts, _shared().read(texts), strict=True):
        _check(text, found)


@cache
def _shared() -> Encoder:
    return Encoder(threads=1)
