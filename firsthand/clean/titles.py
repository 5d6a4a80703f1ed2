"""Which line of a document is its headline: weights over a line's shape, its place, and how far the text takes it up.

A conditional logit over the lines that could be one, "none of them" included, with weights made by training/titles.py
from pages in several languages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from math import log1p

from firsthand.clean.furniture import is_running
from firsthand.clean.lines import WORD, Line, Signs
from firsthand.lexicon import entries
from firsthand.model import PartKind

LENGTH = range(2, 33)
"""Words of a headline. Chosen: of the pages that the weights were made from 97 in 100 have such a one."""
LONG = 4
"""Letters of a word by which a text is held to take up a headline. Chosen."""
NEAR = 4
"""Lines around a headline in which its author, its day and its text are looked for. Chosen."""
MOST_BEFORE = 6
"""Lines of running text (notices, teasers) that may stand before a headline. Chosen."""
OPENING, BODY = 3, 40
"""Lines of running text that are held to take up a headline: those next below it, and those of the body."""
SENTENCE = 5
"""Words of a line that is a sentence where no line is longer. Chosen."""
FURNITURE = 0.9
"""Running text that is furniture more surely than this is none of the body. Chosen."""
KEPT = 1 << 8
"""Lines whose words are remembered: a line opens the text below several others."""
_SIZES = (3, 5, 8, 12, 16)
_SITE = (" | ", " - ", " – ", " — ", " » ", " › ")


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines of a document with their signs, their scores of furniture, and what is known of each so far."""

    lines: Sequence[Line]
    signs: Sequence[Signs]
    scores: Sequence[float]
    kinds: Sequence[PartKind | None]
    running: Sequence[bool] = field(init=False)
    """Which lines are running text; of a few lines without any, those that end like a sentence."""
    above: Sequence[int] = field(init=False)
    """How many lines of running text stand above each line, and how many there are."""

    def __post_init__(self) -> None:
        found = [is_running(sign) and score < FURNITURE for sign, score in zip(self.signs, self.scores, strict=True)]
        told = found if any(found) else [sign.terminal and sign.words >= SENTENCE for sign in self.signs]
        object.__setattr__(self, "running", told)
        object.__setattr__(self, "above", list(accumulate(told, initial=0)))


def places(seen: Seen) -> list[int]:
    """The lines that could be the headline: of its length, with text below and not much of it above."""
    above = seen.above
    return [
        at
        for at, sign in enumerate(seen.signs)
        if seen.kinds[at] in (None, "caption")
        and sign.words in LENGTH
        and above[at] <= MOST_BEFORE
        and above[at + 1] < above[-1]
    ]


def features(seen: Seen, chosen: Sequence[int]) -> list[list[float]]:
    """One row a chosen line, in the order of the weights; every value within 0 to about 1."""
    text, above = [at for at, flag in enumerate(seen.running) if flag], seen.above
    body = frozenset[str]().union(*(_long(seen.lines[at].text) for at in text[:BODY]))
    first_at: dict[str, int] = {}
    for at, (line, sign) in enumerate(zip(seen.lines, seen.signs, strict=True)):
        if sign.words in LENGTH:
            first_at.setdefault(_key(line.text), at)
    rows = []
    for at in chosen:
        sign, line, below = seen.signs[at], seen.lines[at], text[above[at + 1] :]
        own = _long(line.text)
        opening = frozenset[str]().union(*(_long(seen.lines[other].text) for other in below[:OPENING]))
        gap = below[0] - at if below else len(seen.lines)
        before, after = seen.kinds[max(0, at - 2) : at], seen.kinds[at + 1 : at + 1 + NEAR]
        near = seen.signs[max(0, at - NEAR) : at], seen.signs[at + 1 : at + 1 + NEAR]
        values = [
            1.0,
            *(sign.words <= size for size in _SIZES),
            sign.terminal,
            sign.terminal and sign.words > 14,
            sign.colon,
            sign.lower_start,
            sign.fragments,
            sign.capitals,
            sign.upper,
            min(1.0, 3 * sign.digits),
            min(1.0, 2 * sign.common),
            sign.verb,
            sign.quoted,
            sign.call,
            min(1.0, sign.marks / 2),
            any(mark in line.text for mark in _SITE),
            seen.scores[at],
            sign.repeats > 1,
            first_at[_key(line.text)] < at,
            at == 0,
            log1p(at) / 4,
            log1p(gap) / 3,
            gap <= NEAR,
            above[at] > 0,
            above[at] / MOST_BEFORE,
            "byline" in after,
            "dateline" in after,
            "byline" in before or "dateline" in before,
            seen.kinds[at] == "caption",
            len(own & body) / max(1, len(own)),
            min(len(own & body), 5) / 5,
            len(own & opening) / max(1, len(own)),
            min(len(own & opening), 4) / 4,
            min(line.gap, 3) / 3,
            bool(near[1]) and near[1][0].words > sign.words,
            *(sum(other.words <= 3 for other in side) / NEAR for side in near),
        ]
        rows.append([float(value) for value in values])
    return rows


def title_scores(seen: Seen, chosen: Sequence[int]) -> list[float]:
    """The score of every chosen line; below 0 it is likelier that none is the headline than that this one is."""
    weights = _weights()
    return [sum(map(float.__mul__, weights, row)) for row in features(seen, chosen)]


def _key(text: str) -> str:
    return " ".join(text.lower().split())


@lru_cache(KEPT)
def _long(text: str) -> frozenset[str]:
    common = entries("clean_common")
    return frozenset(word for word in WORD.findall(text.lower()) if len(word) >= LONG and word not in common)


@cache
def _weights() -> list[float]:
    stored: list[float] = json.loads((resources.files(__package__) / "titles.json").read_text("utf-8"))
    return stored
