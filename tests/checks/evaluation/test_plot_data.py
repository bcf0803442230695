"""Unit 08: points that were drawn one by one are points."""
import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from autograder.checks.evaluation.plot_data import point_sets
from autograder.oracles.axes import plot_of

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
