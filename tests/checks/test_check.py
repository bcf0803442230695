"""A task's check: its oracles in order, and what their results add up to."""
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.check import Check, check_of, checks_of
from autograder.course import Course, CourseError
from autograder.draws import Draw, public_draw
from autograder.oracles.oracle import Oracle
from autograder.results import Counterexample, Outcome
from autograder.verify.scaffold import scaffold

DRAW = public_draw("91_sample", "number")


def _oracle(name: str, holds: Callable[[Any], bool], points: float = 1.0, guard: bool = False) -> Oracle:
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        value = answer()
        return None if holds(value) else Counterexample("number()", str(value), "another")
    return Oracle(name, points, "It is wrong.", "It hurts.", "Edges", test, guard)


CHECK = Check("number", lambda value: None, (
    _oracle("POSITIVE", lambda value: value > 0), _oracle("EVEN", lambda value: value % 2 == 0, 2.0),
    _oracle("SMALL", lambda value: value < 100, guard=True)), lambda draw: [()])


def ask(answer: Callable[[], Any], check: Check = CHECK, seconds: float = 10.0) -> Any:
    return check.run("91_sample", "A number", answer, DRAW, seconds)


def test_points_are_by_oracle() -> None:
    """Each oracle that holds earns its points; the total is a plain float."""
    result = ask(lambda: 3)
    assert [found.outcome for found in result.oracles] == [Outcome.PASSED, Outcome.WRONG, Outcome.PASSED]
    assert (result.points, result.max_points, CHECK.points) == (2.0, 4.0, 4.0)
    assert type(result.points) is float


def test_a_right_answer_passes() -> None:
    """All oracles hold: passed, all points."""
    result = ask(lambda: 4)
    assert (result.outcome, result.points, result.failures) == (Outcome.PASSED, 4.0, ())


def test_a_guard_alone_earns_nothing() -> None:
    """A property that an empty answer has too counts only beside another one."""
    result = ask(lambda: -1)
    assert result.points == 0.0
    assert [failure.oracle for failure in result.failures] == ["POSITIVE", "EVEN", "SMALL"]


def test_an_unwritten_answer_is_not_attempted_as_a_whole() -> None:
    """The stub is asked once; all oracles share its outcome."""
    calls: list[int] = []

    def stub() -> Any:
        calls.append(1)
        raise NotImplementedError
    result = ask(stub)
    assert result.outcome == Outcome.NOT_ATTEMPTED and result.points == 0.0
    assert {found.outcome for found in result.oracles} == {Outcome.NOT_ATTEMPTED} and len(calls) == 1


def test_after_two_time_limits_the_other_oracles_are_not_tried() -> None:
    """An answer slow on large tables only is judged on the small ones; an endless one waits twice at most."""
    calls: list[int] = []

    def slow() -> Any:
        calls.append(1)
        while True:
            pass
    result = ask(slow, seconds=0.2)
    outcomes = [found.outcome for found in result.oracles]
    assert outcomes[:2] == [Outcome.OUT_OF_TIME] * 2 and set(outcomes[2:]) == {Outcome.NOT_TRIED}
    assert len(calls) == 2


def test_an_answer_writes_nothing_to_the_streams(capfd: pytest.CaptureFixture[str]) -> None:
    """What an answer prints is kept in the result, and a warning is not shown: stderr costs points."""
    def noisy() -> int:
        print("here")
        print("there", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return 4
    result = ask(noisy)
    assert capfd.readouterr() == ("", "")
    assert "here" in result.printed and "there" in result.printed


def test_one_exception_does_not_stop_the_others() -> None:
    """An answer that raises for one oracle is still asked by the next."""
    answers = iter([4, "x", 4])
    outcomes = [found.outcome for found in ask(lambda: next(answers)).oracles]
    assert outcomes == [Outcome.PASSED, Outcome.RAISED, Outcome.PASSED]


def test_a_probe_is_a_call_unless_the_check_says_more() -> None:
    """A function's behaviour is its call; the check of a class says what is done with an object."""
    plain = Check("task", lambda value, *args: None, (), lambda draw: [(2, 3)])
    assert plain.use(max, 2, 3) == 3
    of_class = Check("task", lambda value, *args: None, (), lambda draw: [("a",)],
                     lambda kind, text: kind(text).upper())
    assert of_class.use(str, "a") == "A"


def test_a_unit_without_checks_says_which_file_to_write(tmp_path: Path) -> None:
    """The error names the module and what it must hold."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "curriculum").mkdir()
    course = Course(tmp_path, is_kit=False)
    scaffold(course, "a_unit_without_checks")
    with pytest.raises(CourseError, match=r"autograder/checks/a_unit_without_checks\.py.*CHECKS"):
        checks_of(course.unit("01"))


@pytest.mark.parametrize("unit", Course.find().units(), ids=lambda unit: unit.folder)
def test_every_task_of_a_unit_has_its_check(unit: Any) -> None:
    """Checks come in task order, one a task."""
    assert [check.task for check in checks_of(unit)] == [task.name for task in unit.tasks]
    assert all(check_of(unit, task.name).oracles for task in unit.tasks)


def test_all_oracles_of_a_run_ask_one_answer() -> None:
    """What an oracle keeps by the answer, the next one finds; the next run has an answer of its own."""
    asked: list[Any] = []

    def keep(answer: Any, draw: Draw) -> None:
        asked.append(answer)
    oracles = tuple(Oracle(name, 1.0, "It is wrong.", "It hurts.", "Edges", keep) for name in ("A", "B"))
    check = Check("number", lambda value: None, oracles, lambda draw: [()])
    ask(lambda: 1, check)
    ask(lambda: 1, check)
    assert asked[0] is asked[1] is not asked[2] is asked[3]
