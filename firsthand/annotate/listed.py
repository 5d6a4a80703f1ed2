"""Names that the gazetteers hold, found by their words alone where the encoder reads none or a part of one.

Only what is a name wherever it stands in such letters: outlets of two words or more, seats of government, services that
people post on, bodies that go by several names, acronyms of three letters or more. A common word that is a name as well
("House") is left to the encoder, and so is what stands among other capitalised words. It knows no page but by its
words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.lexicon import entries, rows
from firsthand.model import Article, Token

ACRONYM = 3
"""Least letters of an acronym that is known by itself; two are as often a state or a word in capitals."""
SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to"})
BESIDE = frozenset({"'s", "’s"})


def listed(article: Article, tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Token ranges, in order and apart, of the names of gazetteers among tokens ``first`` to ``end``, longest first."""
    words = [article.text[token.start : token.end] for token in tokens[first:end]]
    begun, free = _begun(), 0
    for at, word in enumerate(map(str.casefold, words)):
        if at < free or word not in begun:
            continue
        size = next((size for size in begun[word] if _is_listed(words[at : at + size])), 0)
        if size and not _within(words, tokens[first:end], at, at + size):
            yield first + at, first + at + size
        free = at + size


def _is_listed(words: Sequence[str]) -> bool:
    """Whether some words are a listed name in the capitals that a name has."""
    form = " ".join(words)
    if form.casefold() not in _forms():
        return False
    if len(words) == 1:
        known = form in _seats() or form in entries("platforms")
        return (form.isupper() and len(form) >= ACRONYM) or (form[:1].isupper() and known)
    return all(word[:1].isupper() or not word[:1].isalpha() or word in SMALL for word in words)


def _within(words: Sequence[str], tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words are part of a longer run of capitalised names."""
    before = start > 0 and tokens[start - 1].pos == "PROPN" and words[start - 1][:1].isupper()
    after = end < len(words) and tokens[end].pos == "PROPN" and words[end][:1].isupper()
    return (before and tokens[start - 1].end + 1 == tokens[start].start) or (
        after and tokens[end].start == tokens[end - 1].end + 1
    )


@cache
def _seats() -> frozenset[str]:
    return frozenset(row[0] for row in rows("government_seats"))


@cache
def _forms() -> frozenset[str]:
    outlets = (row[0] for row in rows("outlets") if " " in row[0] or row[0].isupper())
    bodies = (form for row in rows("body_names") for form in row)
    return frozenset(
        " ".join(form.casefold().split()) for form in (*outlets, *bodies, *_seats(), *entries("platforms"))
    )


@cache
def _begun() -> dict[str, tuple[int, ...]]:
    """The first word of a listed name -> the lengths of such names in words, the longest first."""
    found: dict[str, set[int]] = {}
    for form in _forms():
        words = form.split()
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}
