"""A learner's history: appended, never lost, and read whatever a crash has left."""
from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.report.progress import (
    history_file,
    read_history,
    record_check,
    record_hint,
    record_submission,
    unit_progress,
)
from autograder.results import OracleResult, Outcome, TaskResult
from tests.tiny_course import tiny  # noqa: F401


def found(task: str, draw: str = "public", points: float = 0.0, of: float = 3.0) -> TaskResult:
    outcome = Outcome.PASSED if points == of else Outcome.WRONG
    return TaskResult("90_tiny", task, "T", draw, (OracleResult("ID", outcome, points, of, "", "", ""),))


@pytest.fixture
def progress(tiny):  # noqa: F811
    return lambda: unit_progress(tiny.course, tiny.unit)


def test_a_unit_goes_from_not_started_to_submitted(tiny, progress):  # noqa: F811
    states = [progress().state]
    for task, points in (("double", 0.0), ("double", 3.0), ("above", 3.0)):
        record_check(tiny.course, found(task, points=points))
        states.append(progress().state)
    record_submission(tiny.course, tiny.unit, "file.zip")
    assert [*states, progress().state] == ["not started", "in progress", "in progress", "done", "submitted"]


def test_tries_hints_and_the_best_graded_points_are_counted(tiny, progress):  # noqa: F811
    for points in (1.0, 2.0, 1.5):
        record_check(tiny.course, found("double", "graded", points))
    record_hint(tiny.course, tiny.unit, "double", 2)
    state = progress().tasks["double"]
    assert (state.tries, state.hints, state.graded_points, state.passed) == (3, 2, 2.0, False)


def test_a_task_that_passed_once_stays_passed(tiny, progress):  # noqa: F811
    record_check(tiny.course, found("double", points=3.0))
    record_check(tiny.course, found("double", points=0.0))
    assert progress().tasks["double"].passed


def test_a_line_cut_short_by_a_crash_is_passed_over(tiny, progress):  # noqa: F811
    record_check(tiny.course, found("double", points=3.0))
    with history_file(tiny.course).open("a") as file:
        file.write('{"at": "2026-03-01T1\n\xff\n[1]\n')
    record_check(tiny.course, found("above", points=3.0))
    assert progress().passed == 2


def test_checks_at_the_same_time_write_whole_lines(tiny):  # noqa: F811
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: record_check(tiny.course, found("double")), range(200)))
    assert len(read_history(tiny.course)) == 200


def test_every_event_names_its_time_in_utc(tiny):  # noqa: F811
    record_hint(tiny.course, tiny.unit, "double", 1)
    [line] = history_file(tiny.course).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["at"].endswith("+00:00")
