"""Grade a learner's own notebook, as a mentor's grading would, on the public and the graded draws."""
from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Course, Task, Unit
from autograder.draws import GRADED, PUBLIC
from autograder.grading.cells import OWN_ERRORS, is_check, name_of
from autograder.grading.kernel_environment import kernel_environment
from autograder.grading.run_notebook import Limits, run_notebook
from autograder.grading.scratch import scratch_folder
from autograder.notebook.rebuild import rebuild
from autograder.results import Outcome, TaskResult, task_result


@dataclass(frozen=True)
class TaskReport:
    """One task. public, graded: None if the check could not run; `trouble` then says why, else is ""."""

    task: Task
    max_points: float
    public: TaskResult | None = None
    graded: TaskResult | None = None
    trouble: str = ""

    @property
    def points(self) -> float:
        return self.graded.points if self.graded and not self.trouble else 0.0

    @property
    def passed(self) -> bool:
        return not self.trouble and all(result is not None and result.outcome == Outcome.PASSED
                                        for result in (self.public, self.graded))

    @property
    def worst(self) -> TaskResult | None:
        """The result worth reading first: the public one, which has an example, unless it passed."""
        failing = [result for result in (self.public, self.graded) if result and result.failures]
        return failing[0] if failing else None


@dataclass(frozen=True)
class Report:
    """A graded notebook. notes: what was odd in it and in its run. seconds: wall time of the run."""

    unit: Unit
    tasks: tuple[TaskReport, ...]
    notes: tuple[str, ...]
    seconds: float
    variant: int

    @property
    def points(self) -> float:
        return round(sum(task.points for task in self.tasks), 6)

    @property
    def max_points(self) -> float:
        return round(sum(task.max_points for task in self.tasks), 6)

    @property
    def passed(self) -> bool:
        return all(task.passed for task in self.tasks)


def grade_own(course: Course, unit: Unit, release: NotebookNode, submitted: bytes, key: str,
              variant: int = 0, limits: Limits | None = None) -> Report:
    """Put the learner's answers onto the release, run them in a fresh kernel and gather what was found.

    key: from `learner_key`. variant: another one gives fresh graded data. Raises NoNotebook.
    """
    rebuilt, started = rebuild(release, submitted), time.monotonic()
    for task in unit.tasks:
        _add_graded_call(rebuilt.notebook, task)
    with scratch_folder(course.build) as folder:
        results = Path(folder) / "results.jsonl"
        place = Path(folder) / "work"
        place.mkdir()
        notes = run_notebook(rebuilt.notebook, place, kernel_environment(key, variant, results), limits)
        found = _read_results(results)
    tasks = tuple(_task_report(task, rebuilt.notebook, found) for task in unit.tasks)
    return Report(unit, tasks, rebuilt.notes + notes, time.monotonic() - started, variant)


def _add_graded_call(notebook: NotebookNode, task: Task) -> None:
    """A release has lost its hidden regions, and a kit never had them: the graded call is always this."""
    for cell in notebook.cells:
        if is_check(cell) and name_of(cell) == task.check_id:
            cell.source += f'\ncheck.{task.name}({task.name}, draw="{GRADED}")'


def _read_results(file: Path) -> dict[tuple[str, str], TaskResult]:
    """The last result of each task and draw: the check cell's own call comes after a learner's."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        result = task_result(json.loads(line))
        found[result.task, result.draw] = result
    return found


def _task_report(task: Task, notebook: NotebookNode,
                 found: Mapping[tuple[str, str], TaskResult]) -> TaskReport:
    cells = {name_of(cell): cell for cell in notebook.cells}
    check = cells[task.check_id]
    return TaskReport(task, float(check.metadata.nbgrader.points), found.get((task.name, PUBLIC)),
                      found.get((task.name, GRADED)), _trouble(check, cells.get(task.answer_id)))


def _trouble(check: NotebookNode, answer: NotebookNode | None) -> str:
    """Why a check cell gave no points, in one sentence; "" if it did."""
    error = _error(check)
    if not error:
        return ""
    before = _error(answer) if answer is not None else ""
    return f"The check did not run: {error}." + (f" In the answer's cell: {before}." if before else "")


def _error(cell: NotebookNode) -> str:
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    if not errors:
        return ""
    last = errors[-1]
    return last.evalue if last.ename in OWN_ERRORS else f"{last.ename}: {last.evalue}".strip().rstrip(".")
