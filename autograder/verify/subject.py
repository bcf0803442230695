"""What the rules look at: one unit, read once, and what was measured by running it."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.checks.check import Check, checks_of
from autograder.course import CourseError, Task, Unit
from autograder.nbgrader_plugins.release import release_of
from autograder.notebook.source import read_source
from autograder.verify.attempts import Attempt, attempts_of
from autograder.verify.measure import Measurements
from autograder.verify.problem import Problem


@dataclass(frozen=True)
class Subject:
    """A unit under verification. Its parts are read when a rule first asks for them, and once.

    measured: None in a fast verification. Reading a part raises CourseError if the file is missing or
    says something that cannot be.
    """

    unit: Unit
    measured: Measurements | None = None

    @cached_property
    def lesson(self) -> NotebookNode:
        return read_source(_existing(self.unit.lesson_source))

    @cached_property
    def exercise(self) -> NotebookNode:
        return read_source(_existing(self.unit.exercise_source))

    @cached_property
    def release(self) -> NotebookNode:
        return release_of(self.exercise)

    @cached_property
    def lesson_twin(self) -> NotebookNode:
        return nbformat.read(_existing(self.unit.lesson), as_version=4)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        return checks_of(self.unit)

    @cached_property
    def attempts(self) -> tuple[Attempt, ...]:
        return self.measured.tried if self.measured else tuple(attempts_of(self.unit))

    @cached_property
    def mentor_page(self) -> str:
        return _existing(self.unit.path / "mentor.md").read_text(encoding="utf-8")

    @property
    def evidence(self) -> Measurements:
        """What was measured; raises CourseError in a fast verification."""
        if self.measured is None:
            raise CourseError(f"{self.unit.path}: nothing was run. Verify without --fast.")
        return self.measured

    def check(self, task: Task) -> Check:
        """The task's check; raises CourseError if the unit's checks have none."""
        for check in self.checks:
            if check.task == task.name:
                return check
        raise CourseError(f"autograder/checks/{self.unit.name}: no Check for the task '{task.name}'. "
                          "Write one and put it into CHECKS.")

    def cell(self, grade_id: str, released: bool = False) -> NotebookNode | None:
        """The exercise's (or its release's) cell with this grade_id."""
        cells = (self.release if released else self.exercise).cells
        return next((cell for cell in cells if grade_id_of(cell) == grade_id), None)

    def problem(self, path: Path, wrong: str, remedy: str) -> Problem:
        """A problem in a file of the course."""
        root = self.unit.path.parents[1]
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        return Problem(name, wrong, remedy)


def grade_id_of(cell: NotebookNode) -> str:
    """The cell's grade_id, or an empty text."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def headings(notebook: NotebookNode) -> Iterator[tuple[int, str, int]]:
    """Each markdown heading as (level, text, number of its cell), in order."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            for match in re.finditer(r"^(#+) +(.+?)\s*$", cell.source, re.MULTILINE):
                yield len(match[1]), match[2], number


def _existing(path: Path) -> Path:
    if not path.exists():
        remedy = "Run `craft build`." if path.suffix == ".ipynb" else "Write it."
        raise CourseError(f"{path}: it is missing. {remedy}")
    return path
