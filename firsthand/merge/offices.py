"""Descriptions that the story resolves: "the Dutch leader" on a page that names the Dutch premier without an office.

What a page does not tell of somebody another may: one person alone of the story is told to hold such an office of that
country. If the description tells no country, the page must name that person and nobody else of the office. Whoever is
called former by any page holds no office.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from firsthand import lexicon
from firsthand.merge.groups import Groups
from firsthand.merge.places import known
from firsthand.merge.portfolios import portfolio
from firsthand.merge.words import fold
from firsthand.model import Annotations, Chain

REASON = "the only one of the story to hold the office, and named on the page"
ABROAD = "the only one of the story to hold that office of that country"
FIELD = "the only minister of that field in the story, on a page about that country"
HEADS = frozenset({"leader", "president", "premier", "monarch"})
"""Classes of the offices that head a country; any other office counts as the words that it is told in."""
DEFINITE = frozenset({"the", "this", "our", "their", "its", "his", "her"})
INDEFINITE = frozenset({"a", "an", "no", "any", "every", "each", "another", "some", "one"})
Held = tuple[str, str]


class _Holders:
    """The named people of a story, as groups of chains, by the offices that they are told to hold."""

    def __init__(self, chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> None:
        self.broad: dict[Held, set[str]] = defaultdict(set)
        self.very: dict[Held, set[str]] = defaultdict(set)
        self.anywhere: dict[str, set[str]] = defaultdict(set)
        self.own: dict[str, set[str]] = defaultdict(set)
        self.lands: dict[str, set[str]] = defaultdict(set)
        self.there: dict[tuple[str, str], Chain] = {}
        people = [(chain, page) for chain, page in chains if chain.kind == "person" and _named(chain)]
        former = {groups.find(chain.id) for chain, page in people if _apart(chain, page)}
        for chain, page in people:
            root = groups.find(chain.id)
            self.there.setdefault((page.article.id, root), chain)
            if root not in former:
                self._put(chain, {*chain.roles, *_fields(chain, page)}, root)

    def _put(self, chain: Chain, roles: set[str], root: str) -> None:
        for held in _offices(chain, roles, broad=True):
            self.broad[held].add(root)
        for held in _offices(chain, roles, broad=False):
            self.very[held].add(root)
            self.lands[root].add(held[0])
        for kind in _kinds(roles, broad=True):
            self.anywhere[kind].add(root)
        for kind in () if _countries(chain) else _kinds(roles, broad=False):
            self.own[kind].add(root)


def described(chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> Iterator[tuple[str, str, str]]:
    """Pairs of Chain ids, the holder's first, each with its reason; ``groups`` are the chains joined so far."""
    told = _Holders(chains, groups)
    first = {groups.find(chain.id): chain.id for chain, _ in reversed(chains)}
    for chain, page in chains:
        if chain.kind != "person" or _named(chain) or _apart(chain, page) or not _definite(chain, page):
            continue
        roles, lands = _roles(chain, page), _countries(chain)
        offices = _offices(chain, roles, broad=False)
        if found := set.union(set(), *(told.broad[held] for held in offices if held in told.broad)):
            root = min(found)
            named = told.there.get((page.article.id, root))
            if len(found) == 1 and named is not None:
                yield named.id, chain.id, REASON
            elif len(found) == 1 and any(root in told.very.get(held, ()) for held in offices):
                yield first[root], chain.id, ABROAD
            continue
        if (chain.affiliations and not lands) or (lands and lands != {home(page)}):
            continue
        open_to = told.own if lands else told.anywhere
        found = set.union(set(), *(open_to[kind] for kind in _kinds(roles, broad=False) if kind in open_to))
        here = [told.there[page.article.id, root] for root in sorted(found) if (page.article.id, root) in told.there]
        here = [one for one in here if one.mentions[0].span < chain.mentions[0].span] or here
        if len(here) == 1:
            yield here[0].id, chain.id, REASON
        elif len(found) == 1 and _fields(chain, page) and home(page) in told.lands[min(found)]:
            yield first[min(found)], chain.id, FIELD


def _named(chain: Chain) -> bool:
    return any(mention.form == "name" for mention in chain.mentions)


def _roles(chain: Chain, page: Annotations) -> set[str]:
    """The offices of a chain and the last words, one or two, of what it is called."""
    words = [fold(page.article.words_of(m.span)).split() for m in chain.mentions if m.form == "nominal"]
    return {*chain.roles, *(" ".join(each[-size:]) for each in words for size in (1, 2)), *_fields(chain, page)}


def _fields(chain: Chain, page: Annotations) -> set[str]:
    """The ministers' offices of a chain in one form: "security minister" for "Minister of Public Security"."""
    told = (portfolio(page.article.words_of(m.whole)) for m in chain.mentions if m.form == "nominal")
    return {f"{field} minister" for field in told if field is not None}


def _definite(chain: Chain, page: Annotations) -> bool:
    """Whether some description means somebody: not "a president who", "no president", "ran for president"."""
    if chain.affiliations:
        return True
    words = [page.article.words_of(m.span).split()[0] for m in chain.mentions if m.form == "nominal"]
    return any(word.lower() in DEFINITE or word[:1].isupper() for word in words if word.lower() not in INDEFINITE)


def home(page: Annotations) -> str | None:
    """The country that a page names most often, its first of equals; None where it names none."""
    count: Counter[str] = Counter()
    for chain in page.chains:
        place = known(chain.name) if chain.kind == "place" else None
        if place is not None:
            count[place.country] += len(chain.mentions)
    return max(count, key=lambda land: count[land], default=None)


def _offices(chain: Chain, roles: Iterable[str], broad: bool) -> set[Held]:
    """Every office that a chain is told to hold, with the one country of its ties; none for several.

    ``broad`` adds what a holder may be called as well: a premier "the leader".
    """
    countries = _countries(chain)
    if len(countries) != 1:
        return set()
    (country,) = countries
    return {(country, kind) for kind in _kinds(roles, broad)}


def _kinds(roles: Iterable[str], broad: bool) -> set[str]:
    return {kind for role in roles for kind in _answers(role.lower(), broad)}


def _countries(chain: Chain) -> set[str]:
    return {place.country for tie in chain.affiliations if (place := known(tie)) is not None}


def _answers(role: str, broad: bool) -> frozenset[str]:
    classes = _classes().get(role, ())
    if (field := portfolio(role)) is not None:
        return frozenset({f"{field} minister"})
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
