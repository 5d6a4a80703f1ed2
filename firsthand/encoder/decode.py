"""Scores of tags to spans: the best legal BIOES sequence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]


Decoded = tuple[int, int, str, float]
"""A span: first word, end word, kind, mean probability of its tags."""


def decode(scores: Scores, kinds: Sequence[str]) -> list[Decoded]:
    """The best legal BIOES sequence (Viterbi) as spans.

    ``scores`` is (words, 1 + 4 * kinds), log-probabilities in the order of ``bioes(kinds)``.

    >>> import numpy as np
    >>> decode(np.log(np.array([[.1, .2, .1, .1, .5], [.6, .1, .1, .1, .1]], np.float32)), ("cue",))
    [(0, 1, 'cue', 0.5)]
    """
    return decode_all([scores], kinds)[0]


def decode_all(tables: Sequence[Scores], kinds: Sequence[str]) -> list[list[Decoded]]:
    """As ``decode``, for many tables at once."""
    tags = [scores.argmax(1).tolist() if len(scores) else [] for scores in tables]
    illegal = [i for i, found in enumerate(tags) if found and not _legal(found, len(kinds))]
    for i, found in zip(illegal, _best([tables[i] for i in illegal], len(kinds)), strict=True):
        tags[i] = found
    return [_spans(scores, found, kinds) if any(found) else [] for scores, found in zip(tables, tags, strict=True)]


def _spans(scores: Scores, tags: Sequence[int], kinds: Sequence[str]) -> list[Decoded]:
    shares = np.exp(scores[range(len(tags)), tags])
    spans: list[Decoded] = []
    start = 0
    for i, tag in enumerate(tags):
        position = (tag - 1) % 4
        if tag and position in (0, 3):
            start = i
        if tag and position in (2, 3):
            sure = np.add.reduce(shares[start : i + 1]) / (i + 1 - start)
            spans.append((start, i + 1, kinds[(tag - 1) // 4], round(float(sure), 4)))
    return spans


def _legal(tags: Sequence[int], kinds: int) -> bool:
    """Whether each word's likeliest tag makes a legal sequence: then no other is likelier."""
    return _opens(tags[0]) and _closes(tags[-1]) and _pairs(kinds).issuperset(pairwise(tags))


def _best(tables: Sequence[Scores], kinds: int) -> list[list[int]]:
    """The likeliest legal tags of each table, word by word of all tables at once."""
    if not tables:
        return []
    follows, may_start, may_end = _grammar(kinds)
    order = sorted(range(len(tables)), key=lambda i: -len(tables[i]))
    lengths = np.array([len(tables[i]) for i in order])
    scores = np.zeros((len(tables), lengths[0], len(follows)), np.float32)
    for row, i in enumerate(order):
        scores[row, : len(tables[i])] = tables[i]
    best = scores[:, 0] + may_start
    back = np.zeros((len(tables), lengths[0], len(follows)), np.int64)
    for word in range(1, int(lengths[0])):
        going = int((lengths > word).sum())
        paths = best[:going, :, None] + follows
        back[:going, word] = paths.argmax(1)
        best[:going] = paths.max(1) + scores[:going, word]
    found: list[list[int]] = [[] for _ in tables]
    for row, last in enumerate((best + may_end).argmax(1).tolist()):
        tags = found[order[row]]
        tags.append(last)
        for word in range(int(lengths[row]) - 1, 0, -1):
            tags.append(int(back[row, word, tags[-1]]))
        tags.reverse()
    return found


def _opens(tag: int) -> bool:
    return tag == 0 or (tag - 1) % 4 in (0, 3)


def _closes(tag: int) -> bool:
    return tag == 0 or (tag - 1) % 4 in (2, 3)


@cache
def _pairs(kinds: int) -> frozenset[tuple[int, int]]:
    """Which tag may follow which, as pairs."""
    follows, _, _ = _grammar(kinds)
    return frozenset((before, after) for before, after in np.argwhere(follows == 0).tolist())


@cache
def _grammar(kinds: int) -> tuple[Scores, Scores, Scores]:
    """Which tag may follow which (0 or -1e4), which may begin and which may end a block."""
    count = 1 + 4 * kinds
    opens, closes = [_opens(tag) for tag in range(count)], [_closes(tag) for tag in range(count)]
    follows = np.full((count, count), -1e4, np.float32)
    for before in range(count):
        for after in range(count):
            inside = before and not closes[before] and after and (after - 1) // 4 == (before - 1) // 4
            if (closes[before] and opens[after]) or (inside and (after - 1) % 4 in (1, 2)):
                follows[before, after] = 0
    may_start, may_end = (np.where(flags, 0, -1e4).astype(np.float32) for flags in (opens, closes))
    return follows, may_start, may_end
