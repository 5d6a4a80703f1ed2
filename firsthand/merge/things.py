"""Things without a name that several pages speak of: "the new rule" and "the interim rule", each join with its reason.

Two pages mean one thing where each speaks of one alone of its class, nothing parts the two (a name, a number, a telling
word), and either a telling word is the same or both pages keep coming back to it by the same noun.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand import lexicon
from firsthand.model import Annotations, Chain

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
        known: list[_Known] = []
        for chain, where in sorted(found, key=lambda row: (-len(row[0].mentions), row[0].id)):
            rivals = max(count[where, noun] for noun in chain.roles[1:])
            main = kind not in SEVERAL and len(chain.mentions) >= max(LEAST, rivals * MAIN)
            one = _Known(chain.id, {where}, set(chain.roles[1:]), set(chain.affiliations), main)
            fitting = [(other, why) for other in known if (why := _why(one, other)) is not None]
            if len(fitting) == 1:
                other, why = fitting[0]
                yield other.first, chain.id, why
                other.pages |= one.pages
                other.nouns |= one.nouns
                other.telling |= one.telling
            else:
                known.append(one)


def _why(one: _Known, other: _Known) -> str | None:
    """The reason for which two are one thing; None where there is none."""
    if one.pages & other.pages or lexicon.parted(one.telling, other.telling):
        return None
    shared = one.telling & other.telling
    if shared and (one.nouns & other.nouns or any(word.islower() for word in shared)):
        return TOLD
    return OFTEN if one.main and other.main and one.nouns & other.nouns else None
