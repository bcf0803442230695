"""The words of a result, the same in every medium: what is said, in which order, and what is kept back."""
from __future__ import annotations

from dataclasses import dataclass

from autograder.draws import GRADED
from autograder.results import OracleResult, Outcome, TaskResult

SHOWN_AT_MOST = 3


@dataclass(frozen=True)
class Message:
    """A result in words.

    parts: (label, text) of the first failure. others: one line each. section: of the lesson, where the footer
    names one.
    """

    mark: str
    headline: str
    parts: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    footer: str
    section: str = ""

    @property
    def others_title(self) -> str:
        if self.mark == "too slow":
            return "Also" if self.parts else "Not decided"
        return "Also failing" if self.parts else "Failing"


def message_of(result: TaskResult) -> Message:
    """Say what was found. A graded draw's failure gives id and misconception alone."""
    if result.outcome == Outcome.PASSED:
        return Message("passed", _headline(result, "all properties hold"), (), (), "")
    if result.outcome == Outcome.NOT_ATTEMPTED:
        return Message("not attempted", _headline(result, "not attempted yet"), (), (),
                       f'Write the answer above, run its cell, then this one. Stuck? {_hint(result)}')
    mark, summary = _mark(result), _counts(result)
    if result.draw == GRADED:
        lines = tuple(failure_line(finding) for finding in result.findings)
        return Message(mark, _headline(result, summary), (), lines + _not_tried(result),
                       "These are fresh data of your own; the public check shows an example.")
    # Where nothing was found, what was left unjudged is all that there is to say.
    first, *rest = result.findings or result.failures
    return Message(mark, _headline(result, summary), _parts(first), _others(rest) + _not_tried(result),
                   f'Lesson: section "{first.lesson}". Hint: {_hint(result)}', first.lesson)


def _mark(result: TaskResult) -> str:
    """A slow answer has shown no fault: what it could not be asked in time is open."""
    slow = result.findings and all(found.outcome == Outcome.OUT_OF_TIME for found in result.findings)
    return "too slow" if slow else "failed"


def _counts(result: TaskResult) -> str:
    holding = sum(oracle.outcome == Outcome.PASSED for oracle in result.oracles)
    slow = sum(oracle.outcome == Outcome.OUT_OF_TIME for oracle in result.oracles)
    return f"{holding} of {len(result.oracles)} properties hold" + (
        f", {slow} not decided for lack of time" if slow else "")


def failure_line(failure: OracleResult) -> str:
    """The oracle's id and what the answer got wrong, or that time did not suffice to tell."""
    return f"{failure.oracle}: {_said(failure)}"


def _said(failure: OracleResult) -> str:
    """The misconception; an answer that ran out of time, or returned nothing to judge, has not shown it."""
    if failure.oracle == "RETURN_SHAPE" and failure.outcome == Outcome.RAISED:
        return "The call raises an exception, so nothing comes back."
    undecided = failure.outcome == Outcome.OUT_OF_TIME
    return f"not decided, for lack of time. What is looked for: {failure.misconception}" if undecided \
        else failure.misconception


def _others(failures: list[OracleResult]) -> tuple[str, ...]:
    """A line each, or the first few and a count: one fault often fails many oracles."""
    if len(failures) <= SHOWN_AT_MOST + 1:
        return tuple(failure_line(failure) for failure in failures)
    more = ", ".join(failure.oracle for failure in failures[SHOWN_AT_MOST:])
    return (*(failure_line(failure) for failure in failures[:SHOWN_AT_MOST]),
            f"and {len(failures) - SHOWN_AT_MOST} more, perhaps from the same fault; mend the first one "
            f"first ({more})")


def _not_tried(result: TaskResult) -> tuple[str, ...]:
    names = [oracle.oracle for oracle in result.oracles if oracle.outcome == Outcome.NOT_TRIED]
    waiting = [oracle.oracle for oracle in result.oracles if oracle.outcome == Outcome.UNJUDGED]
    return ((f"Not tried, because the answer is too slow: {', '.join(names)}",) if names else ()) + (
        (f"Not judged while another property fails: {', '.join(waiting)}",) if waiting else ())


def _headline(result: TaskResult, summary: str) -> str:
    points = f" ({result.points:g} of {result.max_points:g} points)" if result.draw == GRADED else ""
    draw = "graded draw: " if result.draw == GRADED else ""
    return f"{result.task}: {draw}{summary}{points}"


def _hint(result: TaskResult) -> str:
    return f'check.hint("{result.task}")'


def _parts(failure: OracleResult) -> tuple[tuple[str, str], ...]:
    parts = [(failure.oracle, _said(failure))]
    if failure.error:
        labels = {Outcome.RAISED: "It raised", Outcome.OUT_OF_TIME: "Too slow"}
        label = labels.get(failure.outcome, "Returned")
        parts.append((label, failure.error))
    if failure.counterexample:
        example = failure.counterexample
        parts += [("Call", example.call)]
        # An answer that raised is shown with its case: nothing came back that could be compared.
        parts += [("Got", example.got), ("Expected", example.expected)] if example.got or example.expected \
            else []
        parts += [("Rows that matter", example.rows)] if example.rows else []
        parts += [("Because", example.note)] if example.note else []
    undecided = failure.outcome == Outcome.OUT_OF_TIME
    return tuple(parts) if undecided else (*parts, ("In production", failure.why))
