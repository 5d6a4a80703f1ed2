"""Whom a pronoun means as a source: he and she, it, they. Beside what coreference finds, it looks at who spoke before.

It knows no words but those told and their source; which chain a pronoun is near is for coreference to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import hit
from firsthand.annotate.drafts import Draft
from firsthand.annotate.sayers import taken_up
from firsthand.annotate.speakers import Speakers
from firsthand.lexicon import of_class, table

_OWN_WORDS = re.compile(r"(?:his|her)\s+(?:own\s+)?(\w+)$")
_TEXTS = ("account", "testimony", "statement", "words")
RECENT = 3
"""How many statements back a person who spoke may still be the one who speaks on; by judgement."""


def meant(
    speakers: Speakers, source: tuple[int, int] | None, block: Block, contents: Sequence[tuple[int, int]],
    told: tuple[Sequence[Draft], Sequence[Draft]],
) -> str | None:  # fmt: skip
    """The speaker that a source means; ``told`` are the statements of the block so far and of the blocks before."""
    if source is None:
        return None
    word = speakers.article.text[slice(*source)].lower()
    own = _OWN_WORDS.match(word)
    if own and _is_text(own[1]) and (owner := speakers.at(source[0])):
        return owner
    if word in _people():
        return taken_up(speakers, source, contents, [*told[1], *told[0]])
    speaker = speakers.find(*source)
    if word == "it":
        behind = bool(contents) and block.start <= contents[0][0] < source[0]
        if behind:
            return _speaks_on(speakers, speaker, source, contents, [*told[1], *told[0]])
        return thing(speakers, speaker, source, block, told[1])
    if word == "they" and within(speakers, speaker, source, contents):
        return several(speakers, [*told[1], *told[0]])
    return speaker


@cache
def _people() -> frozenset[str]:
    """The pronouns for one person, possessives among them."""
    return of_class("function_words", "he") | of_class("function_words", "she") | {"his"}


def _is_text(noun: str) -> bool:
    """Whether a noun is one for words that somebody says or writes."""
    return noun in _TEXTS or table("role_nouns").get(noun) == "document"


def _speaks_on(
    speakers: Speakers, found: str | None, source: tuple[int, int], contents: Sequence[tuple[int, int]],
    before: Sequence[Draft],
) -> str | None:  # fmt: skip
    """What "it" means behind the words told ("“...,” it said"): the body or text that spoke last, if coreference finds
    nothing or what those words name last."""
    spoke = [d.speaker for d in before[-RECENT:] if d.speaker and not d.attribution.level]
    last = next((one for one in reversed(spoke) if speakers.chain(one).kind != "person"), None)
    return found if found is not None and not within(speakers, found, source, contents) else last or found


def within(speakers: Speakers, found: str | None, source: tuple[int, int], contents: Sequence[tuple[int, int]]) -> bool:
    """Whether the words told are the last before their source to name the chain that a pronoun was taken for."""
    mentions = [m.span for m in speakers.chain(found).mentions if m.span.end <= source[0]] if found else []
    return bool(mentions) and hit((mentions[-1].start, mentions[-1].end), contents)


def several(speakers: Speakers, before: Sequence[Draft]) -> str | None:
    """Whom "they" means where the words told named somebody last: who spoke last, unless that is one person by name."""
    told = [speakers.chain(d.speaker) for d in before if d.speaker and not d.attribution.level]
    one = bool(told) and told[-1].kind == "person" and any(m.form == "name" for m in told[-1].mentions)
    return told[-1].id if told and not one else None


def thing(
    speakers: Speakers, found: str | None, source: tuple[int, int], block: Block, earlier: Sequence[Draft]
) -> str | None:
    """What "it" means as a source: the subject before in its sentence; where a paragraph begins, who spoke last."""
    text = speakers.article.text
    before = speakers.subject_before(source[0])
    if before is not None and speakers.chain(before).kind != "person":
        return before
    last = next((d.speaker for d in reversed(earlier) if d.speaker and not d.attribution.level), None)
    opens = not re.search(r"\w", text[block.start : source[0]])
    return last if opens and last is not None and speakers.chain(last).kind != "person" else found
