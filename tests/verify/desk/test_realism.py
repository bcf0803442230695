"""The numbers behind the pictures, on data whose answer is known."""

import numpy as np
import pandas as pd
import pytest

from autograder.verify.desk import realism


def test_a_straight_rank_size_curve_has_one_slope():
    """Tickets that fall as 1/rank have slope -1 everywhere; a bend shows as two slopes."""
    rank = np.arange(1, 1001)
    straight = realism._accounts(np.repeat(rank, (100_000 / rank).astype(int)))
    assert straight["slopes"] == pytest.approx((-1, -1), abs=0.02)
    bent = realism._accounts(np.repeat(rank, (100_000 / rank * np.exp(-rank / 300)).astype(int)))
    assert bent["slopes"][1] < bent["slopes"][0] - 0.1


def test_office_hours_are_those_of_the_zone():
    """Tickets at noon in Singapore are in its office hours and not in those of New York."""
    noon = pd.DatetimeIndex(["2024-03-05T04:00Z", "2024-03-06T04:10Z"])
    assert realism._office(noon, "Asia/Singapore") == 1
    assert realism._office(noon, "America/New_York") == 0


def test_a_short_year_has_all_figures(monkeypatch):
    """Ten weeks give every figure, and no claim about labels fails in them."""
    monkeypatch.setattr(realism, "DAYS", 70)
    monkeypatch.setattr(realism, "TICKETS_PER_DAY", 60.0)
    year = realism.measure(2)
    assert year.quantiles == tuple(sorted(year.quantiles))
    assert realism._labels([year]).holds
    assert 0 < year.observed < 5
