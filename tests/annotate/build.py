"""Articles, words, mentions and the encoder's readings built by hand: a test says what is there by quoting its words.

Words are looked up in the text; ``"minister#2"`` is the second place where they stand. Tags are "POS", "POS relation"
or "POS relation governor"; a word without a tag gets the part of speech that its form suggests, and no governor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.annotate.blocks import blocks as blocks_of
from firsthand.encoder import ATTRIBUTION_TAGS, DEPRELS, NAME_TAGS, UPOS, Encoder, Reading, words
from firsthand.model import Article, Chain, EntityKind, Mention, MentionForm, Part, PartKind, Span, Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKELY, UNLIKELY = 0.96, 1e-4
_CLOSED = {
    word: pos
    for pos, listed in (
        ("DET", "the a an this that his her its their"),
        ("ADP", "of in to on at for with by from about according"),
        ("PRON", "he she it they him them who which"),
        ("VERB", "said told"),
        ("PART", "'s ’s"),
        ("CCONJ", "and"),
    )
    for word in listed.split()
}
Said = tuple[str | None, str | None, Sequence[str]]
"""A source, its cue, the contents that the cue governs; None for a source or cue that is not there."""


def place(text: str, quoted: str) -> tuple[int, int]:
    """Where the words stand in the text; fails the test if they do not."""
    plain, _, number = quoted.partition("#") if re.search(r"#\d$", quoted) else (quoted, "", "1")
    start = -1
    for _ in range(int(number)):
        start = text.index(plain, start + 1)
    return start, start + len(plain)


def article(text: str, *kinds: PartKind) -> Article:
    """Every line that is not blank is a part; ``kinds`` name the first of them, the rest is body."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    named: list[PartKind] = [*kinds, *["body" for _ in lines[len(kinds) :]]]  # type: ignore[list-item]
    parts = tuple(Part(kind, *span) for kind, span in zip(named, lines, strict=True))
    size = len(text)
    return Article("d-1", "a.txt", text, 0, size, text, range(size), range(1, size + 1), parts)


_SAYING = ("said", "says", "told", "claimed", "denied", "warned")
"""Verbs that take the word before them for their subject, where a test says nothing else."""


def _analysed(text: str, tags: Mapping[str, str]) -> list[tuple[int, int, str, str, int | None]]:
    """Words with part of speech, relation and governor (an index into the words)."""
    spans = words(text)
    starts = {start: i for i, (start, _) in enumerate(spans)}

    def index(quoted: str) -> int:
        return starts[place(text, quoted)[0]]

    told = {index(quoted): tag.split() for quoted, tag in tags.items()}
    found = []
    for i, (start, end) in enumerate(spans):
        word = text[start:end]
        guess = _CLOSED.get(word.lower()) or ("PUNCT" if not re.search(r"\w", word) else "")
        tag = told.get(i, [guess or ("NUM" if word.isdigit() else "PROPN" if word[0].isupper() else "NOUN")])
        head = index(tag[2]) if len(tag) > 2 else None
        relation = tag[1] if len(tag) > 1 else "root" if head is None else "dep"
        found.append((start, end, tag[0], relation, head))
    return found


def tokens(page: Article, tags: Mapping[str, str] | None = None) -> tuple[Token, ...]:
    """The words of an article as tokens."""
    analysed = _analysed(page.text, tags or {})
    return tuple(Token(start, end, pos, head, relation) for start, end, pos, relation, head in analysed)


def mention(page: Article, quoted: str, kind: EntityKind = "person", form: MentionForm = "name") -> Mention:
    """A mention of a name, unless ``form`` says otherwise."""
    return Mention(page.span(*place(page.text, quoted)), kind, form)


def nominal(page: Article, quoted: str, kind: EntityKind = "person") -> Mention:
    """A mention by a description."""
    return mention(page, quoted, kind, "nominal")


def pronoun(page: Article, quoted: str, kind: EntityKind = "person") -> Mention:
    """A mention by a pronoun."""
    return mention(page, quoted, kind, "pronoun")


def chain(page: Article, *quoted: str, kind: EntityKind = "person") -> Chain:
    """A chain of names with its first words for id and name; words in lower case are descriptions."""
    forms: list[MentionForm] = ["name" if q[0].isupper() and not q.startswith("The ") else "nominal" for q in quoted]
    found = [mention(page, q, kind, form) for q, form in zip(quoted, forms, strict=True)]
    return Chain(quoted[0], kind, quoted[0], tuple(sorted(found, key=lambda m: m.span)))


def told(page: Article, found: Sequence[Chain]) -> list[list[str]]:
    """The words of every mention, chain by chain."""
    return [[page.words_of(m.span) for m in one.mentions] for one in found]


def texts(page: Article, spans: Sequence[Span]) -> list[str]:
    """The words of spans."""
    return [page.words_of(span) for span in spans]


def reading(
    text: str,
    said: Sequence[Said] = (),
    names: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
    sure: float = LIKELY,
) -> Reading:
    """What an encoder that is right and sure would read in one block."""
    analysed = _analysed(text, tags or {})
    spans = [(start, end) for start, end, *_ in analysed]
    for i, (start, end) in enumerate(spans):
        before = next((j for j in range(i - 1, -1, -1) if text[slice(*spans[j])] not in ("had", "has")), None)
        if text[start:end] in _SAYING and before is not None and analysed[before][3] == "root":
            analysed[before] = (*spans[before], analysed[before][2], "nsubj", i)
    count = len(spans)
    links, arcs = (np.full((count, count + 1), -9.0, np.float32) for _ in range(2))
    links[:, count] = 0
    roles: dict[str, str] = {}
    for source, cue, contents in said:
        roles |= {**dict.fromkeys(contents, "content"), **({source: "source"} if source else {})}
        if cue is None:
            continue
        roles[cue] = "cue"
        at = _range(text, spans, cue)[0]
        for other in [*contents, *([source] if source else [])]:
            links[_range(text, spans, other)[0], at] = 9
    for i, (*_, head) in enumerate(analysed):
        arcs[i, count if head is None else head] = 9
    return Reading(
        tuple(spans),
        _labelled(text, spans, ATTRIBUTION_TAGS, roles, sure),
        _labelled(text, spans, NAME_TAGS, names or {}, sure),
        _one_hot([UPOS.index(pos) for _, _, pos, _, _ in analysed], len(UPOS)),
        _one_hot([DEPRELS.index(relation) for _, _, _, relation, _ in analysed], len(DEPRELS)),
        arcs,
        links,
    )


def _range(text: str, spans: Sequence[tuple[int, int]], quoted: str) -> range:
    start, end = place(text, quoted)
    inside = [i for i, (a, b) in enumerate(spans) if start <= a and b <= end]
    return range(inside[0], inside[-1] + 1)


def _labelled(
    text: str, spans: Sequence[tuple[int, int]], tags: Sequence[str], kinds: Mapping[str, str], sure: float
) -> NDArray[np.float32]:
    chosen = [0] * len(spans)
    for quoted, kind in kinds.items():
        held = _range(text, spans, quoted)
        for i in held:
            position = "S" if len(held) == 1 else "B" if i == held[0] else "E" if i == held[-1] else "I"
            chosen[i] = tags.index(f"{position}-{kind}")
    return _one_hot(chosen, len(tags), sure)


def _one_hot(chosen: Sequence[int], width: int, sure: float = LIKELY) -> NDArray[np.float32]:
    scores = np.full((len(chosen), width), UNLIKELY, np.float32)
    for row, column in enumerate(chosen):
        scores[row, column] = sure if column else LIKELY
    return np.log(scores)


@dataclass(frozen=True)
class _Fake:
    known: Mapping[str, Reading]

    def read(self, texts: Sequence[str]) -> list[Reading]:
        return [self.known.get(text) or reading(text) for text in texts]


def encoder(*known: tuple[str, Reading]) -> Encoder:
    """An encoder that knows the readings of these texts and sees nothing in any other."""
    return cast(Encoder, _Fake(dict(known)))


def read_blocks(page: Article, *known: tuple[str, Reading]) -> tuple[Block, ...]:
    """The blocks of an article as such an encoder reads them."""
    return blocks_of(page, encoder(*known))
