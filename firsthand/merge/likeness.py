"""How likely two reports assert the same: a small network over what speaks for and against it (evidence.py).

Its weights stand in likeness.npz; training/likeness.py makes them from stories that were read by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FAR = 5.0
"""Standard deviations at which a column is cut off, as in training."""
TILE = 128
"""Rows of a product: OpenBLAS starts threads for larger ones, which then spin on a core that others need."""
DIGITS = 6
"""Of a likelihood: what is beyond may differ with the rows beside it."""


def likelihoods(rows: Floats) -> Floats:
    """The probability, 0 to 1, of each row of evidence."""
    found = np.empty(len(rows))
    for start in range(0, len(rows), TILE):
        found[start : start + TILE] = weighed(rows[start : start + TILE], weights())
    return found


def weighed(rows: Floats, by: Mapping[str, Floats]) -> Floats:
    """The same by some weights: a linear part and one hidden layer, over standardised columns."""
    known = np.clip((rows - by["mean"]) / by["spread"], -FAR, FAR)
    scores = known @ by["straight"] + by["bias"] + np.tanh(known @ by["inner"].T + by["inner_bias"]) @ by["out"]
    told: Floats = np.round(1 / (1 + np.exp(-scores)), DIGITS)
    return told


@cache
def weights() -> dict[str, Floats]:
    """The weights of likeness.npz."""
    with files(__package__).joinpath("likeness.npz").open("rb") as file, np.load(file) as loaded:
        return {key: loaded[key].astype(np.float64) for key in loaded.files}
