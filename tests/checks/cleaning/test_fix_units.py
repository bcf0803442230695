"""The check of fix_units: what lazy answers earn, and what every draw holds."""

import numpy as np
import pandas as pd

from autograder.checks.cleaning.fix_units import CHECK
from autograder.checks.cleaning.unit_cases import TERMS, definition, drawn, everything
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("03_cleaning", "fix_units")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "fix_units", learner_key(f"l{i}")) for i in range(20)]]


def _earned(answer: object) -> float:
    return CHECK.run("03_cleaning", "Hours or minutes?", answer, PUBLIC).points


def test_all_missing_earns_next_to_nothing() -> None:
    """Refusing to answer earns the points of GUESSED and of the guards at most."""
    assert _earned(lambda tickets, releases, terms: pd.Series(np.nan, index=tickets.index)) <= 2.5


def test_no_limit_on_the_size_passes() -> None:
    """Whatever the limit, judging by size alone stays far from a pass."""
    for limit in (24, 59, 168, 239, 240, 480, 1440):
        earned = _earned(
            lambda tickets, releases, terms, limit=limit: tickets["sla"].where(
                tickets["sla"] <= limit, tickets["sla"] / 60
            )
        )
        assert earned < 0.6 * CHECK.points, limit


def test_drawn_numbers_have_one_reading() -> None:
    """Of the tickets on which recall is measured each number is a term in exactly one unit, the true one."""
    for draw in DRAWS:
        tickets, truth = drawn(draw, 300, "flips")
        sent = tickets["sla"].to_numpy()
        assert (np.isin(sent, TERMS) != np.isin(sent / 60, TERMS)).all()
        assert (np.where(np.isin(sent, TERMS), sent, sent / 60) == truth).all()
        assert 0 < (sent != truth).sum() < 300


def test_every_draw_holds_all_three_periods() -> None:
    """Each drawn table has tickets in hours, in minutes and without an answer."""
    for draw in DRAWS:
        for made in everything(draw):
            hours, sent = definition(*made.args), made.args[0]["sla"]
            assert hours.isna().any() and (hours == sent).any() and (hours == sent / 60).any()
