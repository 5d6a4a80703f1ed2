"""The shipped weights at work: blocks in batches through the ONNX runtime, and what it says of each block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from firsthand.encoder.cut import plain, shape, words
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
BATCH_PIECES = 2048
PAIRS_AT_ONCE = 64
ALIKE = 0.7
"""A batch holds no block shorter than this share of its longest: padding costs as much as words. Between .5 and .9 it
makes no difference on the first development story; without it the encoder takes three times as long."""
ALONE = 200_000
"""Multiplications up to which OpenBLAS stays in one thread (its bound is 2 ** 18); others would spin."""
WORD_PIECES = 32
"""What lies further in a "word" (a run of Chinese, an address) is not read."""
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
        mean = self.heads["vector"][first:end].mean(0)
        unit: Scores = mean / max(float(np.sqrt(mean @ mean)), 1e-9)
        return unit


@dataclass(frozen=True, slots=True)
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
                str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise bare exceptions
            raise WeightsError(f"the weights in {folder} are damaged ({error}): reinstall the package") from error
        related = folder / "relation.npz"
        self._relation = load_arrays(related) if related.is_file() else None
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def read(self, blocks: Sequence[str]) -> list[Reading]:
        """One Reading a block, in order; a block without words gives an empty Reading.

        The blocks of one call are quantised together: give all blocks of one article, and of no other, in a call,
        and what is read of an article does not depend on its neighbours.
        """
        spans = [words(text) for text in blocks]
        return self.read_words([[text[s:e] for s, e in cut] for text, cut in zip(blocks, spans, strict=True)], spans)

    def read_words(
        self, blocks: Sequence[Sequence[str]], spans: Sequence[Sequence[tuple[int, int]]] | None = None
    ) -> list[Reading]:
        """As ``read`` for blocks cut into words already (a benchmark's tokens); offsets are then (i, i + 1)."""
        if spans is None:
            spans = [[(i, i + 1) for i in range(len(block))] for block in blocks]
        chunks = [chunk for i, block in enumerate(blocks) for chunk in self._chunks(i, block)]
        rows: list[list[tuple[int, Scores]]] = [[] for _ in blocks]
        for chunk, scores in self._run_all(chunks):
            rows[chunk.block].append((chunk.start, scores))
        return [
            _assemble(tuple(cut), sorted(found, key=lambda row: row[0])) for cut, found in zip(spans, rows, strict=True)
        ]

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
        """Every chunk with its scores (words, all columns), batch by batch of like lengths, the longest first."""
        chunks = sorted(chunks, key=lambda chunk: len(chunk.pieces))
        while chunks:
            longest = len(chunks[-1].pieces)
            size = 1
            while size < min(len(chunks), BATCH_PIECES // longest) and len(chunks[-size - 1].pieces) >= ALIKE * longest:
                size += 1
            yield from self._run(chunks[-size:])
            del chunks[-size:]

    def _chunks(self, block: int, tokens: Sequence[str]) -> list[_Chunk]:
        if not tokens:
            return []
        read = [plain(word).encode("utf-8", "replace").decode() for word in tokens]
        code = self._tokenizer.encode(read, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in tokens]
        for piece, owner in zip(code.ids, code.word_ids, strict=True):
            assert owner is not None
            if len(pieces[owner]) < WORD_PIECES:
                pieces[owner].append(piece)
        chunks: list[_Chunk] = []
        at = 0
        while at < len(tokens):
            ids, shapes, first = [CLS], [0], []
            start = at
            while at < len(tokens) and at - start < MAX_WORDS and len(ids) + len(pieces[at]) < MAX_PIECES:
                first.append(len(ids) if pieces[at] else len(ids) - 1)
                ids += pieces[at]
                shapes += [shape(tokens[at])] * len(pieces[at])
                at += 1
            chunks.append(_Chunk(block, start, (*ids, SEP), (*shapes, 0), tuple(first)))
        return chunks

    def _run(self, batch: Sequence[_Chunk]) -> list[tuple[_Chunk, Scores]]:
        longest = max(len(chunk.pieces) for chunk in batch)
        most = max(len(chunk.first) for chunk in batch)
        pieces, shapes, mask = (np.zeros((len(batch), longest), np.int64) for _ in range(3))
        first = np.zeros((len(batch), most), np.int64)
        for row, chunk in enumerate(batch):
            pieces[row, : len(chunk.pieces)] = chunk.pieces
            shapes[row, : len(chunk.shapes)] = chunk.shapes
            mask[row, : len(chunk.pieces)] = 1
            first[row, : len(chunk.first)] = chunk.first
        (scores,) = self._session.run(["scores"], {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first})
        return [(chunk, scores[row, : len(chunk.first)]) for row, chunk in enumerate(batch)]


def _assemble(spans: tuple[tuple[int, int], ...], rows: Sequence[tuple[int, Scores]]) -> Reading:
    """A block's Reading from its chunks; words of different chunks cannot head or link each other."""
    count = len(spans)
    whole = np.concatenate([scores for _, scores in rows]) if rows else np.zeros((0, WIDTH), np.float32)
    heads = {name: whole[:, columns] for name, columns in COLUMNS.items()}
    heads.update((name, _log_softmax(heads[name])) for name in LABELLED)
    arcs, links = (np.full((count, count + 1), -1e4, np.float32) for _ in range(2))
    for start, chunk in rows:
        end = start + len(chunk)
        for scores, name, root in ((arcs, "arc", "arc_root"), (links, "link", "link_none")):
            query, key = chunk[:, COLUMNS[f"{name}_q"]], chunk[:, COLUMNS[f"{name}_k"]]
            rows_at_once = max(1, ALONE // key.size)
            for row in range(0, len(query), rows_at_once):
                part = query[row : row + rows_at_once] @ key.T
                scores[start + row : start + row + len(part), start:end] = part / np.sqrt(query.shape[1])
            scores[start:end, count] = chunk[:, COLUMNS[root]][:, 0]
    names = _as_kinds(heads["types"])
    return Reading(spans, heads["attribution"], names, heads["pos"], heads["deprel"], arcs, links, heads)


def _as_kinds(types: Scores) -> Scores:
    """Log-probabilities of the tags of NAME_KINDS from those of NAME_TYPES: types of one kind added up."""
    kinds: Scores = np.log(np.maximum(np.exp(types) @ _kind_of_type(), 1e-30))
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
