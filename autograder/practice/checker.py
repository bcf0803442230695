"""`check` in a learner's notebook, and where stock nbgrader executes one: the same calls."""
from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from autograder.checks.check import check_of
from autograder.course import Course, Unit
from autograder.draws import GRADED, PUBLIC, Draw, graded_draw, learner_key, public_draw
from autograder.render.html import result_html
from autograder.render.text import result_text
from autograder.report.progress import record_check, record_hint, unit_progress
from autograder.results import TaskResult
from autograder.workspace.copies import LESSON_NAME
from autograder.workspace.start_page import write_start_page

# nbgrader sets the first while it executes a notebook; the others are for whoever starts it so.
NBGRADER_VARIABLE, KEY_VARIABLE = "NBGRADER_EXECUTION", "CRAFT_LEARNER_KEY"
VARIANT_VARIABLE = "CRAFT_VARIANT"


@dataclass(frozen=True)
class ShownResult:
    """A result that a notebook shows as HTML and a terminal as text; `lesson` is beside that notebook."""

    result: TaskResult
    lesson: str = ""

    @property
    def passed(self) -> bool:
        return not self.result.failures

    def _repr_html_(self) -> str:
        return result_html(self.result, self.lesson)

    def __repr__(self) -> str:
        return result_text(self.result)


@dataclass(frozen=True)
class ShownText:
    """Plain words as a notebook cell's value."""

    text: str

    def __repr__(self) -> str:
        return self.text


def check_for(unit: str) -> Checker:
    """The checks of a unit: `check_for("04").asof_join(asof_join)`."""
    course = Course.find()
    return Checker(course, course.unit(unit))


class Checker:
    """One method a task: `check.TASK(answer)` puts the task's oracles to the answer and shows the result."""

    def __init__(self, course: Course, unit: Unit) -> None:
        self._course, self._unit = course, unit

    def __dir__(self) -> list[str]:
        return ["hint", "progress", *(task.name for task in self._unit.tasks)]

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name not in {task.name for task in self._unit.tasks}:
            tasks = ", ".join(task.name for task in self._unit.tasks)
            raise AttributeError(f"unit {self._unit.number} has no check '{name}'; it has: {tasks}")
        return partial(self._check, name)

    def __repr__(self) -> str:
        return f"Checks of unit {self._unit.number}: " + ", ".join(task.name for task in self._unit.tasks)

    def hint(self, task: str) -> ShownText:
        """The next of three hints for a task; after the third, all of them again."""
        wanted = self._unit.task(task)
        level = unit_progress(self._course, self._unit).tasks[wanted.name].hints + 1
        if level > len(wanted.hints):
            lines = [f"{n}. {hint}" for n, hint in enumerate(wanted.hints, 1)]
            return ShownText(f"All hints for {wanted.name}:\n" + "\n".join(lines))
        record_hint(self._course, self._unit, wanted.name, level)
        return ShownText(f"Hint {level} of {len(wanted.hints)} for {wanted.name}:\n{wanted.hints[level - 1]}")

    def progress(self) -> ShownText:
        """Which tasks of this unit have passed."""
        tasks = unit_progress(self._course, self._unit).tasks
        lines = [f"{'passed' if state.passed else 'open':8}{name}" for name, state in tasks.items()]
        return ShownText("\n".join(lines))

    def _check(self, name: str, answer: Callable[..., Any], draw: str = PUBLIC) -> ShownResult | float:
        """Check an answer on the "public" or the "graded" draw.

        In JupyterLab the result is shown and remembered. While nbgrader executes the notebook the result
        is displayed and the points are returned as a plain float, which is what nbgrader reads.
        """
        task = self._unit.task(name)
        check = check_of(self._unit, name)
        result = check.run(self._unit.folder, task.title, answer, self._draw(name, draw))
        if NBGRADER_VARIABLE in os.environ:
            from IPython.display import display
            display(ShownResult(result))
            return float(result.points)
        if self._course.work in _parents_of_here():
            record_check(self._course, result)
            with contextlib.suppress(OSError):
                # The start page shows the state; that it cannot be written is no reason to fail a check.
                write_start_page(self._course)
        return ShownResult(result, LESSON_NAME if Path(LESSON_NAME).exists() else "")

    def _draw(self, task: str, name: str) -> Draw:
        if name == PUBLIC:
            return public_draw(self._unit.folder, task)
        if name != GRADED:
            raise ValueError(f'draw is "{PUBLIC}" or "{GRADED}", not {name!r}')
        key = os.environ.get(KEY_VARIABLE) or learner_key(os.environ.get("USER", "learner"))
        return graded_draw(self._unit.folder, task, key, int(os.environ.get(VARIANT_VARIABLE, "0")))


def _parents_of_here() -> list[Path]:
    here = Path.cwd().resolve()
    return [here, *here.parents]
