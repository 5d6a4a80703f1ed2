"""When pages were published, read from their mark-up and text, against gold and beside htmldate in the same run.

The part of ``benchmarks.dates`` that reads saved pages. Gold that lies after the day on which the page was saved is
left out: it cannot be right. A page read as two days that hold the gold is neither right nor wrong.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

from firsthand.annotate.publication import publication
from firsthand.clean import clean
from firsthand.errors import PageError
from firsthand.model import UNKNOWN, Page, When

_SAVED = re.compile(r"_(\d{4})_(\d\d)_(\d\d)")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page and the day that the gold gives it."""

    name: str
    content: bytes
    gold: date


def fundus(root: Path) -> Iterator[Saved]:
    """The pages of fundus' parser tests; the n-th version of a publisher's gold is its n-th page."""
    for file in sorted(root.glob("**/parser/test_data/*/*.json")):
        gold = json.loads(file.read_text("utf-8"))
        pages = sorted(page for page in file.parent.glob(f"{file.stem}_*.html.gz") if _SAVED.search(page.name))
        pages = [page for page in pages if page.name.startswith(f"{file.stem}_2")]
        if len(pages) != len(gold):
            continue
        for page, row in zip(pages, gold.values(), strict=True):
            told = date.fromisoformat(row["publishing_date"][:10])
            match = _SAVED.search(page.name)
            if match and told <= date(*map(int, match.groups())):
                yield Saved(f"{file.parent.name}/{page.name}", gzip.decompress(page.read_bytes()), told)


def trafilatura(root: Path) -> Iterator[Saved]:
    """The pages of trafilatura's evaluation that have a date; some of its dates are none."""
    for listed in root.glob("**/evaldata.json"):
        for row in json.loads(listed.read_text("utf-8")).values():
            places = (listed.parent / folder / row["file"] for folder in ("cache", "eval"))
            page = next((place for place in places if place.exists()), None)
            gold = _day(row.get("date") or "")
            if page is not None and gold is not None:
                yield Saved(row["file"], page.read_bytes(), gold)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def ours(page: Saved) -> When:
    """What is read of it."""
    try:
        return publication(clean(Page(page.name, page.content, "html"))[0])[0]
    except PageError:
        return UNKNOWN


def theirs(page: Saved) -> When:
    """What htmldate finds, asked for the original date."""
    from htmldate import find_date

    try:
        told = find_date(page.content.decode("utf-8", "replace"), original_date=True)
    except (ValueError, TypeError, AttributeError):
        told = None
    day = date.fromisoformat(told) if told else None
    return When(day, day, "stated") if day else UNKNOWN


def verdict(when: When, gold: date) -> str:
    """``right``, ``wrong``, ``wide`` (several days that hold the gold) or ``none``.

    >>> verdict(When(date(2024, 5, 1), date(2024, 5, 2), "stated"), date(2024, 5, 2))
    'wide'
    """
    if when == UNKNOWN:
        return "none"
    if when.earliest == when.latest:
        return "right" if when.earliest == gold else "wrong"
    inside = (when.earliest is None or when.earliest <= gold) and (when.latest is None or gold <= when.latest)
    return "wide" if inside else "wrong"


def compare(root: Path, errors: bool) -> None:
    """Print a line for us and one for htmldate, for each set of pages under ``root``."""
    for name, pages in (("fundus", fundus), ("trafilatura", trafilatura)):
        counts: dict[str, Counter[str]] = {"firsthand": Counter(), "htmldate": Counter()}
        spent: Counter[str] = Counter()
        for page in pages(root):
            for reader, read in (("firsthand", ours), ("htmldate", theirs)):
                before = process_time()
                found = read(page)
                spent[reader] += round(1e6 * (process_time() - before))
                result = verdict(found, page.gold)
                counts[reader][result] += 1
                if errors and result != "right" and reader == "firsthand":
                    print(f"  {result}: {page.name}: {found.earliest} to {found.latest}, gold {page.gold}")
        for reader, count in counts.items():
            told = ", ".join(f"{result} {count[result]}" for result in ("right", "wrong", "wide", "none"))
            print(f"{name}, {count.total()} pages: {reader:9} {told}; {spent[reader] / 1e6:.1f} s of processor time")
