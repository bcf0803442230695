"""A learner's history: one JSON line for each check, hint and submission, only ever appended."""
from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.course import Course, Unit
from autograder.draws import GRADED
from autograder.results import Outcome, TaskResult


@dataclass(frozen=True)
class TaskProgress:
    """How far one task is. `tries` counts checks; `hints` is the highest level asked for, 0 to 3."""

    passed: bool = False
    graded_points: float | None = None
    tries: int = 0
    hints: int = 0


@dataclass(frozen=True)
class UnitProgress:
    """How far one unit is. `submitted_at` is the ISO time of the last submission, or None."""

    tasks: dict[str, TaskProgress]
    submitted_at: str | None = None

    @property
    def passed(self) -> int:
        return sum(task.passed for task in self.tasks.values())

    @property
    def state(self) -> str:
        """"not started", "in progress", "done" or "submitted"."""
        if self.submitted_at:
            return "submitted"
        if self.tasks and self.passed == len(self.tasks):
            return "done"
        return "in progress" if any(task.tries for task in self.tasks.values()) else "not started"


def history_file(course: Course) -> Path:
    return course.work / "progress.jsonl"


def record_check(course: Course, result: TaskResult) -> None:
    """Append what a check found."""
    _append(course, {"unit": result.unit, "task": result.task, "draw": result.draw,
                     "outcome": str(result.outcome), "points": result.points,
                     "max_points": result.max_points,
                     "failed": [failure.oracle for failure in result.failures]})


def record_hint(course: Course, unit: Unit, task: str, level: int) -> None:
    """Append that a hint was shown."""
    _append(course, {"unit": unit.folder, "task": task, "hint": level})


def record_submission(course: Course, unit: Unit, file: str) -> None:
    """Append that a submission was written."""
    _append(course, {"unit": unit.folder, "submitted": file})


def _append(course: Course, event: dict[str, Any]) -> None:
    course.work.mkdir(exist_ok=True)
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **event}) + "\n"
    # One write of one line in append mode: two notebooks may check at the same time.
    handle = os.open(history_file(course), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, line.encode())
    finally:
        os.close(handle)


def read_history(course: Course) -> list[dict[str, Any]]:
    """All events in order; a line that a crash cut short is passed over."""
    events = []
    file = history_file(course)
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []:
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(event, dict):
            events.append(event)
    return events


def unit_progress(course: Course, unit: Unit) -> UnitProgress:
    """How far the learner is in a unit. A task counts as passed once any of its checks passed."""
    events = [event for event in read_history(course) if event.get("unit") == unit.folder]
    tasks = {task.name: _task_progress([event for event in events if event.get("task") == task.name])
             for task in unit.tasks}
    submitted = [event.get("at") for event in events if "submitted" in event]
    return UnitProgress(tasks, submitted[-1] if submitted else None)


def _task_progress(events: list[dict[str, Any]]) -> TaskProgress:
    checks = [event for event in events if "outcome" in event]
    graded = [float(event["points"]) for event in checks if event.get("draw") == GRADED]
    return TaskProgress(
        passed=any(event["outcome"] == Outcome.PASSED for event in checks),
        graded_points=max(graded, default=None), tries=len(checks),
        hints=max((int(event["hint"]) for event in events if "hint" in event), default=0))
