"""Who may speak with one voice: a body and who speaks for it, an unnamed source and one described more fully.

It only keeps from counting twice; it makes no two entities one. What binds people beyond their offices is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from firsthand import lexicon
from firsthand.merge.places import country_of, demonyms
from firsthand.merge.words import KEPT, sense, senses, words
from firsthand.model import Annotations, Entity


class Ties:
    """What a story tells of its entities' offices and bodies."""

    def __init__(
        self, documents: Sequence[Annotations], entities: Sequence[Entity], entity_of: Mapping[str, str]
    ) -> None:
        """Gather names, offices and bodies once."""
        self._names = {one.id: one.aliases or (one.name,) for one in entities}
        self._kinds = {one.id: one.kind for one in entities}
        self._told: dict[str, set[str]] = defaultdict(set)
        self._heads: dict[str, set[str]] = defaultdict(set)
        for page in documents:
            for chain in page.chains:
                if chain.id not in entity_of:
                    continue
                entity = entity_of[chain.id]
                unnamed = all(mention.form != "name" for mention in chain.mentions)
                for told in (*chain.roles, *chain.affiliations, *((chain.name,) if unnamed else ())):
                    self._told[entity].add(told)
                if unnamed and chain.kind in ("person", "group", "anonymous", "other"):
                    self._heads[entity].update(_about(chain.name)[-1:])
                    self._told[entity].update(_makers(chain.name))

    def one_voice(self, one: str, other: str) -> bool:
        """Whether what is told of one entity names the other, or the other is unnamed and may be it by its office."""
        return self._of(one, other) or self._of(other, one)

    def may_be_any(self, unnamed: str, others: Iterable[str]) -> bool:
        """Whether what is told of an unnamed source ("officials", "the town's officials") is told of one of others."""
        said = {word for told in self._told[unnamed] for word in _about(told)} - senses("merge_anybody")
        return any(said <= self._told_of(other) for other in others)

    def _told_of(self, one: str) -> set[str]:
        return {word for told in (*self._told[one], *self._names[one]) for word in _about(told)}

    def speaks_for_others(self, one: str) -> bool:
        """Whether an entity is called a spokesman, of whomsoever."""
        return any(word.startswith("spokes") for told in self._told[one] for word in words(told))

    def _of(self, one: str, other: str) -> bool:
        told = {word for words in self._told[one] for word in _about(words)}
        if self._heads[other]:
            return bool(self._heads[other] & (told | self._heads[one]))
        person = self._kinds[one] == "person"
        told |= {word for name in self._names[one] if not person or _describes(name) for word in _about(name)}
        return self._kinds[other] != "person" and any(
            map(told.issuperset, filter(None, map(_about, self._names[other])))
        )


def _makers(name: str) -> Iterator[str]:
    """Who makes a paper that is called so."""
    makers = lexicon.table("merge_paper_makers")
    yield from (makers[word] for word in words(name)[-1:] if word in makers)


def _describes(name: str) -> bool:
    """Whether a form tells the present office of somebody ("commander of the guard")."""
    return name[:1].islower() and not name.startswith(("former", "ex-", "late "))


@lru_cache(KEPT)
def _about(name: str) -> tuple[str, ...]:
    """The word families of a name or description in order, a demonym or seat of government as its country."""
    seat = country_of(name)
    found = (demonyms().get(word.removesuffix("s"), country_of(word) or sense(word)) for word in words(name))
    return (seat,) if seat else tuple(filter(None, found))
