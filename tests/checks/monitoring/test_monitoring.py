"""The checks of unit 13: what lazy answers earn, and what each draw holds."""

import numpy as np
import pandas as pd
import pytest

from autograder.checks.monitoring import (
    dq_findings,
    dq_functions,
    drift_monitor,
    drift_worlds,
    performance,
    shift,
    shift_cases,
    skew_report,
    triage,
)
from autograder.draws import graded_draw, learner_key, public_draw

UNIT = "13_monitoring"
DRAWS = [public_draw(UNIT, "any"), graded_draw(UNIT, "any", learner_key("l0"))]


class Silent:
    """A monitor that never speaks."""

    def fit(self, reference: pd.DataFrame) -> "Silent":
        return self

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        return set()


def test_a_silent_monitor_of_rows_earns_next_to_nothing() -> None:
    """No finding, ever, is not a monitor: edges and good days alone are worth an eighth."""
    result = dq_findings.CHECK.run(UNIT, "Rows", lambda *arguments: set(), DRAWS[0])
    assert result.points <= dq_findings.CHECK.points / 5


def test_a_silent_drift_monitor_earns_little() -> None:
    """Whoever never speaks keeps every budget, and earns what the guards are worth at most."""
    result = drift_monitor.CHECK.run(UNIT, "Drift", Silent, DRAWS[0])
    assert result.points <= drift_monitor.CHECK.points / 3
    assert {"BLIND", "ON_THE_DESK", "BOILED_FROG"} <= {failure.oracle for failure in result.failures}


def test_one_answer_for_all_earns_little() -> None:
    """A fixed cause, psi 0 and an empty report are no answers."""
    for check, answer in ((triage.CHECK, lambda *a: "bug"), (shift.CHECK, lambda *a, **k: (0.0, 1.0)),
                          (skew_report.CHECK, lambda *a, **k: pd.Series(dtype=float))):
        assert check.run(UNIT, "One", answer, DRAWS[0]).points <= check.points / 2


@pytest.mark.parametrize("wrong", dq_functions.WRONG, ids=lambda monitor: monitor.__name__)
def test_every_wrong_monitor_differs_from_the_definition(wrong: dq_functions.Monitor) -> None:
    """What the fire drill must find is wrong on at least one of the probes of task 1."""
    assert any(wrong(*given) != dq_functions.definition(*given) for given in dq_findings.probes(DRAWS[0]))


def test_psi_of_nothing_has_the_mean_that_the_lesson_says() -> None:
    """Without a change the mean of psi is (B - 1) (1/n + 1/m), nearly, and its p-values are even."""
    rng = np.random.default_rng(5)
    reference = pd.Series(rng.standard_normal(3000))
    found = [shift_cases.definition(reference, pd.Series(rng.standard_normal(300)), 10) for _ in range(40)]
    psi, p_value = np.array(found).T
    assert psi.mean() == pytest.approx(9 * (1 / 300 + 1 / 3000), rel=0.35)
    assert 0.25 < p_value.mean() < 0.75


def test_made_weeks_change_only_where_they_say() -> None:
    """The reference and the other figures are the same with and without a change."""
    calm, moved = (drift_worlds.made_weeks(DRAWS[1], "same", change=change)
                   for change in (lambda day: 0.0, lambda day: 9.0))
    pd.testing.assert_frame_equal(calm[0], moved[0])
    pd.testing.assert_frame_equal(calm[1].drop(columns="a"), moved[1].drop(columns="a"))
    assert np.allclose(moved[1]["a"] - calm[1]["a"], 9.0)


def test_the_desk_of_performance_shows_the_concept_and_nothing_else() -> None:
    """By the definition a quiet desk has no verdict but ok and wait, and a changed one is worse."""
    for draw in DRAWS:
        assert performance.quiet_desk(performance.cases.definition, draw) is None
        assert performance.concept_desk(performance.cases.definition, draw) is None
