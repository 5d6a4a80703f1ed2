"""How many of the events that accounts tell are right, and how many are told: against readings of stories by hand.

    python -m benchmarks.events --labels training/labels --stories STORIES [--all]

STORIES has a folder of text files a story. The readings say at which word an event stands, of which types it may be and
how real it is (training/labels/README.md). Only the stories that nothing is fitted to are read, ``--all`` reads the
others too; of each only the pages that were read by hand, together, as one story.

An event told is right where its words hold a word of the readings that nobody else took, and its type is one of that
word's; ``near`` is the same for a word up to 60 characters away, as in benchmarks.account. ``place`` asks for the word
and no type. The status is counted over events that are right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels import development
from benchmarks.measures import score
from benchmarks.report import Result, short, tell
from firsthand import pipeline, views
from firsthand.account import Account
from firsthand.encoder import WEIGHTS

NEAR = 60


@dataclass(frozen=True, slots=True)
class Event:
    """An event told or read by hand: its words in a file, the types that it may be of, and how real it is."""

    file: str
    start: int
    end: int
    types: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Count:
    """Events told and read by hand, and how many of them meet."""

    told: int = 0
    gold: int = 0
    placed: int = 0
    right: int = 0
    near: int = 0
    status: int = 0

    def __add__(self, other: Count) -> Count:
        pairs = zip(self.row(), other.row(), strict=True)
        return Count(*(mine + theirs for mine, theirs in pairs))

    def row(self) -> tuple[int, ...]:
        """The numbers in order."""
        return self.told, self.gold, self.placed, self.right, self.near, self.status

    def figures(self) -> dict[str, float]:
        """Shares by name.

        >>> Count(told=4, gold=2, placed=2, right=1, near=1, status=1).figures()["precision"]
        0.25
        """
        found: dict[str, float] = {}
        for name, hits in (("", self.right), ("near: ", self.near), ("place: ", self.placed)):
            precision, recall, f1, _ = score(hits, self.told, self.gold)
            found |= {f"{name}precision": precision, f"{name}recall": recall, f"{name}F1": f1}
        found["with status: F1"] = score(self.status, self.told, self.gold)[2]
        return found | {"status of the right": self.status / self.right if self.right else 0.0}


def count(told: Sequence[Event], gold: Sequence[Event]) -> Count:
    """How the events told meet those read by hand.

    >>> mine = Event("1.txt", 0, 12, ("ASSAULT",), "happened")
    >>> hand = [Event("1.txt", 0, 4, ("ASSAULT",), "planned"), Event("1.txt", 90, 94, ("AID",), "happened")]
    >>> count([mine], hand).row()
    (1, 2, 1, 1, 1, 0)
    """
    meet = _pairs(told, gold, 0, typed=True)
    return Count(
        len(told), len(gold),
        len(_pairs(told, gold, 0, typed=False)), len(meet), len(_pairs(told, gold, NEAR, typed=True)),
        sum(one.status == other.status for one, other in meet),
    )  # fmt: skip


def _pairs(told: Sequence[Event], gold: Sequence[Event], near: int, typed: bool) -> list[tuple[Event, Event]]:
    """Events told with what each of them tells, the nearest first; nothing is told twice."""
    gaps = [
        (gap, i, j)
        for i, one in enumerate(told)
        for j, other in enumerate(gold)
        if one.file == other.file and (not typed or set(one.types) & set(other.types))
        if (gap := max(one.start - other.end, other.start - one.end, -1)) < max(near, 0)
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(gaps):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return [(told[i], gold[j]) for i, j in found.items()]


def by_hand(path: Path) -> tuple[list[str], list[Event]]:
    """The pages that were read of a story, and their events."""
    raw = json.loads(path.read_text("utf-8"))
    rows = (Event(e["file"], e["span"][0], e["span"][1], tuple(e["types"]), e["status"]) for e in raw["events"])
    return raw["files"], list(rows)


def told(account: Account) -> tuple[set[str], list[Event]]:
    """The files that an account reads, but for copies of others, and its events."""
    files = {document.id: Path(document.file).name for document in account.documents}
    events = [Event(files[e.document], e.span.start, e.span.end, (e.type,), e.status) for e in account.events]
    return set(files.values()), events


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures over all stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, required=True, help="a folder of readings by hand")
    parser.add_argument("--stories", type=Path, required=True, help="a folder with a folder of pages a story")
    parser.add_argument("--all", action="store_true", help="also the stories that weights were fitted to")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.set_defaults(weights=WEIGHTS)
    given = parser.parse_args(arguments)
    chosen = [path for path in sorted(given.labels.glob("*.json")) if given.all or development(path.stem)]
    whole = Count()
    for path in chosen:
        files, gold = by_hand(path)
        account = views.account(pipeline.read([str(given.stories / path.stem / name) for name in files]))
        read, events = told(account)
        whole += count(events, [event for event in gold if event.file in read])
    size = f"{len(chosen)} stories, {whole.gold} events read by hand, {whole.told} told"
    protocol = "an event is right by a word and the type; near: a word up to 60 characters away"
    shown = ("precision", "recall", "F1", "status of the right")
    tell(Result("events of accounts", short(given.labels), size, protocol, whole.figures(), shown), given)


if __name__ == "__main__":
    main()
