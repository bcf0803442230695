"""A learner's gradings as a terminal shows them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.course import Unit
from autograder.grading.attempt_history import PastGrading
from autograder.grading.graded import GradedTask
from autograder.report.strangers_text import strangers_text
from autograder.results import OracleResult, Outcome

_STYLES = {Outcome.PASSED: "green", Outcome.NOT_ATTEMPTED: "cyan"}


def history_text(unit: Unit, gradings: Sequence[PastGrading],
                 tasks: Mapping[str, Sequence[GradedTask]]) -> RenderableType:
    """All gradings, the oldest first, and the last one oracle by oracle. tasks: by the gradings' ids."""
    last = gradings[-1]
    parts: list[RenderableType] = [_gradings_table(unit, gradings, tasks), _oracle_table(tasks[last.id])]
    parts += [strangers_text(f"Note: {note}", "yellow") for note in last.notes]
    versions = ", ".join(f"{name} {version}" for name, version in last.versions.items())
    return Group(*parts, Text(f"The last one was graded in mode \"{last.mode}\" by {versions}.", style="dim"))


def shown_time(time: datetime | None) -> str:
    """In the reader's own zone, to the second."""
    return f"{time.astimezone():%Y-%m-%d %H:%M:%S}" if time else "?"


def why(oracle: OracleResult) -> str:
    """What an oracle found, in one line."""
    if oracle.outcome == Outcome.PASSED:
        return ""
    parts = [oracle.misconception, oracle.error]
    if oracle.counterexample:
        example = oracle.counterexample
        parts.append(f"{example.call} gave {example.got}, not {example.expected}"
                     if example.got or example.expected else f"The call was {example.call}.")
    return " ".join(part for part in parts if part)


def _gradings_table(unit: Unit, gradings: Sequence[PastGrading],
                    tasks: Mapping[str, Sequence[GradedTask]]) -> Table:
    table = Table(title=f"{gradings[0].learner}, unit {unit.number}: {unit.title}", title_justify="left")
    for column in ("Submitted", "Digest", "Graded"):
        table.add_column(column)
    for task in unit.tasks:
        table.add_column(task.name, justify="right", overflow="fold")
    table.add_column("Points", justify="right")
    for past in gradings:
        points = {task.name: task.points for task in tasks[past.id]}
        cells = [f"{points[task.name]:g}" if task.name in points else "" for task in unit.tasks]
        table.add_row(shown_time(past.submitted_at), past.digest[:8], shown_time(past.graded_at), *cells,
                      "refused" if past.refused else f"{past.points:g} of {past.max_points:g}")
    return table


def _oracle_table(tasks: Sequence[GradedTask]) -> Table:
    table = Table(title="The last grading, oracle by oracle", title_justify="left")
    for column in ("Task", "Draw", "Oracle", "Outcome", "Points", "Why"):
        table.add_column(column, overflow="fold", justify="right" if column == "Points" else "left")
    for task in tasks:
        if task.trouble:
            table.add_row(task.name, "", "", Text("not checked", style="red"), "",
                          strangers_text(task.trouble))
        for result in filter(None, (task.public, task.graded)):
            for oracle in result.oracles:
                points = f"{oracle.points:g} of {oracle.max_points:g}" if result is task.graded else ""
                table.add_row(task.name, result.draw, oracle.oracle,
                              Text(oracle.outcome, style=_STYLES.get(oracle.outcome, "red")), points,
                              strangers_text(why(oracle)))
    return table
