"""What a check found, as plain data: it crosses processes as JSON and is rendered elsewhere."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How one oracle, or one task, ended."""

    PASSED = "passed"
    WRONG = "wrong"
    RAISED = "raised an exception"
    OUT_OF_TIME = "out of time"
    NOT_TRIED = "not tried"
    UNEARNED = "holds of an empty answer too"
    UNJUDGED = "not judged while another property fails"
    NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Counterexample:
    """The smallest case found where an answer is wrong.

    call: the call as the learner could type it. got, expected: what came back and what should have; both
    empty if the call raised.
    rows: the rows of the input that matter, as a text table. note: one sentence that connects them.
    """

    call: str
    got: str
    expected: str
    rows: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        # A result is plain data; rows may come as an object that makes its text only here.
        object.__setattr__(self, "rows", str(self.rows))


@dataclass(frozen=True)
class OracleResult:
    """One oracle's verdict. `misconception` and `why` are sentences; `lesson` names a lesson section."""

    oracle: str
    outcome: Outcome
    points: float
    max_points: float
    misconception: str
    why: str
    lesson: str
    counterexample: Counterexample | None = None
    error: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class TaskResult:
    """All oracles of one task on one draw."""

    unit: str
    task: str
    title: str
    draw: str
    oracles: tuple[OracleResult, ...]
    printed: str = ""

    @property
    def points(self) -> float:
        """Points earned: a plain float, rounded so that sums of thirds do not drift."""
        return round(float(sum(result.points for result in self.oracles)), 6)

    @property
    def max_points(self) -> float:
        return round(float(sum(result.max_points for result in self.oracles)), 6)

    @property
    def failures(self) -> tuple[OracleResult, ...]:
        return tuple(result for result in self.oracles if result.outcome != Outcome.PASSED)

    @property
    def findings(self) -> tuple[OracleResult, ...]:
        """The failures that say something of the answer: none untried or unjudged, no guard that held."""
        return tuple(result for result in self.failures
                     if result.outcome not in (Outcome.NOT_TRIED, Outcome.UNEARNED, Outcome.UNJUDGED))

    @property
    def outcome(self) -> Outcome:
        """PASSED if all passed; NOT_ATTEMPTED if the stub answered; else the first finding's outcome."""
        if not self.failures:
            return Outcome.PASSED
        if any(result.outcome == Outcome.NOT_ATTEMPTED for result in self.oracles):
            return Outcome.NOT_ATTEMPTED
        return (self.findings or self.failures)[0].outcome

    def as_json(self) -> dict[str, Any]:
        """A dict of JSON values from which `task_result` rebuilds this object."""
        return asdict(self)


def task_result(data: Mapping[str, Any]) -> TaskResult:
    """Rebuild a TaskResult from `TaskResult.as_json()`."""
    return TaskResult(**{**data, "oracles": tuple(_oracle_result(item) for item in data["oracles"])})


def _oracle_result(data: Mapping[str, Any]) -> OracleResult:
    example = data["counterexample"]
    return OracleResult(**{**data, "outcome": Outcome(data["outcome"]),
                           "counterexample": Counterexample(**example) if example else None})
