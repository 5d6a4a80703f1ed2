"""Makes firsthand/clean/titles.json: python -m training.titles PAGES_FOLDER

The headline of a page is the line most like the title that its set gives (fundus) or that trafilatura reads off its
mark-up. Each page is read five times: whole; from somewhere above its headline on; as a leaky dump (headline, body and
a few lines of furniture), which is what users paste and save; as its headline with the next lines of text alone; and as
a leaky dump without its headline, where the right answer is that none is there. Pages of all languages teach; the
figures that are printed, each from weights fitted to the other four fifths of the pages, are of English ones.
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.clean import titles
from firsthand.clean.furniture import furniture_scores
from firsthand.clean.lines import signs, split_lines
from firsthand.clean.markup import read_markup
from firsthand.clean.parts import by_pattern, same
from firsthand.clean.titles import Seen, features, places
from training.lines import english, saved

OUT = Path(titles.__file__).with_suffix(".json")
LEAK = 0.12
ALIKE = 0.75
"""Least likeness of a line and a title for the line to be the headline."""
ABOVE = 16
"""Lines above its headline with which a page that is cut begins at most."""
TEXT = 60
"""Characters of a line of text in a brief."""
FOLDS = 5
RIDGE, RATE, STEPS = 1.0, 0.05, 400
WEIGHT = {"whole": 1.0, "cut": 1.0, "leaky": 1.0, "brief": 0.5, "without": 0.5}

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Dump:
    """Lines of one page that could be its headline: their features, and which are right (none: there is none)."""

    page: str
    how: str
    english: bool
    rows: Array
    right: tuple[int, ...]
    lost: bool
    """Whether the headline is there and none of the lines."""


def main(folder: Path) -> None:
    """Fit, print the figures, write the weights."""
    dumps = [dump for name, source, told in pages(folder) for dump in dumps_of(name, source, told)]
    hit: dict[str, list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        weights = fit([dump for dump in dumps if _fold(dump) != fold])
        for dump in dumps:
            if _fold(dump) == fold and dump.english:
                hit[dump.how].append(is_right(dump, weights))
    print(f"{len({dump.page for dump in dumps})} pages")
    for how, told in hit.items():
        print(f"{how}: {sum(told)} of {len(told)} right")
    OUT.write_text(json.dumps([round(float(weight), 3) for weight in fit(dumps)]) + "\n", "utf-8")


def pages(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(name, source, titles) of every page."""
    import trafilatura

    for path, source, versions in saved(folder):
        if versions is None:
            found = trafilatura.bare_extraction(source, fast=True, include_comments=False, with_metadata=True)
            told: list[object] = [getattr(found, "title", None)]
        else:
            told = [version.get("title") for version in versions]
        yield path.name, source, [str(title) for title in told if title]


def dumps_of(name: str, source: str, told: Sequence[str]) -> Iterator[Dump]:
    """A page in the ways that it is read; none where no line of it is like its title."""
    lines = [line.text for line in split_lines(read_markup(source).text)]
    likely = [(_likeness(line, told), -at) for at, line in enumerate(lines)]
    best, at = max(likely, default=(0.0, 0))
    if best < ALIKE:
        return
    title, at = lines[-at], -at
    chance = random.Random(name)
    scores = furniture_scores(signs(split_lines("\n\n".join(lines))))
    in_english = english(" ".join(line for line in lines if len(line) > 80))
    kept = [
        line
        for number, line in enumerate(lines[: len(scores)])
        if number == at or (number >= at - 6 and (scores[number] < 0.5 or chance.random() < LEAK))
    ]
    without = [line for line in kept if not same(line, title)]
    text = [line for line in without if len(line) >= TEXT][: chance.randint(1, 3)]
    ways = {
        "whole": lines, "cut": lines[max(0, at - chance.randrange(ABOVE)) :], "leaky": kept, "brief": [title, *text],
        "without": without,
    }  # fmt: skip
    for how, some in ways.items():
        yield _dump(name, how, some, title, in_english)


def _dump(name: str, how: str, lines: Sequence[str], title: str, in_english: bool) -> Dump:
    split = split_lines("\n\n".join(lines))
    found = signs(split)
    kinds = [by_pattern(line.text, sign) for line, sign in zip(split, found, strict=True)]
    seen = Seen(split, found, furniture_scores(found), kinds)
    chosen = places(seen)
    right = tuple(number for number, at in enumerate(chosen) if same(split[at].text, title))
    rows = np.array(features(seen, chosen) or np.zeros((0, 1)))
    return Dump(name, how, in_english, rows, right, how != "without" and not right)


def fit(dumps: Sequence[Dump]) -> Array:
    """The weights, by Adam on the negative logarithm of the right lines' probability together."""
    taught = [dump for dump in dumps if len(dump.rows) and not dump.lost]
    weights, mean, square = (np.zeros(taught[0].rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = RIDGE * weights
        for dump in taught:
            scores = np.append(dump.rows @ weights, 0.0)
            told = np.exp(scores - scores.max())
            told /= told.sum()
            goal = np.zeros(len(told))
            right = list(dump.right) or [-1]
            goal[right] = told[right] / told[right].sum()
            slope += WEIGHT[dump.how] * (dump.rows.T @ (told - goal)[:-1])
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        pace = RATE if 3 * step < 2 * STEPS else RATE / 5
        weights = weights - pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def is_right(dump: Dump, weights: Array) -> bool:
    """Whether the best line is the headline, or rightly none is good enough."""
    scores = dump.rows @ weights if len(dump.rows) else np.array([-1.0])
    best = int(scores.argmax())
    return best in dump.right if scores[best] >= 0 else not dump.right and not dump.lost


def _likeness(line: str, told: Sequence[str]) -> float:
    """How like a line is to one of some titles: 2 for the same words, else a share of what is common."""
    own = " ".join(re.findall(r"\w+", line.lower()))
    found = 0.0
    for title in (" ".join(re.findall(r"\w+", one.lower())) for one in told):
        short, long = sorted((own, title), key=len)
        if own == title:
            found = 2.0
        elif len(short.split()) > 2 and short in long and len(short) > 0.6 * len(long):
            found = max(found, 1 + len(short) / len(long) / 2)
        elif len(long) - len(short) < 0.4 * len(title):
            found = max(found, SequenceMatcher(None, own, title).ratio())
    return found if own else 0.0


def _fold(dump: Dump) -> int:
    return zlib.crc32(dump.page.encode()) % FOLDS


if __name__ == "__main__":
    main(Path(sys.argv[1]))
