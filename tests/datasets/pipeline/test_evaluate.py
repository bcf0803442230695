"""The figures of an evaluation, on cases that can be worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from craftdata.pipeline import evaluate


def test_the_table_gives_the_rate_of_a_pair_and_the_overall_rate_to_others():
    """Unseen pairs get the overall rate, certain ones are held away from 0 and 1."""
    train = pd.DataFrame({
        "plan": ["starter"] * 4 + ["business"] * 4, "severity": ["P1"] * 8,
        "breach": [True, False, False, False, False, False, False, False],
    })  # fmt: skip
    rows = pd.DataFrame({"plan": ["starter", "business", "starter"], "severity": ["P1", "P1", "P2"]})
    assert evaluate.rate_table(train, rows).tolist() == [0.25, 0.01, 0.125]


def test_losses_are_means_of_weeks():
    """The eighth day begins the second week."""
    date = pd.Timestamp("2024-03-04", tz="UTC") + pd.to_timedelta([0, 6, 7], unit="D")
    rows = pd.DataFrame({"date": date, "breach": [True, False, True]}, index=[5, 3, 9])
    losses = evaluate.weekly_losses(rows, np.array([0.5, 0.5, 0.25]))
    assert losses.tolist() == pytest.approx([np.log(2), np.log(4)])


def test_cost_in_the_top_counts_euros():
    """Two of twenty tickets stand in the top tenth; one of them breached, and cost 400 of 420 euros."""
    rows = pd.DataFrame({"breach": [True, False] + [False] * 17 + [True], "penalty": [400.0] * 19 + [20.0]})
    expected = pd.Series(np.arange(20, 0, -1.0))
    assert evaluate.cost_in_top(rows, expected) == pytest.approx(400 / 420)
