"""Results as plain data: sums, outcomes, and the way through JSON and back."""
from __future__ import annotations

import json

import pytest

from autograder.results import Counterexample, OracleResult, Outcome, TaskResult, task_result


def oracle(outcome: Outcome, points: float = 0.0, **fields) -> OracleResult:
    return OracleResult("SOME_ID", outcome, points, 1.0, "The answer is off.", "It costs.", "Here", **fields)


def task(*oracles: OracleResult) -> TaskResult:
    return TaskResult("90_tiny", "double", "Double", "public", oracles)


def test_a_result_comes_back_from_json_as_it_was():
    example = Counterexample("f()", "1", "2")
    result = task(oracle(Outcome.PASSED, 1.0), oracle(Outcome.WRONG, counterexample=example),
                  oracle(Outcome.RAISED, error="ValueError: no", seconds=0.5))
    back = task_result(json.loads(json.dumps(result.as_json())))
    assert back == result and isinstance(back.oracles[0].outcome, Outcome)


def test_points_are_a_plain_float_and_sums_of_thirds_do_not_drift():
    result = task(*[oracle(Outcome.PASSED, 1 / 3)] * 3)
    assert result.points == 1.0 and type(result.points) is float
    assert type(task().points) is float


@pytest.mark.parametrize("outcomes, expected", [
    ([Outcome.PASSED, Outcome.PASSED], Outcome.PASSED),
    ([Outcome.PASSED, Outcome.WRONG, Outcome.RAISED], Outcome.WRONG),
    ([Outcome.RAISED, Outcome.WRONG], Outcome.RAISED),
    ([Outcome.UNEARNED, Outcome.OUT_OF_TIME, Outcome.NOT_TRIED], Outcome.OUT_OF_TIME),
    ([Outcome.WRONG, Outcome.NOT_ATTEMPTED], Outcome.NOT_ATTEMPTED),
])
def test_the_outcome_of_a_task_is_that_of_its_first_finding(outcomes, expected):
    assert task(*map(oracle, outcomes)).outcome == expected


def test_findings_leave_out_what_was_not_tried_and_guards_that_held():
    result = task(oracle(Outcome.UNEARNED), oracle(Outcome.WRONG), oracle(Outcome.NOT_TRIED))
    assert len(result.failures) == 3 and [found.outcome for found in result.findings] == [Outcome.WRONG]
