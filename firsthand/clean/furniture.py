"""How likely a line is furniture (menus, buttons, teasers, pleas to subscribe) and not part of what is told.

A logistic regression over the signs of a line and of its neighbours, with weights made by training/lines.py. It has
seen English pages alone, and it does not know titles, bylines or captions: those are told apart by parts.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp

from firsthand.clean.lines import Signs

SENTENCE_WORDS = 9
"""A line that ends like a sentence and has as many words counts as running text for its neighbours. Chosen."""
_SIZES = (1, 3, 6, 10, 16, 30)
_WINDOW = 4


def is_running(sign: Signs) -> bool:
    """Whether a line looks like running text on its own."""
    return sign.terminal and sign.words >= SENTENCE_WORDS and sign.fragments < 0.5


def features(signs: Sequence[Signs]) -> list[list[float]]:
    """One row a line, in the order of the weights; every value within 0 to 1."""
    running = [is_running(sign) for sign in signs]
    total = [0]
    for flag in running:
        total.append(total[-1] + flag)
    return [_row(signs, running, total, at) for at in range(len(signs))]


def furniture_scores(signs: Sequence[Signs]) -> list[float]:
    """The probability of furniture for every line of one text."""
    weights, bias = _weights()
    return [
        1 / (1 + exp(-max(-30.0, min(30.0, bias + sum(w * x for w, x in zip(weights, row, strict=True))))))
        for row in features(signs)
    ]


def _row(signs: Sequence[Signs], running: Sequence[bool], total: Sequence[int], at: int) -> list[float]:
    sign = signs[at]
    low, high = max(0, at - _WINDOW), min(len(signs), at + _WINDOW + 1)
    before, after = at > 0 and running[at - 1], at + 1 < len(signs) and running[at + 1]
    short = sign.words < SENTENCE_WORDS
    values = [
        *(sign.words <= size for size in _SIZES),
        sign.terminal,
        sign.terminal and not short,
        sign.colon,
        sign.lower_start,
        sign.capitals,
        sign.capitals if not short else 0.0,
        sign.upper,
        min(1.0, 3 * sign.digits),
        min(1.0, 2 * sign.common),
        sign.verb,
        sign.fragments,
        1 - sign.distinct,
        sign.repeats > 1,
        sign.repeats > 1 and short,
        sign.call,
        sign.call and short,
        min(1.0, 8 * sign.second),
        min(1.0, 8 * sign.second) if not sign.quoted else 0.0,
        min(1.0, sign.marks / 2),
        min(1.0, 10 * sign.separators),
        sign.dated,
        sign.dated and short,
        sign.clock,
        sign.quoted,
        before,
        after,
        before and after,
        before and after and short,
        (total[high] - total[low]) / (high - low),
        total[at] == 0,
        total[at + 1] == total[-1],
        total[at + 1] == total[-1] and short,
    ]
    return [float(value) for value in values]


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    stored = json.loads((resources.files(__package__) / "furniture.json").read_text("utf-8"))
    return tuple(stored["weights"]), float(stored["bias"])
