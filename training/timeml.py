"""Training examples for time expressions and events, from TimeML documents (TimeBank, AQUAINT).

Polarity and factuality are not read from here. Documents of the held-out fifth (benchmarks.times) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.times import held
from firsthand.encoder import EVENT_CLASSES, MAX_WORDS, TIME_KINDS, TIME_TAGS, words
from training.data import Example, span_tags

Marks = list[tuple[int, int, str]]


def timeml(folder: Path) -> Iterator[Example]:
    """Examples of the paragraphs of every training document under ``folder``."""
    for path in sorted(folder.rglob("*.tml")):
        if held(path.name):
            continue
        root = ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314  local research data
        body = root.find(".//TEXT")
        pieces: list[str] = []
        marks: Marks = []
        collect(body if body is not None else root, pieces, marks)
        text = "".join(pieces)
        for match in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text):
            yield from block(text, match.span(), marks)


def collect(element: ElementTree.Element, pieces: list[str], marks: Marks) -> None:
    """The text under ``element`` and, with their offsets in it, its time expressions and events."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        collect(child, pieces, marks)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and element.get("functionInDocument") != "CREATION_TIME":
        marks.append((start, end, element.get("type", "")))
    elif element.tag == "EVENT":
        marks.append((start, end, element.get("class", "")))


def block(text: str, extent: tuple[int, int], marks: Marks) -> Iterator[Example]:
    """One paragraph as examples of at most MAX_WORDS words."""
    offsets = [(extent[0] + s, extent[0] + e) for s, e in words(text[extent[0] : extent[1]])]
    for at in range(0, len(offsets), MAX_WORDS):
        cut = offsets[at : at + MAX_WORDS]
        times, events = [], [0] * len(cut)
        for start, end, kind in marks:
            inside = [i for i, (s, e) in enumerate(cut) if s < end and e > start]
            if inside and kind in TIME_KINDS:
                times.append((inside[0], inside[-1] + 1, kind))
            elif inside and kind in EVENT_CLASSES:
                for i in inside:
                    events[i] = EVENT_CLASSES.index(kind)
        tags = span_tags(len(cut), times, TIME_TAGS)
        yield Example("times", [text[s:e] for s, e in cut], tags=tags, events=events)
