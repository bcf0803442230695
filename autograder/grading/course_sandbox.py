"""The sandbox of a course. Nothing heavy is imported: it starts while the rest of grading is imported."""
from __future__ import annotations

from collections.abc import Sequence

from autograder.course import Course, Unit
from autograder.sandbox.sandbox import SKLEARN, Mode, Sandbox


def open_sandbox(course: Course, require_jail: bool = False, units: Sequence[Unit] | None = None,
                 own: bool = False) -> Sandbox:
    """The sandbox in which a course's submissions are graded; use it as a context manager.

    units: those whose checks, and libraries, are loaded before the first is needed (default: all). own: only
    the notebook of whoever runs this is graded, which root may do without a jail (in a container, say).
    It may be used by many threads at once, and must be opened in one that outlives them. Raises
    SandboxError, with the remedy, without a jail: if it is required, or where we are root.
    """
    units = course.units() if units is None else units
    return Sandbox(Mode.JAIL if require_jail else None, hidden=[course.root],
                   preload=[f"autograder.checks.{unit.name}" for unit in units],
                   libraries=SKLEARN if any(map(_mentions_sklearn, units)) else (), own=own)


def _mentions_sklearn(unit: Unit) -> bool:
    """Whether learners of the unit will import it: a class that does not need it starts sooner without."""
    try:
        return b"sklearn" in unit.exercise.read_bytes()
    except OSError:
        return True
