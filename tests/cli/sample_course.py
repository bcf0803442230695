"""A course of two small units, written to a folder, for tests that need no real content."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.course import Course

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
          "language_info": {"name": "python"}}


def unit_toml(title: str, tasks: int) -> str:
    """A unit.toml with `tasks` tasks called task_1, task_2 …"""
    head = f"""title = "{title}"
minutes = 90
stages = ["features"]
goals = ["Know what was known."]
out_of_scope = []
prose = []
"""
    task = """
[[tasks]]
name = "task_{n}"
title = "Task {n}"
behaviours = ["adds"]
hints = ["a nudge", "the idea", "almost the answer"]
"""
    return head + "".join(task.format(n=n + 1) for n in range(tasks))


def exercise_source(solution: str = "return a + b") -> nbformat.NotebookNode:
    """A source notebook with one solution and one test cell, as nbgrader wants it."""
    answer = new_code_cell(f"def task_1(a, b):\n    ### BEGIN SOLUTION\n    {solution}\n    ### END SOLUTION",
                           id="task-1")
    answer.metadata["nbgrader"] = {"grade": False, "grade_id": "task-1", "locked": False,
                                   "schema_version": 3, "solution": True, "task": False}
    test = new_code_cell("### BEGIN HIDDEN TESTS\nassert task_1(1, 2) == 3\n### END HIDDEN TESTS",
                         id="task-1-check")
    test.metadata["nbgrader"] = {"grade": True, "grade_id": "task-1-check", "locked": True, "points": 1,
                                 "schema_version": 3, "solution": False, "task": False}
    return new_notebook(cells=[new_markdown_cell("# Exercise", id="title"), answer, test], metadata=KERNEL)


def lesson(text: str = "Two clocks.") -> nbformat.NotebookNode:
    """A lesson whose output is HTML, which JupyterLab shows in a trusted notebook only."""
    shown = new_output("execute_result", {"text/html": "<p id='shown'>shown</p>", "text/plain": "shown"},
                       execution_count=1)
    cells = [new_markdown_cell(f"# Lesson\n\n{text}", id="cell-00"),
             new_code_cell("1 + 1", id="cell-01", outputs=[shown], execution_count=1)]
    return new_notebook(cells=cells, metadata=KERNEL)


def write_unit(root: Path, folder: str, title: str, tasks: int = 2) -> None:
    """Write one unit's unit.toml, exercise and lesson."""
    path = root / "exercises" / folder
    path.mkdir(parents=True)
    (path / "unit.toml").write_text(unit_toml(title, tasks), encoding="utf-8")
    nbformat.write(exercise_source(), path / f"{folder.split('_', 1)[1]}.ipynb")
    (root / "curriculum").mkdir(exist_ok=True)
    nbformat.write(lesson(), root / "curriculum" / f"{folder}.ipynb")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The sample course in a temporary folder, which is also the current folder."""
    write_unit(tmp_path, "03_splits", "Splits that hold")
    write_unit(tmp_path, "04_aggregation", "Joins and time travel")
    monkeypatch.chdir(tmp_path)
    return Course.find(tmp_path)


@pytest.fixture
def craft(course: Course) -> Callable[..., int]:
    """Runs a command in the sample course and returns its exit code."""
    from autograder.cli.main import main
    return lambda *arguments: main(arguments)
