"""Futures that branch off one past."""

import numpy as np
import pytest

from autograder.verify.desk.deployment import branch, expected_outcome
from craftdata import desk


@pytest.fixture(scope="module")
def world():
    world = desk.World(5, desk.Scenario(days=30, tickets_per_day=40, fast_lane_places=6))
    world.run(desk.policies.random_share(), days=20)
    return world


def test_a_branch_leaves_the_world_as_it_was(world):
    """Two branches under one policy are the same future; the world they come from does not move."""
    first, second = branch(world), branch(world)
    for future in (first, second):
        future.run(desk.policies.incumbent_rule())
    assert first.truth().equals(second.truth())
    assert world.course.day == 20
    assert first.course.ground is world.course.ground


def test_expected_outcomes_follow_the_decision(world):
    """A ticket in the fast lane has the chance of a breach there, all others that of being left alone."""
    future = branch(world)
    future.run(desk.policies.incumbent_rule())
    expected, truth = expected_outcome(future, 20), future.truth().set_index("ticket_id")
    truth = truth.loc[expected.index]
    chance = np.where(truth["fast_lane"], truth["p_breach_fast"], truth["p_breach"])
    assert expected["breach"].to_numpy() == pytest.approx(chance)
    assert set(expected["day"]) == set(range(20, 30))
    assert truth["fast_lane"].sum() == 60
