"""Which line of the learner's own code an exception came through."""
from __future__ import annotations

import linecache
import sysconfig
import traceback
from dataclasses import dataclass
from pathlib import Path

import craftdata

_NOT_THE_LEARNERS = (
    str(Path(__file__).resolve().parents[1]), str(Path(craftdata.__path__[0]).resolve()),
    sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), sysconfig.get_path("stdlib"), "<frozen",
    "<string>")
_COMPILED = (".pyx", ".pxd", ".pxi", ".c", ".cpp")


@dataclass(frozen=True)
class Line:
    """A line of the learner's cell: its number within the cell, from 1, and its text."""

    number: int
    text: str


def learner_line(problem: BaseException) -> Line | None:
    """The innermost line of the traceback that lies in the learner's code, or None if none does."""
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if _may_be_the_learners(frame.filename) and frame.lineno:
            text = frame.line or linecache.getline(frame.filename, frame.lineno).strip()
            return Line(frame.lineno, text)
    return None


def _may_be_the_learners(file: str) -> bool:
    """Cells and files of the learner; not the course, Python, a library, its compiled part, generated code.

    A compiled module names its source as its build saw it: `pandas/_libs/missing.pyx`, a relative path.
    """
    built_elsewhere = not Path(file).is_absolute() and len(Path(file).parts) > 1 and not file.startswith("<")
    return not file.startswith(_NOT_THE_LEARNERS) and not built_elsewhere and not file.endswith(_COMPILED)
