"""reliability_plot: what a reader sees of it, whatever drew it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation.plot_data import (
    BEYOND,
    CLOSE,
    Data,
    bears_lengths,
    close,
    data,
    drawn,
    floating_bar,
    is_diagonal,
    limits,
    methods,
    point_sets,
    rare,
    segments,
    swapped,
)
from autograder.draws import Draw
from autograder.oracles.axes import Page, Plot, plot_of
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.unchanged_arrays import leaves_arrays_alone
from autograder.results import Counterexample

SECTION = "Thirty per cent is thirty in a hundred"
NAMES = ("y", "p", "bins")
ALL_LOW = "all predictions below 0.3, and no share of breaches near 1"


def contract(value: Any, *arguments: Any) -> str | None:
    """An Axes, a figure with one, or the facts of either."""
    # Reading a plot draws it, which takes a while: here its class must do.
    return (
        None
        if isinstance(value, Plot | Page) or hasattr(value, "figure") or hasattr(value, "axes")
        else f"a {type(value).__name__}; the prompt asks for the Axes of a new figure"
    )


def one_plot(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """An Axes, each time of a figure of its own."""
    made = data(draw, 60, 4)
    target = getattr(answer, "target", answer)
    value = target(made.y.copy(), made.p.copy(), made.bins)
    plot = plot_of(value)
    if plot is None:
        return Counterexample(
            made.call, f"a {type(value).__name__}", "the Axes of a new figure with one plot"
        )
    again = target(made.y.copy(), made.p.copy(), made.bins)
    second = plot_of(again)
    close(value)
    close(again)
    if second is None or len(second.marks) > len(plot.marks):
        return Counterexample(
            f"{made.call}, twice",
            "the second is drawn over the first",
            "two figures",
            "",
            "plt.gca() is whatever was drawn last; plt.subplots() is new.",
        )
    bears_lengths(target, draw)
    return None


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

NO_END = (
    "Where none of a part has breached, or all have, Clopper-Pearson has an end that beta.ppf does not know "
    "(nan): the lower one is 0, the upper one 1. An interval with a missing end is not drawn, or in part."
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
        for part, (x, share) in zip(made.parts(), made.points(), strict=True):
            rows = found[np.abs(found[:, 0] - x) < CLOSE]
            low, high = rows[0, 1:] if len(rows) else (np.nan, np.nan)
            breached = int(made.y[part].sum())
            lows, highs = limits(breached, len(part))
            inside = -BEYOND <= low and high <= 1 + BEYOND
            if len(rows) and not (lows[0] <= low <= lows[1] and highs[0] <= high <= highs[1] and inside):
                found_by = methods(breached, len(part)).items()
                ends = [f"{low:.3f} to {high:.3f} ({name})" for name, (low, high) in found_by]
                one_end = breached in (0, len(part)) and not high - low > CLOSE
                return Counterexample(
                    made.call,
                    f"from {low:.3f} to {high:.3f}" + ", as if an end were missing" * one_end,
                    "about " + ", or ".join(ends),
                    f"a part of {len(part)} tickets, of which {breached} breached "
                    f"({share:.1%})",
                    NO_END
                    if one_end
                    else "A 95 % interval by Wilson, Clopper-Pearson or Jeffreys. The yerr of errorbar is "
                    "the length down and up from the point, not the two ends.",
                )
    return None


def has_diagonal(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A line that is the diagonal and nothing else, from corner to corner."""
    made = rare(draw)
    for mark in drawn(answer, made).of("line"):
        if is_diagonal(mark):
            return None
    return Counterexample(
        f"{made.call}, {ALL_LOW}",
        "no line from (0, 0) to (1, 1)",
        "the diagonal, as a line of its own",
        "",
        "Without it nobody sees what right would be.",
    )


def from_zero_to_one(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Both axes show what is possible: 0 to 1, a margin of a twentieth allowed."""
    made = rare(draw)
    plot = drawn(answer, made)
    for name, axis in (("x", plot.x), ("y", plot.y)):
        low, high = axis.limits
        if axis.scale != "linear" or not (-0.06 <= low <= 0 and 1 <= high <= 1.06):
            return Counterexample(
                f"{made.call}, {ALL_LOW}",
                f"the {name}-axis runs from {low:.2f} to {high:.2f} ({axis.scale})",
                "from 0 to 1, linear",
                "",
                "Cut axes make a small miss look large, and the same miss look different in two plots.",
            )
    return floating_bar(made, plot)


def says_what_it_is(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Labels with units, and a title."""
    made = data(draw, 160, 8)
    plot = drawn(answer, made)
    for name, label, word in (("x", plot.x.label, "predicted"), ("y", plot.y.label, "observed")):
        if word not in label.lower() or "share of tickets" not in label.lower():
            return Counterexample(
                made.call,
                f"the label of the {name}-axis: {label!r}",
                f"a label with the word '{word}' and the unit 'share of tickets'",
            )
    if plot.title.strip():
        return None
    return Counterexample(made.call, "the Axes has no title", "a title, by ax.set_title")


def says_how_many(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The number of tickets stands in the title or the legend."""
    for made in (data(draw, 1567), data(draw, 163)):
        plot = drawn(answer, made)
        texts = [plot.title, *plot.legend]
        found = [
            re.sub(r"[,_' ]", "", text)
            for each in texts
            for text in re.findall(r"[nN]\s*=\s*([\d,_' ]*\d)", each)
        ]
        if str(len(made.y)) not in found:
            return Counterexample(
                made.call,
                "; ".join(text for text in texts if text) or "no title, no legend",
                f"n = {len(made.y):,} in the title or the legend",
                "",
                "Nobody believes, or doubts, a plot without n.",
            )
    return None


def uneven(draw: Draw) -> Data:
    return data(draw, 163, 8)


def arguments(draw: Draw) -> Arguments:
    made = data(draw, 60, 4)
    return made.y, made.p, made.bins


def leaves_alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    def closing(*given: Any) -> Any:
        close(answer(*given))

    return leaves_arrays_alone(arguments, NAMES)(closing, draw)


def use(target: Callable[..., Any], *given: Any) -> Any:
    """What a reader sees of the plot, for judging mutants; of a legend the prompt asks nothing but n."""
    value = target(*given)
    plot = plot_of(value)
    close(value)
    if plot is None:
        return value
    rows = segments(plot)
    return (
        plot.title,
        plot.x.label,
        plot.y.label,
        plot.x.limits,
        plot.y.limits,
        tuple(points.round(9).tolist() for points in point_sets(plot)),
        rows.round(9).tolist(),
    )


def probes(draw: Draw) -> list[Arguments]:
    return [(made.y, made.p, made.bins) for made in (data(draw, 160, 8), uneven(draw), data(draw))]


CHECK = Check(
    "reliability_plot",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.25, MISCONCEPTION, WHY, SECTION, one_plot, guard=True),
        Oracle(
            "WRONG_POINTS",
            2,
            "The points are not the mean prediction and the share of breaches of equal parts.",
            "With parts of equal width the last points are three tickets each, and everybody looks at them.",
            SECTION,
            of_eight_parts,
        ),
        Oracle(
            "UNEVEN_PARTS",
            1,
            "Where the rows do not divide evenly, rows are lost or the parts are uneven.",
            "The last rows, those with the highest predictions, are the first to be dropped.",
            SECTION,
            has_points(uneven, "163 rows in 8 parts: three of 21 rows, then five of 20."),
        ),
        Oracle(
            "NO_INTERVAL",
            1.5,
            "The points have no intervals.",
            "The meeting discusses the luck of one part for an hour.",
            SECTION,
            has_intervals,
        ),
        Oracle(
            "WRONG_INTERVAL",
            1.5,
            "The intervals are not 95 % intervals of shares of few rows.",
            "Where none of 20 breached the plot says that none ever will.",
            SECTION,
            of_small_samples,
        ),
        Oracle(
            "NO_DIAGONAL",
            0.75,
            "There is no diagonal from corner to corner.",
            "The reader cannot see which way the model errs.",
            SECTION,
            has_diagonal,
        ),
        Oracle(
            "CUT_AXES",
            0.75,
            "The axes do not run from 0 to 1, or bars do not begin at 0.",
            "Two plots side by side cannot be compared, and nobody notices.",
            SECTION,
            from_zero_to_one,
        ),
        Oracle(
            "NO_UNITS",
            0.5,
            "The labels do not say what is drawn, and in which unit.",
            "Cut out of the report, the plot says nothing.",
            SECTION,
            says_what_it_is,
        ),
        Oracle(
            "N_UNSTATED",
            0.5,
            "The plot does not say how many tickets it stands on.",
            "Eighty tickets are believed as eight thousand are.",
            SECTION,
            says_how_many,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's arrays.",
            "The second plot is of other data than the first.",
            SECTION,
            leaves_alone,
            guard=True,
        ),
    ),
    probes,
    use,
)
