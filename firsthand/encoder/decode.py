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

NEVER = -1e9
"""The score of being inside a span before the first word."""
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
    return [_spans(scores, _tags(scores, len(kinds)), kinds) for scores in tables]


def _tags(scores: Scores, kinds: int) -> list[int]:
    """The likeliest legal sequence: each word's likeliest tag, where these make one."""
    tags: list[int] = scores.argmax(1).tolist() if len(scores) else []
    return tags if not tags or _legal(tags, kinds) else _best(scores, kinds)


def _spans(scores: Scores, tags: Sequence[int], kinds: Sequence[str]) -> list[Decoded]:
    within = [i for i, tag in enumerate(tags) if tag]
    if not within:
        return []
    shares = np.exp(scores[within, [tags[i] for i in within]])
    each: list[float] = shares.tolist()
    spans: list[Decoded] = []
    start = 0
    for at, i in enumerate(within):
        kind, position = divmod(tags[i] - 1, 4)
        if position == 0:
            start = at
        elif position == 2:
            sure = float(np.add.reduce(shares[start : at + 1]) / (at + 1 - start))
            spans.append((within[start], i + 1, kinds[kind], round(sure, 4)))
        elif position == 3:
            spans.append((i, i + 1, kinds[kind], round(each[at], 4)))
    return spans


def _legal(tags: Sequence[int], kinds: int) -> bool:
    """Whether each word's likeliest tag makes a legal sequence: then no other is likelier."""
    return _opens(tags[0]) and _closes(tags[-1]) and _pairs(kinds).issuperset(pairwise(tags))


def _best(scores: Scores, kinds: int) -> list[int]:
    """The likeliest legal tags of a block (Viterbi); after a word one is outside, or inside a span of one kind."""
    outside, inside, since = 0.0, [NEVER] * kinds, [0] * kinds
    steps: list[tuple[int, int]] = []
    alone, within = scores[:, ::4], scores[:, 1:].reshape(-1, kinds, 4)
    told = zip(alone.max(1).tolist(), (4 * alone.argmax(1)).tolist(), within.tolist(), strict=True)
    for i, (single, closing, row) in enumerate(told):
        best, start = outside + single, i
        for kind, (begin, go_on, end, _) in enumerate(row):
            before = inside[kind]
            begun, gone_on, ended = outside + begin, before + go_on, before + end
            if ended > best:
                best, closing, start = ended, 4 * kind + 3, since[kind]
            if begun > gone_on:
                inside[kind], since[kind] = begun, i
            else:
                inside[kind] = gone_on
        steps.append((closing, start))
        outside = best
    tags: list[int] = []
    end = len(steps)
    while end:
        closing, start = steps[end - 1]
        tags += [closing, *[closing - 1] * (end - start - 2), closing - 2][: end - start]
        end = start
    return tags[::-1]


def _opens(tag: int) -> bool:
    return tag == 0 or (tag - 1) % 4 in (0, 3)


def _closes(tag: int) -> bool:
    return tag == 0 or (tag - 1) % 4 in (2, 3)


@cache
def _pairs(kinds: int) -> frozenset[tuple[int, int]]:
    """Which tag may follow which, as pairs."""
    tags = range(1 + 4 * kinds)
    return frozenset(
        (before, after)
        for before in tags
        for after in tags
        if (_closes(before) and _opens(after))
        or (not _closes(before) and not _opens(after) and (before - 1) // 4 == (after - 1) // 4)
    )
