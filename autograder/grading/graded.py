"""What grading one submission found, as plain values."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.results import Outcome, TaskResult, task_result


@dataclass(frozen=True)
class GradedTask:
    """One task of a submission.

    name, title: as in `unit.toml`. check: grade_id of its check cell. public, graded: what its check found
    on either draw; None if the check could not be made, and then `trouble` says why in one sentence.
    """

    name: str
    title: str
    check: str
    max_points: float
    public: TaskResult | None = None
    graded: TaskResult | None = None
    trouble: str = ""

    @property
    def points(self) -> float:
        """Points earned, on the graded draw alone."""
        return min(self.graded.points, self.max_points) if self.graded else 0.0

    @property
    def passed(self) -> bool:
        """Whether everything holds on both draws."""
        return all(result is not None and result.outcome == Outcome.PASSED
                   for result in (self.public, self.graded))

    @property
    def worst(self) -> TaskResult | None:
        """The result worth reading first: the public one, which has an example, unless it passed."""
        failing = [result for result in (self.public, self.graded) if result and result.failures]
        return failing[0] if failing else None


@dataclass(frozen=True)
class Graded:
    """One graded submission.

    unit: its folder. notebook: the rebuilt notebook with outputs, in nbformat's JSON; what its check cells
    hold is scored by nbgrader as `tasks` say. notes: sentences about what was odd in the submission and in
    its run. refused: why the submission is no notebook, else ""; then `notebook` is the release, and every
    task has 0 points. mode: "jail" or "reduced". seconds: wall time by step: rebuild, run, judge, record.
    versions: of what graded, by name.
    """

    unit: str
    notebook: bytes = field(repr=False)
    tasks: tuple[GradedTask, ...]
    notes: tuple[str, ...]
    refused: str
    variant: int
    mode: str
    seconds: Mapping[str, float]
    versions: Mapping[str, str]

    @property
    def points(self) -> float:
        """Points of the tasks that are checked by machine."""
        return round(sum(task.points for task in self.tasks), 6)

    @property
    def max_points(self) -> float:
        return round(sum(task.max_points for task in self.tasks), 6)

    @property
    def passed(self) -> bool:
        return all(task.passed for task in self.tasks)

    def read_notebook(self) -> NotebookNode:
        """The graded notebook as nbformat knows it; each call makes a new one."""
        return nbformat.reads(self.notebook.decode("utf-8"), as_version=4)

    def as_json(self) -> dict[str, Any]:
        """A dict of JSON values from which `Graded.from_json` rebuilds this object."""
        return {**self.__dict__, "notebook": self.notebook.decode("utf-8"), "notes": list(self.notes),
                "tasks": [_task_as_json(task) for task in self.tasks], "seconds": dict(self.seconds),
                "versions": dict(self.versions)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Graded:
        """Rebuild from `Graded.as_json()`."""
        return cls(**{**data, "notebook": data["notebook"].encode("utf-8"), "notes": tuple(data["notes"]),
                      "tasks": tuple(map(_task_of_json, data["tasks"]))})


def _task_as_json(task: GradedTask) -> dict[str, Any]:
    return {**task.__dict__, **{draw: result.as_json() if (result := getattr(task, draw)) else None
                                for draw in ("public", "graded")}}


def _task_of_json(data: Mapping[str, Any]) -> GradedTask:
    return GradedTask(**{**data, **{draw: task_result(data[draw]) if data[draw] else None
                                    for draw in ("public", "graded")}})
