"""Text to head scores: one pass of a small encoder over the blocks of a page, in batches.

This is the only importer of the ONNX runtime and of the tokenizer; their files lie beside it in weights/.
A block is a paragraph (or a sentence); words are the units that every head labels. Each block is read alone:
the encoder does not know what stands in other blocks, other pages, or outside the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from firsthand.errors import WeightsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

ROLES = ("source", "cue", "content")
NAME_KINDS = ("person", "organization", "place", "group", "product", "event", "other")
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
DEPRELS = tuple(
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det "
    "discourse expl fixed flat goeswith iobj list mark nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent "
    "orphan parataxis punct reparandum root vocative xcomp".split()
)
MAX_WORDS = 180
"""Longer blocks are cut at word boundaries; PolNeAR's longest paragraphs but 0.3 % are shorter."""
MAX_PIECES = 400
BATCH_PIECES = 2048
ALIKE = 0.7
"""A batch holds no block shorter than this share of its longest: padding costs as much as words. Between .5 and .9 it
makes no difference on the first development story; without it the encoder takes three times as long."""
ALONE = 200_000
"""Multiplications up to which OpenBLAS stays in one thread (its bound is 2 ** 18); others would spin."""
WORD_PIECES = 32
"""What lies further in a "word" (a run of Chinese, an address) is not read."""
CLS, SEP = 101, 102
WEIGHTS = Path(__file__).parent / "weights"

WORD = re.compile(
    r"(?-i:[A-Z]['’][A-Z]\w+)|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?!\w)|['’](?:s|re|ve|ll|d|m)\b|\w+?(?=n['’]t\b)|n['’]t\b"
    r"|\w+(?:[-‐‑]\w+)*|\.{2,}|[^\w\s]",
    re.IGNORECASE,
)
_PLAIN = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚`´′", "'"),
    **dict.fromkeys("–—―‒", "-"),
    "…": "...",
    "``": '"',
    "''": '"',
}


def bioes(kinds: Sequence[str]) -> tuple[str, ...]:
    """The tags of a span head over ``kinds``, "O" first.

    >>> bioes(("cue",))
    ('O', 'B-cue', 'I-cue', 'E-cue', 'S-cue')
    """
    return ("O", *(f"{position}-{kind}" for kind in kinds for position in "BIES"))


ATTRIBUTION_TAGS = bioes(ROLES)
NAME_TAGS = bioes(NAME_KINDS)
LABELLED = {"attribution": len(ATTRIBUTION_TAGS), "names": len(NAME_TAGS), "pos": len(UPOS), "deprel": len(DEPRELS)}
"""The heads that give a label a word, with how many labels each has."""


def words(text: str) -> list[tuple[int, int]]:
    """The words of ``text`` as half-open offsets, clitics and punctuation apart, hyphenated compounds whole.

    >>> [ "He didn't.”"[start:end] for start, end in words("He didn't.”") ]
    ['He', 'did', "n't", '.', '”']
    """
    return [match.span() for match in WORD.finditer(text)]


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """The case class of a word, told to the encoder because its vocabulary is uncased: 1 to 8 (0 is for padding).

    >>> [shape(word) for word in ("drone", "Kyiv", "NATO", "A", "McKay", "24", "TB2", "“")]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    if word.isdigit() or re.fullmatch(r"[\d.,:]*\d[\d.,:]*", word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 8
    if any(c.isdigit() for c in word):
        return 7
    if not any(c.isupper() for c in letters):
        return 1
    if len(letters) == 1:
        return 4
    if all(c.isupper() for c in letters):
        return 3
    return 2 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 5


SHAPES = 9


def plain(word: str) -> str:
    """A word as the encoder reads it: one kind of quotation mark, one kind of dash.

    >>> plain("“"), plain("drone")
    ('"', 'drone')
    """
    return _PLAIN.get(word, word)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the encoder says of one block; row i of every array is word i.

    ``spans`` are the words' offsets in the block. Label rows are natural logarithms of probabilities; ``arcs[i, j]``
    is the score that word j heads word i (last column: the root); ``links[i, j]`` the score that the span starting
    at word i belongs to the cue starting at word j (last column: to none in this block).
    """

    spans: tuple[tuple[int, int], ...]
    attribution: Scores
    names: Scores
    pos: Scores
    deprel: Scores
    arcs: Scores
    links: Scores


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
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._outputs = [output.name for output in self._session.get_outputs()]

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
        chunks.sort(key=lambda chunk: len(chunk.pieces))
        rows: list[list[tuple[int, dict[str, Scores]]]] = [[] for _ in blocks]
        while chunks:
            longest = len(chunks[-1].pieces)
            size = 1
            while size < min(len(chunks), BATCH_PIECES // longest) and len(chunks[-size - 1].pieces) >= ALIKE * longest:
                size += 1
            for chunk, heads in self._run(chunks[-size:]):
                rows[chunk.block].append((chunk.start, heads))
            del chunks[-size:]
        return [
            _assemble(tuple(cut), sorted(found, key=lambda row: row[0])) for cut, found in zip(spans, rows, strict=True)
        ]

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

    def _run(self, batch: Sequence[_Chunk]) -> list[tuple[_Chunk, dict[str, Scores]]]:
        longest = max(len(chunk.pieces) for chunk in batch)
        pieces, shapes, mask = (np.zeros((len(batch), longest), np.int64) for _ in range(3))
        for row, chunk in enumerate(batch):
            pieces[row, : len(chunk.pieces)] = chunk.pieces
            shapes[row, : len(chunk.shapes)] = chunk.shapes
            mask[row, : len(chunk.pieces)] = 1
        values = self._session.run(self._outputs, {"pieces": pieces, "shapes": shapes, "mask": mask})
        heads = dict(zip(self._outputs, values, strict=True))
        heads.update((name, _log_softmax(heads[name])) for name in LABELLED)
        return [
            (chunk, {name: value[row, list(chunk.first)] for name, value in heads.items()})
            for row, chunk in enumerate(batch)
        ]


def _assemble(spans: tuple[tuple[int, int], ...], rows: Sequence[tuple[int, dict[str, Scores]]]) -> Reading:
    """A block's Reading from its chunks; words of different chunks cannot head or link each other."""
    count = len(spans)
    labels = {name: np.zeros((count, width), np.float32) for name, width in LABELLED.items()}
    arcs, links = (np.full((count, count + 1), -1e4, np.float32) for _ in range(2))
    for start, heads in rows:
        end = start + len(heads["attribution"])
        for name, value in labels.items():
            value[start:end] = heads[name]
        for scores, name, root in ((arcs, "arc", "arc_root"), (links, "link", "link_none")):
            query, key = heads[f"{name}_q"], heads[f"{name}_k"]
            rows_at_once = max(1, ALONE // key.size)
            for row in range(0, len(query), rows_at_once):
                part = query[row : row + rows_at_once] @ key.T
                scores[start + row : start + row + len(part), start:end] = part / np.sqrt(query.shape[1])
            scores[start:end, count] = heads[root][:, 0]
    return Reading(spans, labels["attribution"], labels["names"], labels["pos"], labels["deprel"], arcs, links)


def _log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(-1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def decode(scores: Scores, kinds: Sequence[str]) -> list[tuple[int, int, str, float]]:
    """The best legal BIOES sequence (Viterbi) as spans: first word, end word, kind, mean probability of its tags.

    ``scores`` is (words, 1 + 4 * kinds), log-probabilities in the order of ``bioes(kinds)``.

    >>> import numpy as np
    >>> decode(np.log(np.array([[.1, .2, .1, .1, .5], [.6, .1, .1, .1, .1]], np.float32)), ("cue",))
    [(0, 1, 'cue', 0.5)]
    """
    if not len(scores):
        return []
    tags = _best(scores, len(kinds))
    spans: list[tuple[int, int, str, float]] = []
    start = 0
    for i, tag in enumerate(tags):
        position = (tag - 1) % 4
        if tag and position in (0, 3):
            start = i
        if tag and position in (2, 3):
            sure = float(np.exp(scores[range(start, i + 1), tags[start : i + 1]]).mean())
            spans.append((start, i + 1, kinds[(tag - 1) // 4], round(sure, 4)))
    return spans


def _best(scores: Scores, kinds: int) -> list[int]:
    """The likeliest legal tags. Where each word's likeliest tag makes a legal sequence, no other is likelier."""
    follows, may_start, may_end = _grammar(kinds)
    greedy = scores.argmax(1)
    if may_start[greedy[0]] + may_end[greedy[-1]] + follows[greedy[:-1], greedy[1:]].sum() == 0:
        return [int(tag) for tag in greedy]
    best = scores[0] + may_start
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = best[:, None] + follows
        back[i] = paths.argmax(0)
        best = paths.max(0) + scores[i]
    tags = [int((best + may_end).argmax())]
    for i in range(len(scores) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


@cache
def _grammar(kinds: int) -> tuple[Scores, Scores, Scores]:
    """Which tag may follow which (0 or -1e4), which may begin and which may end a block."""
    count = 1 + 4 * kinds
    opens = [tag == 0 or (tag - 1) % 4 in (0, 3) for tag in range(count)]
    closes = [tag == 0 or (tag - 1) % 4 in (2, 3) for tag in range(count)]
    follows = np.full((count, count), -1e4, np.float32)
    for before in range(count):
        for after in range(count):
            inside = before and not closes[before] and after and (after - 1) // 4 == (before - 1) // 4
            if (closes[before] and opens[after]) or (inside and (after - 1) % 4 in (1, 2)):
                follows[before, after] = 0
    may_start, may_end = (np.where(flags, 0, -1e4).astype(np.float32) for flags in (opens, closes))
    return follows, may_start, may_end
