"""The steps of the mentor's loop, in a scratch copy of the course."""
from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder.course import Course, CourseError, Unit
from autograder.nbgrader_plugins.gradebook import run_nbgrader
from autograder.notebook.files import notebook_bytes, write_atomically
from autograder.report.cohort import Cohort, read_cohort
from autograder.report.cohort_page import cohort_html
from autograder.submission.pack import pack
from autograder.tour.sample_class import SampleLearner

MARK = ".craft-tour"


def fresh_folder(folder: Path) -> Path:
    """An empty folder; an earlier tour in it is removed, anything else is left alone (CourseError)."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise CourseError(f"{folder}: holds something that is no earlier tour. Name a new folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    return folder


def scratch_course(course: Course, folder: Path, unit: Unit) -> Course:
    """A course with this one unit, whose grades are nobody's."""
    shutil.copytree(unit.path, folder / "exercises" / unit.folder)
    (folder / "curriculum").mkdir()
    if unit.lesson.exists():
        shutil.copy2(unit.lesson, folder / "curriculum" / unit.lesson.name)
    shutil.copy2(course.root / "nbgrader_config.py", folder / "nbgrader_config.py")
    return Course(folder, False)


def fill_inbox(course: Course, unit: Unit, learners: Sequence[SampleLearner], inbox: Path) -> None:
    """One zip a learner, as `craft submit` makes it, and a file that is no notebook."""
    inbox.mkdir()
    start = datetime.now(UTC) - timedelta(hours=len(learners))
    for number, learner in enumerate(learners):
        made = pack(course, unit, learner.name, notebook_bytes(learner.notebook),
                    start + timedelta(minutes=30 * number))
        shutil.move(made, inbox / made.name)
    whole = notebook_bytes(learners[0].notebook)
    write_atomically(inbox / "cut_short.ipynb", whole[:len(whole) // 2])


def grade(course: Course, unit: Unit) -> None:
    """Stock nbgrader, as a mentor would type it."""
    run_nbgrader(course, "autograde", unit.folder)
    run_nbgrader(course, "generate_feedback", unit.folder)


def report(course: Course, unit: Unit, page: Path) -> Cohort:
    """Read the class back from the gradebook and write its page."""
    cohort = read_cohort(course, unit)
    write_atomically(page, cohort_html(cohort).encode())
    return cohort


def differences(cohort: Cohort, learners: Sequence[SampleLearner]) -> list[str]:
    """Where somebody's points are not what the attempts declare, one sentence each."""
    found = []
    for learner in learners:
        for cell, expected in learner.points.items():
            score = cohort.scores.get((learner.name, cell))
            if score is None or score.score is None or abs(score.score - expected) > 1e-6:
                got = "nothing" if score is None else f"{score.score}"
                found.append(f"{learner.name} has {got} for {cell}; {learner.what} must earn {expected:g}.")
    return found
