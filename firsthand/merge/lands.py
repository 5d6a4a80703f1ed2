"""Which place "the country", "the state" or "this city" is, where the page leaves no other.

A country is the one that most of the page's places lie in; of parts of a country and towns the most frequent is meant.
Either must be the last of its sort that the page named before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from firsthand import lexicon
from firsthand.merge.groups import Groups
from firsthand.merge.offices import home
from firsthand.merge.places import known, place_key
from firsthand.merge.words import fold, strip_frame
from firsthand.model import Annotations, Chain

REASON = "the place of its sort that the page is about"
Told = tuple[int, str, Chain]
"""Where a place is named, of what sort it is, its chain."""


def lands(chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> Iterator[tuple[str, str, str]]:
    """Pairs of Chain ids, the named place's first, each with its reason; ``groups`` are the chains joined so far."""
    places: dict[str, list[Told]] = defaultdict(list)
    open_: list[tuple[Chain, str, Annotations]] = []
    for chain, page in chains:
        named = [mention.span.start for mention in chain.mentions if mention.form == "name"]
        if named and chain.kind == "place":
            places[page.article.id] += [(start, _sort(chain.name), chain) for start in named]
        elif not named and (sort := _described(chain, page)) is not None:
            open_.append((chain, sort, page))
    for chain, sort, page in open_:
        there = [one for one in places[page.article.id] if one[1] == sort]
        meant = _home(page, there) if sort == "country" else _most(there, groups)
        before = [one for one in there if one[0] < chain.mentions[0].span.start]
        last = max(before, key=lambda one: one[0], default=None)
        if meant is None or (last is None and sort != "country"):
            continue
        if last is None or groups.find(last[2].id) == groups.find(meant.id):
            yield meant.id, chain.id, REASON


def _sort(name: str) -> str:
    if (place_key(name) or "").startswith("country "):
        return "country"
    return "division" if fold(strip_frame(name)) in lexicon.entries("divisions") else "town"


def _described(chain: Chain, page: Annotations) -> str | None:
    """The sort of place that a chain tells by a noun alone; None for any other chain."""
    mention = next((one for one in chain.mentions if one.form == "nominal"), None)
    words = page.article.words_of(mention.whole).lower().split() if mention is not None else []
    told = len(words) == 2 and words[0] in lexicon.of_class("function_words", "pointing")
    return lexicon.table("lands").get(words[1]) if told else None


def _home(page: Annotations, countries: Sequence[Told]) -> Chain | None:
    """The chain of the country that a page is about, if it names it."""
    code = home(page)
    fits = (chain for _, _, chain in countries if (place := known(chain.name)) is not None and place.country == code)
    return next(fits, None)


def _most(there: Sequence[Told], groups: Groups) -> Chain | None:
    """A chain of the place that is named most often, of equals the first."""
    count = Counter(groups.find(chain.id) for _, _, chain in there)
    return max((chain for _, _, chain in there), key=lambda chain: count[groups.find(chain.id)], default=None)
