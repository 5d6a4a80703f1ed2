"""Probabilities that mean what they say: a head's own, bent so that of a hundred told with .7 about seventy are right.

Platt's scaling (1999): a line through the logarithm of the odds, two numbers a head, fitted on development data by
training/calibrate.py and kept beside the weights in calibration.json. The order of probabilities does not change.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

LINES = Path(__file__).parent.parent / "weights" / "calibration.json"
LEAST = 1e-4
"""Probabilities are kept this far from 0 and 1, whose odds have no logarithm."""


def calibrated(what: str, probability: float) -> float:
    """The calibrated probability of something told by ``what``, a head of the encoder.

    What has no numbers in calibration.json keeps its probability.

    >>> calibrated("nothing that is known", 0.7)
    0.7
    """
    line = lines().get(what)
    return bent(line, probability) if line else probability


def bent(line: tuple[float, float], probability: float) -> float:
    """The probability whose odds' logarithm lies on the line, slope and shift, through that of ``probability``."""
    slope, shift = line
    return 1 / (1 + math.exp(-(slope * odds(probability) + shift)))


def odds(probability: float) -> float:
    """The logarithm of the odds.

    >>> odds(0.5)
    0.0
    """
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


@cache
def lines() -> dict[str, tuple[float, float]]:
    """Slope and shift for each of what is calibrated."""
    told = json.loads(LINES.read_text("utf-8")) if LINES.is_file() else {}
    return {name: (slope, shift) for name, (slope, shift) in told.items()}
