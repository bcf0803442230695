"""The dashboard of a shift: four panels that say what can be seen this morning, and no more."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#999999"


class Board(Figure):
    """A figure that a notebook shows without pyplot, too: IPython asks it for its picture."""

    def _repr_png_(self) -> bytes:
        shown = io.BytesIO()
        self.savefig(shown, format="png", dpi=80)
        return shown.getvalue()


def draw(distances: pd.DataFrame, scores: pd.DataFrame, weeks: pd.DataFrame, outcomes: pd.Series) -> Figure:
    """The figures, the scores, the outcomes against what was said, and how many outcomes arrive.

    Parameters
    ----------
    distances : DataFrame
        One row a day, one column a figure, in robust standard deviations from its kind of day.
    scores : DataFrame
        `usual` (mean score of a usual day of its kind) and `today`, one row a day.
    weeks : DataFrame
        expected, observed and known, indexed by week.
    outcomes : Series
        Outcomes that arrived, by day.
    """
    fig = Board(figsize=(11, 7), facecolor="white", layout="constrained")
    (figures, score), (performance, arrivals) = fig.subplots(2, 2)
    for name in distances:
        far = distances[name].abs().max() > 5
        figures.plot(
            distances.index,
            distances[name],
            color=ORANGE if far else GREY,
            linewidth=1.2,
            label=name if far else None,
        )
    gone = distances.index[distances.isna().any(axis=1)]
    if len(gone):
        figures.plot(gone, np.full(len(gone), -11), "x", color=ORANGE, label="a figure has no value")
    figures.axhspan(-3, 3, color=BLUE, alpha=0.1)
    figures.set(title=f"The ten figures (n = {len(distances)} days)", ylabel="distance from usual, robust sd")
    figures.set_ylim(-12, 12)
    if figures.get_legend_handles_labels()[1]:
        figures.legend(fontsize=8, frameon=False)
    score.plot(scores.index, scores["usual"] * 100, color=GREY, label="usual on such days")
    score.plot(scores.index, scores["today"] * 100, color=BLUE, marker="o", markersize=3, label="as served")
    score.set(title="Mean chance of a breach, as the model said", ylabel="%", ylim=(0, None))
    score.legend(fontsize=8, frameon=False)
    _performance(performance, weeks)
    arrivals.bar(outcomes.index, outcomes, color=BLUE, width=0.9)
    arrivals.set(title="Outcomes that arrived", ylabel="tickets a day", ylim=(0, None))
    for ax in (figures, score, performance, arrivals):
        ax.tick_params(axis="x", rotation=30)
        ax.spines[["top", "right"]].set_visible(False)
        ax.set_facecolor("white")
    return fig


def _performance(ax: object, weeks: pd.DataFrame) -> None:
    """Observed breaches with an interval of two standard errors against what was expected."""
    p, n = weeks["observed"], weeks["known"].clip(lower=1)
    ax.errorbar(
        weeks.index,
        p * 100,
        yerr=200 * np.sqrt((p * (1 - p) / n).clip(lower=0)),
        color=ORANGE,
        fmt="o",
        capsize=3,
        label="breached, of the ripe ones (2 standard errors)",
    )
    ax.plot(weeks.index, weeks["expected"] * 100, color=BLUE, marker="s", label="expected of the same ones")
    ax.set(title="Said and come true, by week of decision", ylabel="%", ylim=(0, None))
    ax.legend(fontsize=8, frameon=False)
