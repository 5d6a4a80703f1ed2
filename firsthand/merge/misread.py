"""Chains whose kind a page was read to give and the story corrects: people read as bodies, bodies read as products.

A product stays one where its page shows it: an article before its name, a word for a product behind it, a digit in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from firsthand import lexicon
from firsthand.merge.named import Named
from firsthand.merge.names import likeness, person_words, skeleton, thing_key
from firsthand.merge.words import fold
from firsthand.model import EntityKind

BODIES: frozenset[EntityKind] = frozenset({"organization", "outlet", "group", "other"})
"""Kinds that readers of one page may well confuse: the same name joins across them."""
ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "messrs"})
_ARTICLE = re.compile(r"(?i)\b(?:the|an?|each|every|new) $")
_NEXT = re.compile(r"[ -](\w+)")


def full_names(named: Sequence[Named]) -> dict[str, set[tuple[str, ...]]]:
    """The full names of the people of a story, by the sound of their surnames."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in named:
        for name in one.names if one.chain.kind == "person" else ():
            if len(words := person_words(name)) > 1:
                found[skeleton(words[-1])].add(words)
    return found


def is_person(one: Named, people: Mapping[str, Collection[tuple[str, ...]]]) -> bool:
    """Whether what was read as a place or a body is addressed as a person, or bears a person's full name."""
    if one.chain.kind != "product" and any(fold(name.split()[0]).rstrip(".") in ADDRESSES for name in one.names):
        return True
    if one.chain.kind == "person" or (one.chain.kind == "product" and _sold(one)):
        return False
    words = [person_words(name) for name in one.names]
    if one.chain.kind in ("other", "product") and any(len(form) == 1 and _bears(form[0], people) for form in words):
        return True
    forms = [form for form in words if len(form) > 1 and one.chain.kind != "product"]
    return any(
        likeness(form, person) not in (None, "kin given names")
        for form in forms
        for person in people.get(skeleton(form[-1]), ())
    )


def _bears(word: str, people: Mapping[str, Collection[tuple[str, ...]]]) -> bool:
    """Whether a word is somebody's surname, to the letter."""
    return any(word == person[-1] for person in people.get(skeleton(word), ()))


def bodies_read_as_people(
    named: Sequence[Named], full: Mapping[str, Collection[tuple[str, ...]]]
) -> Iterator[tuple[Named, Named, str]]:
    """A single word read as a person's name that no full name ends in, where a body of the story has that name."""
    surnames = {word for people in full.values() for person in people for word in (person[0], person[-1])}
    bodies: dict[str, Named] = {}
    for one in named:
        if one.chain.kind in BODIES:
            for name in one.names:
                bodies.setdefault(thing_key(name), one)
    for one in named:
        if one.chain.kind == "person" and all(len(name.split()) == 1 for name in one.names):
            key = thing_key(one.names[0])
            if key in bodies and not {key, fold(one.names[0])} & surnames:
                yield bodies[key], one, "same name, and nobody bears it with a given name"


def bodies_read_as_products(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A name read as a product's on a page that has no body so called, where another page has one and none is sold."""
    bodies: dict[str, Named] = {}
    pages: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for name in one.names if one.chain.kind in BODIES else ():
            bodies.setdefault(thing_key(name), one)
            pages[thing_key(name)].add(one.page.article.id)
    for one in named:
        if one.chain.kind == "product" and not _sold(one):
            keys = [key for key in map(thing_key, one.names) if key in bodies]
            if keys and one.page.article.id not in pages[keys[0]]:
                yield bodies[keys[0]], one, "same name, and the page shows no product"


def _sold(one: Named) -> bool:
    """Whether the words of a page show a product: "the Veltrin", "Veltrin trucks", "VX2"; not "the Veltrin-era law"."""
    text = one.page.article.text
    for mention in one.chain.mentions:
        after = match[1].lower() if (match := _NEXT.match(text, mention.span.end)) else ""
        article = _ARTICLE.search(text, max(0, mention.span.start - 6), mention.span.start) is not None
        whose = after in lexicon.table("role_nouns") or text[mention.span.end : mention.span.end + 1] == "-"
        if after in lexicon.entries("product_nouns") or (article and not whose):
            return True
    return any(letter.isdigit() for name in one.names for letter in name)
