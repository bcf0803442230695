"""Tickets for a reliability plot, what must be drawn of them, and what a plot shows of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Any

import numpy as np

from autograder.draws import Draw
from autograder.oracles.axes import Mark, Plot, plot_of
from autograder.oracles.cases import Case, asked
from autograder.results import Counterexample

WITHIN = 0.004  # how far an end may lie outside of what the three methods give
CLOSE = 1e-6  # how far a point may lie from its place
BEYOND = 0.001  # how far it may leave the range from 0 to 1: rounded constants of Wilson's formula do


@dataclass(frozen=True)
class Data:
    """Rows of a plot and what must be drawn of them, part by part."""

    y: np.ndarray
    p: np.ndarray
    bins: int

    def parts(self) -> list[np.ndarray]:
        return np.array_split(np.argsort(self.p), self.bins)

    def points(self) -> np.ndarray:
        return np.array([[self.p[part].mean(), self.y[part].mean()] for part in self.parts()])

    @property
    def call(self) -> str:
        return f"reliability_plot(y, p, bins={self.bins}) of {len(self.y):,} tickets"


def data(draw: Draw, number: int = 1234, bins: int = 8) -> Data:
    """Tickets in a drawn order whose lowest part has no breach, and whose highest has nothing else."""
    rng = draw.rng(f"plot {number} {bins}")
    p = (np.arange(number) + rng.uniform(0.2, 0.8, number)) / number
    p = p**1.5 * 0.96 + 0.01
    y = (rng.random(number) < p).astype(float)
    y[: number // bins + 1], y[-(number // bins) - 1 :] = 0.0, 1.0
    order = rng.permutation(number)
    return Data(y[order], p[order], bins)


def rare(draw: Draw) -> Data:
    """Tickets whose largest prediction is .29, and whose shares of breaches all stay far below 1."""
    made, rng = data(draw), draw.rng("rare")
    p = made.p * 0.3
    return Data((rng.random(len(p)) < p).astype(float), p, made.bins)


def bears_lengths(target: Callable[..., Any], draw: Draw) -> None:
    """Raise what matplotlib says of an interval of negative length, if it says so of any rows asked of later.

    Where none or all of a part breached, an end of its interval may miss the share by rounding, for some
    numbers of rows. What else an answer raises is left to the property that asks for it.
    """
    asked_of = (data(draw, 160, 8), data(draw, 163, 8), data(draw, 600, 4), data(draw, 1567), rare(draw))
    note = "Where none or all of a part breached, rounding may leave a length of -1e-17."
    for case in asked(Case((made.y, made.p, made.bins), None, made.call, "", note) for made in asked_of):
        try:
            close(target(*case.args))
        except Exception as problem:
            if "negative values" in str(problem):
                raise


def drawn(answer: Callable[..., Any], made: Data) -> Plot:
    """The facts of the plot; what was opened for it is closed."""
    value = answer(made.y.copy(), made.p.copy(), made.bins)
    plot = plot_of(value)
    close(value)
    assert plot is not None
    return plot


def close(value: Any) -> None:
    figure = getattr(value, "figure", None)
    if figure is not None and "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)


def point_sets(plot: Plot) -> list[np.ndarray]:
    """Marks that can be points: scatters and lines, in order of x; points drawn one by one are one more."""
    sets = [
        np.column_stack([mark.data["x"], mark.data["y"]]) for mark in (*plot.of("points"), *plot.of("line"))
    ]
    sets = [points for points in sets if np.isfinite(points).all()]
    singles = [points for points in sets if len(points) == 1]
    together = [_one_by_one(np.concatenate(singles))] if singles else []
    return [points[np.argsort(points[:, 0])] for points in (*sets, *together)]


def _one_by_one(points: np.ndarray) -> np.ndarray:
    """One point at each x, the (lower) middle one: the caps of an error bar are points too."""
    rows = [np.sort(points[points[:, 0] == x, 1]) for x in np.unique(points[:, 0])]
    return np.column_stack([np.unique(points[:, 0]), [ys[(len(ys) - 1) // 2] for ys in rows]])


def segments(plot: Plot) -> np.ndarray:
    """Vertical intervals as x, low, high, in order of x: of error bars or of a band."""
    rows = [
        np.column_stack(
            [
                mark.data["x"],
                np.minimum(mark.data["y"], mark.data["to_y"]),
                np.maximum(mark.data["y"], mark.data["to_y"]),
            ]
        )
        for mark in plot.of("errors")
        if np.allclose(mark.data["x"], mark.data["to_x"])
    ]
    rows += [
        np.column_stack([mark.data["x"], mark.data["low"], mark.data["high"]]) for mark in plot.of("band")
    ]
    table = np.concatenate([np.empty((0, 3)), *rows])
    return table[np.argsort(table[:, 0], kind="stable")]


def swapped(points: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether these are the points with across for up; both come in order of across."""
    turned = wanted[np.lexsort((wanted[:, 0], wanted[:, 1]))][:, ::-1]
    points = points[np.lexsort((points[:, 1], points[:, 0]))]
    return points.shape == turned.shape and np.allclose(points, turned, atol=CLOSE)


def is_diagonal(mark: Mark) -> bool:
    """Whether a line is the diagonal from corner to corner."""
    x, y = mark.data["x"], mark.data["y"]
    return len(x) >= 2 and np.allclose(x, y, atol=CLOSE) and abs(x.min()) < CLOSE and abs(x.max() - 1) < CLOSE


def floating_bar(made: Data, plot: Plot) -> Counterexample | None:
    """Bars, where somebody draws some, stand on zero."""
    for mark in plot.of("bars"):
        floating = np.minimum(mark.data["y"], mark.data["y"] + mark.data["height"])
        if len(floating) and np.abs(floating).max() > CLOSE:
            return Counterexample(
                made.call,
                f"a bar that begins at {floating[np.abs(floating).argmax()]:.3f}",
                "bars that begin at 0",
                "",
                "The length of a bar is its value, or it is no bar.",
            )
    return None


def _beta_quantile(share: float, a: float, b: float) -> float:
    """The quantile of a beta distribution, good to 1e-4: x = sin(t)**2 takes the poles from its density."""
    t = np.linspace(0, np.pi / 2, 20_001)[1:-1]
    log_density = (2 * a - 1) * np.log(np.sin(t)) + (2 * b - 1) * np.log(np.cos(t))
    reached = np.cumsum(np.exp(log_density - log_density.max()))
    return float(np.sin(np.interp(share, reached / reached[-1], t)) ** 2)


@cache
def methods(k: int, n: int) -> dict[str, tuple[float, float]]:
    """The 95 % interval of k of n by each method."""
    z = NormalDist().inv_cdf(0.975)
    centre, half = k + z * z / 2, z * (k * (n - k) / n + z * z / 4) ** 0.5
    return {
        "Wilson": ((centre - half) / (n + z * z), (centre + half) / (n + z * z)),
        "Clopper-Pearson": (
            _beta_quantile(0.025, k, n - k + 1) if k else 0.0,
            _beta_quantile(0.975, k + 1, n - k) if k < n else 1.0,
        ),
        "Jeffreys": (
            _beta_quantile(0.025, k + 0.5, n - k + 0.5),
            _beta_quantile(0.975, k + 0.5, n - k + 0.5),
        ),
    }


def limits(k: int, n: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """What the three methods allow of the lower and of the upper end, a little more."""
    lows, highs = zip(*methods(k, n).values(), strict=True)
    return (min(lows) - WITHIN, max(lows) + WITHIN), (min(highs) - WITHIN, max(highs) + WITHIN)
