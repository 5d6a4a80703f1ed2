"""How likely a reading of a word as an event is: by what the encoder makes of the word and by how it was read.

The encoder gives each word a probability of each PLOVER type; a logit weighs them with the reading's rule, its people
and what the lexicon says. Its weights stand in judging.json, which training/events.py makes. The words themselves are
not asked again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.annotate.readings import Found
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
LEAST = 1e-3
"""No probability is taken to be nearer to 0 or 1."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The probability from which a reading is told, and the weight of each feature."""

    told: float
    weights: Mapping[str, float]


class Judge(Protocol):
    """Says which types a word may tell beside those of the lexicon, and how likely a reading is."""

    def proposed(self, i: int) -> Sequence[EventType]:
        """The types for token i, the likeliest first."""

    def sure(self, found: Found) -> float:
        """The probability of a reading."""

    def tells(self, found: Found) -> bool:
        """Whether a reading that is judged is likely enough to be told."""


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

    def tells(self, found: Found) -> bool:
        """Whether the lexicon has it."""
        return found.sure > 0


class Learned:
    """What the encoder says of the tokens of an article, ``scores`` (tokens, types) as logarithms of probabilities."""

    def __init__(self, scores: Scores, weights: Weights | None = None) -> None:
        self._weights = weights or learned()
        self.likely = np.exp(scores)
        self._proposed: dict[int, list[EventType]] = {}
        for i in np.flatnonzero(self.likely[:, 0] < 1 - PROPOSED).tolist():
            row = self.likely[i].tolist()
            best = sorted(range(1, len(row)), key=row.__getitem__, reverse=True)[:AT_MOST]
            self._proposed[i] = [cast(EventType, PLOVER_TYPES[k]) for k in best if row[k] > OWN]

    def proposed(self, i: int) -> Sequence[EventType]:
        """The types that the encoder finds likely for token i."""
        return self._proposed.get(i, ())

    def sure(self, found: Found) -> float:
        """The probability by the weights of judging.json."""
        weights = self._weights.weights
        total = sum(weights.get(name, 0.0) * value for name, value in self.features(found).items())
        return round(1 / (1 + exp(-total)), 2)

    def tells(self, found: Found) -> bool:
        """Whether it has the probability of judging.json, or nearly and the lexicon has it."""
        return found.sure >= self._weights.told - (TRUST if found.basis == "lexicon" else 0)

    def features(self, found: Found) -> dict[str, float]:
        """What is weighed of a reading, by name; what is not there is 0."""
        rows, column = self.likely[list(found.words)].tolist(), PLOVER_TYPES.index(found.type)
        own = _odds(max(row[column] for row in rows))
        known = "proposed" if found.basis == "proposed" else "known"
        told = {
            "own": own,
            "any": _odds(1 - min(row[0] for row in rows)),
            f"own {known}": own,
            "actors": bool(found.roles.actors),
            "targets": bool(found.roles.targets),
            "several words": len(found.words) > 1,
        }
        flags = (found.basis, found.rule, found.type, f"{found.type} {known}")
        return {**told, **dict.fromkeys(flags, 1.0), "any word": 1.0}


def judge(blocks: Sequence[Block]) -> Judge:
    """Who judges the words of ``blocks``: the encoder, or the lexicon alone where the encoder tells no types."""
    told = [block.reading.heads.get("plover") for block in blocks]
    known = [scores for scores in told if scores is not None]
    return Learned(np.concatenate(known)) if known and len(known) == len(told) else Rules()


@cache
def learned() -> Weights:
    """The weights of judging.json."""
    stored = json.loads(files(__package__).joinpath("judging.json").read_text("utf-8"))
    return Weights(stored["told"], stored["weights"])


def _odds(probability: float) -> float:
    """The logarithm of odds.

    >>> _odds(0.5), round(_odds(0.0), 1)
    (0.0, -6.9)
    """
    held = min(max(probability, LEAST), 1 - LEAST)
    return log(held / (1 - held))
