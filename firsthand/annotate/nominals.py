"""Descriptions: noun phrases whose head is a word for people or bodies, and shortened offices before names.

Whom they mean is decided in coreference.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from firsthand.annotate.kinds import end_of
from firsthand.annotate.namechains import spelled
from firsthand.lexicon import table
from firsthand.model import Article, Mention, Span, Token

DEEDS = frozenset({"publication"})
"""Nouns for a body that before "of" tell what is done: "the publication of a letter"."""


def nominals(article: Article, tokens: Sequence[Token], named: set[int]) -> list[Mention]:
    """Descriptions: a noun phrase whose head stands in lexicon/role_nouns and is no part of a name."""
    roles = table("role_nouns")
    found = []
    for i, token in enumerate(tokens):
        if token.pos not in ("NOUN", "PROPN") or i in named:
            continue
        if (ends := _short_title(article, tokens, i, named)) is not None:
            found.append(Mention(_span(article, tokens, ends[0], ends[1]), "person", "nominal"))
            continue
        if token.relation in ("compound", "flat") and i + 1 not in named:
            continue
        word = article.text[token.start : token.end].lower()
        two = article.text[tokens[i - 1].start : token.end].lower() if i and i - 1 not in named else word
        kind = roles.get(two) or roles.get(word)
        deed = word in DEEDS and i + 1 < len(tokens) and article.text[token.end : tokens[i + 1].end].lower() == " of"
        if kind in (None, "document") or deed:
            continue
        first = phrase_start(article, tokens, i, named)
        if first == i and two != word and two in roles:
            first = phrase_start(article, tokens, i - 1, named)
        found.append(Mention(_span(article, tokens, first, i + 1), kind, "nominal"))  # type: ignore[arg-type]
    return found


def _short_title(article: Article, tokens: Sequence[Token], at: int, named: Collection[int]) -> tuple[int, int] | None:
    """The tokens of an office that is shortened before a name, with what is told before it: "Exland Gov." """
    word, dot = article.text[tokens[at].start : tokens[at].end], at + 1
    if dot >= len(tokens) or dot + 1 not in named or article.text[tokens[at].end : tokens[dot].end] != ".":
        return None
    if article.text[tokens[dot].end : tokens[dot + 1].start] != " " or spelled(f"{word}.") is None:
        return None
    two = at > 1 and spelled(article.text[tokens[at - 2].start : tokens[dot].end]) is not None
    return phrase_start(article, tokens, at - 2 if two else at, named), dot + 1


def phrase_start(article: Article, tokens: Sequence[Token], head: int, named: Collection[int]) -> int:
    """The first token of the noun phrase that ends in ``head``: modifiers, possessors and determiner to its left."""
    first = head
    while first > 0:
        before = tokens[first - 1]
        word = article.text[before.start : before.end]
        if "\n" in article.text[before.end : tokens[first].start] or tokens[first].start - before.end > 1:
            break
        possessive = word.lower() in ("'s", "’s")
        if not (
            before.pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET") or possessive or word == "-" or word.lower() == "top"
        ):
            break
        if before.pos == "NUM" and len(word) > 3:
            break
        first -= 1
        if before.pos == "DET":
            break
    while first < head and article.text[tokens[first].start : tokens[first].end].lower() in ("'s", "’s", "-"):
        first += 1
    return first


def _span(article: Article, tokens: Sequence[Token], first: int, end: int) -> Span:
    return article.span(tokens[first].start, end_of(article, tokens[end - 1]))
