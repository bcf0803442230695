"""Models to put a learner's test to that keep the seven promises, and use the freedom that these leave.

Each takes (X, y, weight, new) with open_hours and severity, and returns risks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

FitPredict = Callable[[pd.DataFrame, np.ndarray, np.ndarray, pd.DataFrame], np.ndarray]
EDGES = np.array([5.0, 10.0, 20.0, 35.0, 50.0, 65.0, 80.0])
ARRIVED = 1e-11
FEWEST, SHORTEST, LONGEST = 30, 1 - 1e-6, 100 + 1e-6


def hours(table: pd.DataFrame) -> np.ndarray:
    return table["open_hours"].to_numpy(dtype=float)


def falling(values: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The weighted least-squares fit that never rises (pool adjacent violators; Ayer et al. 1955)."""
    blocks: list[list[float]] = []  # mean, weight, number
    for value, mass in zip(values, weight, strict=True):
        blocks.append([value, mass, 1])
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            mean, heavy, number = blocks.pop()
            total = blocks[-1][1] + heavy
            blocks[-1][0] = (blocks[-1][0] * blocks[-1][1] + mean * heavy) / total
            blocks[-1][1:] = [total, blocks[-1][2] + number]
    means, _, numbers = zip(*blocks, strict=True)
    return np.repeat(means, np.array(numbers, dtype=int))


def pooled(
    X: pd.DataFrame,
    y: np.ndarray,
    weight: np.ndarray,
    new: pd.DataFrame,
    at: Callable[[pd.DataFrame], np.ndarray] = hours,
) -> np.ndarray:
    """Right: a falling step function of open_hours."""
    counts = weight > 0
    steps, place = np.unique(at(X)[counts], return_inverse=True)
    mass = np.bincount(place, weight[counts])
    rates = np.bincount(place, (weight * y)[counts]) / mass
    fitted = falling(rates, mass)
    return fitted[np.clip(np.searchsorted(steps, at(new), side="right") - 1, 0, None)]


def binned(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: a falling rate for each of eight ranges of open_hours."""
    return pooled(X, y, weight, new, lambda table: np.searchsorted(EDGES, hours(table)).astype(float))


def logistic(
    X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame, only_falling: bool = True
) -> np.ndarray:
    """Right: logistic regression on the logarithm of open_hours, with a slope of at most 0."""
    share = weight / weight.sum()
    x = np.log(hours(X))
    centre = share @ x
    design = np.column_stack([np.ones(len(x)), x - centre])
    beta, penalty = np.array([logit(share @ y), 0.0]), np.array([0.0, 1e-3])
    for _ in range(60):
        risk = expit(design @ beta)
        slope = design.T @ (share * (risk - y)) + penalty * beta
        curve = (design.T * (share * np.maximum(risk * (1 - risk), 1e-9))) @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        beta = beta - step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-12))
        if np.abs(step).max() < ARRIVED:
            break
    if only_falling and beta[1] > 0:
        beta = np.array([logit(share @ y), 0.0])
    return expit(beta[0] + beta[1] * (np.log(hours(new)) - centre))


def by_severity(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: a falling step function for each severity; that of all rows for a severity it has not seen."""
    risk = pooled(X, y, weight, new)
    for severity in new["severity"].unique():
        own = (X["severity"] == severity).to_numpy() & (weight > 0)
        asked = (new["severity"] == severity).to_numpy()
        if own.any():
            risk[asked] = pooled(X[own], y[own], weight[own], new[asked])
    return risk


def pulled(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame, share: float) -> np.ndarray:
    """A falling step function of which this share is kept, the rest is the weighted breach rate."""
    base = np.average(y, weights=weight)
    return base + share * (pooled(X, y, weight, new) - base)


def shrunk(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: pulled to the breach rate as if by 20 more rows, so twice the weights are twice the rows."""
    return pulled(X, y, weight, new, weight.sum() / (weight.sum() + 20))


def cautious(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: pulled to the breach rate so far that rates of 0 and 1 are .28 apart; .2 is promised."""
    return pulled(X, y, weight, new, 0.28)


def rather_high(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: risks that are too high by .04 at most on average; within .05 is promised."""
    risk = pooled(X, y, weight, new)
    return risk + 0.04 * (1 - risk)


def few_rows(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: one half for everybody where fewer than 30 rows train; promises are made for 30 and more."""
    return pooled(X, y, weight, new) if len(X) >= FEWEST else np.full(len(new), 0.5)


def beyond(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: the breach rate for hours below 1 or above 100; promises are made for hours from 1 to 100."""
    outside = (hours(new) < SHORTEST) | (hours(new) > LONGEST)
    return np.where(outside, np.average(y, weights=weight), pooled(X, y, weight, new))


def last_digits(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: the seventh digit differs from call to call and from row to row, as with sums in any order."""
    noise = np.random.default_rng().uniform(-1e-7, 1e-7, len(new))
    return np.clip(binned(X, y, weight, new) + noise, 0, 1)


def logit(rate: float) -> float:
    return float(np.log(rate / (1 - rate)))


def expit(margin: np.ndarray) -> np.ndarray:
    return 0.5 + np.tanh(0.5 * margin) / 2


PLAIN: tuple[FitPredict, ...] = (pooled, binned, logistic, by_severity, shrunk)
ODD: tuple[FitPredict, ...] = (cautious, rather_high, last_digits, few_rows, beyond)
RIGHT = PLAIN + ODD
