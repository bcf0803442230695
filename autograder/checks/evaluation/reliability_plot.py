"""reliability_plot: what a reader sees of it, whatever drew it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from autograder.checks.check import Check
from autograder.checks.evaluation.plot_data import (
    Data,
    bears_lengths,
    close,
    data,
    drawn,
    floating_bar,
    is_diagonal,
    point_sets,
    rare,
    segments,
)
from autograder.checks.evaluation.plot_intervals import (
    has_intervals,
    has_points,
    of_eight_parts,
    of_small_samples,
)
from autograder.draws import Draw
from autograder.oracles.axes import Page, Plot, plot_of
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
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
