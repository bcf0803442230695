"""Intervals that are right but for the level: what they give is not the level that they are asked for.

Which of them break the promise plainly depends on the levels that a test asks for: `for_levels` makes those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

import numpy as np

from autograder.checks.evaluation.intervals import Interval, around, rate_and_error

# A fixed level off by less than NEAR keeps the promise of 5 points at the levels asked for; from FAR on a
# count of 300 worlds finds it. Between them, from PLAIN on, a turned one misses by twice as much.
NEAR, PLAIN, FAR = 0.03, 0.06, 0.15
# What those miss by that are right at one end: more than a count with 3 standard errors and 2 points bears.
LEAST_MISS, CLEAR_MISS = 0.14, 0.22
NEVER_BEYOND = (0.01, 0.999)


def off_level(given: Callable[[float], float], name: str, what: str) -> Interval:
    """An interval function that gives another level than it is asked for; given: which one."""

    def interval(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
        return around(*rate_and_error(y, groups), min(max(given(level), NEVER_BEYOND[0]), NEVER_BEYOND[1]))

    interval.__name__, interval.__doc__ = name, f"Wrong: {what}"
    return interval


def _percent(level: float) -> str:
    return f"{100 * level:.3g} %"


def always(level: float, note: str = "") -> Interval:
    """An interval function that keeps to one level, whatever it is asked for."""
    what = f"the interval of {_percent(level)}, whatever the level.{note}"
    return off_level(lambda asked: level, f"always_{100 * level:.0f}", what)


always_95 = always(0.95)
one_sided = off_level(
    lambda level: 2 * level - 1, "one_sided", "the quantile of a one-sided interval at both ends."
)
fifteen_below = off_level(
    lambda level: level - 0.15,
    "fifteen_below",
    "at each level it holds the truth 15 points less often than it says.",
)


def turned(low: float, top: float, mean: float) -> Interval:
    """On average over all calls the level is right, but a lower one gives a wider interval."""
    swapped = ", ".join(
        f"asked for {_percent(level)} it gives {_percent(2 * mean - level)}" for level in (top, low)
    )
    return off_level(
        lambda level: 2 * mean - level, "turned", f"a lower level gives a wider interval: {swapped}."
    )


def right_at(anchor: float, other: float, miss: float) -> Interval:
    """Right at one level; at another it misses by `miss`, on the side of the first, and between them less."""
    share = 1 - miss / abs(other - anchor)

    def given(level: float) -> float:
        return anchor + share * (level - anchor)

    what = (
        f"right at {_percent(anchor)}, and the farther from there the less: asked for {_percent(other)} it "
        f"gives {_percent(given(other))}."
    )
    return off_level(given, f"right_at_{100 * anchor:.0f}", what)


def for_levels(levels: Sequence[float]) -> list[Interval]:
    """The intervals off their level that a test which asks for these has to refuse; levels: of each call.

    One keeps to the mean of the levels, by which a count over all levels together is deceived. Where that
    misses by too little to be found, turned levels deceive such a count by twice as much. Two are right at
    the highest and at the lowest level, and narrower for less: to see that takes a count at each.
    """
    low, top, mean = min(levels), max(levels), fmean(levels)
    off, gap = max(top - mean, mean - low), top - low
    note = " Your test asks for no other level." if gap < 1e-6 else (
        " That is the mean of the levels that your test asks for."
    )
    made = [always(mean, note)] if off < NEAR or off >= FAR else []
    if PLAIN - 1e-6 <= off < FAR:
        made.append(turned(low, top, mean))
    miss = min(max(CLEAR_MISS, gap / 2), 0.95 * gap)
    if miss < LEAST_MISS:
        return [*made, always_95]
    return [*made, right_at(top, low, miss), right_at(low, top, miss)]
