"""A learner's answer earns over the wire what it earns in the notebook.

In the notebook each named answer of a unit fails just the oracles that it names: craft verify proves it.
Here the same answers are put to the same draw by the engine: one of each task in a notebook, since most of
the time goes into running the cells around them. CRAFT_PARITY=all tries every one, which takes minutes a
unit; else a wrong answer a task. The unit's own answers earn all on a graded draw: of one unit only, of all
where CRAFT_NBGRADER=all.
"""
from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from autograder.checks.check import check_of
from autograder.course import Course, Unit
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.grading.cells import is_check
from autograder.grading.job import CheckedTask, job_of
from autograder.grading.session import Session
from autograder.nbgrader_plugins.release import released
from autograder.notebook.source import read_source
from autograder.verify.attempts import Attempt, attempts_of, expected_points, with_cells
from tests.sandbox.opened import jailed

UNITS = [unit for unit in Course.find().units() if unit.exercise.exists()]
# The shortest, as in tests/end_to_end/test_units_graded.py.
ONE_OR_ALL = [unit for unit in UNITS if unit.number == "03" or os.environ.get("CRAFT_NBGRADER") == "all"]


def chosen(attempts: list[Attempt]) -> list[Attempt]:
    """All if that is asked for; else of each task one that is wrong."""
    if os.environ.get("CRAFT_PARITY") == "all":
        return attempts
    wrong: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if not attempt.is_right:
            wrong.setdefault(attempt.task, []).append(attempt)
    return [of_task[len(of_task) // 2] for of_task in wrong.values()]


def notebooks(attempts: list[Attempt]) -> list[list[Attempt]]:
    """Answers that one notebook can hold: of different tasks, and no two that replace the same cell."""
    filled: list[list[Attempt]] = []
    for attempt in attempts:
        for others in filled:
            taken = {name for other in others for name in other.cells}
            if all(attempt.task != other.task for other in others) and taken.isdisjoint(attempt.cells):
                others.append(attempt)
                break
        else:
            filled.append([attempt])
    return filled


def cells(unit: Unit, attempts: list[Attempt]) -> Iterator[tuple[str, str]]:
    """What the answers stand on: the cells given and all answers, these among them."""
    notebook = read_source(unit.exercise_source)
    for attempt in attempts:
        notebook = with_cells(notebook, attempt.cells, attempt.name)
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and nbgrader and not is_check(cell):
            yield cell.id, cell.source


def checked(unit: Unit, name: str) -> CheckedTask:
    task = unit.task(name)
    return CheckedTask(task.name, task.title, task.answer_id, task.check_id)


def differs(session: Session, unit: Unit, attempt: Attempt) -> str:
    """What the engine finds of an answer's task that the answer does not say of itself; else nothing."""
    task = unit.task(attempt.task)
    draw = public_draw(unit.folder, task.name)
    result = session.judge(checked(unit, task.name), draw.name, draw.entropy)
    failed = {failure.oracle for failure in result.failures}
    if failed == set(attempt.fails) and result.points == expected_points(attempt, check_of(unit, task.name)):
        return ""
    return f"{attempt.name}: {result.points} points, " + str(
        [(failure.oracle, failure.outcome, failure.error) for failure in result.failures])


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("unit", "attempts"), [
    pytest.param(unit, attempts, id=f"{unit.number}-{number}")
    for unit in UNITS for number, attempts in enumerate(notebooks(chosen(attempts_of(unit))))])
def test_answers_earn_the_same_by_the_engine(unit: Unit, attempts: list[Attempt]) -> None:
    """The engine finds the same oracles failing, and gives the same points."""
    job = job_of(unit, released(unit), b"", learner_key("parity"))
    with Session(jailed(), job) as session:
        for name, source in cells(unit, attempts):
            session.run(name, source)
        different = [told for attempt in attempts if (told := differs(session, unit, attempt))]
    assert not session.notes
    assert not different, "\n".join(different)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("unit", ONE_OR_ALL, ids=lambda unit: unit.number)
def test_the_units_own_answers_earn_all_by_the_engine(unit: Unit) -> None:
    """On a graded draw."""
    job, earned = job_of(unit, released(unit), b"", learner_key("parity")), {}
    with Session(jailed(), job) as session:
        for name, source in cells(unit, []):
            session.run(name, source)
        for task in unit.tasks:
            draw = graded_draw(unit.folder, task.name, learner_key("parity"))
            earned[task.name] = session.judge(checked(unit, task.name), draw.name, draw.entropy).points
    assert not session.notes
    assert earned == {task.name: check_of(unit, task.name).points for task in unit.tasks}
