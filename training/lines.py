"""Makes firsthand/clean/furniture.json: python -m training.lines PAGES_FOLDER

Lines come from the English pages of two sets (see README of the data): the publisher pages of fundus with their parsed
bodies, and trafilatura's evaluation pages with the body that the extractor finds (silver). Each page is read twice: as
the whole text of its mark-up, and as a leaky dump (its body with a few of its furniture lines left in), which is what
users paste and save. Every fifth page, by hash of its name, is kept for the figures that are printed.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.clean.align import squeeze
from firsthand.clean.decode import decode
from firsthand.clean.furniture import features
from firsthand.clean.lines import signs, split_lines
from firsthand.clean.markup import read_markup
from firsthand.lexicon import entries
from training.logit import logit

LEAK = 0.06
FOUND = 0.7
"""A gold body of which less is found in a page is that of another day's page of the outlet."""
ALONE = 25
"""A shorter line is body only where it is a block of the body by itself: words like "News" are found in any text."""
ROUNDS, RATE, RIDGE = 1500, 0.5, 1e-4
OUT = Path(__file__).parent.parent / "firsthand" / "clean" / "furniture.json"


@dataclass(frozen=True)
class Labelled:
    """Lines of one dump of one page; 1 is furniture."""

    page: str
    leaky: bool
    lines: tuple[str, ...]
    labels: tuple[int, ...]


def main(folder: Path) -> None:
    """Trains, prints the figures of the kept pages, writes the weights."""
    dumps = [dump for name, source, body in pages(folder) for dump in dumps_of(name, source, body)]
    kept = [dump for dump in dumps if zlib.crc32(dump.page.encode()) % 5 == 0]
    used = [dump for dump in dumps if zlib.crc32(dump.page.encode()) % 5 != 0]
    x, y, weight = matrix(used)
    coefficients, bias = fit(x, y, weight)
    for leaky in (False, True):
        part = [dump for dump in kept if dump.leaky == leaky]
        report("leaky dumps" if leaky else "whole pages", part, coefficients, bias)
    stored = {"weights": [round(float(value), 4) for value in coefficients], "bias": round(bias, 4)}
    OUT.write_text(json.dumps(stored) + "\n", "utf-8")


def saved(folder: Path) -> Iterator[tuple[Path, str, list[Mapping[str, object]] | None]]:
    """(file, source, parsed versions) of every page of the two sets; None where the set has none."""
    for path in sorted((folder / "fundus").rglob("*.html.gz")):
        gold = path.parent / f"{path.name.split('_')[0]}.json"
        if gold.is_file():
            source = decode(gzip.decompress(path.read_bytes()), "utf-8")
            yield path, source, list(json.loads(gold.read_text("utf-8")).values())
    for path in sorted((folder / "trafilatura" / "tests").rglob("*.html")):
        yield path, decode(path.read_bytes()), None


def pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(name, source, body text) of every English page."""
    import trafilatura

    for path, source, versions in saved(folder):
        if versions is not None:
            told = [version.get("body") for version in versions] + [version.get("title") for version in versions]
            text = "\n".join(_strings(told))
            if english(text) and len(text) > 800:
                yield path.name.split("_")[0], source, text
            continue
        found = trafilatura.bare_extraction(source, fast=True, include_comments=False)
        text, title = getattr(found, "text", "") or "", getattr(found, "title", "") or ""
        if english(text) and len(text) > 1500:
            yield path.name, source, text + "\n" + title


def dumps_of(name: str, source: str, body: str) -> Iterator[Labelled]:
    """The whole text of a page, and its body with some furniture left in."""
    wanted = squeeze(body).text
    lines = split_lines(read_markup(source).text)
    blocks = {squeeze(block).text for block in body.split("\n")}
    bare = [squeeze(line.text).text for line in lines]
    labels = [0 if line in blocks or (len(line) >= ALONE and line in wanted) else 1 for line in bare]
    text = [line.text for line in lines]
    long = [line for line in blocks if len(line) >= 100]
    everything = "".join(bare)
    if labels.count(0) < 5 or sum(line in everything for line in long) < FOUND * len(long):
        return
    yield Labelled(name, False, tuple(text), tuple(labels))
    chance = random.Random(name)
    first, last = labels.index(0), len(labels) - labels[::-1].index(0)
    near = [
        label == 0 or (chance.random() < (LEAK if first - 40 < at < last + 40 else 0))
        for at, label in enumerate(labels)
    ]
    keep = [at for at, kept in enumerate(near) if kept]
    yield Labelled(name, True, tuple(text[at] for at in keep), tuple(labels[at] for at in keep))


def matrix(dumps: list[Labelled]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Features, labels and weights; every dump weighs the same, and so do its two classes."""
    rows: list[list[float]] = []
    labels: list[int] = []
    weights: list[float] = []
    for dump in dumps:
        found = signs(split_lines("\n\n".join(dump.lines)))
        if len(found) != len(dump.labels):
            continue
        rows += features(found)
        labels += dump.labels
        share = {value: max(1, dump.labels.count(value)) for value in (0, 1)}
        weights += [1 / share[value] for value in dump.labels]
    total = np.array(weights)
    return np.array(rows), np.array(labels, dtype=np.float64), total / total.sum()


def fit(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Logistic regression by Newton's method."""
    full = np.hstack([x, np.ones((len(x), 1))])
    beta = logit(full, y, np.full(full.shape[1], RIDGE), weight)
    return beta[:-1], float(beta[-1])


def report(title: str, dumps: list[Labelled], coefficients: NDArray[np.float64], bias: float) -> None:
    """Prints what the weights do on pages that they have not seen."""
    hit = np.zeros((2, 2), dtype=int)
    for dump in dumps:
        found = signs(split_lines("\n\n".join(dump.lines)))
        if len(found) != len(dump.labels):
            continue
        guess = (np.array(features(found)) @ coefficients + bias > 0).astype(int)
        for label, answer in zip(dump.labels, guess, strict=True):
            hit[label, answer] += 1
    precision, recall = hit[1, 1] / max(1, hit[:, 1].sum()), hit[1, 1] / max(1, hit[1].sum())
    print(
        f"{title}: {len(dumps)} pages, {hit.sum()} lines; furniture P {precision:.3f} R {recall:.3f}; "
        f"body kept {hit[0, 0] / max(1, hit[0].sum()):.3f}"
    )


def english(text: str) -> bool:
    """Whether three words in ten are common English ones."""
    words = text.lower().split()
    return bool(words) and sum(word in entries("clean_common") for word in words) / len(words) > 0.3


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    return [text for inner in value for text in _strings(inner)] if isinstance(value, list) else []


if __name__ == "__main__":
    main(Path(sys.argv[1]))
