"""Holders of an office of a place or body, told on one page by name and on another by the office alone.

"The mayor of Exville" is whoever the story tells to be Exville's mayor, if it tells that of one person only. The office
must be told with a place of the gazetteers or a body that the story names; a party or a relative makes no office, nor
does what marks an unnamed source. Whoever is told to be a former or a next holder is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from firsthand import lexicon
from firsthand.merge.groups import Groups
from firsthand.merge.names import thing_key
from firsthand.merge.places import demonyms, listed, place_key
from firsthand.merge.words import fold, strip_frame
from firsthand.model import Annotations, Chain, Mention

REASON = "the only one of the story told to hold that office there"
UNNAMED = "the same office of one place or body, and no page names its holder"
LONGEST = 4
"""Words of the longest name of a place or body that is looked for in a description."""
PUBLIC = frozenset({"lawmaker", "minister"})
"""Classes of offices that mark an unnamed source as well ("a senator said") and are yet held by few of a place."""
_AFTER = re.compile(r" (?:of|for|at) (?:the )?")
Held = tuple[str, frozenset[str]]
"""An office, and what it is held of."""


def tied(chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> Iterator[tuple[str, str, str]]:
    """Pairs of Chain ids, the holder's first, each with its reason; ``groups`` are the chains joined so far."""
    bodies = {
        key
        for chain, page in chains
        for mention in chain.mentions
        if chain.kind in ("organization", "outlet") and mention.form == "name"
        if (key := thing_key(page.article.words_of(mention.span)))
    }
    told: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    first: dict[str, str] = {}
    open_: list[tuple[Chain, set[Held]]] = []
    unnamed: dict[Held, str] = {}
    for chain, page in chains:
        if chain.kind != "person":
            continue
        held = {one for mention in chain.mentions if (one := _held(mention, page, bodies)) is not None}
        if any(mention.form == "name" for mention in chain.mentions):
            root = groups.find(chain.id)
            first.setdefault(root, chain.id)
            for role, where in held:
                told[_offices()[role]].append((where, root))
        elif held:
            open_.append((chain, held))
    for chain, held in open_:
        fitting = [{root for there, root in told[_offices()[role]] if where <= there} for role, where in held]
        if len(found := set.union(*fitting)) == 1 and all(fitting):
            yield first[found.pop()], chain.id, REASON
        elif not found:
            for one in sorted(held, key=repr):
                other = unnamed.setdefault(one, chain.id)
                if other != chain.id:
                    yield other, chain.id, UNNAMED


def _held(mention: Mention, page: Annotations, bodies: Collection[str]) -> Held | None:
    """The office of a definite description or title, and the places and bodies that it is told with; None without."""
    if mention.form != "nominal":
        return None
    words = page.article.words_of(mention.span).split()
    role = next((form for size in (3, 2, 1) if (form := " ".join(words[-size:]).lower()) in _offices()), None)
    if (
        role is None
        or words[0].lower() in ("a", "an")
        or not lexicon.entries("apart_words").isdisjoint(map(fold, words))
    ):
        return None
    behind = page.article.text[mention.span.end : mention.whole.end]
    after = _AFTER.search(behind)
    names = _named(words[: len(words) - len(role.split())], bodies) | _named(
        behind[after.end() :].split() if after else [], bodies
    )
    return (role, frozenset(names)) if names else None


def _named(words: Sequence[str], bodies: Collection[str]) -> set[str]:
    """The keys of the places and bodies that are named among some words, the longest first."""
    found: set[str] = set()
    at = 0
    while at < len(words):
        sizes = range(min(LONGEST, len(words) - at), 0, -1)
        size, key = next(
            ((n, key) for n in sizes if (key := _key(" ".join(words[at : at + n]), bodies)) is not None), (1, None)
        )
        found |= {key} if key is not None else set()
        at += size
    return found


def _key(name: str, bodies: Collection[str]) -> str | None:
    bare = strip_frame(name)
    if not bare[:1].isupper():
        return None
    if (country := demonyms().get(fold(bare))) is not None:
        return f"country {country}"
    if listed(bare):
        return place_key(bare) or fold(bare)
    return key if (key := thing_key(bare)) in bodies else None


@cache
def _offices() -> dict[str, str]:
    """An office that a person holds of something -> its class."""
    unnamed, kin = lexicon.of_class("anonymous", "head"), lexicon.entries("relatives")
    rows = (row for row in lexicon.rows("role_nouns") if len(row) > 2 and row[1] == "person")
    found = {row[0]: row[2].split(",")[0] for row in rows if row[0] not in kin}
    return {role: kind for role, kind in found.items() if role not in unnamed or kind in PUBLIC}
