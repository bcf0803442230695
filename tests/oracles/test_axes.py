"""What a reader sees of a plot is told as plain data, the same in a notebook and over the wire."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.oracles.axes import Page, Plot, page_of, plot_of
from tests.oracles.plots_drawn import SOURCE
from tests.sandbox.opened import jailed


@pytest.fixture(params=["here", "over the wire"])
def drawn(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """What the functions of SOURCE return, by name."""
    if request.param == "here":
        import matplotlib
        matplotlib.use("agg")
        names: dict[str, Any] = {}
        exec(SOURCE, names)
        yield {name: names[name]() for name in ("draw", "page", "lines")}
        names["plt"].close("all")
    else:
        with jailed().answerer() as answerer:
            answerer.run_cell(SOURCE)
            yield {name: answerer.callable(name)() for name in ("draw", "page", "lines")}


def test_titles_axes_notes_and_legend(drawn: dict[str, Any]) -> None:
    plot = plot_of(drawn["draw"])
    assert (plot.title, plot.x.label, plot.y.label) == ("Breaches", "score", "share (%)")
    assert (plot.x.limits, plot.y.limits, plot.y.scale) == ((0, 4), (0, 10), "linear")
    assert plot.x.ticks == ("one", "two") and plot.y.ticks[0] == "0"
    assert [(note.text, note.x, note.y) for note in plot.notes] == [("n = 120", 1, 2)]
    assert plot.legend[0] == "120 tickets"
    assert set(plot.legend[1:]) == {"loss", "tickets", "teams", "95 % interval", "band", "hours"}


def test_every_mark_has_its_label_and_data(drawn: dict[str, Any]) -> None:
    plot = plot_of(drawn["draw"])
    loss = plot.of("line")[0]
    assert (loss.label, loss.colour) == ("loss", "#ff0000")
    np.testing.assert_array_equal(loss.data["y"], [2, 4, 8])
    (points,) = plot.of("points")
    np.testing.assert_array_equal(points.data["x"], [1, 2])
    teams, hours = plot.of("bars")
    assert (teams.label, teams.colour, hours.label) == ("teams", "#00ff00", "hours")
    np.testing.assert_array_equal(teams.data["height"], [3, 5])
    np.testing.assert_array_equal(hours.data["height"], [2, 1, 1])
    np.testing.assert_array_equal(hours.data["y"], [0, 0, 0])
    (errors,) = plot.of("errors")
    assert errors.label == "95 % interval"
    np.testing.assert_array_equal(errors.data["y"], [2, 3])
    np.testing.assert_array_equal(errors.data["to_y"], [5, 6])
    (band,) = plot.of("band")
    np.testing.assert_array_equal([band.data[name] for name in ("x", "low", "high")],
                                  [[1, 2, 3], [0, 1, 1], [2, 3, 5]])
    (image,) = plot.of("image")
    np.testing.assert_array_equal(image.data["values"], [[1, 2], [3, 4]])


def test_a_figure_is_a_page_of_plots(drawn: dict[str, Any]) -> None:
    page = page_of(drawn["page"])
    assert page.title == "Two" and [plot.y.scale for plot in page.plots] == ["linear", "log"]
    assert plot_of(drawn["page"]) is None


def test_plots_within_other_values_are_plots(drawn: dict[str, Any]) -> None:
    figure, (plot,) = drawn["lines"]
    assert isinstance(page_of(figure), Page) and isinstance(plot_of(plot), Plot)


def test_what_is_no_plot_is_none() -> None:
    assert plot_of(3) is None and page_of("plot") is None
