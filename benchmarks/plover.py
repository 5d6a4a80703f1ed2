"""How well the event lexicon tells PLOVER types apart, on PLV: sentences with gold source and target.

    python -m benchmarks.plover --data PLV_train.tsv

Of the events read in a sentence the one best linked to its source and target is the answer, the commonest type where
none is read. A split by the hash of the sentence id keeps a fifth away from whoever writes the lexicon. PLV joins
CONCEDE and RETREAT as YIELD, and codes what is only promised, threatened or refused as AGREE, THREATEN or REJECT.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.measures import macro_f1
from firsthand.annotate.events import events
from firsthand.model import Article, Chain, EventMention, Mention, Part, Sentence, Token, identity

FALLBACK = "YIELD"
"""The commonest class of PLV's training part."""
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""Verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4."""
KIND = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "COERCE", "ASSAULT"})
TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of PLV, the offsets of its source and target, its class, and whether it is kept away from tuning."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    gold: str
    held_out: bool


def load(path: Path) -> list[Row]:
    """The rows of a PLV file. Raises KeyError where it has other columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            _row(row["marked_sentence"], row["gold_root"], row["sentence_id"])
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def _row(marked: str, gold: str, key: str) -> Row:
    """Take the marks off.

    >>> row = _row("<s>Kovia</s> hit <t>Ruzmia</t>.", "ASSAULT", "1")
    >>> row.text, row.source, row.target
    ('Kovia hit Ruzmia.', (0, 5), (10, 16))
    """
    text, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for match in TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name = match.group().strip("</>")
        if match.group().startswith("</"):
            spans[name] = (opened.get(name, 0), len(text))
        else:
            opened[name] = len(text)
    text += marked[at:]
    held = int(sha256(key.encode()).hexdigest(), 16) % 5 == 0
    return Row(text, spans.get("s"), spans.get("t"), gold, held)


def article(row: Row) -> Article:
    """The sentence as an article of one paragraph."""
    size = len(row.text)
    return Article(
        identity("d", row.text),
        "plv",
        row.text,
        0,
        size,
        row.text,
        range(size),
        range(1, size + 1),
        (Part("body", 0, size),),
    )


def answer(row: Row, read: Callable[[Article], Sequence[Token]]) -> tuple[str, list[EventMention]]:
    """The class told for a sentence, and all its events."""
    page = article(row)
    chains = [
        Chain(name, "organization", page.text[span[0] : span[1]], (Mention(page.span(*span), "organization", "name"),))
        for name, span in (("s", row.source), ("t", row.target))
        if span
    ]
    found = list(events(page, read(page), [Sentence(page.span(0, len(page.text)), 0)], chains, ()))
    if not found:
        return FALLBACK, found
    best = max(found, key=lambda e: (("s" in e.actors) + ("t" in e.targets), e.confidence, -e.span.start))
    return root(best), found


def root(event: EventMention) -> str:
    """An event's type and status as PLV classes them.

    >>> from firsthand.model import UNKNOWN, Span
    >>> root(EventMention("e", Span("d", 0, 1), "AID", None, "planned", (), (), None, UNKNOWN, None, 1.0))
    'AGREE'
    """
    kind = "YIELD" if event.type in ("CONCEDE", "RETREAT") else event.type
    if event.status in ("planned", "hypothetical", "threatened") and kind in HOSTILE:
        return "THREATEN"
    if event.status == "planned" and kind in KIND:
        return "AGREE"
    return "REJECT" if event.status == "denied" and kind in KIND else kind


def main() -> None:
    """Print the scores of both parts of a PLV file."""
    from firsthand.annotate.blocks import blocks, tokens
    from firsthand.encoder import Encoder

    parser = argparse.ArgumentParser(prog="benchmarks.plover")
    parser.add_argument("--data", type=Path, required=True)
    rows = load(parser.parse_args().data)
    encoder = Encoder()
    told = [answer(row, lambda page: tokens(blocks(page, encoder)))[0] for row in rows]
    for name, held in (("tuned on", False), ("held out", True)):
        pairs = [(row.gold, kind) for row, kind in zip(rows, told, strict=True) if row.held_out == held]
        scores = {
            "root": macro_f1([g for g, _ in pairs], [k for _, k in pairs]),
            "quad": macro_f1([str(QUADS[g]) for g, _ in pairs], [str(QUADS[k]) for _, k in pairs]),
            "binary": macro_f1([str(QUADS[g] > 2) for g, _ in pairs], [str(QUADS[k] > 2) for _, k in pairs]),
        }
        print(f"{name:9} {len(pairs):5}", *(f"{label} {value:.3f}" for label, value in scores.items()), sep="  ")


if __name__ == "__main__":
    main()
