"""The words of a result, the same in every medium: what is said, in which order, and what is kept back."""
from __future__ import annotations

from dataclasses import dataclass

from autograder.draws import GRADED
from autograder.results import OracleResult, Outcome, TaskResult


@dataclass(frozen=True)
class Message:
    """A result in words. `parts` are (label, text) of the first failure; `others` are one line each."""

    mark: str
    headline: str
    parts: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    held: tuple[str, ...]
    footer: str


def message_of(result: TaskResult) -> Message:
    """Say what was found. A graded draw's failure gives id and misconception alone."""
    held = tuple(oracle.oracle for oracle in result.oracles if oracle.outcome == Outcome.PASSED)
    if result.outcome == Outcome.PASSED:
        return Message("passed", _headline(result, "all properties hold"), (), (), held, "")
    if result.outcome == Outcome.NOT_ATTEMPTED:
        return Message("not attempted", _headline(result, "not attempted yet"), (), (), (),
                       f'Write the answer above, run its cell, then this one. Stuck? {_hint(result)}')
    first, *rest = result.failures
    summary = f"{len(held)} of {len(result.oracles)} properties hold"
    if result.draw == GRADED:
        others = tuple(f"{failure.oracle}: {failure.misconception}" for failure in result.failures)
        return Message("failed", _headline(result, summary), (), others, held,
                       "These are fresh data of your own; the public check shows an example.")
    others = tuple(f"{failure.oracle}: {failure.misconception}" for failure in rest)
    return Message("failed", _headline(result, summary), _parts(first), others, held,
                   f'Lesson: section "{first.lesson}". Hint: {_hint(result)}')


def _headline(result: TaskResult, summary: str) -> str:
    points = f" ({result.points:g} of {result.max_points:g} points)" if result.draw == GRADED else ""
    draw = "graded draw: " if result.draw == GRADED else ""
    return f"{result.task}: {draw}{summary}{points}"


def _hint(result: TaskResult) -> str:
    return f'check.hint("{result.task}")'


def _parts(failure: OracleResult) -> tuple[tuple[str, str], ...]:
    parts = [(failure.oracle, failure.misconception)]
    if failure.error:
        labels = {Outcome.RAISED: "It raised", Outcome.OUT_OF_TIME: "Too slow"}
        label = labels.get(failure.outcome, "Returned")
        parts.append((label, failure.error))
    if failure.counterexample:
        example = failure.counterexample
        parts += [("Call", example.call), ("Got", example.got), ("Expected", example.expected)]
        parts += [("Rows that matter", example.rows)] if example.rows else []
        parts += [("Because", example.note)] if example.note else []
    return (*parts, ("In production", failure.why))
