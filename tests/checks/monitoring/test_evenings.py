"""The shipped evenings: made by the Desk as it is, and a right answer passes whichever are drawn."""

import pandas as pd
import pytest

from autograder.checks.monitoring import evening_worlds, evenings
from autograder.checks.monitoring.triage_cases import definition
from autograder.draws import graded_draw, learner_key, public_draw

UNIT = "13_monitoring"
DESKS = [rows for _, rows in evenings.pool().groupby("desk", sort=False)]


def test_the_desk_still_makes_the_evenings_that_are_shipped() -> None:
    """After a change of its laws: python -m autograder.checks.monitoring.evening_worlds"""
    plan = next(plan for plan in evening_worlds.plans() if plan.name == "concept 2")
    shipped = evenings.pool()[evenings.pool()["desk"] == plan.name].reset_index(drop=True)
    pd.testing.assert_frame_equal(evening_worlds.evenings_of(plan), shipped, check_dtype=False, rtol=1e-6)


def test_the_budget_holds_whichever_quiet_desks_are_drawn() -> None:
    """By the rules of the prompt: the loudest desks of each kind together stay within it."""
    worst = 0
    for kind in ("quiet", "christmas"):
        said = [evenings.said_of(definition, rows) for rows in DESKS if rows["kind"].iloc[0] == kind]
        false = sorted(sum(cause not in evenings.CALM for cause in causes) for causes in said)
        worst += sum(false[-evenings.PICKED[kind]:])
    assert worst <= evenings.FALSE_ALARMS


def test_each_cause_is_found_in_time_at_each_struck_desk() -> None:
    assert evenings.too_late(definition, DESKS) is None


@pytest.mark.parametrize("silly", ["bug", "labels", "season", "covariate", "concept", "quiet"])
def test_one_answer_for_all_evenings_does_not_pass(silly: str) -> None:
    for draw in (public_draw(UNIT, "triage"), graded_draw(UNIT, "triage", learner_key("l0"))):
        assert evenings.on_the_desk(lambda *arguments: silly, draw) is not None


def test_another_draw_takes_other_desks() -> None:
    draws = [graded_draw(UNIT, "triage", learner_key(who)) for who in ("l0", "l1")]
    names = [{rows["desk"].iloc[0] for rows in evenings.desks_of(draw)} for draw in draws]
    assert names[0] != names[1] and all(len(some) == sum(evenings.PICKED.values()) for some in names)
