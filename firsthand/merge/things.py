"""Things without a name that several pages speak of: "the new rule" and "the interim rule", each join with its reason.

Two pages mean one thing where each speaks of one alone of its class, nothing parts the two (a name, a number, a telling
word), and either a telling word is the same or both pages keep coming back to it by the same noun.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from firsthand import lexicon
from firsthand.model import Annotations, Chain

_Place = tuple[str, bool, tuple[bool, bool]]
"""A word, whether it is a telling one (else a noun), and the sorts of telling words of what is found there."""

TOLD = "the only thing of its kind that the same words tell of"
OFTEN = "both pages keep speaking of one thing of this kind"
LEAST = 3
"""Mentions from which on a page keeps speaking of a thing; by judgement."""
MAIN = 0.67
"""Share of a page's things of one noun from which on it speaks of one; by judgement."""
SEVERAL = frozenset({"ruling", "report", "filing", "plan", "poll", "letter"})
"""Classes of which a story knows several: no two are one for being spoken of often."""


@dataclass(slots=True)
class _Known:
    """A thing as the pages so far tell of it; ``main`` where one of them speaks of no other of its class as often."""

    first: str
    pages: set[str]
    nouns: set[str]
    telling: set[str]
    main: bool


def things(chains: Sequence[tuple[Chain, Annotations]]) -> Iterator[tuple[str, str, str]]:
    """Pairs of ids of Chains that are one thing, each with its reason."""
    by_class: dict[str, list[tuple[Chain, str]]] = defaultdict(list)
    for chain, page in chains:
        if chain.kind == "other" and chain.roles:
            by_class[chain.roles[0]].append((chain, page.article.id))
    for kind, found in by_class.items():
        count: Counter[tuple[str, str]] = Counter()
        for chain, where in found:
            count.update({(where, noun): len(chain.mentions) for noun in chain.roles[1:]})
        known = _Index()
        for chain, where in sorted(found, key=lambda row: (-len(row[0].mentions), row[0].id)):
            rivals = max(count[where, noun] for noun in chain.roles[1:])
            main = kind not in SEVERAL and len(chain.mentions) >= max(LEAST, rivals * MAIN)
            one = _Known(chain.id, {where}, set(chain.roles[1:]), set(chain.affiliations), main)
            fitting = list(islice(known.fitting(one), 2))
            if len(fitting) == 1:
                other, why = fitting[0]
                yield other.first, chain.id, why
                other.pages |= one.pages
                other.nouns |= one.nouns
                other.telling |= one.telling
                one = other
            known.put(one)


class _Index:
    """What is known of a class so far, by the words that could make it one with another.

    Two that are not parted share a telling word, or of each sort of telling words one has none.
    """

    def __init__(self) -> None:
        self._found: dict[_Place, dict[str, _Known]] = defaultdict(dict)

    def put(self, one: _Known) -> None:
        """Find ``one`` under all its words from now on."""
        sorts = _sorts(one.telling)
        places = [(word, True) for word in one.telling] + [(noun, False) for noun in one.nouns if one.main]
        for word, tells in places:
            self._found[word, tells, sorts][one.first] = one

    def fitting(self, one: _Known) -> Iterator[tuple[_Known, str]]:
        """Whatever may be one with ``one``, each with the reason."""
        seen: set[str] = set()
        named, lower = _sorts(one.telling)
        places: list[_Place] = [
            (word, True, (their_name, their_lower))
            for word in one.telling
            for their_name, their_lower in product((False, True), repeat=2)
            if not (word.islower() and named and their_name)
        ]
        places += [
            (noun, False, (their_name, their_lower))
            for noun in (one.nouns if one.main else ())
            for their_name, their_lower in product((False, True), repeat=2)
            if not (named and their_name) and not (lower and their_lower)
        ]
        for place in places:
            for other in self._found[place].values() if place in self._found else ():
                if other.first not in seen and (why := _why(one, other)) is not None:
                    yield other, why
                seen.add(other.first)


def _sorts(telling: Iterable[str]) -> tuple[bool, bool]:
    """Whether some of the words are names, and some common words."""
    return any(not word.islower() and not word.isdigit() for word in telling), any(map(str.islower, telling))


def _why(one: _Known, other: _Known) -> str | None:
    """The reason for which two are one thing; None where there is none."""
    if one.pages & other.pages or lexicon.parted(one.telling, other.telling):
        return None
    shared = one.telling & other.telling
    if shared and (one.nouns & other.nouns or any(word.islower() for word in shared)):
        return TOLD
    return OFTEN if one.main and other.main and one.nouns & other.nouns else None
