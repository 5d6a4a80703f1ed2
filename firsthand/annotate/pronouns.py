"""Whom a pronoun means as a source: he and she, it, they. Beside what coreference finds, it looks at who spoke before.

It knows no words but those told and their source; which chain a pronoun is near is for coreference to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import hit
from firsthand.annotate.drafts import Draft
from firsthand.annotate.lemma import lemmas
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
    speaker = speakers.find(*source)
    if word in ("he", "she"):
        known = person(speakers, speaker, source, contents, [*told[1], *told[0]])
        return known or _subject(speakers, source)
    if word == "it":
        behind = bool(contents) and block.start <= contents[0][0] < source[0]
        if behind:
            return _speaks_on(speakers, speaker, source, contents, [*told[1], *told[0]])
        return thing(speakers, speaker, source, block, told[1])
    if word == "they" and within(speakers, speaker, source, contents):
        return several(speakers, [*told[1], *told[0]])
    return speaker


def person(
    speakers: Speakers, found: str | None, source: tuple[int, int], contents: Sequence[tuple[int, int]],
    before: Sequence[Draft],
) -> str | None:  # fmt: skip
    """Whom "he" or "she" means as a source: the chain found, if it is a person who can tell these words.

    Nobody is it whom the words name ("he said that Roan ..." is not Roan), or whom they or the statement before named
    last. Then it is the person who spoke last.
    """
    told = [d for d in before if d.speaker and not d.attribution.level]
    if not told:
        return found
    spoke = dict.fromkeys(d.speaker for d in reversed(told[-RECENT:]) if d.speaker)
    word = speakers.article.text[slice(*source)].lower()
    fit = [one for one in spoke if speakers.chain(one).kind == "person" and _agrees(speakers, one, word)]
    last = next((one for one in fit if not _named(speakers, one, contents)), None)
    if found is not None and _one(speakers, found) and last != told[-1].speaker:
        return found
    if found is None or speakers.chain(found).kind != "person":
        return last or next(iter(fit), found)
    if last is None:
        return found
    heard = within(speakers, found, source, [*contents, *(told[-1].contents if told[-1].speaker == last else ())])
    return last if heard or _named(speakers, found, contents) else found


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


def _subject(speakers: Speakers, source: tuple[int, int]) -> str | None:
    """The person that the sentence of a pronoun is about: "Roan gave a party at which he said"."""
    before = speakers.subject_before(source[0])
    return before if before is not None and speakers.chain(before).kind == "person" else None


def _one(speakers: Speakers, chain: str) -> bool:
    """Whether a chain is one unnamed person: "one man", not "the men"."""
    owner = speakers.chain(chain)
    called = min(
        (speakers.article.words_of(m.span) for m in owner.mentions if m.form != "pronoun"), key=len, default=""
    )
    head = called.lower().split()[-1:] or [""]
    return (
        owner.kind == "anonymous"
        and lemmas(head[0])[0] == head[0]
        and head[0] not in of_class("function_words", "many")
    )


def _named(speakers: Speakers, chain: str, contents: Sequence[tuple[int, int]]) -> bool:
    """Whether words call somebody by name."""
    names = (m.span for m in speakers.chain(chain).mentions if m.form == "name")
    return any(start <= span.start < end for span in names for start, end in contents)


def _agrees(speakers: Speakers, chain: str, word: str) -> bool:
    """Whether no pronoun of the other gender stands for a chain."""
    other = of_class("function_words", "she" if word == "he" else "he")
    words = speakers.article.words_of
    return not any(m.form == "pronoun" and words(m.span).lower() in other for m in speakers.chain(chain).mentions)


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
