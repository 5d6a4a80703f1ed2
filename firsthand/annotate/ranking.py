"""Coreference within a document, learned: mentions at their head words, each linked to the likeliest mention before it.

Word-level mention ranking (Lee et al. 2017, Dobrovolskii 2021) on one pass of the encoder: a head word tells that a
mention hangs on it and of what kind, two pointers tell where the mention begins and ends, and a small network scores
each pair of mentions out of the encoder's vectors, the two mentions' forms and what they share. What scores too
low with all of them begins a chain. The network's weights lie beside the encoder's, in ranking.npz.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from firsthand.encoder import ENTITY_KINDS, UPOS, WEIGHTS, Reading, load_arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PRONOUNS = (
    "he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves",
    "i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves",
    "this that these those", "who whom whose which",
)  # fmt: skip
"""Classes of pronouns that can stand for one another; class 0 is for all other words."""
PRONOUN_CLASS = {word: i + 1 for i, row in enumerate(PRONOUNS) for word in row.split()}
LEADING = frozenset("the a an this that these those his her its their my our your".split())
FORMS = ("pronoun", "name", "definite", "other")
MENTION_FEATURES = len(FORMS) + len(PRONOUNS) + 1 + len(ENTITY_KINDS)
DISTANCES = (1, 2, 4, 8, 16, 32)
"""Upper ends of the classes of distance in mentions; one more class for what is further."""
BLOCKS_APART = (0, 1, 3)
PAIR_FEATURES = len(DISTANCES) + 1 + len(BLOCKS_APART) + 1 + 9
LINKED = -0.7
"""A mention is linked from this score on: of -0.4, -0.7, -1.0 and -1.4 the best on OntoGUM's development documents.
Training weighs the many mentions that begin a chain against the few that do not."""
SURE = 0.5
"""A word is the head of a mention where all kinds together have at least this probability."""
LONGEST = 40
"""No mention is longer, in words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of words of one block, its head word, its kind (an index of ENTITY_KINDS) and its head's part of speech."""

    block: int
    first: int
    end: int
    head: int
    kind: int
    pos: str


def chains(readings: Sequence[Reading], blocks: Sequence[Sequence[str]]) -> list[list[tuple[int, int, int]]]:
    """The chains of one document, each of two mentions (block, first word, end word) or more, in order.

    ``readings`` are the encoder's, one a block; ``blocks`` the words that it read.
    """
    mentions = find(readings)
    if len(mentions) < 2:
        return []
    weights = _weights()
    query, key = (
        np.stack([readings[m.block].heads[name][m.head] for m in mentions]) for name in ("chain_q", "chain_k")
    )
    scores = rank(weights, query, key, mention_features(mentions, blocks), pair_features(mentions, blocks))
    chain_of: list[int] = []
    for i, row in enumerate(scores):
        best = int(row[:i].argmax()) if i else -1
        chain_of.append(chain_of[best] if best >= 0 and row[best] > LINKED else i)
    members: dict[int, list[tuple[int, int, int]]] = {}
    for mention, chain in zip(mentions, chain_of, strict=True):
        members.setdefault(chain, []).append((mention.block, mention.first, mention.end))
    return [chain for chain in members.values() if len(chain) > 1]


def find(readings: Sequence[Reading]) -> list[Mention]:
    """The mentions of a document in the order of their first words, the longer first; no two of the same words."""
    found: dict[tuple[int, int, int], Mention] = {}
    for block, reading in enumerate(readings):
        if not len(reading.spans):
            continue
        entity, starts, ends = reading.heads["entity"], reading.pointed("start"), reading.pointed("end")
        for head in np.flatnonzero(1 - np.exp(entity[:, 0]) >= SURE):
            least = max(0, int(head) - LONGEST)
            first = least + int(starts[head, least : head + 1].argmax())
            end = int(head) + 1 + int(ends[head, head : head + LONGEST].argmax())
            kind = 1 + int(entity[head, 1:].argmax())
            pos = UPOS[int(reading.pos[head].argmax())]
            found.setdefault((block, first, end), Mention(block, first, end, int(head), kind, pos))
    return sorted(found.values(), key=lambda m: (m.block, m.first, -m.end))


def rank(weights: dict[str, Floats], query: Floats, key: Floats, single: Floats, pairs: Floats) -> Floats:
    """Scores (mentions, mentions): row i, column j < i says how far mention j is what mention i takes up; 0 is none.

    ``query`` and ``key`` are (mentions, 64), ``single`` (mentions, MENTION_FEATURES), ``pairs`` (mentions, mentions,
    PAIR_FEATURES).
    """
    later = np.concatenate([query, single], 1) @ weights["later"].T
    earlier = np.concatenate([key, single], 1) @ weights["earlier"].T
    hidden = np.maximum(later[:, None] + earlier[None] + pairs @ weights["pair"].T + weights["bias"], 0)
    scores: Floats = hidden @ weights["out"] + weights["out_bias"] + query @ key.T / np.sqrt(query.shape[1])
    return scores


def form(mention: Mention, words: Sequence[str]) -> str:
    """How a mention is put, one of FORMS.

    >>> form(Mention(0, 0, 2, 1, 6, "NOUN"), ["the", "envoy"])
    'definite'
    """
    if mention.pos == "PRON" or words[mention.head].lower() in PRONOUN_CLASS:
        return "pronoun"
    if mention.pos == "PROPN":
        return "name"
    return "definite" if words[mention.first].lower() in LEADING - {"a", "an"} else "other"


def mention_features(mentions: Sequence[Mention], blocks: Sequence[Sequence[str]]) -> Floats:
    """(mentions, MENTION_FEATURES): form, class of pronoun and kind of each mention, one-hot."""
    rows = np.zeros((len(mentions), MENTION_FEATURES), np.float32)
    for i, m in enumerate(mentions):
        rows[i, FORMS.index(form(m, blocks[m.block]))] = 1
        rows[i, len(FORMS) + PRONOUN_CLASS.get(blocks[m.block][m.head].lower(), 0)] = 1
        rows[i, len(FORMS) + len(PRONOUNS) + 1 + m.kind] = 1
    return rows


def pair_features(mentions: Sequence[Mention], blocks: Sequence[Sequence[str]]) -> Floats:
    """(mentions, mentions, PAIR_FEATURES): how far apart, and which words both hold; row: later, column: earlier."""
    count = len(mentions)
    words = [_words(m, blocks) for m in mentions]
    heads = [blocks[m.block][m.head].lower() for m in mentions]
    pronoun = np.array([PRONOUN_CLASS.get(head, 0) for head in heads])
    vocabulary: dict[str, int] = {}
    for word in [" ".join(w) for w in words] + [w for row in words for w in row] + heads:
        vocabulary.setdefault(word, len(vocabulary))
    whole, head = (np.array([vocabulary[w] for w in column]) for column in ([" ".join(w) for w in words], heads))
    holds = np.zeros((count, len(vocabulary)), np.float32)
    for i, row in enumerate(words):
        holds[i, [vocabulary[w] for w in row]] = 1
    shared = holds @ holds.T
    size = np.maximum(holds.sum(1), 1)
    block, first, end = (np.array([getattr(m, name) for m in mentions]) for name in ("block", "first", "end"))
    kind = np.array([m.kind for m in mentions])
    initials = np.array(["".join(w[0] for w in row) if len(row) > 1 else " " for row in words])
    bare = np.array(["".join(row) if len(row) == 1 else "  " for row in words])
    same_block = block[:, None] == block[None]
    spoken = (pronoun[:, None] > 0) & (pronoun[None] > 0)
    features = np.zeros((count, count, PAIR_FEATURES), np.float32)
    place = np.arange(count)
    far = np.searchsorted(DISTANCES, np.abs(place[:, None] - place[None]))
    apart = len(DISTANCES) + 1 + np.searchsorted(BLOCKS_APART, np.abs(block[:, None] - block[None]))
    np.put_along_axis(features, far[..., None], 1, 2)
    np.put_along_axis(features, apart[..., None], 1, 2)
    at = len(DISTANCES) + 1 + len(BLOCKS_APART) + 1
    features[..., at] = whole[:, None] == whole[None]
    features[..., at + 1] = head[:, None] == head[None]
    features[..., at + 2] = holds[:, head].T  # the earlier one holds ... seen from the later one's head
    features[..., at + 3] = shared / size[:, None]
    features[..., at + 4] = shared / size[None]
    features[..., at + 5] = (initials[:, None] == bare[None]) | (bare[:, None] == initials[None])
    features[..., at + 6] = spoken & (pronoun[:, None] == pronoun[None])
    features[..., at + 7] = kind[:, None] == kind[None]
    features[..., at + 8] = same_block & (first[:, None] < end[None]) & (first[None] < end[:, None])
    return features


def _words(mention: Mention, blocks: Sequence[Sequence[str]]) -> list[str]:
    """The words of a mention in lower case, without article, possessive and clitics."""
    words = [w.lower() for w in blocks[mention.block][mention.first : mention.end]]
    kept = [w for w in words if w not in LEADING and w not in ("'s", "’s", ",", ".", '"')]
    return kept or words


@cache
def _weights(folder: Path = WEIGHTS) -> dict[str, Floats]:
    return load_arrays(folder / "ranking.npz")
