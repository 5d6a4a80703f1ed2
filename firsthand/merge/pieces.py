"""The words and stops of a text in order with what each counts for, read once and cut wherever a passage begins.

A mention counts once for all its words in a row; of a passage that begins amid one, from its first word there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from firsthand.merge.places import country_of, demonyms
from firsthand.merge.quantities import gives_number
from firsthand.merge.words import KEPT, WORD, fold, sense

Read = tuple[str | None, str]
"""Feature (None: a word without content, "": a stop) and folded word."""

Place = tuple[int, int]
"""Where words stand, half-open."""

_PIECE = re.compile(r"[^\W_]++(?:['’.,-][^\W_]++)*+|[.,;:!?]")
_PART = re.compile(r"n't|[^-]+?(?=n't|$|-)")


class Mentions:
    """Where a text names or describes whom, as entities, and the countries that these stand for."""

    def __init__(
        self,
        text: str,
        entity_at: Mapping[Place, str | None],
        country: Mapping[str, str],
        people: Collection[Place],
    ) -> None:
        """Index mentions with their Entity ids (None: nobody's); ``country`` maps these to features of countries.

        ``people`` are the mentions of people: their words name no country.
        """
        self.country = country
        self._people = people
        self.placed = sorted((place, entity) for place, entity in entity_at.items() if entity is not None)
        self.marks = bytearray(len(text))
        for start, end in entity_at:
            self.marks[start:end] = b"\1" * (end - start)

    def whole(self, entity: str, word: str) -> list[Read]:
        """What a mention counts for that begins with ``word``: its entity, and the country that this stands for."""
        lead: list[Read] = [("@" + entity, word)]
        return [*lead, (self.country[entity], "")] if entity in self.country else lead

    def part(self, place: Place, entity: str, written: str, word: str) -> list[Read]:
        """What a word counts for beside the mention that it is part of: its sense, or the country that it names."""
        if written[0].islower():
            return [(sense(word), word)]
        if not written[0].isupper() or place in self._people or entity in self.country:
            return []
        code = demonyms().get(word) or country_of(word)
        return [(f"@c {code}", "")] if code else []


class Pieces:
    """A stretch of a text, ready to be cut.

    >>> text = "Jane Roe voted"
    >>> found = Pieces(text, Mentions(text, {(0, 8): "n-1"}, {}, {(0, 8)}))
    >>> found.between(0, 14), found.between(5, 8), found.between(2, 14)
    ([('@n-1', 'jane'), ('elect', 'voted')], [('@n-1', 'roe')], None)
    """

    def __init__(self, text: str, mentions: Mentions, start: int = 0, end: int | None = None) -> None:
        """Read the words between two offsets."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._words: list[str] = []
        for match in _PIECE.finditer(text, start, len(text) if end is None else end):
            self._starts.append(match.start())
            self._ends.append(match.end())
            self._words.append(match[0])
        self._read: list[Sequence[Read]] = list(map(plain, self._words))
        self._numbers = [number for number, word in enumerate(self._words) if gives_number(word)]
        innermost: dict[int, tuple[Place, str]] = {}
        for place, entity in mentions.placed:
            within = range(bisect_left(self._starts, place[0]), bisect_left(self._starts, place[1]))
            innermost |= dict.fromkeys(within, (place, entity))
        self._named: list[int] = []
        self._resumed: dict[int, list[Read]] = {}
        last: Place | None = None
        for number in sorted(innermost):
            place, entity = innermost[number]
            word = fold(self._words[number]).removesuffix("'s")
            if not WORD.match(word):
                continue
            whole = mentions.whole(entity, word)
            part = mentions.part(place, entity, self._words[number], word)
            self._named.append(number)
            if place == last:
                self._resumed[number] = whole
            self._read[number] = part if place == last else [*whole, *part]
            last = place

    def _within(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_right(self._ends, start)
        return first, bisect_left(self._starts, end, first)

    def counts(self, start: int, end: int) -> bool:
        """Whether a word between two offsets gives a number."""
        first, stop = self._within(start, end)
        return bisect_left(self._numbers, first) < bisect_left(self._numbers, stop)

    def between(self, start: int, end: int) -> list[Read] | None:
        """What is read between two offsets; None where one of them cuts a word."""
        first, stop = self._within(start, end)
        if first < stop and (self._starts[first] < start or self._ends[stop - 1] > end):
            return None
        at = bisect_left(self._named, first)
        resumed = self._named[at] if at < len(self._named) else stop
        if resumed >= stop or resumed not in self._resumed:
            return list(chain.from_iterable(self._read[first:stop]))
        return [
            *chain.from_iterable(self._read[first:resumed]),
            *self._resumed[resumed],
            *chain.from_iterable(self._read[resumed:stop]),
        ]

    def all(self) -> list[Read]:
        """What is read of the whole stretch."""
        return list(chain.from_iterable(self._read))


@lru_cache(KEPT)
def plain(written: str) -> tuple[Read, ...]:
    """A word or stop that is no part of a mention, by its parts; a demonym means its country."""
    word = fold(written).removesuffix("'s")
    if not WORD.match(word):
        return ((None if word == "," else "", word),)
    return tuple(
        (f"@c {demonyms()[part]}" if part in demonyms() else sense(part), part) for part in _PART.findall(word) if part
    )


@lru_cache(KEPT)
def plain_things(text: str) -> frozenset[str]:
    """The features of a token that is no part of a mention."""
    return frozenset(feature for word in _PIECE.findall(text) for feature, _ in plain(word) if feature)
