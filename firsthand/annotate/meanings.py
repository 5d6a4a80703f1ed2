"""What a passage means as a few bytes: the encoder's vectors of its words, summed.

Likeness of meaning says that two passages speak of one thing, not that they agree: a denial is like what it denies.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from firsthand.annotate.blocks import Block
from firsthand.model import Article, Span

WINDOW = 10
"""Words on either side of an event's words that tell what it is, within its sentence; set by hand."""


def meaning(blocks: Sequence[Block], spans: Sequence[Span]) -> bytes:
    """The signed bytes of 127 times the unit vector of ``spans``; b"" where the encoder gives no vectors."""
    total: npt.NDArray[np.float32] | None = None
    for span in spans:
        for block in blocks[max(0, bisect_left(blocks, span.start, key=lambda one: one.start) - 1) :]:
            if block.start >= span.end or "vector" not in block.reading.heads:
                break
            words = block.reading.spans
            first = bisect_left(words, span.start - block.start, key=lambda word: word[1] - 1)
            end = bisect_left(words, span.end - block.start, key=lambda word: word[0])
            if first < end:
                part = block.reading.vector(first, end) * (end - first)
                total = part if total is None else total + part
    if total is None:
        return b""
    length = math.sqrt(total @ total)
    return np.rint(127 * total / length).astype(np.int8).tobytes() if length else b""


def around(article: Article, sentences: Sequence[Span], event: Span) -> Span:
    """An event's words with WINDOW words on either side, within its sentence; ``sentences`` in text order."""
    at = bisect_right(sentences, event.start, key=lambda one: one.start) - 1
    sentence = sentences[at] if at >= 0 and sentences[at].holds(event) else event
    before = [match.start() for match in re.finditer(r"\S+", article.text[sentence.start : event.start])][-WINDOW:]
    after = [match.end() for match in re.finditer(r"\S+", article.text[event.end : sentence.end])][:WINDOW]
    start = sentence.start + before[0] if before else event.start
    return Span(event.document, start, event.end + after[-1] if after else event.end)
