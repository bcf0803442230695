"""Put all rules to a unit and keep what they say."""
from __future__ import annotations

import inspect
from dataclasses import dataclass

from autograder.course import CourseError, Unit
from autograder.verify.measure import Progress, measure
from autograder.verify.problem import Problem
from autograder.verify.rules import RULES_OF_RUNNING, RULES_OF_TEXT, Rule
from autograder.verify.subject import Subject


@dataclass(frozen=True)
class Verdict:
    """What one rule said of a unit. problems is None where the rule could not be put."""

    rule: str
    promise: str
    problems: tuple[Problem, ...] | None


@dataclass(frozen=True)
class Proof:
    """What all rules said of a unit, and the subject with its measurements for the matrix."""

    subject: Subject
    verdicts: tuple[Verdict, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for verdict in self.verdicts for problem in verdict.problems or ())

    @property
    def holds(self) -> bool:
        """Whether every rule was put that was asked for, and none reported."""
        return not self.problems


def prove(unit: Unit, fast: bool = False, progress: Progress = lambda done, total: None) -> Proof:
    """Put the rules of text and, unless `fast`, measure the unit and put the rules of running."""
    subject = Subject(unit)
    verdicts = [put_rule(rule, subject) for rule in RULES_OF_TEXT]
    if fast:
        return Proof(subject, tuple(verdicts))
    try:
        subject = Subject(unit, measure(unit, progress))
    except CourseError as error:
        verdicts.append(Verdict("measure", "The unit can be run.", (_problem_of(error, unit),)))
        return Proof(subject, (*verdicts, *(_not_put(rule) for rule in RULES_OF_RUNNING)))
    return Proof(subject, (*verdicts, *(put_rule(rule, subject) for rule in RULES_OF_RUNNING)))


def put_rule(rule: Rule, subject: Subject) -> Verdict:
    """A rule's verdict; a file that cannot be read is a problem of the rule that needs it."""
    try:
        problems = tuple(rule(subject))
    except CourseError as error:
        problems = (_problem_of(error, subject.unit),)
    return Verdict(rule.__name__, promise_of(rule), problems)


def promise_of(rule: Rule) -> str:
    """The first line of the rule's docstring."""
    return (inspect.getdoc(rule) or "").splitlines()[0]


def _not_put(rule: Rule) -> Verdict:
    return Verdict(rule.__name__, promise_of(rule), None)


def _problem_of(error: CourseError, unit: Unit) -> Problem:
    """An error's text says file, fault and remedy already; paths are shortened to the course's own."""
    text = str(error).replace(f"{unit.path.parents[1]}/", "")
    file, colon, rest = text.partition(": ")
    return Problem(file, rest, "") if colon and " " not in file else Problem(unit.folder, text, "")
