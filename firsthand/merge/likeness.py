"""How likely two reports assert the same: a logistic model of what they share and of how near their meanings are.

Its weights stand in likeness.json; training/likeness.py makes them from stories whose claims were read by hand. It
knows nothing of negation: a denial is much like what it denies.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from firsthand.merge.pairs import Overlap
from firsthand.merge.reports import Report

MANY_WORDS, MUCH_WEIGHT, FEW_FEATURES = 6, 6.0, 6
"""Beyond these more words, more weight, more features of the smaller report tell no more; set by hand."""


def evidence(one: Report, other: Report, found: Overlap, cosine: float | None) -> dict[str, float]:
    """What speaks for and against two reports asserting the same, each about 0 to 1."""
    kinds = (one.event is not None) + (other.event is not None)
    near = cosine or 0.0
    return {
        ("statements", "mixed", "events")[kinds]: 1.0,
        "cosine": near,
        "close": max(0.0, near - 0.5),
        "events' cosine": near if kinds == 2 else 0.0,
        "share": found.both,
        "weight": min(found.weight, MUCH_WEIGHT) / MUCH_WEIGHT,
        "words": min(found.content, MANY_WORDS) / MANY_WORDS,
        "entities": min(len(found.shared) - found.content, 3) / 3,
        "one voice": float(one.speaker is not None and one.speaker == other.speaker),
        "core": float(bool(one.core & other.features) and bool(other.core & one.features)),
        "amounts": float(_count_alike(one, other, found)),
        "small": max(0, FEW_FEATURES - min(len(one.features), len(other.features))) / FEW_FEATURES,
    }


def _count_alike(one: Report, other: Report, found: Overlap) -> bool:
    """Whether both count one thing alike."""
    if any(feature.startswith("#") for feature in found.shared):
        return True
    return any(a.heads & b.heads and not a.excludes(b) for a in one.amounts for b in other.amounts)


def likelihood(one: Report, other: Report, found: Overlap, cosine: float | None) -> float:
    """The probability, 0 to 1, that two reports assert the same; their signs are not looked at."""
    weights = _weights()["without meanings" if cosine is None else "with meanings"]
    total = math.fsum(weights[name] * value for name, value in evidence(one, other, found, cosine).items())
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(files(__package__).joinpath("likeness.json").read_text("utf-8"))
    return loaded
