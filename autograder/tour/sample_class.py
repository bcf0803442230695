"""A class made from a unit's attempts, and the points that each of its learners must get."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.checks.check import check_of
from autograder.course import Unit
from autograder.notebook.source import read_source
from autograder.verify.attempts import Attempt, attempts_of, expected_points, with_cells

MIXED = 4
WRITTEN = "A written answer would stand here. Grade it in the formgrader: a point a statement that it meets."


@dataclass(frozen=True)
class SampleLearner:
    """A submission, what it is, and the points it must earn by check cell."""

    name: str
    what: str
    notebook: NotebookNode
    points: Mapping[str, float]


def sample_class(unit: Unit, release: NotebookNode) -> list[SampleLearner]:
    """The solution, the untouched stub, and learners who are right in some tasks and wrong in others."""
    solved = with_cells(release, reference_answers(unit), "the solution")
    full = {task.check_id: check_of(unit, task.name).points for task in unit.tasks}
    learners = [SampleLearner("solution", "the reference solution", solved, full),
                SampleLearner("stub", "handed in untouched", release, dict.fromkeys(full, 0.0))]
    attempts = attempts_of(unit)
    for number in range(MIXED if attempts else 0):
        chosen = [attempt for index, task in enumerate(unit.tasks)
                  if (attempt := _choice(attempts, task.name, number, index))]
        cells = {grade_id: source for attempt in chosen for grade_id, source in attempt.cells.items()}
        points = full | {unit.task(attempt.task).check_id:
                         expected_points(attempt, check_of(unit, attempt.task)) for attempt in chosen}
        learners.append(SampleLearner(f"mixed_{number + 1}", ", ".join(attempt.name for attempt in chosen),
                                      with_cells(solved, cells, f"mixed_{number + 1}"), points))
    return learners


def reference_answers(unit: Unit) -> dict[str, str]:
    """Sources by grade_id: the solution of every task, and something to read for every written one."""
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in read_source(unit.exercise_source).cells
             if cell.metadata.get("nbgrader", {}).get("solution")}
    return {grade_id: cell.source if cell.cell_type == "code" else WRITTEN
            for grade_id, cell in cells.items()}


def _choice(attempts: Sequence[Attempt], task: str, number: int, index: int) -> Attempt | None:
    """Every second task of a learner is wrong, the others are right in another way than the solution."""
    fitting = [attempt for attempt in attempts if attempt.task == task
               and attempt.is_right == bool((number + index) % 2)]
    return fitting[(number // 2 + index) % len(fitting)] if fitting else None
