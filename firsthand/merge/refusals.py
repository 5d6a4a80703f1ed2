"""Entities of one story that a reader could take for each other, and why they were not joined.

It joins and parts nothing: it tells, of what was left apart, the reason that holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.merge.names import kin, person_words, skeleton, thing_key
from firsthand.merge.places import country_of
from firsthand.merge.words import fold
from firsthand.model import Entity

MOST = 8
"""Others that are told of one entity; a surname of a hundred bearers needs no hundred lines. Set by hand."""
Refusal = tuple[Entity, Entity, str]


def kept_apart(found: Sequence[Entity]) -> list[Entity]:
    """The entities, each with those it could be taken for."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for one, other, reason in (*_surnames(found), *_longer_names(found), *_unlike(found), *_seats(found)):
        for first, second in ((one, other), (other, one)):
            if len(told[first.id]) < MOST:
                told[first.id].setdefault(second.id, reason)
    return [replace(one, apart=tuple(sorted(told[one.id].items()))) if told[one.id] else one for one in found]


def _surnames(found: Sequence[Entity]) -> Iterator[Refusal]:
    """People of one surname."""
    blocks: dict[str, list[tuple[Entity, tuple[str, ...]]]] = defaultdict(list)
    for entity in found:
        words = person_words(entity.name) if entity.kind == "person" else ()
        if words:
            blocks[skeleton(words[-1])].append((entity, words))
    for block in blocks.values():
        for place, (one, words) in enumerate(block[: 2 * MOST]):
            for other, others in block[place + 1 : place + 1 + MOST]:
                yield one, other, _why(words, others)


def _why(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if min(len(one), len(other)) == 1:
        return "a surname alone does not tell who is meant"
    if kin(one[0], other[0]):
        return "given names of one kind, but no office or country in common"
    return "one surname, other given names"


def _longer_names(found: Sequence[Entity]) -> Iterator[Refusal]:
    """Bodies of which one's name begins the other's."""
    keys = {thing_key(entity.name): entity for entity in found if entity.kind in ("organization", "outlet", "product")}
    for key, entity in keys.items():
        words = key.split()
        for size in range(1, len(words)):
            if (other := keys.get(" ".join(words[:size]))) is not None:
                yield entity, other, "a longer name is another body's"


def _unlike(found: Sequence[Entity]) -> Iterator[Refusal]:
    """A person, and what is called after a person: an office, an unnamed source."""
    people: dict[str, list[Entity]] = defaultdict(list)
    for entity in found:
        words = person_words(entity.name) if entity.kind == "person" else ()
        if len(words) > 1:
            people[words[-1]].append(entity)
    for entity in found:
        if entity.kind not in ("anonymous", "organization", "group"):
            continue
        parts = [word.removesuffix("'s") for word in fold(entity.name).split()]
        for bearer in {id(one): one for word in parts for one in people.get(word, ())}.values():
            unnamed = entity.kind == "anonymous"
            yield (
                entity,
                bearer,
                "an unnamed source is never joined with a name" if unnamed else "a body is not whom it is called after",
            )


def _seats(found: Sequence[Entity]) -> Iterator[Refusal]:
    """A country, and its capital or a seat of its government."""
    countries = {one.country: one for one in found if one.country and one.codes[:1] == (f"iso3166-1:{one.country}",)}
    for entity in found:
        owner = countries.get(entity.country) if entity.country else None
        if owner is not None and owner is not entity and country_of(entity.name) == entity.country:
            yield entity, owner, "a capital or seat of government is not the country"
