"""Scores of tags to spans: the best legal BIOES sequence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]


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
