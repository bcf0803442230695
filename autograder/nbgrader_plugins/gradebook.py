"""nbgrader's gradebook: what it knows of a unit, and what it holds of each learner."""
from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from sqlalchemy.engine import make_url
from traitlets.config import Config, PyFileConfigLoader

from autograder.course import Course, CourseError, Unit
from autograder.grading.grading_lock import waiting_lock
from autograder.nbgrader_plugins.release import released

if TYPE_CHECKING:
    # It takes seconds to import.
    from nbgrader.api import Gradebook

URL_VARIABLE = "CRAFT_DB"
# As in nbgrader_config.py.
COURSE_ID = "ml-craft"


@dataclass(frozen=True)
class CellScore:
    """One graded cell of one learner. score: None while a person has yet to grade it."""

    learner: str
    cell: str
    score: float | None
    max_score: float
    needs_manual: bool


def gradebook_url(course: Course) -> str:
    """As in nbgrader_config.py: the environment's CRAFT_DB, else an SQLite file in `build/`."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{course.build / 'gradebook.db'}"


def open_gradebook(url: str) -> Gradebook:
    """nbgrader's gradebook, made if it is not there.

    Making one must happen once and alone, and runs `alembic`, which need not be on the PATH.
    """
    from nbgrader.api import Gradebook
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
    file = Path(make_url(url).database or "") if url.startswith("sqlite:") else None
    if file is None or file.exists():
        return Gradebook(url, COURSE_ID)
    with waiting_lock(file.with_name(f"{file.name}.lock")):
        return Gradebook(url, COURSE_ID)


def nbgrader_settings(course: Course) -> Config:
    """What `nbgrader_config.py` says; empty if there is none."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config() if (
        course.root / "nbgrader_config.py").exists() else Config()


def knows(course: Course, unit: Unit) -> bool:
    """Whether the unit's assignment is in the gradebook."""
    url = gradebook_url(course)
    if url.startswith("sqlite:") and not (course.build / "gradebook.db").exists():
        return False
    from nbgrader.api import MissingEntry
    with open_gradebook(url) as gradebook:
        try:
            gradebook.find_notebook(unit.name, unit.folder)
        except MissingEntry:
            return False
    return True


def release_is_stale(course: Course, unit: Unit) -> bool:
    """Whether nbgrader's release was made from an older version of the unit's source."""
    path = release_file(course, unit)
    if not path.exists():
        return True
    made, now = nbformat.read(path, as_version=4), released(unit)
    return [cell.source for cell in made.cells] != [cell.source for cell in now.cells]


def release_file(course: Course, unit: Unit) -> Path:
    return course.build / "release" / unit.folder / unit.exercise.name


def run_nbgrader(course: Course, *arguments: str) -> str:
    """Run a stock nbgrader command in the course's root, as a mentor would; returns what it printed.

    Raises CourseError with its last lines if it fails.
    """
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-8:])
        raise CourseError(f"`nbgrader {' '.join(arguments)}` failed:\n{last}")
    return done.stdout


def name_learners(course: Course, learners: Iterable[str]) -> None:
    """Give learners who have no name in the gradebook their id as a name: formgrader shows "None, None"."""
    from nbgrader.api import MissingEntry
    with open_gradebook(gradebook_url(course)) as gradebook:
        for learner in sorted(set(learners)):
            try:
                student = gradebook.find_student(learner)
            except MissingEntry:
                student = gradebook.add_student(learner)
            if student.first_name is None and student.last_name is None:
                student.last_name, student.first_name = learner, ""
        gradebook.db.commit()


def cell_scores(course: Course, unit: Unit) -> list[CellScore]:
    """Every graded cell of every submission of a unit, by learner and in the notebook's order."""
    with open_gradebook(gradebook_url(course)) as gradebook:
        order = [cell.name for cell in gradebook.find_notebook(unit.name, unit.folder).grade_cells]
        scores = [CellScore(submission.student.id, grade.name, None if grade.needs_manual_grade and
                            grade.manual_score is None else float(grade.score), float(grade.max_score),
                            bool(grade.needs_manual_grade))
                  for submission in gradebook.assignment_submissions(unit.folder)
                  for notebook in submission.notebooks for grade in notebook.grades]
    return sorted(scores, key=lambda score: (score.learner, order.index(score.cell)))
