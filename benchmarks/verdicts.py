"""Statements against what readers said of those that an earlier version told.

    python -m benchmarks.verdicts --labels training/labels --stories DIR [--errors]

DIR has a folder a story, of the same name as its file in the folder of labels (training/labels/README.md). A statement
told now is the one of the labels whose characters it shares most of, one to one, from a Dice coefficient of SAME on.
Its speaker is right if the entity has a name of the labelled speaker or of that one's group of names; of speakers named
together ("A and B", "A; B") the entity's name must have every last word. A statement called badly cut counts as cut
anew where it shares less than CUT with what was told then. Of the sentences in which readers missed a statement, those
count as told that now have one by the right speaker. Stories whose number ends in 0 or 5 are the development split,
which nothing may be fitted to.

What the labels do not hold is not known to be wrong: a new statement is only counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accounts import Account, Entity, Said
from benchmarks.keys import Span, name_words, same_name, shared
from benchmarks.labels import account_of, development

SAME, CUT = 0.5, 0.9
"""Dice coefficients of characters from which a statement is the same, and cut the same; fixed, fitted to nothing."""
LONGEST = 80
"""Characters of a labelled speaker; what is longer was cut."""
JOINT = re.compile(r"\s*(?:;|\band\b)\s*")
ROWS = (
    "told", "read before", "  called right", "    speaker kept", "  speaker was wrong", "    mended", "  badly cut",
    "    cut anew", "  called none", "new", "told no more: right", "told no more: none", "missed", "  told now",
)  # fmt: skip

Labels = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A labelled statement, the one told now or None, and the names that its speaker may have."""

    label: Labels
    said: Said | None
    overlap: float
    accepted: tuple[str, ...]

    @property
    def speaker_right(self) -> bool:
        """Whether it is told now by the labelled speaker."""
        return self.said is not None and named(self.said.speaker, self.accepted)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts of both splits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, required=True, help="a folder of labels, a file a story")
    parser.add_argument("--stories", type=Path, required=True, help="a folder with a folder of pages a story")
    parser.add_argument("--errors", action="store_true", help="list every statement with a wrong speaker")
    given = parser.parse_args(arguments)
    every, kept = Counter[str](), Counter[str]()
    for file in sorted(given.labels.glob("*.json")):
        labels = json.loads(file.read_text("utf-8"))
        read = account_of(given.stories / labels["story"], labels["files"])
        found = counts(labels, read)
        every += found
        kept += found if development(labels["story"]) else Counter()
        for line in wrong(labels, read) if given.errors else ():
            print(f"{labels['story']} {line}")
    print(f"{'':<24}{'development':>12}{'all':>8}")
    for row in ROWS:
        print(f"{row:<24}{kept[row]:>12}{every[row]:>8}")


def counts(labels: Labels, account: Account) -> Counter[str]:
    """How many statements of a story are told and what was said of them, by ROWS."""
    found = Counter({"told": len(account.statements)})
    for one in verdicts(labels, account):
        wrong = one.label["wrong"]
        if one.said is None:
            found["told no more: right"] += one.label["right"]
            found["told no more: none"] += "none" in wrong
            continue
        found["read before"] += 1
        found["  called right"] += one.label["right"]
        found["    speaker kept"] += one.label["right"] and one.speaker_right
        found["  speaker was wrong"] += "speaker" in wrong
        found["    mended"] += "speaker" in wrong and one.speaker_right
        found["  badly cut"] += "content" in wrong
        found["    cut anew"] += "content" in wrong and one.overlap < CUT
        found["  called none"] += "none" in wrong
    found["new"] = found["told"] - found["read before"]
    for file, start, end, speaker in labels["missing"]:
        names = accepted(speaker, labels["names"])
        there = (said for said in account.statements if said.file == file and held(account, said, (start, end)))
        found["missed"] += 1
        found["  told now"] += any(named(said.speaker, names) for said in there)
    return found


def wrong(labels: Labels, account: Account) -> Iterator[str]:
    """A line for every statement that is told with another speaker than the labelled one."""
    for one in verdicts(labels, account):
        if one.said is not None and not one.speaker_right and "none" not in one.label["wrong"]:
            name = one.said.speaker.names[0] if one.said.speaker else None
            was = "right before" if "speaker" not in one.label["wrong"] else "wrong before"
            yield f"{one.label['file']} {one.label['spans'][0][0]} ({was}): {name}, labelled {one.label['speaker']}"


def verdicts(labels: Labels, account: Account) -> list[Verdict]:
    """Every labelled statement with what is told there now, one to one, the largest overlap first."""
    said = {one.id: one for one in account.statements}
    pairs = []
    for number, label in enumerate(labels["statements"]):
        for one in account.statements:
            places = [span for _, span in account.places[one.id]]
            overlap = dice([(s, e) for s, e in label["spans"]], places) if one.file == label["file"] else 0.0
            if overlap >= SAME:
                pairs.append((-overlap, number, one.id))
    best: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for overlap, number, name in sorted(pairs):
        if number not in best and name not in taken:
            best[number] = name, -overlap
            taken.add(name)
    found = []
    for number, label in enumerate(labels["statements"]):
        name, overlap = best.get(number, ("", 0.0))
        found.append(Verdict(label, said.get(name), overlap, accepted(label["speaker"], labels["names"])))
    return found


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Twice the characters in both over those of each.

    >>> dice([(0, 10)], [(5, 10), (20, 25)])
    0.5
    """
    both = sum(max(0, shared(a, b)) for a in one for b in other)
    return 2 * both / max(1, sum(e - s for s, e in (*one, *other)))


def held(account: Account, said: Said, sentence: Span) -> bool:
    """Whether half of a statement or more stands in a sentence."""
    spans = [span for _, span in account.places[said.id]]
    return 2 * sum(max(0, shared(span, sentence)) for span in spans) >= sum(e - s for s, e in spans)


def accepted(speaker: str | None, groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names that a labelled speaker may have; none if nobody is to be named.

    >>> accepted("Roe", [["Ann Roe", "Roe"], ["Exland"]])
    ('Roe', 'Ann Roe')
    """
    if speaker is None:
        return ()
    name = speaker.removeprefix("#")
    group = next((group for group in groups if name in group), ())
    return tuple(dict.fromkeys([name, *group]))


def named(entity: Entity | None, names: Sequence[str]) -> bool:
    """Whether an entity has one of the names, or all of those that one of them joins; None is right without names.

    >>> named(Entity("group", ("Ann Roe and John Doe",), ()), ["Doe; Ann Roe"])
    True
    """
    if entity is None or not names:
        return entity is None and not names
    parts = [part for part in map(name_words, JOINT.split(names[0])) if part]
    if names[0] in (form[:LONGEST] for form in entity.names):
        return True
    if len(parts) == 1:
        return any(same_name(form, name) for form in entity.names for name in names)
    words = set(name_words(entity.names[0]))
    return name_words(names[0]) in map(name_words, entity.names) or all(part[-1] in words for part in parts)


if __name__ == "__main__":
    main()
