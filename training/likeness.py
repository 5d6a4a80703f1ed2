"""Fits the weights of firsthand/merge/likeness.json: `python -m training.likeness OUT.json KEY=FOLDER...`.

Each KEY is the account of one story read by hand (benchmarks/keys.py), each FOLDER holds its pages. Two reports that
touch one claim of a key are a pair that asserts the same; two of which one touches a claim that the other does not, not
even in its sentence, are a pair that does not. Logistic regression with a ridge, by Newton's method.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.keys import Key, Place, parse_key, shared
from firsthand import pipeline
from firsthand.merge.claims import comparable
from firsthand.merge.entities import entities
from firsthand.merge.likeness import NAMES, evidence
from firsthand.merge.pairs import Pairs
from firsthand.merge.reports import reports
from firsthand.model import Annotations, Span

RIDGE = 1.0
STEPS = 30
NEARNESS = ("cosine", "close")
SILENT = (0.03, 0.35)
"""Share and cosine below which a pair is passed over: there are very many, and none asserts the same."""

Row = tuple[dict[str, float], bool]


def rows(key: Key, documents: Sequence[Annotations], meant: bool) -> Iterator[Row]:
    """Evidence and label of every pair of one story that its key judges; with cosines if ``meant``."""
    pages = sorted(documents, key=lambda page: (page.article.file, page.article.start, page.article.id))
    items = reports(pages, entities(pages)[1])
    pairs = Pairs(items)
    told, near = defaultdict(set), defaultdict(set)
    for item in items:
        for claim in key.claims:
            if _touches(item.spans, claim.members, pages[item.page]):
                told[item.id].add(claim.id)
            elif item.sentence and _touches([item.sentence], claim.members, pages[item.page]):
                near[item.id].add(claim.id)
    read = {document.file for document in key.documents}
    known = [item for item in items if Path(pages[item.page].article.file).name in read]
    for one, other in itertools.combinations(known, 2):
        same = bool(told[one.id] & told[other.id])
        close = (told[one.id] | near[one.id]) & (told[other.id] | near[other.id])
        if not comparable(one, other) or not (told[one.id] or told[other.id]) or (close and not same):
            continue
        found, cosine = pairs.overlap(one, other), pairs.meanings.cosine(one, other)
        if found.both >= SILENT[0] or (cosine is not None and cosine >= SILENT[1]):
            yield dict(zip(NAMES, evidence(one, other, found, cosine if meant else None), strict=True)), same


def _touches(spans: Sequence[Span], places: Sequence[Place], page: Annotations) -> bool:
    file = Path(page.article.file).name
    here = [page.article.locate(span.start, span.end) for span in spans]
    return any(file == other and shared(one, where) > 0 for one in here for other, where in places)


def fit(given: Sequence[Row], left_out: frozenset[str] = frozenset()) -> dict[str, float]:
    """One weight for each name in the evidence; nearness of meaning never counts against two reports."""
    every = list(dict.fromkeys(name for found, _ in given for name in found))
    names = [name for name in every if name not in left_out]
    x = np.array([[found.get(name, 0.0) for name in names] for found, _ in given])
    y = np.array([same for _, same in given], float)
    weights: npt.NDArray[np.float64] = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + RIDGE * weights
        weights = weights - np.linalg.solve((x.T * (p * (1 - p))) @ x + RIDGE * np.eye(len(names)), slope)
    found = dict(zip(names, map(float, weights), strict=True))
    if against := frozenset(name for name in NEARNESS if found.get(name, 0.0) < 0):
        return fit(given, left_out | against)
    return {name: round(found.get(name, 0.0), 3) for name in sorted(every)}


def main() -> None:
    """Read the stories, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m training.likeness")
    parser.add_argument("out", type=Path)
    parser.add_argument("stories", nargs="+", metavar="KEY=FOLDER")
    given = parser.parse_args()
    found: dict[bool, list[Row]] = {True: [], False: []}
    for key_file, _, folder in (story.partition("=") for story in given.stories):
        key = parse_key(json.loads(Path(key_file).read_text("utf-8")))
        documents = pipeline.read([folder]).documents
        for meant, gathered in found.items():
            gathered += rows(key, documents, meant)
    weights = {"with meanings": fit(found[True]), "without meanings": fit(found[False])}
    given.out.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
