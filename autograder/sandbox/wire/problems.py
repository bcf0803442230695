"""Exceptions and warnings: their type, message and the learner's line, rebuilt without anything of theirs."""
from __future__ import annotations

import builtins
import functools
import importlib
import linecache
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import Any

from autograder.sandbox.errors import BadMessage

_MESSAGE_AT_MOST = 4000
_LINE_AT_MOST = 300
_LAST_LINE = 1_000_000
_LEARNERS_FILE = "the learner's code"
# Modules whose exceptions and warnings a learner's code commonly raises.
_MODULES = ("builtins", "numpy.exceptions", "numpy.linalg", "pandas.errors", "zoneinfo", "json", "subprocess",
            "craftdata.desk")
# It takes most of a second to import, and who has not imported it asks for none of its classes.
_IF_IMPORTED = "sklearn.exceptions"
_NOT_RAISED = ("KeyboardInterrupt", "GeneratorExit", "BaseException", "StopIteration", "StopAsyncIteration")


@dataclass(frozen=True)
class Problem:
    """An exception as it travels.

    names: of its classes from its own to the base, without `object`. line, text: the learner's line, 0 and
    "" if none is known.
    """

    names: tuple[str, ...]
    message: str
    line: int = 0
    text: str = ""

    def tree(self) -> list[Any]:
        return [list(self.names), self.message, self.line, self.text]


def described(error: BaseException, is_learners: Callable[[str], bool]) -> Problem:
    """What is sent of an exception. is_learners: whether a file of a traceback is the learner's code."""
    names = tuple(base.__name__ for base in type(error).__mro__[:-1])
    try:
        message = str(error)
    except Exception:
        message = "(its message cannot be shown)"
    line, text = 0, ""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.lineno and is_learners(frame.filename):
            line, text = frame.lineno, (frame.line or "").strip()
            break
    return Problem(names, message[:_MESSAGE_AT_MOST], line, text[:_LINE_AT_MOST])


def problem_of(tree: Any) -> Problem:
    """The problem that was sent; raises BadMessage."""
    try:
        names, message, line, text = tree
        names = tuple(str(name)[:100] for name in names[:30])
        fine = names and type(line) is int and 0 <= line < _LAST_LINE
    except (TypeError, ValueError):
        fine = False
    if not fine:
        raise BadMessage("an exception that is none")
    return Problem(names, str(message)[:_MESSAGE_AT_MOST], line, str(text)[:_LINE_AT_MOST])


def raise_problem(problem: Problem) -> None:
    """Raise an exception that looks like the described one: its name, message and the learner's line.

    It is of the nearest class that is known here; of a class of the learner's own only the name is kept.
    """
    error = _rebuilt(problem)
    if not problem.line:
        raise error
    lines = [""] * (problem.line - 1) + [problem.text] if problem.line < 10_000 else [problem.text]
    linecache.cache[_LEARNERS_FILE] = (0, None, lines, _LEARNERS_FILE)
    exec(_raising(min(problem.line, 9_999)), {"error": error})


def warning_class(name: str) -> type[Warning]:
    """The class of a warning by its name, UserWarning for one that is not known here."""
    kind = _known().get(name)
    return kind if kind is not None and issubclass(kind, Warning) else UserWarning


def _rebuilt(problem: Problem) -> BaseException:
    known = _known()
    base = next((known[name] for name in problem.names if name in known), Exception)
    name = problem.names[0] if problem.names[0].isidentifier() else base.__name__
    kind = type(name, (base,), {"__str__": lambda self: problem.message, "__module__": base.__module__})
    # Some classes want other arguments than a message.
    error = kind.__new__(kind)
    error.args = (problem.message,)
    return error


def _known() -> dict[str, type[BaseException]]:
    return _classes_of((*_MODULES, _IF_IMPORTED) if _IF_IMPORTED in sys.modules else _MODULES)


@functools.cache
def _classes_of(modules: tuple[str, ...]) -> dict[str, type[BaseException]]:
    """Classes by name; a builtin's name means the builtin."""
    found: dict[str, type[BaseException]] = {}
    for module in modules:
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, type) and issubclass(value, BaseException) and _is_raised(value):
                found.setdefault(name, value)
    return found


def _is_raised(kind: type[BaseException]) -> bool:
    group = getattr(builtins, "BaseExceptionGroup", ())
    return kind.__name__ not in _NOT_RAISED and not issubclass(kind, group)


def _raising(line: int) -> CodeType:
    """Code that raises `error` in a file and line of the learner's, so that tracebacks point there."""
    return compile("raise error", _LEARNERS_FILE, "exec").replace(co_firstlineno=line)
