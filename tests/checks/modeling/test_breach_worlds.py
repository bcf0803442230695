"""The world of BreachModel: the truth is a ceiling, late columns know the outcome."""

import numpy as np

from autograder.checks.modeling import breach_worlds as worlds
from autograder.draws import public_draw

DRAW = public_draw("06_modeling", "BreachModel")


def test_no_constant_beats_the_truth() -> None:
    """The true risks have the least regret, 0, and a log-loss below the team's and the constant's."""
    world = worlds.world_of(DRAW)
    constant = np.full(len(world.truth), world.constant)
    assert worlds.regret(world.truth, world.truth) < 1e-6
    assert worlds.log_loss(world.breached, world.truth) < worlds.log_loss(world.breached, constant) - 0.1
    assert 0.4 < worlds.removed_by_the_team(DRAW) < 0.85


def test_late_columns_change_after_the_decision() -> None:
    """As of the decision they say nothing of the outcome; as of today they are far from it."""
    world = worlds.world_of(DRAW)
    assert (world.new["hours_open"] == 1).all()
    assert (world.new["priority"] == world.new["severity"]).all()
    assert (world.new_today["hours_open"] > 1).mean() > 0.9
    late = world.new_today["hours_open"] > world.new_today["sla_hours"]
    assert np.corrcoef(late, world.breached)[0, 1] > 0.8


def test_rows_come_in_no_order() -> None:
    """Neither part is sorted by time or by label."""
    world = worlds.world_of(DRAW)
    for table in (world.train, world.new):
        assert not table["decide_at"].is_monotonic_increasing
