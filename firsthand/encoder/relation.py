"""How two texts stand to each other, told from one reading of each: what they share, word by word and as wholes.

Every content word of one text is aligned with the likest of the other, by its letters or by the encoder's vectors. A
small network weighs what that leaves over: words of one text alone, numbers, names, negations, how far the aligned
verbs are presented as having happened, and whether aligned words hang together in both sentences. Its weights lie
beside the encoder's, in relation.npz; training/relations.py makes them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

import numpy as np

from firsthand.encoder.heads import DEPRELS, NAME_TAGS, UPOS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from firsthand.encoder.reader import Reading

    Floats = NDArray[np.float32]

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
NEGATIONS = frozenset("not n't n’t no never none nobody nothing neither nor without denied refused failed".split())
HEDGES = frozenset(
    "may might could would should if plan plans planned expected intend alleged allegedly reportedly unlikely likely "
    "possible".split()
)
STEM = 6
"""Letters by which two words are taken for one."""
ALIGNED = 0.6
"""The likeness from which an aligned word is taken for the same thing."""
MOST_APART = 20
BY_CLASS = ("VERB", "NOUN", "PROPN", "NUM", "ADJ")
NEW_BY_CLASS = ("PROPN", "VERB", "NOUN")
FAR = 4.0
"""Standard deviations at which a feature is cut off."""
FEATURES = (
    "likeness of the wholes", "second's words in the first", "the same, rare words weighing more",
    "first's words in the second", "second's words aligned", "its worst word", "its second worst word",
    "its words not aligned", "its words hardly aligned", "first's words aligned",
    *(f"second's {name} {what}" for name in BY_CLASS for what in ("in the first", "aligned at worst")),
    "new numbers", "new numbers where the first has others", "second's names in the first",
    "first's names in the second", "negation in one alone", "both negated", "second negated",
    "aligned words negated unlike", "aligned verbs' factuality apart", "least factuality of the first's",
    "least factuality of the second's", "factuality of the second", "factuality of the first",
    "second's bonds in the first", "bonds of aligned words kept", "such bonds", "such bonds turned round",
    "aligned neighbours apart", "at most apart",
    "length of the second to the first", "length of the first", "length of the second",
    "likest new and lost words", "of one class", *(f"the new one a {name}" for name in BY_CLASS), "of one kind of name",
    "new words", "lost words", "share of new words", *(f"new words that are {name}" for name in NEW_BY_CLASS),
    "hedged in the first alone", "words that differ in place",
)  # fmt: skip

Text = tuple[Sequence[str], "Reading"]


def compare(first: Text, second: Text) -> Floats:
    """The FEATURES of two texts, each its words and its reading, as one row."""
    one, other = _Side(*first), _Side(*second)
    pair = _Pair(one, other)
    told = [*_shared(pair), *_mismatched(pair), *_happened(pair), *_bound(pair), *_lengths(one, other)]
    return np.array([*told, *_exchanged(pair), *_hedged(one, other)], np.float32)


def relation(weights: dict[str, Floats], rows: Floats) -> Floats:
    """(pairs, 4): the probabilities of RELATIONS from rows of FEATURES; a linear part and one hidden layer."""
    known = np.clip((rows - weights["mean"]) / weights["spread"], -FAR, FAR)
    scores = known @ weights["straight"].T + np.tanh(known @ weights["in"].T + weights["in_bias"]) @ weights["out"].T
    scores = scores + weights["out_bias"]
    shares = np.exp(scores - scores.max(1, keepdims=True))
    told: Floats = shares / shares.sum(1, keepdims=True)
    return told


class _Side:
    """What is compared of one text; lists and arrays are over its content words."""

    def __init__(self, words: Sequence[str], reading: Reading) -> None:
        known = [word.lower() for word in words]
        pos = [UPOS[int(row.argmax())] for row in reading.pos]
        kept = [i for i, name in enumerate(pos) if name in CONTENT]
        vectors = reading.heads["vector"]
        self.all = known
        self.at = kept
        self.pos = [pos[i] for i in kept]
        self.words = [known[i] for i in kept]
        self.order = [word[:STEM] for word in self.words]
        self.stems = frozenset(self.order)
        self.whole = reading.vector(0, len(words)) if len(words) else np.zeros(vectors.shape[1], np.float32)
        self.vectors = vectors[kept] / np.maximum(np.linalg.norm(vectors[kept], axis=1, keepdims=True), 1e-9)
        self.facts = reading.factuality[kept]
        self.kinds = [NAME_TAGS[int(reading.names[i].argmax())][2:] for i in kept]
        self.negations = [i for i, word in enumerate(known) if word in NEGATIONS]
        place = {i: at for at, i in enumerate(kept)}
        heads = reading.arcs.argmax(1).tolist()
        self.negated = {place[heads[i]] for i in self.negations if heads[i] in place}
        self.bonds = {
            (at, place[heads[i]]): DEPRELS[int(reading.deprel[i].argmax())]
            for at, i in enumerate(kept)
            if heads[i] in place
        }

    def of(self, *classes: str) -> frozenset[str]:
        """The content words of some parts of speech."""
        return frozenset(word for word, pos in zip(self.words, self.pos, strict=True) if pos in classes)

    def bound(self) -> frozenset[tuple[str, str]]:
        """The stems of every two words of which one heads the other."""
        return frozenset((self.order[word], self.order[head]) for word, head in self.bonds)


class _Pair:
    """Two sides, and how their content words are aligned; a side without any has one word that is like nothing."""

    def __init__(self, one: _Side, other: _Side) -> None:
        self.one, self.other = one, other
        self.cosines = np.zeros((max(1, len(other.at)), max(1, len(one.at))), np.float32)
        if one.at and other.at:
            self.cosines = other.vectors @ one.vectors.T
        same = np.array([[x == y for y in one.order] for x in other.order], bool)
        like = np.where(same, 1, self.cosines) if one.at and other.at else self.cosines
        self.best, self.back = like.max(1), like.max(0)
        self.to: list[int] = like.argmax(1).tolist()
        self.aligned = [at for at in range(len(other.at)) if one.at and self.best[at] > ALIGNED]


def _share(part: Set[object], whole: Set[object]) -> float:
    """The share of ``part`` in ``whole``; 1 where there is nothing to hold."""
    return len(whole & part) / len(part) if part else 1.0


def _shared(pair: _Pair) -> list[float]:
    """How much of each text is in the other."""
    one, other, best = pair.one, pair.other, pair.best
    held = np.array([stem in one.stems for stem in other.order] or [True], np.float32)
    weight = np.array(
        [
            1 + 0.08 * len(word) + 0.5 * (pos in ("PROPN", "NUM"))
            for word, pos in zip(other.words, other.pos, strict=True)
        ]
        or [1.0]
    )
    worst = np.sort(best)
    told = [
        one.whole @ other.whole, held.mean(), held @ weight / weight.sum(), _share(one.stems, other.stems), best.mean(),
        worst[0], worst[min(1, len(worst) - 1)], (best < 0.5).mean(), (best < 0.7).mean(), pair.back.mean(),
    ]  # fmt: skip
    for name in BY_CLASS:
        ours = [at for at, pos in enumerate(other.pos) if pos == name]
        told += [held[ours].mean(), best[ours].min()] if ours else [1.0, 1.0]
    return [float(value) for value in told]


def _mismatched(pair: _Pair) -> list[float]:
    """Numbers, names and negations of one text alone."""
    one, other = pair.one, pair.other
    numbers, names = one.of("NUM"), one.of("PROPN")
    new = other.of("NUM") - numbers
    unlike = any((at in other.negated) != (pair.to[at] in one.negated) for at in pair.aligned)
    mine, theirs = bool(one.negations), bool(other.negations)
    return [
        bool(new), bool(new and numbers), _share(other.of("PROPN"), names), _share(names, other.of("PROPN")),
        mine != theirs, mine and theirs, theirs, unlike,
    ]  # fmt: skip


def _happened(pair: _Pair) -> list[float]:
    """How far aligned verbs, and the texts as wholes, are presented as having happened."""
    one, other = pair.one, pair.other
    verbs = [at for at in pair.aligned if other.pos[at] == "VERB"]
    mine = [float(one.facts[pair.to[at]]) for at in verbs]
    theirs = [float(other.facts[at]) for at in verbs]
    apart = [abs(a - b) for a, b in zip(mine, theirs, strict=True)]
    means = [float(side.facts.mean()) if side.at else 0.0 for side in (other, one)]
    return [max(apart, default=0.0), min(mine, default=3.0), min(theirs, default=3.0), *means]


def _bound(pair: _Pair) -> list[float]:
    """Whether words that hang together in the second text do so in the first."""
    one, other = pair.one, pair.other
    known = [(pair.to[word], pair.to[head]) for word, head in other.bonds if {word, head} <= {*pair.aligned}]
    apart = [abs(one.at[pair.to[word]] - one.at[pair.to[head]]) for word, head in other.bonds if one.at]
    return [
        _share(other.bound(), one.bound()),
        sum(bond in one.bonds for bond in known) / len(known) if known else 0.5,
        bool(known),
        any((head, word) in one.bonds for word, head in known),
        float(np.log1p(sum(apart) / len(apart))) if apart else 0.0,
        float(np.log1p(max(apart, default=0))),
    ]


def _lengths(one: _Side, other: _Side) -> list[float]:
    mine, theirs = (float(np.log1p(len(side.all))) for side in (one, other))
    return [theirs - mine, mine, theirs]


def _exchanged(pair: _Pair) -> list[float]:
    """Words of one text alone, and which of them may stand for each other."""
    one, other = pair.one, pair.other
    new = [at for at, stem in enumerate(other.order) if stem not in one.stems]
    lost = [at for at, stem in enumerate(one.order) if stem not in other.stems]
    told = [0.0] * (3 + len(BY_CLASS))
    if new and lost:
        likeness = pair.cosines[np.ix_(new, lost)]
        row, column = np.unravel_index(int(likeness.argmax()), likeness.shape)
        at, was = new[int(row)], lost[int(column)]
        named = bool(other.kinds[at]) and other.kinds[at] == one.kinds[was]
        told = [float(likeness.max()), other.pos[at] == one.pos[was], *(other.pos[at] == n for n in BY_CLASS), named]
    counts = [sum(other.pos[at] == name for at in new) for name in NEW_BY_CLASS]
    return [*told, len(new), len(lost), len(new) / max(1, len(other.at)), *counts]


def _hedged(one: _Side, other: _Side) -> list[float]:
    """Whether the first alone speaks of what may be, and how many words differ where both have as many."""
    apart = sum(a != b for a, b in zip(one.all, other.all, strict=False))
    if len(one.all) != len(other.all):
        apart = min(MOST_APART, abs(len(one.all) - len(other.all)) + 5)
    return [HEDGES.isdisjoint(other.all) and not HEDGES.isdisjoint(one.all), apart]
