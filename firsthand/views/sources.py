"""What kind of source an entity is, and what its page says of one that it does not name.

It goes by kinds and by words of the lexicon; it names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from firsthand import lexicon
from firsthand.account import AccountUnnamed, SourceKind
from firsthand.model import Annotations, Chain, Entity

REACH = 160
"""Characters after an unnamed source in which it is told how it knows and why it is not named; set by hand."""
_NUMBER = re.compile(
    r"(?i)^(an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|few|a few|both|multiple|various"
    r"|numerous|dozens of|scores of|\d+)\b"
)


def source_kind(entity: Entity, chains: Sequence[Chain]) -> SourceKind | None:
    """The kind of a source; ``chains`` are those of the entity. None for a thing of no kind that speaks."""
    if entity.kind == "person":
        return "person" if any(m.form == "name" for chain in chains for m in chain.mentions) else "office"
    if entity.kind in ("anonymous", "group", "outlet"):
        return entity.kind
    if entity.kind in ("organization", "place"):
        return "organization"
    return _written(entity.name)


def _written(name: str) -> SourceKind | None:
    """Whether words name a document or a post: by their head noun, by the medium that they are.

    >>> _written("leaked memo"), _written("a tweet"), _written("Harbour 9")
    ('document', 'post', None)
    """
    words = name.lower().split()
    heads = [" ".join(words[-2:]), *words]
    media = lexicon.table("media")
    if any(media.get(word) == "post" for word in (name.lower(), *heads)):
        return "post"
    roles = lexicon.table("role_nouns")
    known = any(roles.get(word) == "document" or word in media for word in heads)
    return "document" if known else None


def unnamed(entity: Entity, pages: Iterable[tuple[Annotations, Chain]]) -> AccountUnnamed | None:
    """What the pages say of an unnamed source; None for any other entity."""
    if entity.kind != "anonymous":
        return None
    number = nationality = closeness = why = None
    for page, chain in pages:
        text = page.article.text
        for mention in chain.mentions:
            words = text[mention.span.start : mention.span.end]
            counted = _NUMBER.match(words)
            number = number or (counted[1].lower() if counted else None)
            nationality = nationality or _nationality(words)
            after = text[mention.span.start : mention.span.end + REACH].split("\n")[0]
            closeness = closeness or _told("close", after)
            why = why or _told("why", after)
    return AccountUnnamed(number, nationality, closeness, why)


def _nationality(words: str) -> str | None:
    found = {_codes()[country] for word in words.lower().split() if (country := lexicon.demonyms().get(word))}
    return found.pop() if len(found) == 1 else None


@cache
def _codes() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.rows("countries")}


def _told(kind: str, text: str) -> str | None:
    """The words from a phrase of that kind up to the end of its clause."""
    found = _phrases(kind).search(text)
    if found is None:
        return None
    rest = re.match(r"[^,;.\"“”()]*", text[found.end() :])
    return " ".join((found[0] + (rest[0] if rest else "")).split())


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    phrases = sorted(lexicon.of_class("anonymous", kind), key=len, reverse=True)
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, phrases))})\b")
