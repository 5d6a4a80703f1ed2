"""What kind of thing one occurrence of a name names: the vote of all its occurrences, and what the words around it say.

Which words are names is found before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.annotate.blocks import Block
from firsthand.annotate.ranking import PRONOUN_CLASS
from firsthand.lexicon import countries, demonyms, entries, table
from firsthand.model import Article, Token

MODIFIERS = frozenset({"compound", "amod", "nmod"})
CONSTITUTION = "Constitution"
"""The law that is called by one word with a capital."""
_MEDIA_WORD = re.compile(
    r"\b(?:News|Times|Post|TV|Radio|Journal|Daily|Herald|Tribune|Gazette|Press Agency|News Agency|Telegraph|Guardian"
    r"|(?<= )Today)\b"
)
BEFORE_NOUNS = MODIFIERS - {"nmod"}
"""Relations of a plural that says of another noun what it is; "the request of Democrats" has them for themselves."""
_PARTY = re.compile(r"(?:[DRI]|Dem|Rep|Ind)-\s?[A-Z][\w.]{1,5}")
"""The party and state behind a member's name, as American pages write them: "D-Calif."."""
_COMPOUND = re.compile(
    r"(\w*[A-Z][\w.]*)-(?:[a-z]{2,}ed|era|led|style|born|held|run|made|friendly|wide|only|drawn|built)"
)
"""A name and what makes an adjective of it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the encoder gave it: token range, kind, probability."""

    first: int
    end: int
    kind: str
    sure: float
    block: Block


def settle(
    article: Article, tokens: Sequence[Token], name: Name, vote: Mapping[str, float], surnames: set[str]
) -> str | None:
    """The kind of one occurrence; None where it is no name of anything (an adjective of nationality, a pronoun)."""
    text = text_of(article, tokens, name.first, name.end)
    last = tokens[name.end - 1]
    if text.lower() in PRONOUN_CLASS and not text.isupper():
        return None
    if _PARTY.fullmatch(text):
        return None
    if (text in table("outlets") and text not in surnames) or _MEDIA_WORD.search(text):
        return "outlet"
    abbreviated = "." in text or text.isupper()
    if text in countries() and (abbreviated or text.lower() not in demonyms() or last.relation not in MODIFIERS):
        return "place"
    if text.lower() in demonyms() or (name.kind in ("group", "other") and last.pos == "ADJ"):
        plural = last.pos in ("NOUN", "PROPN") and text.endswith("s") and last.relation not in BEFORE_NOUNS
        return "group" if plural else None
    if (people := table("peoples").get(text.lower())) is not None and text[:1].isupper():
        modifies = last.relation in (BEFORE_NOUNS if text.endswith("s") else MODIFIERS)
        return "group" if people == "group" and not modifies and not _some(tokens, name) else None
    return _law(text, _told(article, tokens, name, most(vote), surnames))


def _some(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the name right before tells which of them are meant: "Senate Republicans"."""
    before = tokens[name.first - 1] if name.first else None
    near = before is not None and before.end + 1 == tokens[name.first].start
    return near and before is not None and before.pos == "PROPN" and before.head in range(name.first, name.end)


def _told(article: Article, tokens: Sequence[Token], name: Name, kind: str, surnames: set[str]) -> str:
    """The kind that is voted for, unless a word for a product follows or the name is a person's of the page."""
    text = text_of(article, tokens, name.first, name.end)
    last = tokens[name.end - 1]
    after = tokens[name.end] if name.end < len(tokens) else None
    if after is not None and article.text[after.start : after.end].lower() in entries("product_nouns"):
        maker = kind in ("person", "product", "other", "organization") and text not in surnames
        return "product" if maker or (text in surnames and last.relation in MODIFIERS) else kind
    return "person" if text in surnames else kind


def _law(text: str, kind: str) -> str:
    """The kind, unless a name of two words or more ends in a word for a law, treaty or document.

    >>> _law("Harbour Safety Act", "organization"), _law("Jude Law", "person"), _law("Roe Works", "organization")
    ('other', 'person', 'organization')
    >>> _law("Constitution", "product")
    'other'
    """
    words = text.split()
    if text == CONSTITUTION:
        return "other"
    if len(words) < 2 or words[-1].lower() not in entries("law_names") or kind in ("product", "outlet"):
        return kind
    given = kind == "person" and words[0].lower().rstrip(".") in table("person_names")
    return kind if given else "other"


def most(vote: Mapping[str, float]) -> str:
    """The kind with most votes; of equals the first by name."""
    return max(sorted(vote), key=lambda kind: vote[kind])


def part_of(article: Article, tokens: Sequence[Token], first: int, name: str) -> bool:
    """Whether the word before a country says that a part of it is meant: "northern Exland"."""
    before = tokens[first - 1]
    word = article.text[before.start : before.end].lower()
    return name in countries() and word in entries("place_parts") and before.end + 1 == tokens[first].start


def text_of(article: Article, tokens: Sequence[Token], first: int, end: int) -> str:
    """The words of a name with single spaces."""
    return " ".join(article.text[tokens[first].start : end_of(article, tokens[end - 1])].split())


def end_of(article: Article, last: Token) -> int:
    """Where a name ends whose last word is ``last``: of "Exland-backed" before the hyphen."""
    word = article.text[last.start : last.end]
    compound = _COMPOUND.fullmatch(word) if "-" in word else None
    return last.start + len(compound[1]) if compound else last.end
