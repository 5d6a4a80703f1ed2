"""How likely two reports assert the same: a logistic model of what they share and of how near their meanings are.

Its weights stand in likeness.json; training/likeness.py makes them from stories whose claims were read by hand. It
knows nothing of negation: a denial is much like what it denies.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from operator import mul

from firsthand.merge.pairs import Overlap
from firsthand.merge.reports import Report

MANY_WORDS, MUCH_WEIGHT, FEW_FEATURES = 6, 6.0, 6
"""Beyond these more words, more weight, more features of the smaller report tell no more; set by hand."""


NAMES = (
    "statements", "mixed", "events", "cosine", "close", "events' cosine", "share", "weight", "words", "entities",
    "one voice", "core", "amounts", "small",
)  # fmt: skip
"""What is weighed, in the order of ``evidence``."""


def evidence(one: Report, other: Report, found: Overlap, cosine: float | None) -> tuple[float, ...]:
    """What speaks for and against two reports asserting the same, each about 0 to 1, in the order of NAMES."""
    kinds = (one.event is not None) + (other.event is not None)
    near = cosine or 0.0
    return (
        kinds == 0,
        kinds == 1,
        kinds == 2,
        near,
        max(0.0, near - 0.5),
        near if kinds == 2 else 0.0,
        found.both,
        min(found.weight, MUCH_WEIGHT) / MUCH_WEIGHT,
        min(found.content, MANY_WORDS) / MANY_WORDS,
        min(len(found.shared) - found.content, 3) / 3,
        one.speaker is not None and one.speaker == other.speaker,
        not (one.core.isdisjoint(other.features) or other.core.isdisjoint(one.features)),
        bool(one.amounts) and bool(other.amounts) and _count_alike(one, other, found),
        max(0, FEW_FEATURES - min(len(one.features), len(other.features))) / FEW_FEATURES,
    )


def _count_alike(one: Report, other: Report, found: Overlap) -> bool:
    """Whether both count one thing alike."""
    if any(feature.startswith("#") for feature in found.shared):
        return True
    return any(a.heads & b.heads and not a.excludes(b) for a in one.amounts for b in other.amounts)


def likelihood(one: Report, other: Report, found: Overlap, cosine: float | None) -> float:
    """The probability, 0 to 1, that two reports assert the same; their signs are not looked at."""
    weights = _weights("without meanings" if cosine is None else "with meanings")
    return 1 / (1 + math.exp(-math.fsum(map(mul, weights, evidence(one, other, found, cosine)))))


def hopeful(found: Overlap, least: float) -> bool:
    """Whether two reports without meanings and without one voice can be as likely as ``least`` by what they share."""
    share, weight, word, rest = _hopes()
    told = share * found.both + weight * found.weight + word * found.content + rest
    return told >= math.log(least / (1 - least))


@cache
def _hopes() -> tuple[float, float, float, float]:
    """What the share, the weight and a word in common tell at most, and all the rest."""
    by = dict(zip(NAMES, _weights("without meanings"), strict=True))
    rest = max(by["statements"], by["mixed"]) + by["core"] + by["amounts"] + by["small"]
    return by["share"], by["weight"] / MUCH_WEIGHT, by["words"] / MANY_WORDS, rest


@cache
def _weights(kind: str) -> tuple[float, ...]:
    loaded: dict[str, dict[str, float]] = json.loads(files(__package__).joinpath("likeness.json").read_text("utf-8"))
    return tuple(loaded[kind][name] for name in NAMES)
