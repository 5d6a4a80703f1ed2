"""Descriptions that the story resolves: "the Dutch leader" on a page that names the Dutch premier without an office.

Three things must agree: the description tells an office and a country; one person alone of the story is told to hold
such an office of that country, whatever page tells it; and the page of the description names that person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from firsthand import lexicon
from firsthand.merge.groups import Groups
from firsthand.merge.places import known
from firsthand.merge.words import fold
from firsthand.model import Annotations, Chain

REASON = "the only one of the story to hold the office, and named on the page"
HEADS = frozenset({"leader", "president", "premier", "monarch"})
"""Classes of the offices that head a country; any other office counts as the words that it is told in."""
Held = tuple[str, str]


def described(chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> Iterator[tuple[str, str, str]]:
    """Pairs of Chain ids, the holder's first, each with its reason; ``groups`` are the chains joined so far."""
    holders: dict[Held, set[str]] = defaultdict(set)
    there: dict[tuple[str, str], str] = {}
    for chain, page in chains:
        if chain.kind == "person" and _named(chain):
            root = groups.find(chain.id)
            there.setdefault((page.article.id, root), chain.id)
            for held in _offices(chain, chain.roles, broad=True):
                holders[held].add(root)
    for chain, page in chains:
        if chain.kind != "person" or _named(chain) or _apart(chain, page):
            continue
        told = [holders[held] for held in _offices(chain, _roles(chain, page), broad=False) if held in holders]
        found = set.union(*told) if told else set()
        if len(found) == 1 and (named := there.get((page.article.id, min(found)))) is not None:
            yield named, chain.id, REASON


def _named(chain: Chain) -> bool:
    return any(mention.form == "name" for mention in chain.mentions)


def _roles(chain: Chain, page: Annotations) -> set[str]:
    """The offices of a chain and the last words, one or two, of what it is called."""
    words = [fold(page.article.words_of(m.span)).split() for m in chain.mentions if m.form == "nominal"]
    return {*chain.roles, *(" ".join(each[-size:]) for each in words for size in (1, 2))}


def _offices(chain: Chain, roles: Iterable[str], broad: bool) -> set[Held]:
    """Every office that a chain is told to hold, with the one country of its ties; none for several.

    ``broad`` adds what a holder may be called as well: a premier "the leader".
    """
    countries = {place.country for tie in chain.affiliations if (place := known(tie)) is not None}
    if len(countries) != 1:
        return set()
    (country,) = countries
    return {(country, kind) for role in roles for kind in _answers(role.lower(), broad)}


def _answers(role: str, broad: bool) -> frozenset[str]:
    classes = _classes().get(role, ())
    if classes and classes[0] in HEADS:
        return frozenset(classes if broad else classes[:1]) & HEADS
    return frozenset({role.replace("defense", "defence")}) if " " in role and classes else frozenset()


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """An office -> its classes, its own first; what marks an unnamed source is no office, a counterpart anybody's."""
    rows = (row for row in lexicon.rows("role_nouns") if len(row) > 2 and row[1] == "person")
    found = {row[0]: tuple(row[2].split(",")) for row in rows if not row[0].startswith("counterpart")}
    unnamed = lexicon.of_class("anonymous", "head")
    return {role: classes for role, classes in found.items() if role not in unnamed or classes[0] in HEADS}


def _apart(chain: Chain, page: Annotations) -> bool:
    """Whether a description tells its bearer from the holder ("the former minister")."""
    words = (word for m in chain.mentions for word in fold(page.article.words_of(m.span)).split())
    return not lexicon.entries("apart_words").isdisjoint(words)
