"""The ladder: what its rungs know, what counts as a violation, and the bound above them."""
import numpy as np
import pandas as pd
import pytest

from autograder.verify.desk import ladder
from autograder.verify.desk.best_possible import best_possible, p_open
from autograder.verify.desk.ladder import (
    BEST,
    ENGINEERED,
    STEPS,
    TRUTH,
    Score,
    findings_of,
    regret,
    violations,
)
from autograder.verify.desk.rungs import RUNGS, columns_of, symptoms_of, table_of
from autograder.verify.desk.served import served
from craftdata import desk


@pytest.fixture(scope="module")
def world() -> desk.World:
    world = desk.World(5, desk.Scenario(days=40, tickets_per_day=60))
    world.run()
    return world


@pytest.fixture(scope="module")
def tickets(world) -> pd.DataFrame:
    return served(world)


def scores(regrets: list[float]) -> dict[str, Score]:
    names = (*STEPS, ENGINEERED, BEST, TRUTH)
    return {name: Score(0.95, 0.3, value, 1 - value) for name, value in zip(names, regrets, strict=True)}


FALLING = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.27, 0.05, 0.0]


def test_one_world_of_thirty_may_break_the_order_and_not_two():
    """The finding about the order counts worlds, and names the step."""
    good, bad = scores(FALLING), scores([0.9, 0.8, 0.85, *FALLING[3:]])
    assert violations(good) == []
    assert violations(bad) == [STEPS[2]]

    def order_of(worlds: list) -> object:
        return next(finding for finding in findings_of(worlds) if "same order" in finding.claim)

    assert order_of([good] * 29 + [bad]).holds
    assert not order_of([good] * 28 + [bad] * 2).holds
    assert not order_of([good, bad]).holds
    assert STEPS[2] in order_of([bad]).figure


def test_a_ladder_without_room_above_does_not_hold():
    """Full boosting as good as the best possible leaves nothing to learn."""
    flat = scores([*FALLING[:8], 0.27, 0.24, 0.0])
    assert [finding.holds for finding in findings_of([flat])][-1] is False
    assert [finding.holds for finding in findings_of([scores(FALLING)])][-1] is True


def test_regret_is_zero_for_the_truth_and_what_a_wrong_chance_costs_otherwise():
    """The cost is that of a fair coin taken for one in four."""
    half = np.full(3, 0.5)
    assert regret(half, half) == 0
    cost = 0.5 * np.log(0.5 / 0.25) + 0.5 * np.log(0.5 / 0.75)
    assert regret(half, np.full(3, 0.25)) == pytest.approx(cost)


def test_rungs_add_columns_that_the_table_has_and_none_of_the_truth(tickets):
    """Each column belongs to one rung, and a table can be made without any column of the truth."""
    names = columns_of(len(RUNGS) - 1)
    assert len(set(names)) == len(names)
    seen = next(iter([desk.World(5, desk.Scenario(days=7, tickets_per_day=20)).open_day()])).tickets
    assert set(names) == set(table_of(seen))


def test_symptoms_are_read_off_the_subject_unless_a_typing_error_hides_them(world, tickets):
    """What is recognised is right, and nine in ten are."""
    t, ids = world.course.ground.tickets, world.ticket_ids
    place = {name: number for number, name in enumerate(ids)}
    own = np.array([place[name] for name in tickets["ticket_id"]])
    true, found = (t.stated_area * 6 + t.stated_symptom)[own], symptoms_of(tickets)
    known = ~np.isnan(found)
    assert known.mean() > 0.9
    assert (found[known] == true[known]).mean() > 0.995


def test_the_best_possible_lies_near_the_truth_and_is_as_high_on_average(world, tickets):
    """Averaging over what is not seen keeps the mean, and costs something but little."""
    is_open = world.course.ledger.is_open
    part = np.flatnonzero(is_open[:world.course.ground.decided_edges[-1]])
    truth, best = world.course.ledger.p_alone[part], best_possible(world, part)
    assert best.mean() == pytest.approx(truth.mean(), abs=5 * np.std(truth - best) / np.sqrt(len(part)))
    assert 0.001 < regret(truth, best) < 0.03
    assert best.min() >= 0 and best.max() <= 1


def test_the_chance_of_being_open_is_calibrated(world):
    """As many tickets are open at their decision as p_open says (4 standard errors)."""
    part = np.arange(world.course.ground.decided_edges[-1])
    p, is_open = p_open(world.course.exposure(part)), world.course.ledger.is_open[part]
    assert abs((is_open - p).sum()) < 4 * np.sqrt((p * (1 - p)).sum())


def test_a_small_ladder_has_every_step(monkeypatch):
    """Measured on a small world, every step and bound is scored, and the truth has no regret."""
    monkeypatch.setattr(ladder, "SCENARIO", desk.Scenario(days=120, tickets_per_day=40))
    monkeypatch.setattr(ladder, "TRAIN_DAYS", range(20, 80))
    monkeypatch.setattr(ladder, "TEST_DAYS", range(85, 120))
    found = ladder.measure(1)
    assert list(found) == [*STEPS, ENGINEERED, BEST, TRUTH]
    assert found[TRUTH].regret == pytest.approx(0, abs=1e-6)
    assert found[BEST].regret < min(found[name].regret for name in STEPS)
    assert found[STEPS[-1]].regret < found[STEPS[0]].regret
