"""The model as it is used: a weighted sum and a logistic curve, in plain numbers.

Training needs scikit-learn, predicting does not. What is evaluated, saved, read back and served is this
class, so there is no second way of predicting that could differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

DIGITS = 6  # of a probability; finer differences come from the machine, not from the ticket


@dataclass(frozen=True)
class Term:
    """What one feature adds to the sum: (value - `centre`) / `scale` x `weight`."""

    name: str
    centre: float
    scale: float
    weight: float


@dataclass(frozen=True)
class Model:
    """A calibrated logistic regression.

    Parameters
    ----------
    terms : tuple of Term
    intercept : float
        Added to the weighted sum.
    slope, offset : float
        Calibration: logit of the probability = `slope` x sum + `offset`.
    """

    terms: tuple[Term, ...]
    intercept: float
    slope: float = 1.0
    offset: float = 0.0

    def margin(self, features: pd.DataFrame) -> np.ndarray:
        """The weighted sum of each row, before calibration (float)."""
        total = np.full(len(features), self.intercept)
        # Term by term, not as a matrix product: that may round a row differently in a batch than alone.
        for term in self.terms:
            total += (features[term.name].to_numpy() - term.centre) / term.scale * term.weight
        return total

    def probability(self, features: pd.DataFrame) -> np.ndarray:
        """Chance that each ticket breaches its SLA if left alone (float from 0 to 1, `DIGITS` digits)."""
        logit = self.slope * self.margin(features) + self.offset
        return np.round(1 / (1 + np.exp(-logit)), DIGITS)
