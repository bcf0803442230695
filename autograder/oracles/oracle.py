"""What an oracle is, and how one is put to an answer."""
from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from autograder.draws import Draw
from autograder.oracles import cpu_time
from autograder.oracles.learner_line import learner_line
from autograder.oracles.time_limit import OutOfTime, time_limit
from autograder.results import Counterexample, OracleResult, Outcome

SECONDS_PER_ORACLE = 8.0

Property = Callable[[Any, Draw], Counterexample | None]
Contract = Callable[..., str | None]


# The case that the oracle is at, if it goes case by case: what to show beside an exception of the answer.
case_asked: ContextVar[Callable[[], Counterexample] | None] = ContextVar("case_asked", default=None)


class ContractBroken(Exception):
    """An answer returned something that the prompt does not allow; the message says what."""


class NotJudged(Exception):
    """An oracle that says nothing of an answer as long as a property that comes first does not hold."""


@dataclass(frozen=True)
class Oracle:
    """One property that right answers have, worth `points`, and the misconception of those that lack it.

    id: capitals, names the misconception. misconception: "The answer ...", one sentence. why: one line on
    what it costs in production. lesson: heading of the lesson's section that teaches it. test: called with
    the answer and a draw; returns the smallest counter-example found, or None. guard: the property also
    holds of an answer that does nothing, so it earns points only beside one that is not a guard.
    """

    id: str
    points: float
    misconception: str
    why: str
    lesson: str
    test: Property
    guard: bool = False


@dataclass(frozen=True, eq=False)
class Answer:
    """The learner's callable under the task's contract: what comes back has been looked at first.

    All oracles of one run of a check ask the same Answer, and it ends with the run: what is kept by it, such
    as a model that is fitted once, is never older than the run.
    """

    target: Callable[..., Any]
    contract: Contract

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        value = self.target(*args, **kwargs)
        problem = self.contract(value, *args, **kwargs)
        if problem:
            raise ContractBroken(problem)
        return value


def put(oracle: Oracle, answer: Any, draw: Draw, seconds: float = SECONDS_PER_ORACLE) -> OracleResult:
    """Ask one oracle about one answer. Never raises because of the answer, but AnswerLost if it is gone.

    The counter-example of an answer that raised is the case it was asked: nothing came back, so `got` and
    `expected` are empty.
    """
    example, error, start = None, "", time.perf_counter()
    case_asked.set(None)
    try:
        with time_limit(seconds, cpu_time.spent) if seconds else nullcontext():
            example = oracle.test(answer, draw)
        outcome = Outcome.WRONG if example else Outcome.PASSED
    except NotImplementedError:
        outcome = Outcome.NOT_ATTEMPTED
    except NotJudged:
        outcome = Outcome.UNJUDGED
    except ContractBroken as problem:
        outcome, error, example = Outcome.WRONG, str(problem), _case()
    except OutOfTime:
        outcome, error = Outcome.OUT_OF_TIME, (
            f"no answer within {seconds:.0f} s; is there a loop over rows, a join over pairs, or a slow "
            "test? If not, this machine is very busy: check again.")
    except (Exception, SystemExit) as problem:
        outcome, error, example = Outcome.RAISED, _describe(problem), _case()
    return OracleResult(
        oracle.id, outcome, oracle.points if outcome == Outcome.PASSED else 0.0, oracle.points,
        oracle.misconception, oracle.why, oracle.lesson, example, error, time.perf_counter() - start)


def _case() -> Counterexample | None:
    shown = case_asked.get()
    return shown() if shown else None


def _describe(problem: BaseException) -> str:
    line = learner_line(problem)
    where = f"\n  in your code, line {line.number}: {line.text}" if line else ""
    return f"{type(problem).__name__}: {problem}{where}"
