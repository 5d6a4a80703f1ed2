"""Readings by hand of whole stories (training/labels) as pairs of reports: what likeness.py is fitted to.

A passage of a reading is the statements, events and sentences of merge/reports.py that share characters with it. The
development split, stories whose name ends in 0 or 5, is never fitted to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from firsthand import pipeline
from firsthand.merge.entities import entities, told_of
from firsthand.merge.evidence import Evidence
from firsthand.merge.pairs import Pairs
from firsthand.merge.reports import Report, reports
from firsthand.model import Annotations, Span

HALF = 0.5
Passage = tuple[str, int, int]
Touch = tuple[float, float]
"""What share of a report lies in a passage, and what share of the passage in the report."""


@dataclass(frozen=True)
class Told:
    """One story: its pages and reports, the pairs worth comparing with their evidence, and the reading of it."""

    name: str
    pages: Sequence[Annotations]
    items: Sequence[Report]
    pairs: Pairs
    rows: npt.NDArray[np.float64]
    reading: dict[str, Any]

    def touched(self, passage: Sequence[Any], sentences: bool = False) -> dict[str, Touch]:
        """The reports that share characters with a passage (or, if asked, whose sentence does), by id."""
        file, start, end = passage
        found = {}
        for item in self.items:
            article = self.pages[item.page].article
            spans: Sequence[Span] = [item.sentence] if sentences and item.sentence else item.spans
            if Path(article.file).name == file:
                here = [article.locate(span.start, span.end) for span in spans]
                common = sum(max(0, min(end, b) - max(start, a)) for a, b in here)
                if common:
                    found[item.id] = common / sum(b - a for a, b in here), common / (end - start)
        return found


def told(name: str, documents: Sequence[Annotations], reading: dict[str, Any]) -> Told:
    """One story made ready."""
    pages = sorted(documents, key=lambda page: (page.article.file, page.article.start, page.article.id))
    items = reports(pages, told_of(pages, *entities(pages))[1])
    pairs = Pairs(items)
    rows = Evidence(items, pairs.meanings).rows(pairs.places)
    return Told(name, pages, items, pairs, rows, reading)


def stories(labels: Path, texts: Path) -> Iterator[Told]:
    """Every story that is read by hand; ``texts`` holds a folder of pages for each."""
    for path in sorted(labels.glob("*.json")):
        reading = json.loads(path.read_text("utf-8"))
        story = pipeline.read([str(texts / path.stem / file) for file in reading["files"]])
        yield told(path.stem, story.documents, reading)
