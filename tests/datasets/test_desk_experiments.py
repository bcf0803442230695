"""Experiments: assignment that can be trusted, arms that do not starve each other."""

import numpy as np
import pandas as pd
import pytest

from craftdata import desk


@pytest.fixture(scope="module")
def ids():
    return desk.make_tables(1, days=30, tickets_per_day=100).tickets["ticket_id"].to_numpy(object)


def test_assignment_is_sticky_even_and_independent_across_salts(ids):
    """The same unit gets the same arm in any company; arms have their share; two salts are uncorrelated."""
    first, second = (desk.Experiment("ticket", salt) for salt in ("a", "b"))
    arm = first.treats(ids)
    assert (arm[::-1] == first.treats(ids[::-1])).all()
    margin = 4.5 * 0.5 / np.sqrt(len(ids))
    assert abs(arm.mean() - 0.5) < margin
    assert abs((arm & second.treats(ids)).mean() - 0.25) < margin


def test_ramping_up_keeps_those_already_treated(ids):
    """Whoever is treated at 10 % is treated at 50 %."""
    small, large = (desk.Experiment("ticket", "ramp", share).treats(ids) for share in (0.1, 0.5))
    assert large[small].all()


@pytest.mark.parametrize(
    ("unit", "by_team"), [("account", False), ("switchback", False), ("switchback", True)]
)
def test_units_are_treated_as_a_whole(unit, by_team):
    """All tickets of an account, of a block of days, or of a team's block of days are in one arm."""
    world = desk.World(2, desk.Scenario(days=20, tickets_per_day=40))
    experiment, rows = desk.Experiment(unit, "whole", block_days=3, by_team=by_team), []
    for _ in range(20):
        day = world.open_day()
        rows.append(day.tickets.assign(arm=experiment.treated(day), block=day.number // 3))
        world.close_day()
    rows = pd.concat(rows)
    key = ["account_id"] if unit == "account" else ["block", "team"] if by_team else ["block"]
    assert (rows.groupby(key)["arm"].nunique() == 1).all()
    assert rows["arm"].nunique() == 2


def test_arms_get_places_in_proportion_and_log_chances():
    """Over 40 days each arm's share of the places is its share of the tickets; capacity holds every day."""
    world = desk.World(3, desk.Scenario(days=40, tickets_per_day=60, fast_lane_places=8))
    experiment = desk.Experiment("ticket", "places", share=0.3)
    policy = experiment.policy(control=desk.policies.incumbent_rule(), treatment=desk.policies.random_share())
    summaries = world.run(policy)
    assert max(summary.fast_lane for summary in summaries) <= 8
    truth = world.truth()
    arm = experiment.treats(truth["ticket_id"].to_numpy(object))
    assert truth.loc[arm, "fast_lane"].sum() / truth["fast_lane"].sum() == pytest.approx(0.3, abs=0.08)
    assert (truth.loc[truth["fast_lane"], "propensity"] > 0).all()


def test_an_arm_without_tickets_is_not_asked():
    """A switchback gives one arm no tickets for days; the policy of that arm is not called for them."""
    world = desk.World(3, desk.Scenario(days=10, tickets_per_day=20))

    def only_with_tickets(tickets):
        assert len(tickets)
        return np.ones(len(tickets))

    policy = desk.Experiment("switchback", "x").policy(
        desk.policies.by_score(only_with_tickets), desk.policies.by_score(only_with_tickets)
    )
    assert len(world.run(policy)) == 10


def test_rollouts_share_their_luck():
    """Two rollouts of one seed have the same tickets and work; the same policy gives the same truth."""
    scenario = desk.Scenario(days=20, tickets_per_day=30, fast_lane_places=5)
    first = desk.rollout(4, scenario, desk.policies.incumbent_rule())
    second = desk.rollout(4, scenario, desk.policies.nobody)
    pd.testing.assert_frame_equal(first[["ticket_id", "log_work"]], second[["ticket_id", "log_work"]])
    pd.testing.assert_frame_equal(first, desk.rollout(4, scenario, desk.policies.incumbent_rule()))


@pytest.mark.parametrize(
    ("arguments", "field"),
    [(("team", "x"), "unit"), (("ticket", "x", 1.5), "share"), (("switchback", "x", 0.5, 0), "block_days")],
)
def test_a_bad_experiment_is_named(arguments, field):
    """A field out of bounds raises a ValueError that begins with its name."""
    with pytest.raises(ValueError, match=f"^{field} must be"):
        desk.Experiment(*arguments)
