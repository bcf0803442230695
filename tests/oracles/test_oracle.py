"""Putting an oracle to an answer: every way to end has its outcome, and none is an exception."""
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from autograder.draws import Draw, public_draw
from autograder.oracles.oracle import Answer, NotJudged, Oracle, put
from autograder.results import Counterexample, Outcome

DRAW = public_draw("91_sample", "one")


def _returns_one(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    value = answer()
    return None if value == 1 else Counterexample("one()", str(value), "1")


ORACLE = Oracle("NOT_ONE", 2.0, "The answer is not one.", "Sums drift.", "Edges", _returns_one)


def _raise(error: BaseException) -> Callable[[], Any]:
    def answer() -> Any:
        raise error
    return answer


@pytest.mark.parametrize(("answer", "outcome"), [
    (lambda: 1, Outcome.PASSED), (lambda: 2, Outcome.WRONG), (_raise(NotJudged()), Outcome.UNJUDGED),
    (_raise(NotImplementedError()), Outcome.NOT_ATTEMPTED),
    (_raise(KeyError("x")), Outcome.RAISED), (_raise(SystemExit(1)), Outcome.RAISED),
    (lambda: sys.exit("bye"), Outcome.RAISED), (_raise(RecursionError()), Outcome.RAISED)])
def test_each_end_has_its_outcome(answer: Callable[[], Any], outcome: Outcome) -> None:
    """Passed, wrong, not attempted and raised are told apart; only passing earns points."""
    result = put(ORACLE, answer, DRAW)
    assert (result.outcome, result.points) == (outcome, 2.0 if outcome == Outcome.PASSED else 0.0)
    assert (result.oracle, result.max_points, result.why) == ("NOT_ONE", 2.0, "Sums drift.")


def test_an_endless_answer_is_out_of_time() -> None:
    """A loop ends at the limit, even one that catches every exception."""
    def answer() -> int:
        while True:
            try:
                time.sleep(0.01)
            except Exception:
                pass
    assert put(ORACLE, answer, DRAW, seconds=0.2).outcome == Outcome.OUT_OF_TIME


def test_an_exception_shows_the_learners_line() -> None:
    """The message names type, words and the line in the learner's cell."""
    names: dict[str, Any] = {}
    source = "def one():\n    return {}['key']\n"
    import linecache
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    exec(compile(source, "<cell>", "exec"), names)
    error = put(ORACLE, names["one"], DRAW).error
    assert error.startswith("KeyError: 'key'") and "line 2: return {}['key']" in error


def test_a_broken_contract_is_a_wrong_answer_in_its_words() -> None:
    """What the prompt does not allow is said before any value is compared."""
    strict = Answer(lambda: "1", lambda value: None if isinstance(value, int) else "an int is asked for")
    result = put(ORACLE, strict, DRAW)
    assert (result.outcome, result.error) == (Outcome.WRONG, "an int is asked for")


def test_the_contract_sees_the_arguments() -> None:
    """A contract may compare what came back with what was given."""
    seen: list[tuple[Any, ...]] = []

    def contract(value: Any, *args: Any, **kwargs: Any) -> str | None:
        seen.append((value, args, kwargs))
        return None
    Answer(lambda *args, **kwargs: 5, contract)(1, b=2)
    assert seen == [(5, (1,), {"b": 2})]


def test_a_counterexample_is_kept() -> None:
    """The result carries what the property found."""
    assert put(ORACLE, lambda: 3, DRAW).counterexample == Counterexample("one()", "3", "1")
