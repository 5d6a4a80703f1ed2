"""The blocks of an article that are read, their readings, and the tokens in them.

A block is a part that carries reporting (headline, standfirst, subhead, body, caption); furniture, bylines and
datelines are not read. Nothing here knows what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.encoder import DEPRELS, UPOS, Encoder, Reading
from firsthand.model import Article, Token

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
    chosen = [(i, part) for i, part in enumerate(article.parts) if part.kind in READ_KINDS]
    readings = encoder.read([article.text[part.start : part.end] for _, part in chosen])
    found = []
    token = 0
    for (i, part), reading in zip(chosen, readings, strict=True):
        found.append(Block(i, part.kind, part.start, part.end, reading, token))
        token += len(reading.spans)
    return tuple(found)


def tokens(blocks: Sequence[Block]) -> tuple[Token, ...]:
    """The words of all blocks with part of speech, governor and relation (greedy: each word's best governor)."""
    found: list[Token] = []
    for block in blocks:
        reading = block.reading
        if not reading.spans:
            continue
        count = len(reading.spans)
        arcs = reading.arcs.copy()
        arcs[np.arange(count), np.arange(count)] = -1e9
        governors = arcs.argmax(1)
        tags = reading.pos.argmax(1)
        relations = reading.deprel.argmax(1)
        for i, (start, end) in enumerate(reading.spans):
            root = int(governors[i]) == count
            head = None if root else block.first_token + int(governors[i])
            relation = "root" if root else DEPRELS[relations[i]]
            found.append(Token(block.start + start, block.start + end, UPOS[tags[i]], head, relation))
    return tuple(found)
