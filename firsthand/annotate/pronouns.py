"""Whom a pronoun means as a source: he and she, it, they. Beside what coreference finds, it looks at who spoke before.

It knows no words but those told and their source; which chain a pronoun is near is for coreference to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import hit
from firsthand.annotate.drafts import Draft
from firsthand.annotate.speakers import Speakers


def person(
    speakers: Speakers, found: str | None, source: tuple[int, int], contents: Sequence[tuple[int, int]],
    before: Sequence[Draft],
) -> str | None:  # fmt: skip
    """Whom "he" or "she" means as a source: the chain found, if it is a person whom the words told do not name last.

    Else who spoke last, where it is a person: "Roan is wrong," he said.
    """
    told = [d.speaker for d in before if d.speaker and not d.attribution.level]
    last = told[-1] if told and speakers.chain(told[-1]).kind == "person" else None
    if found is None or last is None:
        return found or last
    quoted = within(speakers, found, source, contents)
    return last if quoted or speakers.chain(found).kind != "person" else found


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
