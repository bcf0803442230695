"""A graded notebook as a terminal shows it."""
from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.grading.own_notebook import Report, TaskReport
from autograder.render.text import result_text
from autograder.results import Outcome, TaskResult

_STYLES = {Outcome.PASSED: "green", Outcome.NOT_ATTEMPTED: "cyan"}


def report_text(report: Report) -> RenderableType:
    """A table of the tasks, the first failure of each in full, and the total."""
    unit = report.unit
    table = Table(title=f"Unit {unit.number}: {unit.title}", title_justify="left")
    table.add_column("Task", no_wrap=True)
    for column in ("Public draw", "Graded draw"):
        table.add_column(column)
    table.add_column("Points", justify="right")
    table.add_column("First failure", overflow="fold")
    for task in report.tasks:
        table.add_row(task.task.name, _outcome(task.public), _outcome(task.graded),
                      f"{task.points:g} of {task.max_points:g}", first_failure(task))
    details = [part for task in report.tasks for part in _details(task)]
    return Group(table, *details, *(Text(f"Note: {note}", style="yellow") for note in report.notes),
                 total_line(report), *_prose_lines(report))


def first_failure(task: TaskReport) -> Text:
    """The misconception of a task's first failure, or what kept its check from running."""
    if task.trouble:
        return Text(task.trouble)
    if task.worst is None or task.worst.outcome == Outcome.NOT_ATTEMPTED:
        return Text("")
    first = (task.worst.findings or task.worst.failures)[0]
    return Text(f"{first.oracle}: {first.misconception}")


def total_line(report: Report) -> Text:
    """The total, with the variant of the data if it is not the usual one."""
    variant = f", variant {report.variant}" if report.variant else ""
    style = "bold green" if report.passed else "bold"
    return Text(f"\nTotal: {report.points:g} of {report.max_points:g} points "
                f"({report.seconds:.0f} s{variant})", style=style)


def _outcome(result: TaskResult | None) -> Text:
    if result is None:
        return Text("not run", style="red")
    return Text(str(result.outcome), style=_STYLES.get(result.outcome, "red"))


def _details(task: TaskReport) -> list[RenderableType]:
    if task.worst is None or task.worst.outcome == Outcome.NOT_ATTEMPTED:
        return []
    return [Text(f"\n{result_text(task.worst)}")]


def _prose_lines(report: Report) -> list[Text]:
    return [Text(f"{prose.title}: read by your mentor, by {len(prose.specs)} yes/no statements "
                 "(they are in the exercise).") for prose in report.unit.prose]
