"""Locks that the system lets go of however their holder ends. One grading of a class at a time."""
from __future__ import annotations

import contextlib
import getpass
import os
import platform
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from autograder.course import CourseError

try:
    import fcntl
except ImportError:  # Windows: there the gradebook's own lock alone keeps writers apart.
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def grading_lock(build: Path) -> Iterator[None]:
    """Hold `build/grading.lock`; the system lets go of it however this process ends.

    Raises CourseError that says who holds it.
    """
    if fcntl is None:
        yield
        return
    build.mkdir(parents=True, exist_ok=True)
    file = build / "grading.lock"
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CourseError(f"this class is being graded already, {held.read().strip() or 'by somebody'}. "
                              "Wait for that run to end, or stop it; what it has graded is kept.") from None
        held.truncate(0)
        held.write(f"by {_user()} on {platform.node()} (process {os.getpid()}) since "
                   f"{datetime.now():%Y-%m-%d %H:%M:%S}")
        held.flush()
        yield


@contextlib.contextmanager
def waiting_lock(file: Path) -> Iterator[None]:
    """Hold a lock file; wait for whoever holds it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
