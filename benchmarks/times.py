"""How well time expressions are found and resolved, on a folder of TimeML documents (TimeBank 1.2, AQUAINT TimeML).

    python -m benchmarks.times --data PATH [--part held|rest|all] [--errors N]

Prints precision, recall and F1 of TIMEX3 spans, strict (same words) and relaxed (any shared character), as TempEval-3
counts them, and the share of relaxed matches with the right type and the right value. The document creation time is
given, as in TempEval-3, and not counted. A fifth of the documents, by a hash of their names, is ``held``.
TimeBank's values of weeks and of vague words differ between annotators; 1.0 is not to be had.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from firsthand.annotate.dates import times
from firsthand.model import Article, Part, When

HELD_OUT_OF = 5
"""One document in this many is held out."""


@dataclass(frozen=True)
class Gold:
    """A TIMEX3 of the key: offsets in the text, type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """The text of a TimeML document, its creation day and its TIMEX3."""

    name: str
    text: str
    created: date
    gold: tuple[Gold, ...]


def held(name: str) -> bool:
    """Whether the document of that file name is in the held-out fifth."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT_OF == 0


def read_timeml(content: str, name: str) -> Document | None:
    """The document in TimeML ``content``; None where it has no creation time with a day.

    >>> text = '<T><TIMEX3 type="DATE" value="1998-02-06" functionInDocument="CREATION_TIME">x</TIMEX3>'
    >>> text += '<TEXT>He left <TIMEX3 type="DATE" value="1998-02-05">Thursday</TIMEX3>.</TEXT></T>'
    >>> read_timeml(text, "a.tml").gold
    (Gold(start=8, end=16, type='DATE', value='1998-02-05'),)
    """
    root = ElementTree.fromstring(content)  # noqa: S314  local research data
    stamp = next(
        (e for e in root.iter("TIMEX3") if e.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME")), None
    )
    match = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", stamp.get("value", "") if stamp is not None else "")
    body = root.find(".//TEXT")
    if match is None:
        return None
    pieces: list[str] = []
    gold: list[Gold] = []
    _walk(body if body is not None else root, pieces, gold, stamp)
    return Document(name, "".join(pieces), date(int(match[1]), int(match[2]), int(match[3])), tuple(gold))


def _walk(element: ElementTree.Element, pieces: list[str], gold: list[Gold], stamp: ElementTree.Element | None) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, gold, stamp)
        pieces.append(child.tail or "")
    words = "".join(pieces)[start:]
    if element.tag == "TIMEX3" and element is not stamp and words.strip():
        gold.append(Gold(start, start + len(words), element.get("type", ""), element.get("value", "")))


def compare(document: Document) -> tuple[Counter[str], list[str]]:
    """Counts of what was found, and one line for each error."""
    text = document.text
    article = Article(
        document.name,
        document.name,
        text,
        0,
        len(text),
        text,
        range(len(text)),
        range(1, len(text) + 1),
        (Part("body", 0, len(text)),),
    )
    predicted = times(article, When(document.created, document.created, "stated"))
    counts: Counter[str] = Counter(gold=len(document.gold), predicted=len(predicted))
    errors: list[str] = []
    taken: set[int] = set()
    for gold in document.gold:
        index = next(
            (
                i
                for i, p in enumerate(predicted)
                if i not in taken and p.span.start < gold.end and gold.start < p.span.end
            ),
            None,
        )
        if index is None:
            errors.append(f"missed\t{_plain(text[gold.start : gold.end])}\t{gold.type} {gold.value}")
            continue
        taken.add(index)
        found = predicted[index]
        words = _plain(text[found.span.start : found.span.end])
        counts["relaxed"] += 1
        counts["strict"] += _plain(text[gold.start : gold.end]) == words
        counts["type"] += found.type == gold.type
        counts["value"] += found.value == gold.value
        if _plain(text[gold.start : gold.end]) != words:
            errors.append(f"extent\t{_plain(text[gold.start : gold.end])}\t{words}")
        if found.value != gold.value:
            errors.append(f"value\t{words} [{document.created}]\t{gold.value} not {found.value}")
    for i, found in enumerate(predicted):
        if i not in taken:
            errors.append(f"extra\t{_plain(text[max(0, found.span.start - 30) : found.span.end + 15])}\t{found.value}")
    return counts, errors


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" .,").lower()


def report(counts: Counter[str]) -> str:
    """The figures as lines.

    >>> print(report(Counter(gold=2, predicted=2, relaxed=2, strict=1, type=2, value=1)))
    expressions 2, found 2
    relaxed  P 1.000  R 1.000  F1 1.000
    strict   P 0.500  R 0.500  F1 0.500
    of the relaxed matches: type right 1.000, value right 0.500; value F1 0.500
    """
    lines = [f"expressions {counts['gold']}, found {counts['predicted']}"]
    for name in ("relaxed", "strict"):
        precision, recall = counts[name] / max(counts["predicted"], 1), counts[name] / max(counts["gold"], 1)
        lines.append(f"{name:8} P {precision:.3f}  R {recall:.3f}  F1 {_f1(precision, recall):.3f}")
    matched = max(counts["relaxed"], 1)
    value = _f1(counts["value"] / max(counts["predicted"], 1), counts["value"] / max(counts["gold"], 1))
    right = f"type right {counts['type'] / matched:.3f}, value right {counts['value'] / matched:.3f}"
    return "\n".join([*lines, f"of the relaxed matches: {right}; value F1 {value:.3f}"])


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the folder and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of .tml files, searched deeply")
    parser.add_argument("--part", choices=("held", "rest", "all"), default="held")
    parser.add_argument("--errors", type=int, default=0, help="print this many kinds of error (never with --part held)")
    chosen = parser.parse_args(arguments)
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for path in sorted(chosen.data.rglob("*.tml")):
        if chosen.part != "all" and held(path.name) != (chosen.part == "held"):
            continue
        document = read_timeml(path.read_text(encoding="utf-8"), path.name)
        if document is not None:
            counts, errors = compare(document)
            total += counts
            kinds.update(errors)
    print(report(total))
    if chosen.part != "held":
        for line, number in kinds.most_common(chosen.errors):
            print(f"{number}\t{line}")


if __name__ == "__main__":
    main()
