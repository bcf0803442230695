"""The kill matrix: which attempt fails by which oracle, and what became of the mutants."""
from __future__ import annotations

from dataclasses import dataclass

from autograder.course import Task
from autograder.verify.rules.answers import killed_share
from autograder.verify.subject import Subject
from autograder.verify.trials import Fate

HELD, KILLED, FIRST = "held", "killed", "first"


@dataclass(frozen=True)
class Row:
    """One attempt: what each oracle did on the public draw ("held", "killed", "first") and what it earned."""

    attempt: str
    verdict: str
    says: str
    cells: tuple[str, ...]
    points: float


@dataclass(frozen=True)
class MutantSummary:
    """Counts of a task's mutants, the killed share of those that change behaviour, and the survivors."""

    generated: int
    equivalent: int
    killed: int
    share: float
    survivors: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TaskMatrix:
    """One task's part of the kill matrix.

    max_points: of the check. seconds: of the reference on the public draw, as a learner would wait.
    """

    task: str
    oracles: tuple[str, ...]
    rows: tuple[Row, ...]
    mutants: MutantSummary
    max_points: float
    seconds: float


def matrix_of(subject: Subject) -> tuple[TaskMatrix, ...]:
    """The kill matrix of a measured unit, task by task; raises CourseError if it was not measured."""
    return tuple(_task_matrix(subject, task) for task in subject.unit.tasks)


def _task_matrix(subject: Subject, task: Task) -> TaskMatrix:
    check = subject.check(task)
    oracles = tuple(oracle.id for oracle in check.oracles)
    attempts = sorted((a for a in subject.attempts if a.task == task.name),
                      key=lambda a: (not a.is_right, oracles.index(a.first) if a.first in oracles else -1))
    rows = []
    for attempt in attempts:
        result = subject.evidence.attempts[attempt.name].results[0]
        failed = [failure.oracle for failure in result.failures]
        shown = [failure.oracle for failure in result.findings or result.failures][:1]
        cells = tuple(HELD if name not in failed else FIRST if name in shown else KILLED for name in oracles)
        rows.append(Row(attempt.name, attempt.verdict, attempt.says, cells, result.points))
    public = subject.evidence.reference[task.name].results[0]
    return TaskMatrix(task.name, oracles, tuple(rows), _mutants(subject, task), check.points,
                      sum(result.seconds for result in public.oracles))


def _mutants(subject: Subject, task: Task) -> MutantSummary:
    verdicts = subject.evidence.mutants.get(task.name, ())
    fates = [verdict.fate for verdict in verdicts]
    survivors = tuple((verdict.mutant.key, subject.unit.survivors.get(verdict.mutant.key, ""))
                      for verdict in verdicts if verdict.fate == Fate.SURVIVED)
    return MutantSummary(len(fates), fates.count(Fate.EQUIVALENT), fates.count(Fate.KILLED),
                         killed_share(verdicts), survivors)
