"""Names and descriptions of stories read by hand: are forms of one entity grouped, and whom does a description mean?

The readings stand in training/labels (README there). A group of forms is whole where the entity that has most mentions
of each form is one, split where they are several, lacking where a form is in no mention (one that stands
inside longer forms of its group alone is not asked for). Two groups of one entity are a false merge. A description that
means an entity is right where its head noun stands in a mention of that entity's group, wrong where it stands in
another's, else none; one that means nothing named is false where a name is given to it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.accounts import words_at
from benchmarks.keys import Place, name_words
from firsthand.account import Account

Form = tuple[str, ...]


@dataclass(slots=True)
class Groups:
    """What was counted, by measure, and a line for every miss."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, told: str = "") -> None:
        """Count one of a measure; ``told`` is its line among the misses, if it is one."""
        self.counts[measure] += 1
        if told:
            self.misses.append(f"{measure}: {told}")

    def __add__(self, other: Groups) -> Groups:
        return Groups(self.counts + other.counts, self.misses + other.misses)


class Homes:
    """The entities of an account by the forms of their mentions and by the places where these stand."""

    def __init__(self, mentions: Iterable[tuple[str, str, Place]], texts: Mapping[str, str]) -> None:
        """``mentions`` are entity, its name and a place of it; ``texts`` the pages by file."""
        self.texts = tuple(texts.values())
        self.names: dict[str, str] = {}
        self._forms: dict[Form, Counter[str]] = defaultdict(Counter)
        self._at: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
        for entity, name, place in mentions:
            self.names[entity] = name
            words = words_at(dict(texts), place)
            for piece in {words, *words.split(",")}:
                self._forms[name_words(piece)][entity] += 1
            file, (start, end) = place
            for at in range(start, end):
                self._at[file, at].append((end - start, entity))

    def of_form(self, form: str) -> str | None:
        """The entity with most mentions of a form; None without any."""
        counted = self._forms.get(name_words(form))
        return min(counted, key=lambda one: (-counted[one], one)) if counted else None

    def at(self, file: str, end: int) -> str | None:
        """The entity of the shortest mention over the last character before ``end``; None where there is none."""
        found = self._at.get((file, end - 1))
        return min(found)[1] if found else None


def mentions_of(account: Account) -> list[tuple[str, str, Place]]:
    """Entity, its name and the place of every mention of an account, pronouns too."""
    files = {document.id: document.file.rpartition("/")[2] for document in account.documents}
    return [
        (entity.id, entity.name, (files[span.document], (span.start, span.end)))
        for entity in account.entities
        for span in entity.mentions
    ]


def alone(forms: Sequence[str], texts: Iterable[str]) -> list[str]:
    """The forms that stand anywhere outside longer forms of their group; all where none does.

    >>> alone(["Tilda Roan", "Roan", "Tilda"], ["Tilda Roan left.", "Roan's wife came."])
    ['Tilda Roan', 'Roan']
    """
    left = "\n".join(texts)
    found: set[str] = set()
    for form in sorted(forms, key=len, reverse=True):
        stripped = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", "\n", left)
        if stripped != left:
            found.add(form)
        left = stripped
    return [form for form in forms if form in found] or list(forms)


def compare(label: Mapping[str, Any], homes: Homes) -> Groups:
    """What one reading by hand says of the entities of its story."""
    found = Groups()
    owners: dict[str, list[int]] = defaultdict(list)
    group_of: dict[str, int] = {}
    for number, forms in enumerate(label["names"]):
        group_of |= {form.casefold(): number for form in forms}
        forms = alone(forms, homes.texts)
        told = [homes.of_form(form) for form in forms]
        if told[0] is not None:
            owners[told[0]].append(number)
        if len(forms) > 1:
            shown = "; ".join(f"{form} -> {homes.names.get(one or '')}" for form, one in zip(forms, told, strict=True))
            whole = len(set(told)) == 1 and None not in told
            found.add("whole" if whole else "lacking" if None in told else "split", "" if whole else shown)
    for numbers in owners.values():
        for number in numbers[1:]:
            found.add("merged", f"{label['names'][numbers[0]]} and {label['names'][number]}")
    meant = [homes.of_form(forms[0]) for forms in label["names"]]
    named = {one for one in meant if one is not None}
    _described(label, homes, {form: meant[number] for form, number in group_of.items()}, found)
    for file, start, end in label["candidates"]:
        told_of = homes.at(file, end)
        if told_of in named:
            found.add("false", f"{file} {start} is {homes.names[told_of or '']}")
        else:
            found.add("rightly none")
    return found


def _described(label: Mapping[str, Any], homes: Homes, meant: Mapping[str, str | None], found: Groups) -> None:
    """Count the descriptions that mean an entity: one by its name, one without by where most of them stand."""
    unnamed: dict[str, Counter[str]] = defaultdict(Counter)
    for file, _, end, who in label["descriptions"]:
        if who[0] == "#" and (one := homes.at(file, end)) is not None:
            unnamed[who][one] += 1
    named = {one for one in meant.values() if one is not None}
    for file, start, end, who in label["descriptions"]:
        told = homes.at(file, end)
        if who[0] == "#":
            counted = {one: count for one, count in unnamed[who].items() if one not in named}
            right = max(counted, key=lambda one: (counted[one], one), default=None)
            name = "unnamed "
        else:
            right, name = meant.get(who.casefold()) or homes.of_form(who), "named "
        if told is not None and told == right and (who[0] != "#" or unnamed[who][told] > 1):
            found.add(name + "right")
        elif told in named:
            found.add(name + "wrong", f"{file} {start} {who} is {homes.names[told or '']}")
        else:
            found.add(name + "none", f"{file} {start} {who}")


def lines(found: Groups) -> list[str]:
    """The counts as lines to print."""
    count = found.counts
    groups = count["whole"] + count["split"] + count["lacking"]
    return [
        f"groups {groups}: whole {count['whole']} ({count['whole'] / max(groups, 1):.3f}), split {count['split']}, "
        f"lacking a form {count['lacking']}; merged with another {count['merged']}",
        *(
            f"descriptions of {sort} entities {sum(told)}: right {told[0]} ({told[0] / max(sum(told), 1):.3f}), "
            f"wrong {told[1]}, none {told[2]}"
            for sort in ("named", "unnamed")
            if (told := [count[f"{sort} {verdict}"] for verdict in ("right", "wrong", "none")])
        ),
        f"descriptions of nothing named {count['false'] + count['rightly none']}: given a name {count['false']}",
    ]


def total(found: Sequence[Groups]) -> Groups:
    """All of some counts together."""
    return sum(found, Groups())
