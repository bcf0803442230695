"""An exception that is rebuilt looks like the one that was raised, and is made of nothing of its sender's."""
from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from autograder.oracles.learner_line import learner_line
from autograder.sandbox.errors import BadMessage
from autograder.sandbox.wire.problems import (
    Problem,
    described,
    problem_of,
    raise_problem,
    warning_class,
)


def raised(error: BaseException) -> BaseException:
    """The exception as the other side gets it."""
    try:
        exec(compile("\n\nraise error  # here", "<cell>", "exec"), {"error": error})
    except BaseException as caught:
        problem = problem_of(described(caught, lambda file: file == "<cell>").tree())
    with pytest.raises(BaseException) as info:  # noqa: PT011
        raise_problem(problem)
    return info.value


class OwnError(KeyError):
    pass


@pytest.mark.parametrize("error", [
    ValueError("no"), KeyError("column"), NotImplementedError(), SystemExit(3), AssertionError(),
    OSError(2, "gone"), UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), pd.errors.MergeError("keys"),
    np.linalg.LinAlgError("singular"), subprocess.CalledProcessError(1, "ls"),
    ZeroDivisionError("division by zero"), OwnError("x")], ids=repr)
def test_name_base_message_and_line_are_kept(error: BaseException) -> None:
    got = raised(error)
    known = KeyError if isinstance(error, OwnError) else type(error)
    assert isinstance(got, known) and type(got).__name__ == type(error).__name__ and str(got) == str(error)
    assert learner_line(got).number == 3


def test_the_text_of_the_line_is_kept() -> None:
    with pytest.raises(ValueError) as info:
        raise_problem(Problem(("ValueError",), "no", 12, "return left.merge(right)"))
    line = learner_line(info.value)
    assert (line.number, line.text) == (12, "return left.merge(right)")


@pytest.mark.parametrize("kind", [KeyboardInterrupt, GeneratorExit, StopIteration])
def test_what_would_end_the_judge_is_an_ordinary_exception(kind: type[BaseException]) -> None:
    """A learner's code cannot make the judge believe that it was interrupted."""
    got = raised(kind("x"))
    assert type(got).__name__ == kind.__name__ and isinstance(got, Exception) and not isinstance(got, kind)


def test_an_exception_that_raises_when_it_is_shown_is_sent_all_the_same() -> None:
    class Nasty(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert "cannot be shown" in str(raised(Nasty()))


@pytest.mark.parametrize("tree", [None, [], [[], "m", 0, ""], [["ValueError"], "m", -1, ""], 7, "abcd",
                                  [["ValueError"], "m", 10**9, ""], [["ValueError"], "m", "1", ""]])
def test_forged_exceptions_are_refused(tree: object) -> None:
    with pytest.raises(BadMessage):
        problem_of(tree)


def test_names_that_are_no_names_are_replaced() -> None:
    with pytest.raises(Exception) as info:  # noqa: PT011
        raise_problem(Problem(("x; y", "no such class"), "m"))
    assert type(info.value).__name__ == "Exception"


def test_warnings_have_the_nearest_known_class() -> None:
    assert warning_class("FutureWarning") is FutureWarning
    from sklearn.exceptions import ConvergenceWarning
    assert warning_class("ConvergenceWarning") is ConvergenceWarning
    assert warning_class("ValueError") is UserWarning and warning_class("Own") is UserWarning


def test_classes_of_scikit_learn_are_not_imported_to_be_known() -> None:
    """It would take each judge most of a second; its classes have bases that are known."""
    probe = ("import sys\n"
             "from autograder.sandbox.wire.problems import Problem, raise_problem, warning_class\n"
             "assert warning_class('ConvergenceWarning') is UserWarning\n"
             "try:\n    raise_problem(Problem(('NotFittedError', 'ValueError', 'Exception'), 'fit first'))\n"
             "except ValueError as error:\n    print(type(error).__name__, error, 'sklearn' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "NotFittedError fit first False\n"
