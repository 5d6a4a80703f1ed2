"""The whole phrase around the words of a mention: "the president of Exland", a title with its name.

A mention ends with the word that tells who is meant; what follows tells of whom or of what. Here it is taken in, as far
as the syntax ties it to the mention: the name right after a title, and complements under prepositions. Clauses and what
stands after a comma are left out. Who is meant is decided before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.annotate.namechains import Words
from firsthand.lexicon import countries, entries
from firsthand.model import Article, Chain, Mention, Token

COMPLEMENTS = frozenset({"of", "for", "to", "at", "in", "from", "with", "on"})
FARTHEST = 8
"""Words from a preposition to the noun that it brings in, at most; by judgement."""
INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADP"})
"""Parts of speech between the preposition and its noun."""
JOINTS = frozenset({"'s", "’s", "-", ".", "’", "'"})
Ends = Mapping[int, int]
"""The first token of every name -> the token after its last."""


def phrased(article: Article, tokens: Sequence[Token], chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """The chains with the whole phrase of each mention that goes on beyond its own words."""
    page = Words(article, tokens)
    own = [{page.at(m.span.start): page.at(m.span.end - 1) + 1 for m in c.mentions if m.form == "name"} for c in chains]
    names = {first: end for each in own for first, end in each.items()}
    return tuple(
        replace(chain, mentions=tuple(_phrased(page, mention, ends, names) for mention in chain.mentions))
        for chain, ends in zip(chains, own, strict=True)
    )


def _phrased(page: Words, mention: Mention, own: Ends, names: Ends) -> Mention:
    if mention.form == "pronoun":
        return mention
    first, end = page.at(mention.span.start), page.at(mention.span.end - 1) + 1
    if mention.form == "nominal":
        last = _described(page, first, end, own, names)
    elif mention.form == "name" and mention.kind == "place":
        first, last = _kind_before(page, first), _within(page, first, _kind_after(page, end), names)
    elif mention.form == "name" and page.word(end - 1).endswith("s") and mention.kind in ("group", "other"):
        last = _complemented(page, first, end, names)
    else:
        return mention
    start = min(mention.span.start, page.tokens[first].start)
    span = page.article.span(start, max(mention.span.end, page.tokens[last - 1].end))
    return mention if span == mention.span else replace(mention, phrase=span)


def _described(page: Words, first: int, end: int, own: Ends, names: Ends) -> int:
    """The end of a description with its complements, and with the name behind it where that is its bearer's.

    Of a bearer's place ("Governor Ann Roe of Exland") the name will do, whatever the syntax ties it to.
    """
    last = end if end in own else _complemented(page, first, end, names)
    if last not in own or not page.joined(last - 1, last):
        return last
    last = own[last]
    of_place = last + 1 in names and page.word(last) == "of" and page.joined(last - 1, last + 1)
    return names[last + 1] if of_place else last


def _kind_before(page: Words, first: int) -> int:
    """Where "the city of Exville" begins, ``first`` being the first token of the name."""
    if first < 3 or page.word(first - 1).lower() != "of" or not page.joined(first - 3, first):
        return first
    told = page.word(first - 3).lower() == "the" and page.word(first - 2).lower() in entries("place_kinds")
    return first - 3 if told else first


def _kind_after(page: Words, end: int) -> int:
    """Where "Exland state" ends, ``end`` being behind the name; what "state" itself belongs to is no place."""
    kind = page.word(end) if end < len(page.tokens) and page.joined(end - 1, end) else ""
    if kind not in entries("place_kinds") or page.word(end - 1) in countries():
        return end
    more = end + 1 < len(page.tokens) and page.tokens[end + 1].pos in ("NOUN", "PROPN", "PART")
    return end if more and page.joined(end, end + 1) else end + 1


def _within(page: Words, first: int, end: int, names: Ends) -> int:
    """Where "Exville, Exland" ends: a town with the part of a country that it is in, ``end`` being behind the town."""
    land = names.get(end + 1)
    if land is None or page.word(end) != "," or not page.joined(end - 1, end + 1):
        return end
    told = (
        page.article.text[page.tokens[a].start : page.tokens[b - 1].end] for a, b in ((first, end), (end + 1, land))
    )
    town, part = (" ".join(words.lower().split()) for words in told)
    known = entries("divisions")
    return land if f"{town}, {part}" in known or (part in known and town not in known) else end


def _complemented(page: Words, first: int, end: int, names: Ends) -> int:
    """The end of a phrase, in tokens, with all complements that its words from ``first`` on bring in."""
    while end < len(page.tokens) and page.word(end).lower() in COMPLEMENTS and page.joined(end - 1, end):
        noun = page.tokens[end].head
        if noun is None or not end < noun <= end + FARTHEST or not page.tokens[noun].relation.startswith("nmod"):
            break
        governor = page.tokens[noun].head
        near = page.word(end).lower() == "of" or (governor is not None and first <= governor < end)
        if not near or not page.joined(end, noun):
            break
        named = {i for start, last in names.items() if end < start <= noun for i in range(start, last)}
        if any(
            page.tokens[i].pos not in INSIDE and page.word(i) not in JOINTS
            for i in range(end, noun + 1)
            if i not in named
        ):
            break
        end = max([noun + 1, *(last for start, last in names.items() if start <= noun < last)])
    return end
