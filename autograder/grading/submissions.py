"""Submissions as `craft collect` leaves them: where nbgrader looks for them too."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.course import Course, Unit
from autograder.grading.places import learner_of, submitted_notebooks
from autograder.submission.intake import NBGRADER_TIME

_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Submission:
    """One collected submission.

    unit: its folder. content: the notebook's bytes, whatever they are. submitted_at: aware, UTC; None if
    nothing tells it. files: what came along, by relative POSIX path.
    """

    learner: str
    unit: str
    content: bytes = field(repr=False)
    submitted_at: datetime | None = None
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the notebook and of what came along, in hex."""
        whole = hashlib.sha256(self.content)
        for name, content in sorted(self.files.items()):
            # A name on disk need not be UTF-8.
            whole.update(f"\0{name}\0".encode("utf-8", "surrogateescape") + hashlib.sha256(content).digest())
        return whole.hexdigest()


def submissions_of(course: Course, unit: Unit) -> Iterator[Submission]:
    """All submissions of a unit in `build/submitted`, by learner. Each is read when it is asked for."""
    for notebook in sorted(submitted_notebooks(course, unit)):
        yield read_submission(course, unit, learner_of(notebook))


def read_submission(course: Course, unit: Unit, learner: str) -> Submission:
    """One learner's submission; raises FileNotFoundError if there is none."""
    folder = course.build / "submitted" / learner / unit.folder
    notebook = folder / unit.exercise.name
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
             if path.is_file() and not path.is_symlink() and path != notebook and path.name != _TIMESTAMP
             and not path.name.startswith(".") and path.suffix != ".ipynb"}
    return Submission(learner, unit.folder, notebook.read_bytes(), _time_of(folder), files)


def _time_of(folder: Path) -> datetime | None:
    try:
        text = (folder / _TIMESTAMP).read_text(encoding="ascii").strip()
        return datetime.strptime(text, NBGRADER_TIME).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
