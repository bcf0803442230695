"""The graded notebook where nbgrader puts and looks for it: for formgrader, feedback and manual grading."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.course import Course, Unit
from autograder.grading.journal import Grading
from autograder.grading.submissions import Submission
from autograder.notebook.files import write_atomically
from autograder.submission.intake import NBGRADER_TIME

# As nbgrader's autograde leaves them.
_READ_ONLY = 0o444


def autograded_file(course: Course, unit: Unit, learner: str) -> Path:
    return course.build / "autograded" / learner / unit.folder / unit.exercise.name


def write_autograded(course: Course, unit: Unit, submission: Submission, grading: Grading) -> None:
    """Write the graded notebook, the time of its submission, and what came along with it.

    Each file is replaced in one step and the time comes last: nbgrader skips what has the submission's time.
    """
    notebook = autograded_file(course, unit, submission.learner)
    _write(notebook, grading.graded.notebook)
    for name, content in submission.files.items():
        _write(notebook.parent / name, content)
    if submission.submitted_at:
        _write(notebook.parent / "timestamp.txt", submission.submitted_at.strftime(NBGRADER_TIME).encode())


def is_written(course: Course, unit: Unit, grading: Grading) -> bool:
    """Whether the notebook there shows what this grading found; nbgrader writes the rest its own way."""
    try:
        there = json.loads(autograded_file(course, unit, grading.learner).read_bytes())
        return _outputs(there) == _outputs(json.loads(grading.graded.notebook))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _outputs(notebook: dict[str, Any]) -> list[Any]:
    return [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _write(path: Path, content: bytes) -> None:
    write_atomically(path, content)
    path.chmod(_READ_ONLY)
