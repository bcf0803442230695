"""Experiments: the statistics that the proof rests on, on data whose answer is known."""

import numpy as np
import pandas as pd
import pytest

from autograder.verify.desk import experiments
from craftdata import desk


def test_the_design_effect_is_one_without_clusters_and_their_size_with_equal_ones():
    """One ticket an account: 1. Accounts of ten equal tickets: 10."""
    outcome = pd.Series(np.random.default_rng(1).random(400))
    assert experiments._design_effect(outcome, pd.Series(range(400))) == pytest.approx(1)
    repeated = pd.Series(np.repeat(outcome[:40].to_numpy(), 10))
    assert experiments._design_effect(repeated, pd.Series(np.repeat(range(40), 10))) == pytest.approx(10)


def test_sample_sizes_are_those_of_the_textbook():
    """A rate of 20 % against 18 %: about 6,280 an arm; a perfect covariate leaves none of them."""
    breach = pd.Series([1.0, 0, 0, 0, 0] * 2_000)
    frame = pd.DataFrame({"breach": breach, "cost": breach, "breach_score": breach, "cost_score": 0.5})
    frame.loc[0, "cost_score"] = 0.6
    needed = experiments._needed(frame, pd.Series({"breach": 0.02, "cost": 0.02}))
    assert needed["breach"] == pytest.approx(6280, rel=0.01)
    assert needed["breach, CUPED"] == pytest.approx(0, abs=1e-6)
    assert needed["cost, CUPED"] == pytest.approx(needed["cost"], rel=0.01)


def test_a_policy_tested_against_itself_has_no_bias(monkeypatch):
    """By switchback every ticket is decided on as under the roll-out, if both arms follow one policy."""
    monkeypatch.setattr(experiments, "HISTORY_DAYS", 16)
    monkeypatch.setattr(experiments, "TEST_DAYS", 24)
    world = desk.World(2, desk.Scenario(days=40, tickets_per_day=40, fast_lane_places=6))
    world.run(desk.policies.incumbent_rule(), days=16)
    control = desk.policies.incumbent_rule()
    base = experiments._outcome(world, control)
    nothing = base[["breach", "cost"]] * 0.0
    design = experiments.DESIGNS["switchback"]
    bias = experiments._bias(world, 2, design, control, control, base, nothing)
    assert bias == {"breach": 0.0, "cost": 0.0}


def test_arms_are_those_of_the_days_as_they_were_served():
    """Assignment read off the world is what each day would have had."""
    days = experiments.HISTORY_DAYS + experiments.TEST_DAYS
    world = desk.World(2, desk.Scenario(days=days, tickets_per_day=8))
    world.run()
    for design in experiments.DESIGNS.values():
        experiment = desk.Experiment(salt="s", **design)
        arms = experiments._treated(world, experiment)
        day = world.day(experiments.HISTORY_DAYS + 11)
        assert (arms[day.columns["ticket_id"]].to_numpy() == experiment.treated(day)).all()
