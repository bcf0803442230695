"""One task's check: its contract, its oracles in order, and the calls that tell two answers apart."""
from __future__ import annotations

import contextlib
import dataclasses
import importlib
import importlib.util
import io
import operator
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course import CourseError, Unit
from autograder.draws import Draw
from autograder.oracles.lost import AnswerLost
from autograder.oracles.oracle import SECONDS_PER_ORACLE, Answer, Contract, Oracle, put
from autograder.results import OracleResult, Outcome, TaskResult

PRINTED_AT_MOST = 2000
TIMEOUTS_AT_MOST = 2


@dataclass(frozen=True)
class Check:
    """How one task is judged.

    task: the task's name in `unit.toml`. contract: called with what came back and the call's arguments,
    says what the prompt does not allow, or None. oracles: in the order in which their messages matter.
    probes: for a draw, argument tuples on which a changed behaviour shows (used to judge mutants).
    use: what is done with a target and a probe's arguments to see its behaviour; a function is called, a
    class needs more (make an object, fit it, transform).
    """

    task: str
    contract: Contract
    oracles: tuple[Oracle, ...]
    probes: Callable[[Draw], Sequence[tuple[Any, ...]]]
    use: Callable[..., Any] = operator.call

    @property
    def points(self) -> float:
        return round(sum(oracle.points for oracle in self.oracles), 6)

    def run(self, unit: str, title: str, target: Callable[..., Any], draw: Draw,
            seconds: float = SECONDS_PER_ORACLE) -> TaskResult:
        """Put all oracles to `target`. Never raises because of `target`; writes nothing to the streams.

        After an unwritten answer, when the time limit has passed twice, or when the answer's process has
        ended, the other oracles are not tried: ten time limits in a row would outlast the learner's patience.
        """
        printed = io.StringIO()
        results: list[OracleResult] = []
        answer, lost = Answer(target, self.contract), False
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), \
                warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for oracle in self.oracles:
                if lost or _hopeless(results):
                    results.append(_not_tried(oracle, results[-1]))
                    continue
                try:
                    results.append(put(oracle, answer, draw, seconds))
                except AnswerLost as error:
                    lost = True
                    results.append(_without_points(oracle, Outcome.RAISED, f"your code is gone: {error}"))
        if not any(result.points for result, oracle in zip(results, self.oracles, strict=True)
                   if not oracle.guard):
            results = [_unearned(result) for result in results]
        return TaskResult(unit, self.task, title, draw.name, tuple(results),
                          printed.getvalue()[:PRINTED_AT_MOST])


def _hopeless(results: Sequence[OracleResult]) -> bool:
    outcomes = [result.outcome for result in results]
    return Outcome.NOT_ATTEMPTED in outcomes or outcomes.count(Outcome.OUT_OF_TIME) >= TIMEOUTS_AT_MOST


def _not_tried(oracle: Oracle, last: OracleResult) -> OracleResult:
    return _without_points(oracle, Outcome.NOT_ATTEMPTED if last.outcome == Outcome.NOT_ATTEMPTED
                           else Outcome.NOT_TRIED)


def _without_points(oracle: Oracle, outcome: Outcome, error: str = "") -> OracleResult:
    return OracleResult(oracle.id, outcome, 0.0, oracle.points, oracle.misconception, oracle.why,
                        oracle.lesson, error=error)


def _unearned(result: OracleResult) -> OracleResult:
    """A guard that held of an answer of which nothing else holds: an empty answer must earn nothing."""
    if result.outcome != Outcome.PASSED:
        return result
    return dataclasses.replace(result, outcome=Outcome.UNEARNED, points=0.0)


def checks_of(unit: Unit) -> tuple[Check, ...]:
    """The checks of a unit, from `autograder/checks/<name>.py`; raises CourseError if there are none."""
    module = f"autograder.checks.{unit.name}"
    if importlib.util.find_spec(module) is None:
        raise CourseError(f"Unit {unit.folder} has no checks: write autograder/checks/{unit.name}.py "
                          "with a tuple CHECKS, one Check for each task.")
    return importlib.import_module(module).CHECKS


def check_of(unit: Unit, task: str) -> Check:
    """The check of one task; raises CourseError if the unit's module has none."""
    name = unit.task(task).name
    for check in checks_of(unit):
        if check.task == name:
            return check
    raise CourseError(f"autograder/checks/{unit.name}.py has no Check for task '{name}'.")
