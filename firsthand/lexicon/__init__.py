"""Vocabulary as data: the files of this folder and how they are read.

A ``.txt`` file holds one entry a line; ``#`` begins a comment; cells are parted by tabs. Nothing here knows grammar.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from urllib.parse import urlsplit


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of lexicon file ``name``.txt as tuples of cells, in file order. Raises FileNotFoundError."""
    text = (resources.files(__package__) / f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0].rstrip() for line in text.splitlines())
    return tuple(tuple(map(str.strip, line.split("\t"))) for line in lines if line)


@cache
def entries(name: str) -> frozenset[str]:
    """The first cells of lexicon file ``name``.txt."""
    return frozenset(row[0] for row in rows(name))


@cache
def table(name: str) -> dict[str, str]:
    """First cell -> second cell ("" where there is none) of lexicon file ``name``.txt; the first row of a key wins."""
    found: dict[str, str] = {}
    for row in rows(name):
        found.setdefault(row[0], row[1] if len(row) > 1 else "")
    return found


@cache
def of_class(name: str, kind: str) -> frozenset[str]:
    """The first cells of the rows of lexicon file ``name``.txt whose second cell is ``kind``.

    >>> sorted(of_class("function_words", "they"))
    ['them', 'they']
    """
    return frozenset(row[0] for row in rows(name) if row[1:2] == (kind,))


@cache
def demonyms() -> dict[str, str]:
    """Demonym in lower case, singular and plural -> the country's name.

    >>> demonyms()["french"], demonyms()["ukrainians"]
    ('France', 'Ukraine')
    """
    found: dict[str, str] = {}
    for row in rows("countries"):
        for word in filter(None, (row[2] if len(row) > 2 else "").lower().split(";")):
            found.setdefault(word, row[0])
            found.setdefault(word + "s", row[0])
    return found


@cache
def countries() -> dict[str, str]:
    """Country name, as written in any of its English forms -> its first form."""
    cells = ((row[0], cell) for row in rows("countries") for cell in (row[0], *row[3:4]))
    return {form: name for name, cell in cells for form in cell.split(";") if form}


def parted(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether words that tell which thing is meant tell two apart: both have some of a sort and none in common.

    Sorts are names, numbers and other words; one word of apart_words ("former", "second") on one side alone will do.

    >>> parted(["Exland", "nuclear"], ["Exland"]), parted(["trade"], ["nuclear"]), parted(["2015"], ["trade"])
    (False, True, False)
    """
    first, second = set(one), set(other)
    for sort in (str.isdigit, str.islower, lambda word: not word.isdigit() and not word.islower()):
        mine, theirs = ({word for word in side if sort(word)} for side in (first, second))
        if mine and theirs and not mine & theirs:
            return True
    apart = entries("apart_words")
    return apart.isdisjoint(first) != apart.isdisjoint(second)


@cache
def country_names() -> frozenset[str]:
    """The first forms of all countries' names."""
    return frozenset(countries().values())


def outlet_at(address: str) -> str | None:
    """The name of the outlet under whose web domain ``address`` lies; None for one that is not listed.

    >>> outlet_at("https://www.reuters.com/world/a-story"), outlet_at("https://veltrinherald.example/1")
    ('Reuters', None)
    """
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    names = table("outlet_domains")
    parts = host.split(".")
    return next((names[domain] for at in range(len(parts) - 1) if (domain := ".".join(parts[at:])) in names), None)
