"""Groups and bodies told by whose they are: "Roe's lawyers", "the president's attorneys", "the Roe administration".

Two descriptions are one where their owner is one entity of the story that has a name, and what is said behind it is the
same, of groups in nouns of one class. Counted groups ("two of Roe's lawyers") are others. "The administration" is the
only one that its page, or else the story, tells of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand import lexicon
from firsthand.merge.groups import Groups
from firsthand.merge.words import fold
from firsthand.model import Annotations, Chain, Mention

REASON = "the same words of one owner"
ALONE = "the only one that is told of"
BARE = frozenset({"administration"})
"""Bodies told without their owner of which a story mostly knows one."""
_DETERMINER = re.compile(r"(?i)the ")
_POSSESSIVE = re.compile(r"['’]s? ")
_THEIRS = re.compile(r"(?i)\b(his|her|their|its) $")
LONGEST_PRONOUN = 8
"""Characters before a description in which "their" stands."""
Key = tuple[str, tuple[str, ...]]


def owned(chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> Iterator[tuple[str, str, str]]:
    """Pairs of Chain ids that are one, each with its reason; ``groups`` are the chains joined so far."""
    named = {groups.find(chain.id) for chain, _ in chains if _named(chain)}
    people = {chain.name.split()[-1].casefold() for chain, _ in chains if chain.kind == "person" and _named(chain)}
    pages = _owners(chains, groups)
    first: dict[Key, str] = {}
    there: dict[tuple[str, str], list[str]] = defaultdict(list)
    bare: list[tuple[str, str, str]] = []
    for chain, page in chains:
        if chain.kind not in ("group", "organization"):
            continue
        for mention in chain.mentions:
            words = _rest(page.article.words_of(mention.span), chain)
            if mention.form == "pronoun" or not words:
                continue
            if len(words) == 1 and words[0] in BARE and not _named(chain):
                bare.append((page.article.id, words[0], chain.id))
            key = _key(mention, chain, page, pages[page.article.id])
            if words[-1] in BARE and (key is not None or (mention.form == "name" and set(words[-2:-1]) & people)):
                there[page.article.id, words[-1]].append(chain.id)
            if key is not None and key[0] in named and (other := first.setdefault(key, chain.id)) != chain.id:
                yield other, chain.id, REASON
    yield from _alone(bare, there, groups)


def _alone(
    bare: Sequence[tuple[str, str, str]], there: Mapping[tuple[str, str], Sequence[str]], groups: Groups
) -> Iterator[tuple[str, str, str]]:
    """Bodies told without their owner, with the only one of their page or, where it has none, of the story."""
    story: dict[str, set[str]] = defaultdict(set)
    for (_, noun), found in there.items():
        story[noun] |= {groups.find(one) for one in found}
    for article, noun, chain in bare:
        here = {groups.find(one) for one in there.get((article, noun), ())} or story[noun]
        if not here:
            story[noun].add(chain)
        elif len(here) == 1 and groups.find(chain) not in here:
            yield next(iter(here)), chain, ALONE


def _named(chain: Chain) -> bool:
    return any(mention.form == "name" for mention in chain.mentions)


def _owners(chains: Sequence[tuple[Chain, Annotations]], groups: Groups) -> Mapping[str, dict[tuple[int, int], str]]:
    """Article id -> the span of every mention -> the group of its chain."""
    found: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for chain, page in chains:
        for mention in chain.mentions:
            found[page.article.id][mention.span.start, mention.span.end] = groups.find(chain.id)
    return found


def _key(mention: Mention, chain: Chain, page: Annotations, owners: Mapping[tuple[int, int], str]) -> Key | None:
    """The owner of a described group or body, as a group of chains, and the words behind it; None without an owner."""
    text, start = page.article.words_of(mention.span), mention.span.start
    begins = [start, *([start + 4] if _DETERMINER.match(text) else [])]
    ends = [match.start() for match in re.finditer(r"['’]s? | ", text)]
    for end in reversed(ends):
        owner = next((owners[at, start + end] for at in begins if (at, start + end) in owners), None)
        if owner is not None and owner != chain.id:
            possessive = _POSSESSIVE.match(text, end)
            return owner, _rest(text[possessive.end() if possessive else end + 1 :], chain)
    before = _THEIRS.search(page.article.text, max(0, start - LONGEST_PRONOUN), start)
    theirs = owners.get(before.span(1)) if before is not None else None
    return (theirs, _rest(text, chain)) if theirs is not None and theirs != chain.id else None


def _rest(text: str, chain: Chain) -> tuple[str, ...]:
    """The folded words of a description without "the", the last of a group by its class."""
    words = fold(_DETERMINER.sub("", text, count=1)).split()
    if chain.kind == "group" and words:
        words[-1] = _classes().get(words[-1], words[-1])
    return tuple(words)


@cache
def _classes() -> dict[str, str]:
    """A noun for a group -> its class."""
    return {row[0]: row[2].split(",")[0] for row in lexicon.rows("role_nouns") if len(row) > 2 and row[1] == "group"}
