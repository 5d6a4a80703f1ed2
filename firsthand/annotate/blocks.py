"""The blocks of an article that are read, their readings, and the tokens in them.

A block is a part that carries reporting (headline, standfirst, subhead, body, caption); furniture, bylines and
datelines are not read. Nothing here knows what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.encoder import DEPRELS, UPOS, Encoder, Reading
from firsthand.model import Article, Token

LONGEST = 4000
"""Characters of a block: a paragraph that is longer (a page without line feeds) is read in pieces, so that memory grows
with the page and not with its square."""
_STOP = re.compile(r"[.!?][\"”’']?\s+")
READ_KINDS = frozenset({"headline", "standfirst", "subhead", "body", "caption"})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A part that was read. ``tokens[first_token + i]`` of the article is word i of ``reading``."""

    part: int
    kind: str
    start: int
    end: int
    reading: Reading
    first_token: int

    def offsets(self, first: int, end: int) -> tuple[int, int]:
        """Article offsets of words ``first`` to ``end`` (exclusive) of the block."""
        return self.start + self.reading.spans[first][0], self.start + self.reading.spans[end - 1][1]


def blocks(article: Article, encoder: Encoder) -> tuple[Block, ...]:
    """Every part worth reading, read in one call, in order of the text."""
    chosen = [
        (i, part.kind, start, end)
        for i, part in enumerate(article.parts)
        if part.kind in READ_KINDS
        for start, end in _pieces(article.text, part.start, part.end)
    ]
    readings = encoder.read([article.text[start:end] for _, _, start, end in chosen])
    found = []
    token = 0
    for (i, kind, start, end), reading in zip(chosen, readings, strict=True):
        found.append(Block(i, kind, start, end, reading, token))
        token += len(reading.spans)
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part in stretches of at most LONGEST characters, cut after a sentence, else between words, else anywhere."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        stops = [match.end() for match in _STOP.finditer(window)]
        cut = stops[-1] if stops else window.rfind(" ") + 1 or LONGEST
        yield start, start + cut
        start += cut
    yield start, end


def tokens(blocks: Sequence[Block]) -> tuple[Token, ...]:
    """The words of all blocks with part of speech, governor and relation (greedy: each word's best governor).

    Where governors go in a circle, its first word has none: following them always ends.
    """
    found: list[Token] = []
    for block in blocks:
        reading = block.reading
        if not reading.spans:
            continue
        count, first = len(reading.spans), block.first_token
        arcs = reading.arcs.copy()
        arcs[np.arange(count), np.arange(count)] = -1e9
        governors = arcs.argmax(1).tolist()
        tags = reading.pos.argmax(1).tolist()
        relations = reading.deprel.argmax(1).tolist()
        circled = _first_of_circles(governors) if _circles(governors) else ()
        for i, (start, end) in enumerate(reading.spans):
            root = governors[i] == count
            head = None if root or i in circled else first + governors[i]
            relation = "root" if root else DEPRELS[relations[i]]
            found.append(Token(block.start + start, block.start + end, UPOS[tags[i]], head, relation))
    return tuple(found)


def _circles(governors: Sequence[int]) -> bool:
    """Whether some word never comes to the root by following governors, twice as many at every step."""
    above = np.array([*governors, len(governors)])
    for _ in range(len(governors).bit_length()):
        above = above[above]
    return bool((above != len(governors)).any())


def _first_of_circles(governors: Sequence[int]) -> set[int]:
    """The first word of every circle of governors; a governor that is no word is the root.

    >>> _first_of_circles([1, 3, 1, 2, 5])
    {1}
    """
    seen: dict[int, int] = {}
    first: set[int] = set()
    for i in range(len(governors)):
        at = i
        while at < len(governors) and at not in seen:
            seen[at] = i
            at = governors[at]
        if seen.get(at) == i:
            circle = [at]
            while (at := governors[at]) != circle[0]:
                circle.append(at)
            first.add(min(circle))
    return first
