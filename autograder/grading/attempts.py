"""Our tables beside nbgrader's: every submission, every grading of it, and what each oracle found.

Rows are only ever added. nbgrader's own tables hold the current scores; these say how they came about.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
    text,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from autograder.draws import GRADED, PUBLIC
from autograder.grading.graded import GradedTask
from autograder.grading.journal import Grading
from autograder.results import OracleResult

METADATA = MetaData()

SUBMISSION = Table(
    "craft_submission", METADATA,
    Column("id", String(32), primary_key=True),
    Column("learner", String(128), nullable=False, index=True),
    Column("unit", String(128), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("submitted_at", DateTime()),
)

GRADING = Table(
    "craft_grading", METADATA,
    Column("id", String(32), primary_key=True),
    Column("submission_id", String(32), ForeignKey("craft_submission.id"), nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False),
    Column("graded_at", DateTime(), nullable=False),
    Column("recorded_at", DateTime(), nullable=False),
    Column("variant", Integer(), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("points", Float(), nullable=False),
    Column("max_points", Float(), nullable=False),
    Column("refused", Text(), nullable=False),
    Column("notes", Text(), nullable=False),
    Column("seconds", Text(), nullable=False),
    Column("versions", Text(), nullable=False),
)

TASK = Table(
    "craft_task", METADATA,
    Column("grading_id", String(32), ForeignKey("craft_grading.id"), primary_key=True),
    Column("place", Integer(), primary_key=True),
    Column("task", String(128), nullable=False),
    Column("title", Text(), nullable=False),
    Column("check_cell", String(128), nullable=False),
    Column("points", Float(), nullable=False),
    Column("max_points", Float(), nullable=False),
    Column("trouble", Text(), nullable=False),
    Column("printed_public", Text(), nullable=False),
    Column("printed_graded", Text(), nullable=False),
)

ORACLE = Table(
    "craft_oracle", METADATA,
    Column("grading_id", String(32), ForeignKey("craft_grading.id"), primary_key=True),
    Column("task", String(128), primary_key=True),
    Column("draw", String(16), primary_key=True),
    Column("place", Integer(), primary_key=True),
    Column("oracle", String(128), nullable=False),
    Column("outcome", String(64), nullable=False),
    Column("points", Float(), nullable=False),
    Column("max_points", Float(), nullable=False),
    Column("misconception", Text(), nullable=False),
    Column("why", Text(), nullable=False),
    Column("lesson", Text(), nullable=False),
    Column("counterexample", Text()),
    Column("error", Text(), nullable=False),
    Column("seconds", Float(), nullable=False),
)


def create_tables(engine: Engine) -> None:
    """Make the tables that are not there yet.

    Of two who do so at once PostgreSQL makes one wait, and SQLite tells one that they exist
    (OperationalError).
    """
    with engine.begin() as connection:
        hold_alone(connection)
        METADATA.create_all(connection)


def hold_alone(db: Connection) -> None:
    """Keep every other writer out until the transaction ends; SQLite does so by itself."""
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(hashtext('ml-craft grading'))"))


def is_recorded(db: Session | Connection, grading_id: str) -> bool:
    return db.execute(select(GRADING.c.id).where(GRADING.c.id == grading_id)).first() is not None


def last_digest(db: Session | Connection, unit: str, learner: str) -> str | None:
    """Digest of the submission that was graded last; None if none was."""
    query = (select(SUBMISSION.c.digest).join(GRADING).order_by(GRADING.c.recorded_at.desc())
             .where(SUBMISSION.c.unit == unit, SUBMISSION.c.learner == learner).limit(1))
    return db.execute(query).scalar()


def add_grading(db: Session, grading: Grading, recorded_at: datetime) -> None:
    """Add one grading's rows to the transaction that `db` is in."""
    submission = _submission_row(grading)
    if db.execute(select(SUBMISSION.c.id).where(SUBMISSION.c.id == submission["id"])).first() is None:
        db.execute(insert(SUBMISSION), [submission])
    db.execute(insert(GRADING), [_grading_row(grading, submission["id"], recorded_at)])
    tasks = [_task_row(grading.id, place, task) for place, task in enumerate(grading.graded.tasks)]
    oracles = [row for task in grading.graded.tasks for row in _oracle_rows(grading.id, task)]
    if tasks:
        db.execute(insert(TASK), tasks)
    if oracles:
        db.execute(insert(ORACLE), oracles)


def _submission_row(grading: Grading) -> dict[str, Any]:
    parts = (grading.learner, grading.unit, grading.digest, str(grading.submitted_at))
    return {"id": hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32], "learner": grading.learner,
            "unit": grading.unit, "digest": grading.digest, "submitted_at": _stored(grading.submitted_at)}


def _grading_row(grading: Grading, submission_id: str, recorded_at: datetime) -> dict[str, Any]:
    graded = grading.graded
    return {"id": grading.id, "submission_id": submission_id, "fingerprint": grading.fingerprint,
            "graded_at": _stored(grading.graded_at), "recorded_at": _stored(recorded_at),
            "variant": graded.variant, "mode": graded.mode, "points": graded.points,
            "max_points": graded.max_points, "refused": _clean(graded.refused),
            "notes": _clean(json.dumps(list(graded.notes))), "seconds": json.dumps(dict(graded.seconds)),
            "versions": json.dumps(dict(graded.versions))}


def _task_row(grading_id: str, place: int, task: GradedTask) -> dict[str, Any]:
    return {"grading_id": grading_id, "place": place, "task": task.name, "title": task.title,
            "check_cell": task.check, "points": task.points, "max_points": task.max_points,
            "trouble": _clean(task.trouble),
            "printed_public": _clean(task.public.printed) if task.public else "",
            "printed_graded": _clean(task.graded.printed) if task.graded else ""}


def _oracle_rows(grading_id: str, task: GradedTask) -> Iterator[dict[str, Any]]:
    for draw, result in ((PUBLIC, task.public), (GRADED, task.graded)):
        for place, found in enumerate(result.oracles if result else ()):
            yield {"grading_id": grading_id, "task": task.name, "draw": draw, "place": place,
                   **_finding(found)}


def _finding(found: OracleResult) -> dict[str, Any]:
    example = found.counterexample
    return {"oracle": found.oracle, "outcome": str(found.outcome), "points": found.points,
            "max_points": found.max_points, "misconception": found.misconception, "why": found.why,
            "lesson": found.lesson, "error": _clean(found.error), "seconds": found.seconds,
            "counterexample": _clean(json.dumps(example.__dict__)) if example else None}


def _stored(time: datetime | None) -> datetime | None:
    """UTC without its zone, as nbgrader stores times too."""
    return time.astimezone(UTC).replace(tzinfo=None) if time else None


def _clean(string: str) -> str:
    """Text that every database takes: PostgreSQL has no NUL, and no database halves of surrogate pairs."""
    return string.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\\u0000", "\\ufffd").encode(
        "utf-8", "replace").decode("utf-8")
