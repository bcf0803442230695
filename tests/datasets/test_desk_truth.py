"""Is the truth of the Desk true? Chances against outcomes over fresh seeds."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from craftdata import desk
from craftdata.desk.backlog import advance_day
from craftdata.desk.health import health_scores
from craftdata.desk.ledger import Course
from craftdata.desk.operation import Operation
from craftdata.desk.outcome import (
    Exposure,
    finish_hours_fast,
    is_open_at_decision,
    p_breach,
    p_breach_fast,
)

SEEDS = range(100, 110)
BINS = 20
FALSE_FAILURE = 1e-4


@pytest.fixture(scope="module")
def world_list():
    scenario = desk.Scenario(days=60, tickets_per_day=100)
    return [left_alone(seed, scenario) for seed in SEEDS]


def left_alone(seed: int, scenario: desk.Scenario) -> Course:
    operation = Operation(seed, scenario)
    operation.run()
    return operation.course


def everything(course: Course) -> Exposure:
    return course.exposure(slice(None))


def misfit(p: np.ndarray, happened: np.ndarray) -> tuple[float, float]:
    """Chi-squared of outcomes against chances in bins of equal expected variance, and its limit."""
    order = np.argsort(p, kind="stable")
    p, happened = p[order], happened[order]
    spent = np.cumsum(p * (1 - p))
    bins = np.minimum((BINS * spent / spent[-1]).astype(int), BINS - 1)
    gap = np.bincount(bins, happened - p, BINS)
    total = (gap**2 / np.bincount(bins, p * (1 - p), BINS)).sum()
    return total, chi2.isf(FALSE_FAILURE, BINS)


def pooled(world_list, chance, outcome):
    opened = [world.ledger.is_open for world in world_list]
    p = np.concatenate([chance(everything(w))[o] for w, o in zip(world_list, opened, strict=True)])
    happened = np.concatenate([outcome(w)[o] for w, o in zip(world_list, opened, strict=True)])
    return p, happened


def breached_in_fast_lane(world):
    load = world.ground.load
    return finish_hours_fast(everything(world), load.work) > load.open_sla


def test_chance_of_a_breach_left_alone_is_calibrated(world_list):
    """Breaches occur as often as p_breach says, in every range of it (10 seeds)."""
    total, limit = misfit(*pooled(world_list, p_breach, lambda world: world.ledger.breach))
    assert total < limit


def test_chance_of_a_breach_in_the_fast_lane_is_calibrated(world_list):
    """With the same work, breaches in the fast lane occur as often as p_breach_fast says (10 seeds)."""
    total, limit = misfit(*pooled(world_list, p_breach_fast, breached_in_fast_lane))
    assert total < limit


def test_the_calibration_test_notices_a_chance_that_is_off(world_list):
    """Chances shifted by a tenth of a standard deviation of log work fail the same test."""

    def shifted(x: Exposure) -> np.ndarray:
        return p_breach(dataclasses.replace(x, log_work=x.log_work + 0.1 * x.sigma))

    total, limit = misfit(*pooled(world_list, shifted, lambda world: world.ledger.breach))
    assert total > limit


def test_share_of_breaches_meets_the_target_of_the_world(world_list):
    """The mean chance over the worlds is the mean target within a tenth of it."""
    reached = np.mean([w.ledger.p_alone.mean() for w in world_list])
    assert reached == pytest.approx(np.mean([w.ground.laws.breach_share for w in world_list]), rel=0.1)


def test_risk_and_rescue_are_different_things(world_list):
    """Some tickets are hopeless, some safe, some can be rescued: uplift does not rank like risk."""
    for world in world_list:
        risk = p_breach(everything(world))
        rescue = risk - p_breach_fast(everything(world))
        assert np.mean(risk < 0.02) < 0.7
        assert np.mean((risk > 0.9) & (rescue < 0.2)) > 0.001
        assert np.mean(rescue > 0.25) > 0.03
        assert pd.Series(risk).rank().corr(pd.Series(rescue).rank()) < 0.995


hours = st.floats(0.01, 300)
exposures = st.builds(
    lambda m, s, q, first, rest: Exposure(*(np.array([v]) for v in (m, s, q, first + rest, first))),
    st.floats(-2, 5), st.floats(0.5, 1.2), st.floats(0, 60), st.floats(0.12, 1.0), hours,
)  # fmt: skip


@given(exposures)
@settings(deadline=None)
def test_chances_are_probabilities_and_more_work_never_lowers_them(x):
    """Both chances lie in [0, 1] and grow with the work."""
    heavier = dataclasses.replace(x, log_work=x.log_work + 0.5)
    for chance in (p_breach, p_breach_fast):
        low, high = chance(x)[0], chance(heavier)[0]
        assert 0 <= low <= 1
        assert high >= low - 1e-9


@given(exposures, st.floats(0.01, 400))
@settings(deadline=None)
def test_a_ticket_open_at_the_decision_finishes_after_it_in_the_fast_lane_too(x, work):
    """The fast lane takes no time back."""
    work = np.array([work])
    if is_open_at_decision(x, work)[0] and work[0] > x.open_first[0] - x.queue[0]:
        assert finish_hours_fast(x, work)[0] > x.open_first[0]


def test_truth_is_about_the_tickets_of_the_tables():
    """Truth and tickets have the same identifiers in the same order, and agree on what follows from them."""
    tables, truth = desk.make_tables(11, days=20), desk.make_truth(11, days=20)
    tickets = tables.tickets
    assert (truth["ticket_id"] == tickets["ticket_id"]).all()
    assert ((truth["resolved_at"] > tickets["due_at"]) == truth["breach"]).all()
    assert ((truth["resolved_at"] > tickets["decide_at"]) == truth["open_at_decision"]).all()
    assert (truth["outcome_at"] == truth["resolved_at"].where(~truth["breach"], tickets["due_at"])).all()
    assert (truth["known_at"] >= truth["outcome_at"]).all()
    closed = truth[~truth["open_at_decision"]]
    assert (closed[["p_breach", "p_breach_fast", "breach"]] == 0).all(axis=None)


def test_the_queue_follows_the_recursion_of_lindley():
    """Running minima give what a loop over slots gives, and the backlog is never negative."""
    u = np.random.default_rng(0).random((3, 4, 96))
    rate, work_in, backlog, staff = u[0], 6 * u[1] * (u[2] < 0.3), u[0, :, 0] * 5, 1 + u[1, :, 0]
    level = advance_day(backlog, staff, rate, work_in)
    overtime = 1 + np.clip(0.06 * (backlog / staff - 3), 0, 0.4)
    for slot in range(96):
        expected = np.maximum(level[:, slot] + work_in[:, slot] - rate[:, slot] * staff * overtime / 4, 0)
        assert level[:, slot + 1] == pytest.approx(expected)
    assert (level >= 0).all()


def test_health_counts_only_outcomes_before_the_review():
    """Changing every outcome after a moment leaves the scores of earlier versions alone."""
    course = left_alone(4, desk.Scenario())
    ground, breach = course.ground, course.ledger.breach
    moment, outcome_s = 30 * 86_400, np.minimum(course.ledger.resolved_s, course.ground.due_s)
    before = health_scores(ground.streams, ground.history, ground.tickets.account, outcome_s, breach)
    after = health_scores(
        ground.streams, ground.history, ground.tickets.account, outcome_s, breach ^ (outcome_s >= moment)
    )
    early = ground.history.valid_from_s <= moment
    assert (before[early] == after[early]).all()
    assert (before[~early] != after[~early]).any()
