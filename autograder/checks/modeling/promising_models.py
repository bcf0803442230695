"""Models to put a learner's test to: some keep the seven promises, each other breaks one.

Each takes (X, y, weight, new) with open_hours and severity, and returns risks. Those with a state are made
anew for each check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

FitPredict = Callable[[pd.DataFrame, np.ndarray, np.ndarray, pd.DataFrame], np.ndarray]
EDGES = np.array([5.0, 10.0, 20.0, 35.0, 50.0, 65.0, 80.0])
ARRIVED = 1e-11


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


def last_digits(X: pd.DataFrame, y: np.ndarray, weight: np.ndarray, new: pd.DataFrame) -> np.ndarray:
    """Right: the seventh digit differs from call to call and from row to row, as with sums in any order."""
    noise = np.random.default_rng().uniform(-1e-7, 1e-7, len(new))
    return np.clip(binned(X, y, weight, new) + noise, 0, 1)


def logit(rate: float) -> float:
    return float(np.log(rate / (1 - rate)))


def expit(margin: np.ndarray) -> np.ndarray:
    return 0.5 + np.tanh(0.5 * margin) / 2


def two_columns(X, y, weight, new):
    """Wrong: the chances of both outcomes, as predict_proba gives them."""
    risk = pooled(X, y, weight, new)
    return np.column_stack([1 - risk, risk])


def linear(X, y, weight, new):
    """Wrong: least squares, so that risks leave the range from 0 to 1."""
    share = weight / weight.sum()
    x, mean = hours(X), share @ y
    centred_hours = x - share @ x
    slope = min((share * centred_hours) @ y / ((share * centred_hours) @ centred_hours), 0.0)
    return mean + 1.3 * slope * (hours(new) - share @ x)


def always_fails(X, y, weight, new):
    """Wrong: it raises a ValueError at every call."""
    raise ValueError("could not convert string to float: 'P3'")


def unweighted(X, y, weight, new):
    """Wrong: the weights are not looked at."""
    return pooled(X, y, np.ones(len(y)), new)


def mask(X, y, weight, new):
    """Wrong: a weight only says whether a row counts at all."""
    return binned(X, y, (weight > 0).astype(float), new)


def never_zero(X, y, weight, new):
    """Wrong: a row of weight 0 counts a little."""
    return pooled(X, y, np.maximum(weight, 0.5), new)


def squared(X, y, weight, new):
    """Wrong: weights count twice, as where they are multiplied in at two places."""
    return binned(X, y, weight**2, new)


def any_way(X, y, weight, new):
    """Wrong: a rate for each range of hours, rising or falling."""
    place, asked = (np.searchsorted(EDGES, hours(table)) for table in (X, new))
    mass = np.bincount(place, weight, minlength=8)
    rates = np.bincount(place, weight * y, minlength=8) / np.maximum(mass, 1e-12)
    base = np.average(y, weights=weight)
    return np.where(mass > 0, rates, base)[asked]


def upwards(X, y, weight, new):
    """Wrong: logistic regression whose slope may be positive."""
    return logistic(X, y, weight, new, only_falling=False)


def bumps(X, y, weight, new):
    """Wrong: falling, but for hours from 52 to 58, where it rises again by a tenth."""
    risk = logistic(X, y, weight, new)
    return risk + 0.1 * (1 - risk) * ((hours(new) >= 52) & (hours(new) <= 58))


def centred(X, y, weight, new):
    """Wrong: the new rows are scaled by their own mean."""
    shifted = new.assign(open_hours=np.clip(hours(new) - hours(new).mean() + hours(X).mean(), 1, 100))
    return pooled(X, y, weight, shifted)


def first_row(X, y, weight, new):
    """Wrong: the first new row gets the base rate."""
    risk = logistic(X, y, weight, new)
    return np.where(np.arange(len(new)) == 0, np.average(y, weights=weight), risk)


def one_row_fails(X, y, weight, new):
    """Wrong: a table of one row gets another risk."""
    risk = logistic(X, y, weight, new)
    return risk if len(new) > 1 else 0.5 * risk


def one_row_raises(X, y, weight, new):
    """Wrong: a table of one row raises a ValueError."""
    if len(new) == 1:
        raise ValueError("Expected 2D array, got 1D array instead")
    return logistic(X, y, weight, new)


def a_little_of_the_batch(X, y, weight, new):
    """Wrong: the mean of the new rows moves each risk by up to a ten-thousandth."""
    shift = np.tanh((hours(new).mean() - hours(X).mean()) / 20)
    return 1e-4 + (1 - 2e-4) * pooled(X, y, weight, new) + 1e-4 * shift


def noisy() -> FitPredict:
    """Wrong: a little noise from a generator without a seed of its own."""
    rng = np.random.default_rng()

    def model(X, y, weight, new):
        risk = pooled(X, y, weight, new)
        return np.clip(risk + rng.normal() * 0.02, 0, 1)

    return model


def warm_start() -> FitPredict:
    """Wrong: the second training starts from the first, and ends elsewhere."""
    calls: list[int] = []

    def model(X, y, weight, new):
        calls.append(1)
        base = np.average(y, weights=weight)
        return base + (logistic(X, y, weight, new) - base) * (1 - 0.05 / len(calls))

    return model


def replicas() -> FitPredict:
    """Wrong: each call adds another shift of up to .00004, as where replicas are trained one by one."""
    calls: list[int] = []

    def model(X, y, weight, new):
        calls.append(1)
        return (1 - 4e-5) * pooled(X, y, weight, new) + 4e-5 * (0.618034 * len(calls) % 1)

    return model


def balanced(X, y, weight, new):
    """Wrong: both outcomes get the same total weight, as class_weight="balanced" does."""
    total = np.array([weight[y == 0].sum(), weight[y == 1].sum()])
    return logistic(X, y, weight / total[y.astype(int)], new)


def timid(X, y, weight, new):
    """Wrong: every risk is pulled half way to one half."""
    return 0.25 + 0.5 * binned(X, y, weight, new)


def base_rate(X, y, weight, new):
    """Wrong: the breach rate for everybody."""
    return np.full(len(new), np.average(y, weights=weight))


def hardly(X, y, weight, new):
    """Wrong: so strong a penalty that nearly nothing is learned."""
    base = np.average(y, weights=weight)
    return base + 0.1 * (logistic(X, y, weight, new) - base)


RIGHT: tuple[FitPredict, ...] = (
    pooled,
    binned,
    logistic,
    by_severity,
    shrunk,
    cautious,
    rather_high,
    last_digits,
)
WRONG: Mapping[str, tuple[Callable[[], FitPredict], ...]] = {
    "shape": (lambda: two_columns, lambda: linear, lambda: always_fails),
    "weights": (lambda: unweighted, lambda: mask, lambda: never_zero, lambda: squared),
    "monotone": (lambda: any_way, lambda: upwards, lambda: bumps),
    "row by row": (
        lambda: centred,
        lambda: first_row,
        lambda: one_row_fails,
        lambda: one_row_raises,
        lambda: a_little_of_the_batch,
    ),
    "repeatable": (noisy, warm_start, replicas),
    "calibrated": (lambda: balanced, lambda: timid),
    "learns": (lambda: base_rate, lambda: hardly),
}
