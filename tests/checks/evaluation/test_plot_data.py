"""Unit 08: points that were drawn one by one are points, and a plot is told what is wrong with it."""
import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
from matplotlib import pyplot as plt
from scipy.stats import beta

from autograder.checks.evaluation.plot_data import point_sets
from autograder.checks.evaluation.plot_intervals import BY_A_METHOD, BY_NORMAL, NO_END
from autograder.checks.evaluation.reliability_plot import CHECK
from autograder.draws import Draw, public_draw
from autograder.oracles.axes import plot_of
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAW = public_draw("08_evaluation", "reliability_plot")
POINTS = np.array([[0.1, 0.0], [0.4, 0.5], [0.9, 1.0]])


@pytest.mark.parametrize("capsize", (0, 3))
@pytest.mark.parametrize("order", ((0, 1, 2), (2, 0, 1)))
def test_an_error_bar_a_point_shows_the_points_without_their_caps(order, capsize):
    _, ax = plt.subplots()
    for x, y in POINTS[list(order)]:
        ax.errorbar(x, y, yerr=[[y / 3], [(1 - y) / 2]], fmt="o", capsize=capsize)
    ax.plot([0, 1], [0, 1])
    sets = point_sets(plot_of(ax))
    plt.close(ax.figure)
    assert any(points.shape == POINTS.shape and np.allclose(points, POINTS) for points in sets)


def test_caps_without_points_are_none():
    _, ax = plt.subplots()
    for x, y in POINTS:
        ax.errorbar(x, y, yerr=[[0.1], [0.2]], fmt="none", capsize=3)
    sets = point_sets(plot_of(ax))
    plt.close(ax.figure)
    assert not any(points.shape == POINTS.shape and np.allclose(points, POINTS) for points in sets)


def plot_at(places, turned=False):
    """A plot whose points, with intervals, stand at these places of the parts: means or medians of p."""
    def reliability_plot(y, p, bins):
        parts = np.array_split(np.argsort(p), bins)
        across, up = (np.array([of(values[part]) for part in parts])
                      for of, values in ((places, p), (np.mean, y)))
        _, ax = plt.subplots()
        ax.vlines(across, up - 0.1, up + 0.1)
        ax.plot(*((up, across) if turned else (across, up)), "o")
        return ax
    return reliability_plot


def test_intervals_at_other_points_are_not_told_to_be_missing_and_swapped_axes_are_named():
    oracles = {oracle.id: oracle for oracle in CHECK.oracles}
    assert put(oracles["NO_INTERVAL"], plot_at(np.mean), DRAW).outcome == Outcome.PASSED
    assert put(oracles["NO_INTERVAL"], plot_at(np.median), DRAW).outcome == Outcome.UNJUDGED
    notes = [put(oracles["WRONG_POINTS"], plot, DRAW).counterexample.note
             for plot in (plot_at(np.median), plot_at(np.mean, turned=True))]
    assert "swapped" not in notes[0] and "swapped" in notes[1]


@pytest.mark.parametrize("bars", (True, False))
def test_an_end_that_clopper_and_pearson_lack_is_named(bars):
    """beta.ppf gives nan for the lower end where none has breached, and for the upper one where all have."""
    def reliability_plot(y, p, bins):
        parts = np.array_split(np.argsort(p), bins)
        rows, breached = (np.array([of(y[part]) for part in parts]) for of in (len, np.sum))
        across, share = np.array([p[part].mean() for part in parts]), breached / rows
        low = beta.ppf(0.025, breached, rows - breached + 1)
        high = beta.ppf(0.975, breached + 1, rows - breached)
        _, ax = plt.subplots()
        if bars:
            ax.errorbar(across, share, yerr=[share - low, high - share], fmt="o")
        else:
            ax.vlines(across, low, high)
            ax.plot(across, share, "o")
        return ax
    told = [put(oracle, reliability_plot, DRAW) for oracle in CHECK.oracles]
    wrong = next(one for one in told if one.outcome == Outcome.WRONG and one.counterexample)
    assert wrong.oracle in ("WRONG_INTERVAL", "NO_INTERVAL") and wrong.counterexample.note == NO_END


@pytest.mark.parametrize("length", (1.0, 1.96, 2.09))
@pytest.mark.parametrize("cut", (True, False))
def test_the_normal_curve_is_not_told_that_an_end_is_missing(length, cut):
    def reliability_plot(y, p, bins):
        parts = np.array_split(np.argsort(p), bins)
        across, share = np.array([[p[part].mean(), y[part].mean()] for part in parts]).T
        half = length * np.sqrt(share * (1 - share) / np.array([len(part) for part in parts]))
        low, high = share - half, share + half
        low, high = (np.clip(low, 0, 1), np.clip(high, 0, 1)) if cut else (low, high)
        _, ax = plt.subplots()
        ax.errorbar(across, share, yerr=[share - low, high - share], fmt="o")
        return ax
    told = [put(oracle, reliability_plot, Draw("graded", seed)) for seed in range(8)
            for oracle in CHECK.oracles if oracle.id == "WRONG_INTERVAL"]
    assert {one.counterexample.note for one in told} == {BY_NORMAL}
    assert not any("missing" in one.counterexample.got for one in told)


def test_ends_given_for_lengths_are_not_called_normal():
    def reliability_plot(y, p, bins):
        parts = np.array_split(np.argsort(p), bins)
        across, share = np.array([[p[part].mean(), y[part].mean()] for part in parts]).T
        rows = np.array([len(part) for part in parts])
        low, high = beta.ppf([[0.025], [0.975]], share * rows + 0.5, rows - share * rows + 0.5)
        _, ax = plt.subplots()
        ax.errorbar(across, share, yerr=[low, high], fmt="o")
        return ax
    oracle = next(oracle for oracle in CHECK.oracles if oracle.id == "WRONG_INTERVAL")
    notes = {put(oracle, reliability_plot, Draw("graded", seed)).counterexample.note for seed in range(8)}
    assert notes == {BY_A_METHOD}
