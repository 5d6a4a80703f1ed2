"""The shipped weights at work: blocks in batches through the ONNX runtime, and what it says of each block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from firsthand.encoder.cut import plain, shape, words
from firsthand.encoder.edges import with_edges
from firsthand.encoder.heads import (
    COLUMNS,
    LABELLED,
    NAME_TAGS,
    RELATIONS,
    TYPE_TAGS,
    TYPES_OF,
    WIDTH,
)
from firsthand.encoder.relation import compare, relation
from firsthand.errors import WeightsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

MAX_WORDS = 180
"""Longer blocks are cut at word boundaries; PolNeAR's longest paragraphs but 0.3 % are shorter."""
MAX_PIECES = 400
BATCH_PIECES = 256
"""More at once would not stay in a core's own memory."""
PAIRS_AT_ONCE = 64
SLOWED_BY = ["SkipLayerNormFusion"]
"""What the runtime must leave apart: its fused sum and layer norm take six times as long as the two one by one."""
ALONE = 200_000
"""Multiplications up to which OpenBLAS stays in one thread (its bound is 2 ** 18); others would spin."""
WORD_PIECES = 32
"""What lies further in a "word" (a run of Chinese, an address) is not read."""
WORDS_KEPT = 1 << 16
"""How many words' pieces an encoder remembers."""
CLS, SEP = 101, 102
WEIGHTS = Path(__file__).parent.parent / "weights"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the encoder says of one block; row i of every array is word i.

    ``spans`` are the words' offsets in the block. Label rows are natural logarithms of probabilities; ``arcs[i, j]``
    is the score that word j heads word i (last column: the root); ``links[i, j]`` the score that the span starting
    at word i belongs to the cue starting at word j (last column: to none in this block). ``heads`` holds the columns
    of every head by its name in WIDTHS, LABELLED ones as logarithms of probabilities.
    """

    spans: tuple[tuple[int, int], ...]
    attribution: Scores
    names: Scores
    pos: Scores
    deprel: Scores
    arcs: Scores
    links: Scores
    heads: Mapping[str, Scores] = field(default_factory=dict)

    @property
    def factuality(self) -> Scores:
        """(words,): how far the text presents what word i names as having happened, -3 to 3."""
        facts: Scores = np.clip(self.heads["factuality"][:, 0], -3, 3)
        return facts

    def pointed(self, name: str) -> Scores:
        """(words, words): the score that the mention whose head is word i has its "start" or "end" at word j."""
        scores: Scores = self.heads[f"{name}_q"] @ self.heads[f"{name}_k"].T
        return scores

    def vector(self, first: int, end: int) -> Scores:
        """(128,): what words first to end mean, of length 1; like meanings have like vectors."""
        mean = np.add.reduce(self.heads["vector"][first:end], 0) / (end - first)
        unit: Scores = mean / max(float(np.sqrt(mean @ mean)), 1e-9)
        return unit


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    """A run of a block's words that goes through the encoder at once; ``first[i]`` is word i's first piece."""

    block: int
    start: int
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]


class Encoder:
    """The shipped weights, loaded once and used for any number of blocks.

    ``threads`` is given to the runtime; 0 lets it choose. Raises WeightsError where the weights are missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if not (folder / "reader.onnx").is_file():
            raise WeightsError(f"no weights in {folder}: reinstall the package, or make them with training/")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "reader.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOWED_BY,
            )
        except Exception as error:  # both libraries raise bare exceptions
            raise WeightsError(f"the weights in {folder} are damaged ({error}): reinstall the package") from error
        related = folder / "relation.npz"
        self._relation = load_arrays(related) if related.is_file() else None
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pieces = lru_cache(WORDS_KEPT)(self._cut)

    def read(self, blocks: Sequence[str]) -> list[Reading]:
        """One Reading a block, in order; a block without words gives an empty Reading."""
        spans = [words(text) for text in blocks]
        return self.read_words([[text[s:e] for s, e in cut] for text, cut in zip(blocks, spans, strict=True)], spans)

    def read_words(
        self, blocks: Sequence[Sequence[str]], spans: Sequence[Sequence[tuple[int, int]]] | None = None
    ) -> list[Reading]:
        """As ``read`` for blocks cut into words already (a benchmark's tokens); offsets are then (i, i + 1)."""
        if spans is None:
            spans = [[(i, i + 1) for i in range(len(block))] for block in blocks]
        chunks = [chunk for i, block in enumerate(blocks) for chunk in self._chunks(i, block)]
        scores = dict(self._run_all(chunks))
        told = _Told([scores[chunk] for chunk in chunks])
        rows: list[list[int]] = [[] for _ in blocks]
        for chunk in chunks:
            rows[chunk.block].append(len(chunk.first))
        readings, at = [], 0
        for cut, lengths in zip(spans, rows, strict=True):
            readings.append(told.reading(tuple(cut), at, lengths))
            at += sum(lengths)
        return readings

    def relate(self, pairs: Sequence[tuple[str, str]]) -> Scores:
        """(pairs, 4): the probability of each of RELATIONS, from the first text of a pair to the second.

        Raises WeightsError where the weights of the comparison are missing.
        """
        if self._relation is None:
            raise WeightsError("no relation.npz beside the weights: reinstall the package, or make it with training/")
        return relation(self._relation, self.compare(pairs)) if pairs else np.zeros((0, len(RELATIONS)), np.float32)

    def compare(self, pairs: Sequence[tuple[str, str]]) -> Scores:
        """(pairs, features): what is compared of the two texts of each pair; texts are cut after MAX_WORDS words."""
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        cut = {text: [text[s:e] for s, e in words(text)[:MAX_WORDS]] for text in texts}
        read: dict[str, Reading] = {}
        for at in range(0, len(texts), PAIRS_AT_ONCE):
            some = texts[at : at + PAIRS_AT_ONCE]
            read.update(zip(some, self.read_words([cut[text] for text in some]), strict=True))
        return np.stack([compare(*((cut[text], read[text]) for text in pair)) for pair in pairs])

    def _run_all(self, chunks: list[_Chunk]) -> Iterator[tuple[_Chunk, Scores]]:
        """Every chunk with its scores (words, all columns), in batches of one length."""
        for length, alike in groupby(sorted(chunks, key=_length), key=_length):
            same, most = list(alike), max(1, BATCH_PIECES // length)
            for at in range(0, len(same), most):
                yield from self._run(same[at : at + most])

    def _chunks(self, block: int, tokens: Sequence[str]) -> list[_Chunk]:
        if not tokens:
            return []
        known = [self._pieces(word) for word in tokens]
        chunks: list[_Chunk] = []
        at = 0
        while at < len(tokens):
            first: list[int] = []
            start, count = at, 1
            while at < len(tokens) and at - start < MAX_WORDS and count + len(known[at][0]) < MAX_PIECES:
                size = len(known[at][0])
                first.append(count if size else count - 1)
                count += size
                at += 1
            ids, shapes = map(chain.from_iterable, zip(*known[start:at], strict=True))
            chunks.append(_Chunk(block, start, (CLS, *ids, SEP), (0, *shapes, 0), tuple(first)))
        return chunks

    def _cut(self, word: str) -> tuple[list[int], list[int]]:
        """The pieces of a word and, for each, its shape; the tokenizer looks at no word beside it."""
        read = plain(word).encode("utf-8", "replace").decode()
        code = self._tokenizer.encode([read], is_pretokenized=True, add_special_tokens=False)
        ids: list[int] = code.ids[:WORD_PIECES]
        return ids, [shape(word)] * len(ids)

    def _run(self, batch: Sequence[_Chunk]) -> Iterator[tuple[_Chunk, Scores]]:
        length = _length(batch[0])
        first = np.zeros((len(batch), max(len(chunk.first) for chunk in batch)), np.int64)
        for row, chunk in enumerate(batch):
            first[row, : len(chunk.first)] = chunk.first
            first[row] += row * length
        pieces = np.array([chunk.pieces for chunk in batch], np.int64)
        shapes = np.array([chunk.shapes for chunk in batch], np.int64)
        (scores,) = self._session.run(["scores"], {"pieces": pieces, "shapes": shapes, "first": first})
        return ((chunk, rows[: len(chunk.first)]) for chunk, rows in zip(batch, scores, strict=True))


def _length(chunk: _Chunk) -> int:
    return len(chunk.pieces)


class _Told:
    """The scores of all words of one call, the heads worked out for all blocks at once and when they are asked for."""

    def __init__(self, chunks: Sequence[Scores]) -> None:
        self.whole = np.concatenate(chunks) if chunks else np.zeros((0, WIDTH), np.float32)
        self._known: dict[str, Scores] = {}
        self._names = _as_kinds(self.head("types"))
        ends = list(accumulate(map(len, chunks), initial=0))
        runs = [slice(start, end) for start, end in pairwise(ends)]
        self._tags = with_edges(self.head("attribution"), _Heads(self, slice(None)), runs)

    def head(self, name: str) -> Scores:
        """(all words, columns): a head by its name in WIDTHS."""
        if name not in self._known:
            columns = self.whole[:, COLUMNS[name]]
            self._known[name] = _log_softmax(columns) if name in LABELLED else columns
        return self._known[name]

    def reading(self, spans: tuple[tuple[int, int], ...], first: int, lengths: Sequence[int]) -> Reading:
        """A block's Reading from the rows of its chunks, ``first`` and on.

        Words of different chunks cannot head or link each other.
        """
        count = len(spans)
        rows = slice(first, first + count)
        arcs, links = (np.full((count, count + 1), -1e4, np.float32) for _ in range(2))
        start = 0
        for length in lengths:
            chunk = self.whole[first + start : first + start + length]
            _cross(arcs, start, *(chunk[:, COLUMNS[name]] for name in ("arc_q", "arc_k", "arc_root")))
            _cross(links, start, *(chunk[:, COLUMNS[name]] for name in ("link_q", "link_k", "link_none")))
            start += length
        pos, deprel = self.head("pos")[rows], self.head("deprel")[rows]
        return Reading(spans, self._tags[rows], self._names[rows], pos, deprel, arcs, links, _Heads(self, rows))


class _Heads(Mapping[str, "Scores"]):
    """The heads of one block: some rows of what was told of all."""

    def __init__(self, told: _Told, rows: slice) -> None:
        self._told, self._rows = told, rows

    def __getitem__(self, name: str) -> Scores:
        return self._told.head(name)[self._rows]

    def __iter__(self) -> Iterator[str]:
        return iter(COLUMNS)

    def __len__(self) -> int:
        return len(COLUMNS)


def _cross(found: Scores, start: int, query: Scores, key: Scores, none: Scores) -> None:
    """Write what each word of a chunk that begins at word ``start`` scores with each, and in the last column alone."""
    end = start + len(query)
    for row, product in _products(query, key.T):
        found[start + row : start + row + len(product), start:end] = product / np.sqrt(query.shape[1])
    found[start:end, -1] = none[:, 0]


def _products(rows: Scores, table: Scores) -> Iterator[tuple[int, Scores]]:
    """``rows @ table`` by so many rows at once that OpenBLAS stays in one thread, each with the place of its first."""
    at_once = max(1, ALONE // max(1, table.size))
    for row in range(0, len(rows), at_once):
        yield row, rows[row : row + at_once] @ table


def _as_kinds(types: Scores) -> Scores:
    """Log-probabilities of the tags of NAME_KINDS from those of NAME_TYPES: types of one kind added up."""
    shares = [product for _, product in _products(np.exp(types), _kind_of_type())]
    whole = np.concatenate(shares) if shares else np.zeros((0, len(NAME_TAGS)), np.float32)
    kinds: Scores = np.log(np.maximum(whole, 1e-30))
    return kinds


@cache
def _kind_of_type() -> Scores:
    """(tags of types, tags of kinds): 1 where a type's tag is the kind's, else 0."""
    return np.array(
        [[kind[:1] == tag[:1] and tag[2:] in TYPES_OF.get(kind[2:], ("",)) for kind in NAME_TAGS] for tag in TYPE_TAGS],
        np.float32,
    )


def load_arrays(file: Path) -> dict[str, Scores]:
    """The arrays of an .npz file as 32-bit numbers."""
    with np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}


def _log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(-1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
