"""What it takes to grade one submission, as bytes and plain values: it can be sent to any machine."""
from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from nbformat import NotebookNode

from autograder.course import CourseError, Unit
from autograder.grading.cells import is_check, name_of
from autograder.notebook.files import notebook_bytes
from autograder.sandbox.limits import Limits, limits_from


@dataclass(frozen=True)
class CheckedTask:
    """One task that is checked by machine. name: what the learner's cells call the answer.

    answer, check: the grade_ids of its cells.
    """

    name: str
    title: str
    answer: str
    check: str


@dataclass(frozen=True)
class Job:
    """One submission to grade.

    submitted: the notebook as it was handed in, whatever that is. release: the notebook that the learner
    was given. unit: the unit's folder, from which draws come. module: where its checks are imported from.
    key: from `autograder.draws.learner_key`; the course's salt stays at home. variant: of the graded draw.
    files: what came along with the notebook, by relative POSIX path.
    """

    submitted: bytes
    release: bytes
    unit: str
    module: str
    tasks: tuple[CheckedTask, ...]
    key: str = field(repr=False)
    variant: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def as_json(self) -> dict[str, Any]:
        """A dict of JSON values from which `Job.from_json` rebuilds this object."""
        return {"submitted": _text(self.submitted), "release": _text(self.release), "unit": self.unit,
                "module": self.module, "tasks": [asdict(task) for task in self.tasks], "key": self.key,
                "variant": self.variant, "files": {name: _text(data) for name, data in self.files.items()},
                "limits": self.limits.as_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Job:
        """Rebuild a job from `Job.as_json()`."""
        return cls(**{**data, "submitted": _bytes(data["submitted"]), "release": _bytes(data["release"]),
                      "tasks": tuple(CheckedTask(**task) for task in data["tasks"]),
                      "files": {name: _bytes(text) for name, text in data["files"].items()},
                      "limits": Limits(**data["limits"])})


def job_of(unit: Unit, release: NotebookNode, submitted: bytes, key: str, variant: int = 0,
           files: Mapping[str, bytes] | None = None) -> Job:
    """The job of grading one submission of a unit.

    Raises CourseError if a check cell of the release belongs to no task of `unit.toml`, if a task has no
    check cell, or if the unit's limits are none.
    """
    tasks = tuple(CheckedTask(task.name, task.title, task.answer_id, task.check_id) for task in unit.tasks)
    checks = [name_of(cell) for cell in release.cells if is_check(cell)]
    if odd := sorted(set(checks) ^ {task.check for task in tasks}):
        raise CourseError(f"{unit.exercise}: the check cells and the tasks of unit.toml are not the same: "
                          f"{', '.join(odd)}. Each task NAME has one check cell, NAME-check.")
    return Job(submitted, notebook_bytes(release), unit.folder, f"autograder.checks.{unit.name}", tasks, key,
               variant, dict(files or {}), limits_of(unit))


def limits_of(unit: Unit) -> Limits:
    """The limits of the unit's `[limits]`, defaults for the others; raises CourseError naming the file."""
    try:
        return limits_from(unit.limits)
    except (ValueError, TypeError) as error:
        raise CourseError(f"{unit.path / 'unit.toml'}: [limits]: {error}.") from None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
