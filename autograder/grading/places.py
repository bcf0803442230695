"""Where a course keeps what was handed in and what was found, and what their times alone tell."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course, Unit


def submitted_notebooks(course: Course, unit: Unit) -> Iterator[Path]:
    """The notebooks of a unit that were collected, in no order."""
    return (course.build / "submitted").glob(f"*/{unit.folder}/{unit.exercise.name}")


def learner_of(notebook: Path) -> str:
    """Whose submitted notebook this is."""
    return notebook.parents[1].name


def journal_file(course: Course, unit: str, learner: str) -> Path:
    """Where the last grading of a learner's submission lies."""
    return course.build / "results" / unit / f"{learner}.json"


def looks_new(course: Course, unit: Unit) -> bool:
    """Whether a submission seems newer than its result: a guess that there is work, made in no time."""
    for notebook in submitted_notebooks(course, unit):
        result = journal_file(course, unit.folder, learner_of(notebook))
        if not result.exists() or result.stat().st_mtime_ns < notebook.stat().st_mtime_ns:
            return True
    return False
