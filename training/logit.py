"""A logistic regression with the squares of its weights penalised, by Newton's method: what several fits here share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TURNS = 30
FAR = 30
"""A score is taken to be no further from 0 than this."""

Array = NDArray[np.float64]


def logit(table: Array, goal: Array, penalty: Array, weight: Array | float = 1.0) -> Array:
    """The weight of each column of ``table``: ``goal`` is 1 or 0 a row, ``penalty`` has a number a column, ``weight``
    one a row or one for all.

    >>> table = np.array([[1.0, 1.0], [-1.0, 1.0]] * 50)
    >>> found = logit(table, np.array([1.0, 0.0] * 50), np.array([3.0, 3.0]))
    >>> bool(found[0] > 1), bool(abs(found[1]) < 1e-9)
    (True, True)
    """
    weights = np.zeros(table.shape[1])
    for _ in range(TURNS):
        told = 1 / (1 + np.exp(-np.clip(table @ weights, -FAR, FAR)))
        slope = table.T @ (weight * (told - goal)) + penalty * weights
        curve = (table.T * (weight * told * (1 - told))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights
