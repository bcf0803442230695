"""A learner's answer earns over the wire what it earns in the notebook.

In the notebook each named answer of a unit fails just the oracles that it names: test_units.py proves it.
Here the same answers are put to the same draw by the engine. CRAFT_PARITY=all tries every one of them, which
takes minutes a unit; else three answers a task.
"""
from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from autograder.checks.check import check_of
from autograder.course import Course, Unit
from autograder.draws import learner_key, public_draw
from autograder.grading.cells import is_check
from autograder.grading.job import CheckedTask, job_of
from autograder.grading.session import Session
from autograder.nbgrader_plugins.release import released
from autograder.notebook.source import read_source
from autograder.verify.attempts import Attempt, attempts_of, expected_points, with_cells
from tests.sandbox.opened import jailed

UNITS = [unit for unit in Course.find().units() if unit.exercise.exists()]


def chosen(attempts: list[Attempt]) -> list[Attempt]:
    """All if that is asked for; else of each task the first right one, the first wrong one, and the last."""
    if os.environ.get("CRAFT_PARITY") == "all":
        return attempts
    few = {}
    for attempt in attempts:
        few.setdefault((attempt.task, attempt.is_right), attempt)
        few[attempt.task, "last"] = attempt
    return list({attempt.name: attempt for attempt in few.values()}.values())


def cells(unit: Unit, attempt: Attempt) -> Iterator[tuple[str, str]]:
    """What the answer stands on: the cells given and all answers, this one among them."""
    notebook = with_cells(read_source(unit.exercise_source), attempt.cells, attempt.name)
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and nbgrader and not is_check(cell):
            yield cell.id, cell.source


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "attempt"), [
    pytest.param(unit, attempt, id=f"{unit.number}-{attempt.name}")
    for unit in UNITS for attempt in chosen(attempts_of(unit))])
def test_an_answer_earns_the_same_by_the_engine(unit: Unit, attempt: Attempt) -> None:
    """The engine finds the same oracles failing, and gives the same points."""
    task = unit.task(attempt.task)
    job = job_of(unit, released(unit), b"", learner_key("parity"))
    draw = public_draw(unit.folder, task.name)
    with Session(jailed(), job) as session:
        for name, source in cells(unit, attempt):
            session.run(name, source)
        checked = CheckedTask(task.name, task.title, task.answer_id, task.check_id)
        result = session.judge(checked, draw.name, draw.entropy)
    assert not session.notes
    failed = {failure.oracle for failure in result.failures}
    assert failed == set(attempt.fails), [(failure.oracle, failure.outcome, failure.error)
                                          for failure in result.failures]
    assert result.points == expected_points(attempt, check_of(unit, task.name))
