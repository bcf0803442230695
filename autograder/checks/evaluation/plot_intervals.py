"""The points of a reliability plot and the intervals at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.evaluation.plot_data import (
    BEYOND,
    CLOSE,
    Data,
    data,
    drawn,
    limits,
    methods,
    point_sets,
    segments,
    swapped,
)
from autograder.draws import Draw
from autograder.oracles.oracle import NotJudged, Property
from autograder.results import Counterexample

SAME_CURVE = 0.01  # the spread of the multiples: quantiles of t for 19 and 20 tickets differ by less
NO_END = (
    "Where none of a part has breached, or all have, Clopper-Pearson has an end that beta.ppf does not know "
    "(nan): the lower one is 0, the upper one 1. An interval with a missing end is not drawn, or in part."
)
BY_NORMAL = (
    "The lengths are those of the normal curve, c sqrt(s (1 - s) / n). Where none of a part has breached, or "
    "all have, that has no length at all, as if twenty tickets left no doubt; near there it is too short, or "
    "ends below 0 or above 1. Take Wilson, Clopper-Pearson or Jeffreys, in every part."
)
BY_A_METHOD = (
    "A 95 % interval by Wilson, Clopper-Pearson or Jeffreys. The yerr of errorbar is the length down and up "
    "from the point, not the two ends."
)


def has_points(made_of: Callable[[Draw], Data], note: str) -> Property:
    """One mark has the points of the parts."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        made = made_of(draw)
        wanted, plot = made.points(), drawn(answer, made)
        found = [points for points in point_sets(plot) if len(points) > 2]
        if any(points.shape == wanted.shape and np.allclose(points, wanted, atol=CLOSE) for points in found):
            return None
        best = min(found, key=lambda points: abs(len(points) - len(wanted)), default=np.empty((0, 2)))
        got = (
            f"{len(best)} points" + "".join(f", ({x:.4f}, {y:.4f})" for x, y in best[:3])
            if len(best)
            else "bars, which are not points" if plot.of("bars") else "no points"
        )
        return Counterexample(
            made.call,
            got,
            f"{len(wanted)} points" + "".join(f", ({x:.4f}, {y:.4f})" for x, y in wanted[:3]),
            "(across, up), the first three",
            "The axes are swapped: the prediction goes across, the share of breaches up."
            if any(swapped(points, wanted) for points in found)
            else note,
        )

    return test


of_eight_parts = has_points(
    lambda draw: data(draw, 160, 8),
    "Parts of equal size, in order of p: mean of p across, share of breaches up.",
)


def has_intervals(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Each point has a vertical interval: anything with a lower and an upper end."""
    made = data(draw, 160, 8)
    plot, wanted = drawn(answer, made), made.points()
    found = segments(plot)
    at = [found[np.abs(found[:, 0] - x) < CLOSE] for x, _ in wanted]
    missing = [number for number, rows in enumerate(at) if not len(rows)]
    if not missing:
        return None
    if (plot.of("errors") or plot.of("band")) and of_eight_parts(answer, draw):
        # There are intervals, at points that WRONG_POINTS speaks of.
        raise NotJudged
    return Counterexample(
        made.call,
        f"{len(at) - len(missing)} of {len(at)} points have an interval",
        "each point has a vertical interval at its own place",
        "",
        NO_END
        if len(missing) < len(at) and all(wanted[number][1] in (0, 1) for number in missing)
        else "A point without an interval shouts the luck of twenty tickets. What ax.errorbar, ax.vlines and "
        "ax.fill_between draw is one; a line of ax.plot is not.",
    )


def of_small_samples(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The intervals are 95 % intervals of shares of few rows."""
    for made in (data(draw, 160, 8), data(draw, 600, 4)):
        found = segments(drawn(answer, made))
        normal = by_normal(found, made)
        for part, (x, share) in zip(made.parts(), made.points(), strict=True):
            rows = found[np.abs(found[:, 0] - x) < CLOSE]
            low, high = rows[0, 1:] if len(rows) else (np.nan, np.nan)
            breached = int(made.y[part].sum())
            lows, highs = limits(breached, len(part))
            inside = -BEYOND <= low and high <= 1 + BEYOND
            if len(rows) and not (lows[0] <= low <= lows[1] and highs[0] <= high <= highs[1] and inside):
                found_by = methods(breached, len(part)).items()
                ends = [f"{low:.3f} to {high:.3f} ({name})" for name, (low, high) in found_by]
                one_end = not normal and breached in (0, len(part)) and not high - low > CLOSE
                return Counterexample(
                    made.call,
                    f"from {low:.3f} to {high:.3f}" + ", as if an end were missing" * one_end,
                    "about " + ", or ".join(ends),
                    f"a part of {len(part)} tickets, of which {breached} breached "
                    f"({share:.1%})",
                    BY_NORMAL if normal else NO_END if one_end else BY_A_METHOD,
                )
    return None


def by_normal(found: np.ndarray, made: Data) -> bool:
    """Whether all intervals are multiples of one normal curve's; one end may be cut at 0 or 1."""
    lengths = []
    for part, (x, share) in zip(made.parts(), made.points(), strict=True):
        rows = found[np.abs(found[:, 0] - x) < CLOSE]
        if len(rows) and 0 < share < 1:
            lengths.append(np.abs(rows[0, 1:] - share).max() / np.sqrt(share * (1 - share) / len(part)))
    return len(lengths) > 1 and bool(np.ptp(lengths) < SAME_CURVE * np.mean(lengths))
