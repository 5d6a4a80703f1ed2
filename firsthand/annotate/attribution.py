"""Attributions as the encoder reads them: a cue with its source and its contents, nested ones included.

The labels of one pass give every word one role, so what a content itself attributes to somebody is found by reading the
contents again as blocks of their own. Offsets are the article's. Who the source is stays open here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.annotate.lemma import lemmas
from firsthand.encoder import ATTRIBUTION_TAGS, DEPRELS, ROLES, UPOS, Decoded, Encoder, Reading, decode_all
from firsthand.lexicon import entries, of_class, rows
from firsthand.model import Article

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

MARKS = ' "“”„«»'
WORDS_KEPT = 1 << 14
UNREAD = frozenset({"caption", "subhead"})
"""Kinds of blocks in which nobody is heard."""
DEPTH = 2
"""How many times contents are read again; a deeper nesting was not seen in PolNeAR dev."""
NEST_WORDS = 6
"""Contents of fewer words are not read again."""
EXPECTED = 0.7
"""What a verb of saying adds to the logarithm of the odds that it is a cue; .5 to 1 do equally well on the keys."""


@dataclass(slots=True)
class Attribution:
    """Offsets (start, end) of the roles; ``level`` 0 stands in the block itself, 1 in a content of level 0, ..."""

    block: Block
    cue: tuple[int, int] | None
    sources: list[tuple[int, int]] = field(default_factory=list)
    contents: list[tuple[int, int]] = field(default_factory=list)
    sure: float = 1.0
    level: int = 0
    relay: tuple[int, int] | None = None
    """Who passes the words on, where the sentence names him beside the speaker."""


def attributions(article: Article, blocks: Sequence[Block], encoder: Encoder) -> list[Attribution]:
    """All attributions, by block and start; one without a cue holds contents that no cue of its block governs."""
    outermost = [(b, b.start, b.reading) for b in blocks if b.kind not in UNREAD]
    found = _linked(article, outermost, 0)
    level, outer = 0, found
    while level < DEPTH:
        level += 1
        inner = [
            (a.block, *_unquoted(article.text, s, e))
            for a in outer
            for s, e in a.contents
            if _may_nest(article, a.block, s, e)
        ]
        readings = encoder.read([article.text[s:e] for _, s, e in inner])
        again = [(block, start, reading) for (block, start, _), reading in zip(inner, readings, strict=True)]
        outer = [a for a in _linked(article, again, level) if a.cue is not None and a.contents]
        found += outer
    return found


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A content without the quotation marks around it: what is quoted whole, the encoder takes for content whole."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip(MARKS)), end - len(inside) + len(inside.rstrip(MARKS))


def _may_nest(article: Article, block: Block, start: int, end: int) -> bool:
    """Whether a content is long enough and holds a verb of saying whose subject may be another, or "according"."""
    spans = block.reading.spans
    first = bisect_left(spans, start - block.start, key=itemgetter(0))
    inside = range(first, bisect_right(spans, end - block.start, key=itemgetter(1)))
    if len(inside) < NEST_WORDS:
        return False
    words = [article.text[block.start + spans[i][0] : block.start + spans[i][1]] for i in inside]
    if any(word.lower() == "that" and _said(before) for before, word in pairwise(words[1:])):
        return True
    if not any(map(_may_report, words)):
        return False
    rows = slice(inside.start, inside.stop)
    relations = block.reading.deprel[rows].argmax(1).tolist()
    governors = block.reading.arcs[rows].argmax(1).tolist()
    tags = block.reading.pos[rows].argmax(1).tolist()
    told = {
        head
        for word, head, relation, tag in zip(words, governors, relations, tags, strict=True)
        if DEPRELS[relation] == "nsubj" and (UPOS[tag] != "PRON" or _somebody(word))
    }
    behind = zip(inside[1:], words[1:], strict=True)
    return any(_may_report(word) and (i in told or word.lower() == "according") for i, word in behind)


@lru_cache(WORDS_KEPT)
def _may_report(word: str) -> bool:
    """Whether a word can be a verb of saying, or is "according"."""
    return word.lower() == "according" or any(lemma in speech_verbs() for lemma in lemmas(word)[:2])


@lru_cache(WORDS_KEPT)
def _said(word: str) -> bool:
    """Whether a word is a noun for what somebody says: "warnings"."""
    return any(lemma in entries("said_nouns") for lemma in lemmas(word))


def _somebody(word: str) -> bool:
    """Whether a pronoun can stand for another speaker than the one who is quoted ("I", "we") or than a thing ("it")."""
    return word.lower() in of_class("function_words", "he") | of_class("function_words", "she") | {"they", "who"}


@cache
def speech_verbs() -> frozenset[str]:
    """The verbs of saying of the lexicon, in base forms: those that tell of words, not of belief or of a look."""
    return frozenset(row[0] for row in rows("reporting_verbs") if row[2:3] != ("belief",) and row[1:2] != ("other",))


def _linked(article: Article, read: Sequence[tuple[Block, int, Reading]], level: int) -> list[Attribution]:
    """The attributions of readings, each with its block and the offset that it begins at."""
    decoded = decode_all([_expecting(article, base, reading) for _, base, reading in read], ROLES)
    given = zip(read, decoded, strict=True)
    return [a for (block, base, reading), spans in given for a in _grouped(block, base, reading, spans, level)]


def _expecting(article: Article, base: int, reading: Reading) -> Scores:
    """The tags' scores of a reading, cues a little likelier at verbs of saying and their particles ("ruled out")."""
    verb, particle = UPOS.index("VERB"), DEPRELS.index("compound:prt")
    verbs = {
        i
        for i, ((start, end), tag) in enumerate(zip(reading.spans, reading.pos.argmax(1).tolist(), strict=True))
        if tag == verb and _may_report(article.text[base + start : base + end])
    }
    if not verbs:
        return reading.attribution
    particles = [i for i, relation in enumerate(reading.deprel.argmax(1).tolist()) if relation == particle]
    raised = [*verbs, *(i for i in particles if int(reading.arcs[i].argmax()) in verbs)]
    rows = reading.attribution[raised]
    rows[:, _cue_tags()] += EXPECTED
    scores = reading.attribution.copy()
    scores[raised] = rows - np.logaddexp.reduce(rows, 1, keepdims=True)
    return scores


@cache
def _cue_tags() -> list[int]:
    return [i for i, tag in enumerate(ATTRIBUTION_TAGS) if tag.endswith("-cue")]


def _grouped(block: Block, base: int, reading: Reading, spans: Sequence[Decoded], level: int) -> list[Attribution]:
    """Group the decoded spans of a reading by cue, along the encoder's links."""
    cues = [(first, end, sure) for first, end, kind, sure in spans if kind == "cue"]

    def offsets(first: int, end: int) -> tuple[int, int]:
        return base + reading.spans[first][0], base + reading.spans[end - 1][1]

    found = [Attribution(block, offsets(first, end), sure=sure, level=level) for first, end, sure in cues]
    loose = Attribution(block, None, level=level)
    for first, end, kind, sure in spans:
        if kind == "cue":
            continue
        i = _cue_of(reading, cues, first, end)
        if i is None and kind == "source":
            continue
        target = loose if i is None else found[i]
        (target.sources if kind == "source" else target.contents).append(offsets(first, end))
        target.sure = min(target.sure, sure)
    return [*found, loose] if loose.contents else found


def _cue_of(reading: Reading, cues: Sequence[tuple[int, int, float]], first: int, end: int) -> int | None:
    """Index of the cue that the span's first word links to best, None where "no cue" scores higher than all."""
    if not cues:
        return None
    row: list[float] = reading.links[first].tolist()
    scores = [max(row[a:b]) for a, b, _ in cues]
    best = max(range(len(cues)), key=scores.__getitem__)
    return best if scores[best] >= row[len(reading.spans)] else None
