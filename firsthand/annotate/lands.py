"""Places told without a name: "the state", "this city". A chain each; which place is meant is decided in merge.

Read when who speaks and what happens is known, so that no statement or event is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.annotate.namechains import Words
from firsthand.lexicon import of_class, table
from firsthand.model import Article, Chain, Mention, Token, identity


def lands(article: Article, tokens: Sequence[Token], chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """The chains with one for every such noun that none of them holds."""
    page = Words(article, tokens)
    nouns = tuple(_nouns(page))
    if not nouns:
        return tuple(chains)
    held = {page.at(m.span.end - 1) for chain in chains for m in chain.mentions if m.form != "pronoun"}
    return (*chains, *(_made(page, i) for i in nouns if i not in held))


def _nouns(page: Words) -> Iterator[int]:
    """The words that stand for a place by themselves: a noun of lexicon/lands.txt right behind its determiner."""
    for i, token in enumerate(page.tokens[1:], start=1):
        if token.pos != "NOUN" or page.word(i) not in table("lands") or token.relation == "compound":
            continue
        after = page.word(i + 1).lower() if i + 1 < len(page.tokens) else ""
        told = page.word(i - 1).lower() in of_class("function_words", "pointing") and page.joined(i - 1, i)
        if told and after != "of" and after not in of_class("function_words", "relative"):
            yield i


def _made(page: Words, noun: int) -> Chain:
    span = page.article.span(page.tokens[noun - 1].start, page.tokens[noun].end)
    made = identity("c", page.article.id, span.start, span.end)
    return Chain(made, "place", page.word(noun), (Mention(span, "place", "nominal"),))
