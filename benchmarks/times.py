"""How well time expressions are found and resolved, on a folder of TimeML documents (TimeBank 1.2, AQUAINT TimeML).

    python -m benchmarks.times --data PATH [--part held|rest|all] [--errors N]

PATH is a .tml file or a folder of them, searched deeply. The measures are those of TempEval-3: precision, recall and F1
of TIMEX3 spans, strict (same words) and relaxed (any shared character), and the F1 of type and of value over the
expressions matched loosely. The document creation time is given, as there, and not counted; documents without one are
left out. The rules find the expressions and the encoder votes on them, as in accounts. Values of weeks and of vague
words differ between annotators; 1.0 is not to be had.

A fifth of the documents, by a hash of their names, is ``held``. Where nothing is asked for, of a document in a folder
named TimeBank or AQUAINT only that fifth is scored, for the program was made on the rest, and of any other folder all.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.measures import score
from benchmarks.report import Result, parser, short, tell
from firsthand.annotate.blocks import blocks
from firsthand.annotate.dates import proposed
from firsthand.annotate.timevote import likely_words, voted
from firsthand.encoder import Encoder
from firsthand.model import Article, Part, TimeExpression, When

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
HELD_OUT_OF = 5
"""One document in this many is held out."""
MADE_ON = frozenset({"TimeBank", "AQUAINT"})
"""Folders of the documents, but for the held-out ones, that the program was made on."""


@dataclass(frozen=True)
class Gold:
    """A TIMEX3 or an EVENT of the key: offsets in the text, type or class, and value ("" of an event)."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """The text of a TimeML document, its creation day, its TIMEX3 and its events."""

    name: str
    text: str
    created: date
    gold: tuple[Gold, ...]
    events: tuple[Gold, ...] = ()


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
    marks: list[tuple[Gold, str]] = []
    _walk(body if body is not None else root, pieces, marks, stamp)
    times = tuple(mark for mark, tag in marks if tag == "TIMEX3")
    events = tuple(mark for mark, tag in marks if tag == "EVENT")
    return Document(name, "".join(pieces), date(int(match[1]), int(match[2]), int(match[3])), times, events)


def _walk(
    element: ElementTree.Element, pieces: list[str], marks: list[tuple[Gold, str]], stamp: ElementTree.Element | None
) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, marks, stamp)
        pieces.append(child.tail or "")
    words = "".join(pieces)[start:]
    if element.tag in ("TIMEX3", "EVENT") and element is not stamp and words.strip():
        kind = element.get("type") or element.get("class") or ""
        marks.append((Gold(start, start + len(words), kind, element.get("value", "")), element.tag))


def article(document: Document) -> Article:
    """A document as an article, its paragraphs as parts."""
    text = document.text
    parts = tuple(Part("body", *match.span()) for match in PARAGRAPH.finditer(text))
    every = range(len(text)), range(1, len(text) + 1)
    return Article(document.name, document.name, text, 0, len(text), text, *every, parts)


def predict(document: Document, encoder: Encoder | None) -> tuple[TimeExpression, ...]:
    """The expressions found in a document; without an encoder by the rules alone."""
    page = article(document)
    found = proposed(page, When(document.created, document.created, "stated"))
    return voted(page, found, likely_words(blocks(page, encoder))) if encoder else found[0]


def counted(document: Document, predicted: Sequence[TimeExpression]) -> tuple[Counter[str], list[str]]:
    """Counts of what was found, and one line for each error."""
    text = document.text
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


def figures(counts: Counter[str]) -> dict[str, float]:
    """The figures of added-up counts.

    >>> found = figures(Counter(gold=2, predicted=2, relaxed=2, strict=1, type=2, value=1))
    >>> found["strict F1"], found["relaxed F1"], found["type F1"], found["value F1"], found["value right"]
    (0.5, 1.0, 1.0, 0.5, 0.5)
    """
    found: dict[str, float] = {}
    for name in ("strict", "relaxed"):
        precision, recall, f1, _ = score(counts[name], counts["predicted"], counts["gold"])
        found |= {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": f1}
    for name in ("type", "value"):
        found[f"{name} F1"] = score(counts[name], counts["predicted"], counts["gold"])[2]
        found[f"{name} right"] = counts[name] / max(counts["relaxed"], 1)
    return found


def documents(path: Path, part: str | None) -> Iterator[Path]:
    """The files of a part under a path; by default what the program was not made on."""
    for file in [path] if path.is_file() else sorted(path.rglob("*.tml")):
        made_on = file.resolve().parent.name in MADE_ON
        wanted = part or ("held" if made_on else "all")
        if wanted == "all" or held(file.name) == (wanted == "held"):
            yield file


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the folder named on the command line."""
    options = parser(__doc__, "a .tml file or a folder of them")
    options.add_argument("--part", choices=("held", "rest", "all"), help="default: what the program was not made on")
    options.add_argument("--rules", action="store_true", help="without the encoder's vote")
    options.add_argument("--errors", type=int, default=0, help="with --part rest or all: print so many kinds of error")
    given = options.parse_args(arguments)
    encoder = None if given.rules else Encoder(given.weights)
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for path in documents(given.data, given.part):
        document = read_timeml(path.read_text(encoding="utf-8"), path.name)
        if document is not None:
            counts, errors = counted(document, predict(document, encoder))
            total += counts
            total["documents"] += 1
            kinds.update(errors)
    left = len(list(documents(given.data, "all"))) - total["documents"]
    size = f"{total['documents']} documents ({left} left out), {total['gold']} expressions"
    shown = ("strict F1", "relaxed F1", "type F1", "value F1")
    tell(Result("times", short(given.data), size, "TempEval-3, creation time given", figures(total), shown), given)
    for line, number in kinds.most_common(given.errors if given.part in ("rest", "all") else 0):
        print(f"{number}\t{line}")


if __name__ == "__main__":
    main()
