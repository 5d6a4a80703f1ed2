"""What speaks for and against two reports telling the same, or the contrary: a table with a row for each pair.

All pairs of a story are looked at together, column by column; nothing here depends on the order of the two. It judges
nothing: what the columns weigh is learned (likeness.py).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from firsthand.merge.meanings import Meanings
from firsthand.merge.reports import Report

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Table = dict[str, Floats]

COMING = frozenset({"planned", "threatened", "hypothetical"})
STATEMENT, EVENT, PAGE = 0, 1, 2
PAIRS_OF_KINDS = {
    "two statements": (STATEMENT, STATEMENT), "statement and event": (STATEMENT, EVENT), "two events": (EVENT, EVENT),
    "statement and page": (STATEMENT, PAGE), "event and page": (EVENT, PAGE), "two pages": (PAGE, PAGE),
}  # fmt: skip
FINE = 1 << 20
"""Steps of a weight between whole numbers: their sums are the same in whatever order they are added."""
MUCH, MANY, FEW = 6.0, 6, 6
"""Beyond this more weight, more words, more features tell no more; set by hand."""
NEAR = 0.5
SEEN = (
    "cosine", "cosine, close", "cosine of events", "cosine of sentences", "behind the nearest", "behind the nearer",
    "nearest", "without a meaning",
)  # fmt: skip
"""The columns that rest on meanings."""


class Shared(NamedTuple):
    """Members that two sets of a pair have in common: the ``pair``, and the places of the member in both sets."""

    pair: Ints
    first: Ints
    second: Ints


class Sets:
    """Many sets in one array, so that what pairs of them share is found for all pairs at once."""

    def __init__(self, sets: Sequence[Collection[Any]]) -> None:
        """Number the members of all sets."""
        self.numbers: dict[Any, int] = {}
        held = [[self.numbers.setdefault(one, len(self.numbers)) for one in members] for members in sets]
        self.sizes = np.array(list(map(len, held)), np.int64)
        self.owner = np.repeat(np.arange(len(sets)), self.sizes)
        self.width = max(1, len(self.numbers))
        self.keys = np.sort(self.owner * self.width + np.array(list(chain.from_iterable(held)), np.int64))
        self.member = self.keys % self.width
        self.begins = np.cumsum(self.sizes) - self.sizes

    def flags(self, sets: Sequence[Collection[Any]]) -> npt.NDArray[np.bool_]:
        """Of each member of each set, whether it is in another set of the same place as well."""
        found = [
            number * self.width + self.numbers[one]
            for number, members in enumerate(sets)
            for one in members
            if one in self.numbers
        ]
        return np.isin(self.keys, np.array(found, np.int64))

    def shared(self, places: Ints) -> Shared:
        """What each of some pairs of places shares."""
        swapped = self.sizes[places[:, 0]] > self.sizes[places[:, 1]]
        small = np.where(swapped, places[:, 1], places[:, 0])
        large = np.where(swapped, places[:, 0], places[:, 1])
        counts = self.sizes[small]
        pair = np.repeat(np.arange(len(places)), counts)
        at = (
            np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(self.begins[small], counts)
        )
        wanted = large[pair] * self.width + self.member[at]
        other = np.minimum(np.searchsorted(self.keys, wanted), max(0, len(self.keys) - 1))
        kept = np.flatnonzero(self.keys[other] == wanted) if len(self.keys) else np.array([], np.int64)
        return Shared(pair[kept], at[kept], other[kept])


class Evidence:
    """The reports of a story, ready to be asked for the rows of some pairs of them."""

    def __init__(self, items: Sequence[Report], meanings: Meanings) -> None:
        """Read every report once; ``meanings`` are theirs."""
        self.cosines = meanings.cosines
        self.around = Meanings([item.around for item in items]).cosines
        self.sets = Sets([item.features for item in items])
        self.runs = Sets([frozenset(pairwise(item.plain)) for item in items])
        count = np.bincount(self.sets.member, minlength=self.sets.width)
        self.most = math.log(1 + len(items))
        single = np.rint(np.log(1 + len(items) / np.maximum(count, 1)) * FINE) / FINE
        self.weight = single[self.sets.member]
        self.whole = np.bincount(self.sets.owner, self.weight, len(items))
        named = [one[0] == "@" for one in self.sets.numbers]
        self.named = np.array([*named, False], bool)[self.sets.member]
        counted = np.array([*(one[0] == "#" for one in self.sets.numbers), False], bool)
        self.counted = counted[self.sets.member]
        self.words = np.bincount(self.sets.owner, ~self.named, len(items))
        self.flags = {
            "core": self.sets.flags([() if item.own else item.core for item in items]),
            "trigger": self.sets.flags([item.trigger for item in items]),
            "actors": self.sets.flags([item.actors for item in items]),
            "targets": self.sets.flags([item.targets for item in items]),
            "negated": self.sets.flags([() if item.own else item.refused for item in items]),
        }
        self.of = _of_each(items)

    def rows(self, places: Ints) -> Floats:
        """The columns of some pairs side by side, (pairs, columns)."""
        return np.stack(list(self.table(places).values()), 1)

    def table(self, places: Ints) -> Table:
        """The columns of some pairs of places of reports, shape (pairs, 2)."""
        found = {**self._in_words(places), **self._in_kind(places)}
        found.update(self._in_meaning(places, found["two events"]))
        return found

    def _in_words(self, places: Ints) -> Table:
        """What two share, by its rarity, by what it is to either, in order."""
        first, second = places.T
        pair, left, right = self.sets.shared(places)
        size = len(places)

        def count(kept: npt.NDArray[np.bool_]) -> Floats:
            return np.bincount(pair[kept], minlength=size).astype(np.float64)

        flags = {name: (flag[left], flag[right]) for name, flag in self.flags.items()}
        either = {name: (count(a) > 0).astype(float) + (count(b) > 0) for name, (a, b) in flags.items()}
        both = {name: (count(a & b) > 0).astype(float) for name, (a, b) in flags.items()}
        weight = np.bincount(pair, self.weight[left], size)
        named = np.bincount(pair, self.weight[left] * self.named[left], size)
        words, entities = count(~self.named[left]), count(self.named[left])
        whole, other = self.whole[first], self.whole[second]
        small = np.minimum(self.words[first], self.words[second])
        large = np.maximum(self.words[first], self.words[second])
        crossed = (flags["actors"][0] & flags["targets"][1]) | (flags["targets"][0] & flags["actors"][1])
        runs = np.bincount(self.runs.shared(places).pair, minlength=size)
        run = np.maximum(1, np.minimum(self.runs.sizes[first], self.runs.sizes[second]))
        least = np.minimum(self.sets.sizes[first], self.sets.sizes[second])
        return {
            "share": 2 * weight / np.maximum(whole + other, 1e-9),
            "share of the smaller": weight / np.maximum(np.minimum(whole, other), 1e-9),
            "weight": np.minimum(weight / self.most, MUCH) / MUCH,
            "weight, more": np.log1p(weight / self.most),
            "weight of names": named / self.most,
            "weight of words": (weight - named) / self.most,
            "words": np.minimum(words, MANY) / MANY,
            "entities": np.minimum(entities, 3) / 3,
            "words of the smaller": words / np.maximum(small, 1),
            "words of the larger": words / np.maximum(large, 1),
            "length of the smaller": np.log1p(small),
            "length of the larger": np.log1p(large),
            "few": np.maximum(0, FEW - least) / FEW,
            "core": either["core"],
            "core of both": both["core"],
            "cores crossed": (either["core"] == 2).astype(float),
            "trigger": both["trigger"],
            "actors": both["actors"],
            "targets": both["targets"],
            "actors and targets crossed": (count(crossed) > 0).astype(float),
            "a number": (count(self.counted[left]) > 0).astype(float),
            "negated in one": (count(flags["negated"][0] != flags["negated"][1]) > 0).astype(float),
            "runs": runs / run,
            "runs, more": np.log1p(runs),
        }

    def _in_kind(self, places: Ints) -> Table:
        """Of what kind the two are, who speaks, and in which way they do."""
        one, other = ({name: values[places[:, side]] for name, values in self.of.items()} for side in (0, 1))
        low, high = np.minimum(one["kind"], other["kind"]), np.maximum(one["kind"], other["kind"])
        found = {name: (low == a) & (high == b) for name, (a, b) in PAIRS_OF_KINDS.items()}
        events = found["two events"]
        told = (one["speaker"] >= 0) & (other["speaker"] >= 0)
        same = one["speaker"] == other["speaker"]
        judged = (one["judgement"] > 0) & (other["judgement"] > 0)
        known = (one["doer"] & other["doer"], one["done to"] & other["done to"])
        dated = one["dated"] & other["dated"]
        found |= {
            "one page": one["page"] == other["page"],
            "one voice": told & same,
            "two voices": told & ~same,
            "one type": events & (one["type"] == other["type"]),
            "two types": events & (one["type"] != other["type"]),
            "doers known": known[0],
            "done to known": known[1],
            "amounts": one["amounts"] & other["amounts"],
            "one act": (one["act"] >= 0) & (one["act"] == other["act"]),
            "one status": events & (one["status"] == other["status"]),
            "one to come": events & (one["coming"] != other["coming"]),
            "one wanted": one["wanted"] != other["wanted"],
            "one with a negation": one["negates"] != other["negates"],
            "judged unlike": judged & (one["judgement"] & other["judgement"] == 0),
            "judged alike": (one["judgement"] & other["judgement"]) > 0,
            "one day": dated & (one["earliest"] == other["earliest"]) & (one["latest"] == other["latest"]),
        }
        table = {name: values.astype(np.float64) for name, values in found.items()}
        table["unknown voices"] = (one["speaker"] < 0).astype(float) + (other["speaker"] < 0)
        for name in ("amounts", "heading", "quoted", "within"):
            table[f"{name} in either"] = one[name].astype(float) + other[name]
        table["apart on the pages"] = abs(one["place"] - other["place"])
        table["first on its page"] = np.minimum(one["place"], other["place"])
        table["last on its page"] = np.maximum(one["place"], other["place"])
        return table

    def _in_meaning(self, places: Ints, events: Floats) -> Table:
        """How near the two are in meaning, and how near others of the same pages are."""
        near, told = self.cosines(places)
        first, second = places.T
        page = self.of["page"]
        pages = int(page.max(initial=0)) + 1
        keys = np.concatenate([first * pages + page[second], second * pages + page[first]])
        found, at = np.unique(keys, return_inverse=True)
        best = np.full(len(found), -1.0)
        np.maximum.at(best, at, np.concatenate([near, near]))
        behind = np.stack(np.split(np.concatenate([near, near]) - best[at], 2))
        elsewhere = page[first] != page[second]
        return {
            "cosine": near,
            "cosine, close": np.maximum(0.0, near - NEAR),
            "cosine of events": near * events,
            "cosine of sentences": self.around(places)[0],
            "behind the nearest": behind.min(0) * (elsewhere & told),
            "behind the nearer": behind.max(0) * (elsewhere & told),
            "nearest": ((behind.min(0) >= 0) & elsewhere & told).astype(float),
            "without a meaning": (~told).astype(float),
        }


def _of_each(items: Sequence[Report]) -> dict[str, npt.NDArray[Any]]:
    """What is told of every report alone: whole numbers that stand for a kind, -1 for none; and truths."""

    def coded(values: Iterable[str | None]) -> Ints:
        numbers: dict[str, int] = {}
        return np.array([-1 if one is None else numbers.setdefault(one, len(numbers)) for one in values], np.int64)

    def truths(values: Iterable[object]) -> npt.NDArray[np.bool_]:
        return np.array(list(map(bool, values)), bool)

    heard = [None if item.event else item for item in items]
    return {
        "kind": np.array([EVENT if one.event else PAGE if one.own else STATEMENT for one in items], np.int64),
        "page": np.array([item.page for item in items], np.int64),
        "place": np.log1p(np.array([item.place for item in items], np.float64)) / 3,
        "speaker": coded(item.speaker for item in items),
        "type": coded(item.event.type if item.event else None for item in items),
        "status": coded(item.event.status if item.event else None for item in items),
        "act": coded(item.act for item in items),
        "coming": truths(item.event and item.event.status in COMING for item in items),
        "wanted": truths(item and item.act in ("demands", "asks") for item in heard),
        "negates": truths(item.negated for item in items),
        "judgement": np.array([("good" in one.judgement) + 2 * ("bad" in one.judgement) for one in items], np.int64),
        "amounts": truths(item.amounts for item in items),
        "heading": truths(item.heading for item in items),
        "quoted": truths(item and item.voice and item.voice.form != "indirect" for item in heard),
        "within": truths(item.event and item.voice for item in items),
        "doer": truths(item.actors & item.known for item in items),
        "done to": truths(item.targets & item.known for item in items),
        "earliest": np.array([one.when.earliest.toordinal() if one.when.earliest else 0 for one in items], np.int64),
        "latest": np.array([one.when.latest.toordinal() if one.when.latest else 0 for one in items], np.int64),
        "dated": truths(item.when.earliest and item.when.evidence for item in items),
    }


def names() -> tuple[str, ...]:
    """The columns of the evidence, in their order.

    >>> names()[:2]
    ('share', 'share of the smaller')
    """
    return tuple(Evidence((), Meanings(())).table(np.zeros((0, 2), np.int64)))
