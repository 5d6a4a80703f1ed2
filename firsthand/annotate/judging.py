"""How likely a reading of a word as an event is: by what the encoder makes of the word and by how it was read.

The encoder gives each word a probability of each PLOVER type; a logit weighs them with the reading's rule, its people,
what the lexicon says, how much of the type the rest of the page has and how often the word was right as this type. Its
weights and the words stand in judging.json, which training/events.py makes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.annotate.readings import Basis, Found, Rule
from firsthand.annotate.syntax import Syntax
from firsthand.encoder import PLOVER_TYPES
from firsthand.model import EventType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

CONFIDENCE = {"verb": 0.6, "light": 0.6, "noun": 0.4, "cue": 0.5, "voiced": 0.3}
BOTH_ROLES = 0.2
"""Added where actor and target are both known. The constants order readings; they are not calibrated."""
PROPOSED, OWN = 0.2, 0.12
"""How likely a word must be to tell anything, and a type to be its, to be read as one beside the lexicon's."""
TRUST = 0.04
"""By how much less likely a word of the lexicon may be. Set by hand: F1 on benchmarks.events .508, without it .509, but
more is found."""
AT_MOST = 2
"""Types that are proposed for one word."""
COLUMN = {name: i for i, name in enumerate(PLOVER_TYPES)}
LEAST = 1e-3
"""No probability is taken to be nearer to 0 or 1."""
ASKED = frozenset({"VERB", "NOUN", "ADJ"})
"""The words that the encoder has learned to tell."""
FAINT, SHORT = 0.2, 20
"""Words of a type that every page is taken to have besides, and words of the shortest page. Set by hand."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The probability from which a reading is told, the weight of each feature, and for each type and lemma how much
    likelier than others its readings were right, as a logarithm of odds.
    """

    told: float
    weights: Mapping[str, float]
    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


class Judge(Protocol):
    """Says which types a word may tell beside those of the lexicon, and how likely a reading is."""

    def proposed(self, i: int) -> Sequence[EventType]:
        """The types for token i, the likeliest first."""

    def sure(self, found: Found) -> float:
        """The probability of a reading."""

    def tells(self, found: Found, sure: float) -> bool:
        """Whether a reading of that probability is likely enough to be told."""


class Rules:
    """The lexicon alone: what meets its conditions is told."""

    def proposed(self, i: int) -> Sequence[EventType]:
        """None."""
        return ()

    def sure(self, found: Found) -> float:
        """A constant for each rule, 0 where a condition does not hold."""
        if found.basis != "lexicon":
            return 0.0
        both = found.roles.actors and found.roles.targets
        return round(CONFIDENCE[found.rule] + (BOTH_ROLES if both else 0.0), 2)

    def tells(self, found: Found, sure: float) -> bool:
        """Whether the lexicon has it."""
        return sure > 0


class Learned:
    """What the encoder says of the tokens of an article, ``scores`` (tokens, types) as logarithms of probabilities."""

    def __init__(self, scores: Scores, tree: Syntax, weights: Weights | None = None) -> None:
        self._weights, self._tree = weights or learned(), tree
        self.likely = np.exp(scores)
        held = np.clip(self.likely, LEAST, 1 - LEAST)
        self._odds: Scores = np.log(held / (1 - held))
        asked = [token.pos in ASKED for token in tree.tokens]
        self._mass: list[float] = self.likely[asked].sum(0).tolist()
        self._size = max(SHORT, sum(asked))
        self._proposed: dict[int, list[EventType]] = {}
        kept = np.flatnonzero(self.likely[:, 0] < 1 - PROPOSED)
        for i, row in zip(kept.tolist(), self.likely[kept].tolist(), strict=True):
            best = sorted(range(1, len(row)), key=row.__getitem__, reverse=True)[:AT_MOST]
            self._proposed[i] = [cast(EventType, PLOVER_TYPES[k]) for k in best if row[k] > OWN]
        self._constant = cache(self._flagged)

    def proposed(self, i: int) -> Sequence[EventType]:
        """The types that the encoder finds likely for token i."""
        return self._proposed.get(i, ())

    def sure(self, found: Found) -> float:
        """The probability by the weights of judging.json."""
        weights = self._weights.weights
        total = self._constant(found.basis, found.rule, found.type)
        total += sum(weights.get(name, 0.0) * value for name, value in self._numbers(found).items())
        return round(1 / (1 + exp(-total)), 2)

    def tells(self, found: Found, sure: float) -> bool:
        """Whether it has the probability of judging.json, or nearly and the lexicon has it."""
        return sure >= self._weights.told - (TRUST if found.basis == "lexicon" else 0)

    def features(self, found: Found) -> dict[str, float]:
        """What is weighed of a reading, by name; what is not there is 0."""
        return {**self._numbers(found), **dict.fromkeys(_flags(found.basis, found.rule, found.type), 1.0)}

    def word(self, found: Found) -> int:
        """The token of a reading that most likely tells its type."""
        column = COLUMN[found.type]
        return max(found.words, key=lambda i: float(self._odds[i, column]))

    def _numbers(self, found: Found) -> dict[str, float]:
        """What of it differs from word to word."""
        column, best = COLUMN[found.type], self.word(found)
        own = float(self._odds[best, column])
        others = max(0.0, self._mass[column] - float(self.likely[best, column]))
        return {
            "own": own,
            "any": -min(float(self._odds[i, 0]) for i in found.words),
            "own proposed" if found.basis == "proposed" else "own known": own,
            "page": log((others + FAINT) / self._size),
            "word": self._weights.words.get(found.type, {}).get(self._tree.lemmas[best][0], 0.0),
            "actors": bool(found.roles.actors),
            "targets": bool(found.roles.targets),
            "several words": len(found.words) > 1,
        }

    def _flagged(self, basis: Basis, rule: Rule, kind: EventType) -> float:
        return sum(self._weights.weights.get(name, 0.0) for name in _flags(basis, rule, kind))


def _flags(basis: Basis, rule: Rule, kind: EventType) -> tuple[str, ...]:
    """What is so of a reading and has no size."""
    return basis, rule, kind, f"{kind} {'proposed' if basis == 'proposed' else 'known'}", "any word"


def judge(blocks: Sequence[Block], tree: Syntax) -> Judge:
    """Who judges the words of ``blocks``, which are those of ``tree``: the encoder, or the lexicon alone where the
    encoder tells no types.
    """
    told = [block.reading.heads.get("plover") for block in blocks]
    known = [scores for scores in told if scores is not None]
    return Learned(np.concatenate(known), tree) if known and len(known) == len(told) else Rules()


@cache
def learned() -> Weights:
    """What stands in judging.json."""
    stored = json.loads(files(__package__).joinpath("judging.json").read_text("utf-8"))
    return Weights(stored["told"], stored["weights"], stored["words"])
