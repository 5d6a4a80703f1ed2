"""How two texts stand to each other, told from one reading of each: what they share, word by word and as wholes.

A small network over a few features: how like the whole texts and their words are by the encoder's vectors, how much
of each is in the other, and whether numbers, names and negations differ. It sees no order of words. Its weights lie
beside the encoder's, in relation.npz; training/relations.py makes them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

import numpy as np

from firsthand.encoder.heads import UPOS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from firsthand.encoder.reader import Reading

    Floats = NDArray[np.float32]

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
NEGATIONS = frozenset("not n't n’t no never none nobody nothing neither nor without denied refused failed".split())
STEM = 6
"""Letters by which two words are taken for one."""
FEATURES = (
    "likeness of the wholes", "second's words in the first", "first's words in the second",
    "second's words aligned", "its worst word aligned", "first's words aligned", "second's verbs aligned",
    "second's new numbers", "first's new numbers", "second's new names", "first's new names", "negation in one alone",
    "both negated", "length of the second to the first", "second's bonds in the first", "new words alike",
)  # fmt: skip

Text = tuple[Sequence[str], "Reading"]


def compare(first: Text, second: Text) -> Floats:
    """The FEATURES of two texts, each its words and its reading, as one row."""
    one, other = _Side(*first), _Side(*second)
    cosines = other.vectors @ one.vectors.T if len(one.vectors) and len(other.vectors) else np.zeros((1, 1), np.float32)
    best = cosines.max(1)
    verbs = best[other.verbs] if len(other.verbs) and other.verbs.any() and len(best) == len(other.verbs) else best
    return np.array(
        [
            one.whole @ other.whole, other.held_by(one.stems, other.stems), other.held_by(other.stems, one.stems),
            best.mean(), best.min(), cosines.max(0).mean(), verbs.mean(),
            1 - other.held_by(one.numbers, other.numbers), 1 - other.held_by(other.numbers, one.numbers),
            1 - other.held_by(one.names, other.names), 1 - other.held_by(other.names, one.names),
            one.negated != other.negated, one.negated and other.negated,
            np.log((1 + len(second[0])) / (1 + len(first[0]))),
            other.held_by(one.bonds, other.bonds), _exchanged(one, other, cosines),
        ],
        np.float32,
    )  # fmt: skip


class _Side:
    """What is compared of one text."""

    def __init__(self, words: Sequence[str], reading: Reading) -> None:
        pos = [UPOS[int(row.argmax())] for row in reading.pos]
        kept = [i for i, name in enumerate(pos) if name in CONTENT]
        vectors = reading.heads["vector"]
        self.whole = reading.vector(0, len(words)) if len(words) else np.zeros(vectors.shape[1], np.float32)
        self.vectors = vectors[kept] / np.maximum(np.linalg.norm(vectors[kept], axis=1, keepdims=True), 1e-9)
        self.verbs = np.array([pos[i] == "VERB" for i in kept], bool)
        self.stems = frozenset(words[i].lower()[:STEM] for i in kept)
        self.numbers = frozenset(words[i].lower() for i in kept if pos[i] == "NUM")
        self.names = frozenset(words[i].lower() for i in kept if pos[i] == "PROPN")
        self.negated = any(word.lower() in NEGATIONS for word in words)
        self.order = [words[i].lower()[:STEM] for i in kept]
        heads = reading.arcs.argmax(1)
        self.bonds = frozenset(
            frozenset((words[i].lower()[:STEM], words[int(heads[i])].lower()[:STEM]))
            for i in kept
            if int(heads[i]) in kept
        )

    @staticmethod
    def held_by(whole: Set[object], part: Set[object]) -> float:
        """The share of ``part`` in ``whole``; 1 where there is nothing to hold."""
        return len(whole & part) / len(part) if part else 1.0


def _exchanged(one: _Side, other: _Side, cosines: Floats) -> float:
    """How like two words are of which each is in one text alone, at most: what one stands for the other in a change."""
    new = [i for i, stem in enumerate(other.order) if stem not in one.stems]
    gone = [i for i, stem in enumerate(one.order) if stem not in other.stems]
    return float(cosines[np.ix_(new, gone)].max()) if new and gone else 0.0


def relation(weights: dict[str, Floats], rows: Floats) -> Floats:
    """(pairs, 4): the probabilities of RELATIONS from rows of FEATURES; one hidden layer."""
    hidden = np.tanh((rows - weights["mean"]) / weights["spread"] @ weights["in"].T + weights["in_bias"])
    scores = hidden @ weights["out"].T + weights["out_bias"]
    shares = np.exp(scores - scores.max(1, keepdims=True))
    told: Floats = shares / shares.sum(1, keepdims=True)
    return told
