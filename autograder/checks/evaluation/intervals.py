"""Intervals of a rate to put a learner's test to: some keep the promise of task 2, each other breaks it.

Every one takes (y, groups, level) and returns (lo, hi), draws nothing by chance, and says what it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from statistics import NormalDist

import numpy as np

Interval = Callable[[np.ndarray, np.ndarray, float], tuple[float, float]]


@cache
def quantile(level: float) -> float:
    """The two-sided normal quantile."""
    return NormalDist().inv_cdf((1 + level) / 2)


def sums_and_sizes(y: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each group that has rows: the sum of y and the number of rows."""
    sizes = np.bincount(groups)
    return np.bincount(groups, weights=y)[sizes > 0], sizes[sizes > 0]


def around(rate: float, error: float, level: float) -> tuple[float, float]:
    return rate - quantile(level) * error, rate + quantile(level) * error


def rate_and_error(y: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    """The rate of the rows and its standard error over groups, linearised as a ratio of means."""
    sums, sizes = sums_and_sizes(y, groups)
    rate, count = sums.sum() / sizes.sum(), len(sums)
    return rate, float(np.sqrt(((sums - rate * sizes) ** 2).sum() * count / (count - 1)) / sizes.sum())


def linearised(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Right: the standard error of a ratio over groups."""
    return around(*rate_and_error(y, groups), level)


def jackknife(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Right: each group is left out once."""
    sums, sizes = sums_and_sizes(y, groups)
    without = (sums.sum() - sums) / (sizes.sum() - sizes)
    count = len(sums)
    error = float(np.sqrt((count - 1) / count * ((without - without.mean()) ** 2).sum()))
    return around(float(sums.sum() / sizes.sum()), error, level)


@cache
def _drawn(count: int) -> np.ndarray:
    return np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), size=300).astype(float)


def cluster_percentiles(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Right: percentiles of 300 resamples of groups."""
    sums, sizes = sums_and_sizes(y, groups)
    drawn = _drawn(len(sums))
    values = np.sort((drawn @ sums) / (drawn @ sizes))
    return float(values[int(150 * (1 - level))]), float(values[299 - int(150 * (1 - level))])


def rows_wald(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Wrong: the textbook interval, as if rows were independent."""
    rate = float(y.mean())
    return around(rate, (rate * (1 - rate) / len(y)) ** 0.5, level)


def rows_wilson(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Wrong: Wilson's interval, as if rows were independent."""
    n, k, z = len(y), float(y.sum()), quantile(level)
    centre, half = k + z * z / 2, z * (k * (n - k) / n + z * z / 4) ** 0.5
    return (centre - half) / (n + z * z), (centre + half) / (n + z * z)


def groups_alike(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Wrong: mean and standard error of the groups' rates, a small group counting as much as a large one."""
    sums, sizes = sums_and_sizes(y, groups)
    rates = sums / sizes
    return around(float(rates.mean()), float(rates.std(ddof=1)) / len(rates) ** 0.5, level)


def everything(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Wrong: from 0 to 1, which is never wrong and says nothing."""
    return 0.0, 1.0


def twice_as_wide(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    """Wrong: twice as wide as it has to be, to be safe."""
    rate, error = rate_and_error(y, groups)
    return around(rate, 2 * error, level)


RIGHT: tuple[Interval, ...] = (linearised, jackknife, cluster_percentiles)
