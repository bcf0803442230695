"""Read back what the tables of attempts hold: why every grade is what it is."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, OperationalError

from autograder.course import CourseError
from autograder.draws import GRADED, PUBLIC
from autograder.grading.attempts import GRADING, ORACLE, SUBMISSION, TASK
from autograder.grading.graded import GradedTask
from autograder.results import Counterexample, OracleResult, Outcome, TaskResult


@dataclass(frozen=True)
class PastGrading:
    """One grading in the history. Times are aware, UTC. digest: of the submission."""

    id: str
    learner: str
    unit: str
    digest: str
    submitted_at: datetime | None
    graded_at: datetime
    recorded_at: datetime
    variant: int
    mode: str
    points: float
    max_points: float
    refused: str
    notes: tuple[str, ...]
    seconds: Mapping[str, float]
    versions: Mapping[str, str]


def past_gradings(url: str, unit: str, learner: str | None = None) -> list[PastGrading]:
    """All gradings of a unit (of one learner, or of all), the oldest first; [] where there are no tables."""
    with _Reading(url) as db:
        if db is None:
            return []
        query = select(GRADING, SUBMISSION.c.learner, SUBMISSION.c.unit, SUBMISSION.c.digest,
                       SUBMISSION.c.submitted_at).join(SUBMISSION).where(SUBMISSION.c.unit == unit)
        if learner is not None:
            query = query.where(SUBMISSION.c.learner == learner)
        order = (GRADING.c.recorded_at, GRADING.c.graded_at)
        return [_past(row) for row in db.execute(query.order_by(*order)).mappings()]


def last_gradings(url: str, unit: str, learner: str | None = None) -> dict[str, PastGrading]:
    """The grading recorded last, by learner: the one that the scores come from."""
    return {past.learner: past for past in past_gradings(url, unit, learner)}


def tasks_of(url: str, ids: Sequence[str]) -> dict[str, tuple[GradedTask, ...]]:
    """What was found in these gradings, by their ids, task by task with every oracle."""
    with _Reading(url) as db:
        if db is None or not ids:
            return {}
        query = select(GRADING.c.id, SUBMISSION.c.unit).join(SUBMISSION).where(GRADING.c.id.in_(ids))
        unit_of = {grading: unit for grading, unit in db.execute(query)}
        found: dict[tuple[str, str, str], list[OracleResult]] = defaultdict(list)
        for row in db.execute(select(ORACLE).where(ORACLE.c.grading_id.in_(ids))
                              .order_by(ORACLE.c.place)).mappings():
            found[row["grading_id"], row["task"], row["draw"]].append(_oracle(row))
        tasks: dict[str, list[GradedTask]] = {known: [] for known in unit_of}
        rows = db.execute(select(TASK).where(TASK.c.grading_id.in_(ids)).order_by(TASK.c.place)).mappings()
        for row in rows:
            tasks[row["grading_id"]].append(_task(row, unit_of[row["grading_id"]], found))
    return {known: tuple(listed) for known, listed in tasks.items()}


def engine_of(url: str) -> Engine:
    """The database at a URL, not yet connected to; raises CourseError if there can be none."""
    try:
        return create_engine(url)
    except ImportError as error:
        raise CourseError(f"the gradebook's driver is not installed ({error}). For PostgreSQL: pip install "
                          "'ml-craft[postgres]' (in a clone: pip install -e '.[postgres]').") from error
    except ArgumentError as error:
        raise CourseError(f"{url!r} is no gradebook's URL. One is postgresql://user@host/name, another "
                          "sqlite:////folder/gradebook.db.") from error


class _Reading:
    """A connection to a gradebook that has our tables, else None; never makes a file."""

    def __init__(self, url: str) -> None:
        self._engine = engine_of(url)
        self._connection: Connection | None = None

    def __enter__(self) -> Connection | None:
        file = self._engine.url.database if self._engine.url.get_backend_name() == "sqlite" else None
        if file and not Path(file).exists():
            return None
        try:
            if inspect(self._engine).has_table(GRADING.name):
                self._connection = self._engine.connect()
        except OperationalError as error:
            raise CourseError(f"the gradebook {self._engine.url.render_as_string()} does not answer: "
                              f"{str(error.orig).splitlines()[0]}") from error
        return self._connection

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()


def _past(row: Mapping[str, Any]) -> PastGrading:
    fields = {name: row[name] for name in ("id", "learner", "unit", "digest", "variant", "mode", "points",
                                           "max_points", "refused")}
    times = {name: _aware(row[name]) for name in ("submitted_at", "graded_at", "recorded_at")}
    return PastGrading(**fields, **times, notes=tuple(json.loads(row["notes"])),
                       seconds=json.loads(row["seconds"]), versions=json.loads(row["versions"]))


def _aware(time: datetime | None) -> datetime | None:
    return time.replace(tzinfo=UTC) if time else None


def _task(row: Mapping[str, Any], unit: str,
          found: Mapping[tuple[str, str, str], Sequence[OracleResult]]) -> GradedTask:
    def result(draw: str) -> TaskResult | None:
        oracles = found.get((row["grading_id"], row["task"], draw))
        return TaskResult(unit, row["task"], row["title"], draw, tuple(oracles),
                          row[f"printed_{draw}"]) if oracles else None
    return GradedTask(row["task"], row["title"], row["check_cell"], row["max_points"], result(PUBLIC),
                      result(GRADED), row["trouble"])


def _oracle(row: Mapping[str, Any]) -> OracleResult:
    example = row["counterexample"]
    return OracleResult(row["oracle"], Outcome(row["outcome"]), row["points"], row["max_points"],
                        row["misconception"], row["why"], row["lesson"],
                        Counterexample(**json.loads(example)) if example else None, row["error"],
                        row["seconds"])
