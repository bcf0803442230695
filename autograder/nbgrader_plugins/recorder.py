"""The one writer of a grading: nbgrader's tables and ours, in one transaction a submission."""
from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import sqlalchemy
from nbgrader.api import Gradebook, InvalidEntry
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from autograder.course import CourseError, Unit
from autograder.grading.attempts import add_grading, create_tables, hold_alone, is_recorded, last_digest
from autograder.grading.journal import Grading
from autograder.nbgrader_plugins.gradebook import open_gradebook
from autograder.nbgrader_plugins.scores import write_scores

# Seconds: how long somebody else may hold the gradebook before we give up, and when we say that we wait.
PATIENCE, SILENT = 600.0, 3.0


class Recorder:
    """Writes gradings to a gradebook; use it as a context manager, one at a time.

    url: of the gradebook. config: nbgrader's settings. waiting: is told, once for each wait, that somebody
    else holds the gradebook. patience: seconds until we give up.
    """

    def __init__(self, url: str, config: Config, waiting: Callable[[str], None] = lambda sentence: None,
                 patience: float = PATIENCE) -> None:
        self._url, self._config, self._waiting, self._patience = url, config, waiting, patience
        self._gradebook: Gradebook | None = None

    def __enter__(self) -> Recorder:
        self._gradebook = self._patiently(lambda: _opened(self._url))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        if self._gradebook is not None:
            self._gradebook.close()

    def record(self, grading: Grading, unit: Unit) -> bool:
        """Record a grading, wholly or not at all; False if it was recorded before.

        Manual scores and comments stay. Raises CourseError if the gradebook does not know the unit as it is
        now, or if somebody else holds it for too long.
        """
        return self._patiently(lambda: self._record(grading, unit))

    def _record(self, grading: Grading, unit: Unit) -> bool:
        gradebook = self._gradebook
        if gradebook is None:
            raise RuntimeError("a Recorder is used as a context manager")
        try:
            hold_alone(gradebook.db.connection())
            if is_recorded(gradebook.db, grading.id):
                gradebook.db.rollback()
                return False
            before = last_digest(gradebook.db, grading.unit, grading.learner)
            write_scores(gradebook, grading, unit, before == grading.digest, self._config)
            add_grading(gradebook.db, grading, datetime.now(UTC))
            gradebook.db.commit()
            return True
        except BaseException:
            gradebook.db.rollback()
            raise

    def _patiently(self, action: Callable[[], Any]) -> Any:
        """Do it, again and again while somebody else holds the gradebook."""
        start, told = time.monotonic(), False
        while True:
            try:
                return action()
            except (OperationalError, InvalidEntry) as error:
                waited = time.monotonic() - start
                if not _will_pass(error) or waited > self._patience:
                    raise _explained(self._url, error, waited) from error
                if waited > SILENT and not told:
                    told = True
                    self._waiting("The gradebook is held by another program; waiting for it. Results are "
                                  "kept meanwhile.")
                time.sleep(0.05)


def _opened(url: str) -> Gradebook:
    gradebook = open_gradebook(url)
    create_tables(gradebook.engine)
    if gradebook.engine.dialect.name == "sqlite":
        _write_from_the_start(gradebook.engine)
        # Connections made so far do not know of it.
        gradebook.db.remove()
        gradebook.engine.dispose()
    return gradebook


def _write_from_the_start(engine: Engine) -> None:
    """Let SQLite lock at a transaction's begin: one that begins as a reader cannot wait for a writer."""
    @sqlalchemy.event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 1000")

    @sqlalchemy.event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _is_locked(error: Exception) -> bool:
    return "locked" in str(error)


def _will_pass(error: Exception) -> bool:
    """Whether somebody else is at work here, who holds the gradebook or has just made our tables."""
    return _is_locked(error) or "already exists" in str(error)


def _explained(url: str, error: Exception, waited: float) -> CourseError:
    shown = sqlalchemy.engine.make_url(url).render_as_string(hide_password=True)
    if _is_locked(error):
        return CourseError(f"the gradebook {shown} was held by another program for {waited:.0f} s. Close it "
                           "and run the same command again: what was graded is kept.")
    return CourseError(f"the gradebook {shown} cannot be used: {str(error).splitlines()[0]}")
