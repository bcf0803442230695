"""A plot as plain data: what a reader sees of it, not how it was drawn.

An oracle of a plot asks `plot_of(value)`, whatever came back: matplotlib's Axes or Figure in a notebook,
the same facts over the wire, where the picture stays with the learner's code.
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Axis:
    """One axis. label: with its unit. ticks: their texts, in order, as drawn. limits: as on the screen."""

    label: str
    limits: tuple[float, float]
    scale: str
    ticks: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """One thing drawn from data.

    kind: "line", "points" (a scatter), "bars" (of bar, barh or hist), "band" (fill_between), "errors"
    (errorbar or vlines: one segment a row), "image". label: as in the legend, or "". colour: "#rrggbb" of
    the first part, or "". data: numbers by name, one row a point:
    line, points: x, y; bars: x, y (lower left corners), width, height; band: x, low, high (in order of x);
    errors: x, y, to_x, to_y; image: values.
    """

    kind: str
    label: str
    colour: str
    data: dict[str, np.ndarray]


@dataclass(frozen=True)
class Note:
    """A text written into the plot, at data coordinates unless it is an annotation of the figure."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Plot:
    """One Axes. legend: its title, if it has one, and its entries in order; () without one."""

    title: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    legend: tuple[str, ...]

    def of(self, kind: str) -> tuple[Mark, ...]:
        """The marks of one kind, in the order in which they were drawn."""
        return tuple(mark for mark in self.marks if mark.kind == kind)


@dataclass(frozen=True)
class Page:
    """A Figure: its title over all, and its plots."""

    title: str
    plots: tuple[Plot, ...]


def plot_of(value: Any) -> Plot | None:
    """The facts of what came back: of an Axes, of a Figure with one, or facts already; None for no plot."""
    page = page_of(value)
    return page.plots[0] if page and len(page.plots) == 1 else None


def page_of(value: Any) -> Page | None:
    """The facts of a Figure, of one Axes as a page of its own, or facts already; None for anything else."""
    if isinstance(value, Page):
        return value
    if isinstance(value, Plot):
        return Page("", (value,))
    if "matplotlib.figure" not in sys.modules:
        # It is long to import, and whoever has a Figure has done so.
        return None
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from autograder.oracles.axes_reading import read_figure, read_plot
    if isinstance(value, Axes):
        return Page("", (read_plot(value),))
    return read_figure(value) if isinstance(value, Figure) else None
