"""Claims and conflicts against the readings by hand of training/labels.

    python -m benchmarks.stories --labels training/labels --stories DIR [--all]

DIR holds a folder a story with the pages that a reading names; these are read together, others of the folder are not.
A claim of a reading is found where an account joins two of its passages, of two pages if it has them; a conflict where
one of an account touches both its sides. A claim or conflict that is told is right where it does so for one of the
reading's. A reading is quick and lists not all that could be told, so the share that is right is too low; two readings
of one program can be compared. "Against the reading" are claims that join passages of two claims without one in common,
and conflicts that the reading calls none. The development split is the stories whose name ends in 0 or 5; nothing is
fitted to them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from benchmarks.account import claim_told, conflict_told, touched
from benchmarks.accounts import Account
from benchmarks.keys import Key, KeyClaim, KeyConflict, Place
from benchmarks.labels import account_of, development

UNCOUNTED = 1 << 30
"""A reading says nothing of origins."""


def key_of(reading: dict[str, Any]) -> Key:
    """The claims and conflicts of a decoded reading, in the form of a key."""
    claims = tuple(
        KeyClaim(f"c{number}", "", _places(row), UNCOUNTED) for number, row in enumerate(reading["claims"], 1)
    )
    conflicts = tuple(_conflict(f"k{number}", row) for number, row in enumerate(reading["conflicts"], 1))
    none = ({"kind": "none", "sides": sides} for sides in reading["not_conflicts"])
    apart = tuple(_conflict(f"n{number}", row) for number, row in enumerate(none, 1))
    return Key(claims=claims, conflicts=conflicts, not_conflicts=apart)


def _conflict(name: str, row: dict[str, Any]) -> KeyConflict:
    first, second = map(_places, row["sides"])
    return KeyConflict(name, row["kind"], (first, second))


def _places(rows: Sequence[Any]) -> tuple[Place, ...]:
    return tuple((str(file), (int(start), int(end))) for file, start, end in rows)


def judged(key: Key, account: Account) -> Counter[str]:
    """How many claims and conflicts of a reading are found, and how many that are told are right or against it."""
    found: Counter[str] = Counter()
    found["claims"], found["conflicts"] = len(key.claims), len(key.conflicts)
    found["claims found"] = sum(claim_told(one, account)[0] for one in key.claims)
    found["conflicts found"] = sum(conflict_told(one, account) for one in key.conflicts)
    for claim in account.claims:
        met = [touched(one.members, claim["reports"], account) for one in key.claims]
        right = any(len(one) > 1 for one in met)
        found.update({"claims told": 1, "claims right": right, "claims against": not right and sum(map(bool, met)) > 1})
    for conflict in account.conflicts:
        right = any(_meets(one, conflict["sides"], account) for one in key.conflicts)
        none = any(_meets(one, conflict["sides"], account) for one in key.not_conflicts)
        found.update({"conflicts told": 1, "conflicts right": right, "conflicts against": none and not right})
    return found


def _meets(wanted: KeyConflict, sides: Sequence[Sequence[str]], account: Account) -> bool:
    first, second = wanted.sides
    return any(
        touched(first, one, account) and touched(second, other, account) for one, other in permutations(sides, 2)
    )


def lines(title: str, found: Counter[str]) -> Iterator[str]:
    """The figures of some stories as lines to print."""
    for what in ("claims", "conflicts"):
        told = f"told {found[what + ' told']:4}: right {found[what + ' right']:4}, against {found[what + ' against']:3}"
        yield f"{title:14} {what:10} found {found[what + ' found']:4} of {found[what]:4}   {told}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the stories and print the figures of the development split and, if asked, of all."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--labels", type=Path, required=True, help="the folder of the readings")
    asked.add_argument("--stories", type=Path, required=True, help="a folder of folders of pages")
    asked.add_argument("--all", action="store_true", help="the stories that are fitted to as well")
    given = asked.parse_args(arguments)
    split, whole = Counter[str](), Counter[str]()
    for path in sorted(given.labels.glob("*.json")):
        if not (given.all or development(path.stem)):
            continue
        reading = json.loads(path.read_text("utf-8"))
        found = judged(key_of(reading), account_of(given.stories / path.stem, reading["files"]))
        whole.update(found)
        split.update(found if development(path.stem) else {})
    print(*lines("development", split), *(lines("all", whole) if given.all else ()), sep="\n")


if __name__ == "__main__":
    main()
