"""What a test that the learner has written says about a function that it is given."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.learner_line import learner_line
from autograder.oracles.oracle import Property
from autograder.oracles.return_shape import returns_shape_of
from autograder.results import Counterexample

NOTHING = "no exception"


def complaint(test: Callable[..., Any], function: Callable[..., Any]) -> str | None:
    """The message of the AssertionError that the test raises about the function, with its line, or None."""
    try:
        test(function)
    except AssertionError as error:
        return (str(error)[:300] or "(without a message)") + _line_of(error)
    return None


def passed(test: Callable[..., Any], function: Callable[..., Any]) -> str | None:
    """What came instead of an AssertionError: NOTHING, or another exception with its line; else None."""
    try:
        return None if complaint(test, function) else NOTHING
    except NotImplementedError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}{_line_of(error)}"


def returns_nothing(cases: Callable[[Draw], Iterable[Case]]) -> Property:
    """Nothing comes back, as each case expects; that a right function is refused is for others to say."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        try:
            return returns_shape_of(cases)(answer, draw)
        except AssertionError:
            return None
    return test


def _line_of(error: Exception) -> str:
    line = learner_line(error)
    return f", in your line {line.number}: {line.text}" if line else ""
