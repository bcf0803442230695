"""A graded notebook as a terminal shows it."""
from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.course import Unit
from autograder.grading.graded import Graded, GradedTask
from autograder.render.message import failure_line
from autograder.render.text import result_text
from autograder.results import Outcome, TaskResult

_STYLES = {Outcome.PASSED: "green", Outcome.NOT_ATTEMPTED: "cyan"}


def report_text(unit: Unit, graded: Graded) -> RenderableType:
    """A table of the tasks, the first failure of each in full, and the total."""
    table = Table(title=f"Unit {unit.number}: {unit.title}", title_justify="left")
    table.add_column("Task", no_wrap=True)
    for column in ("Public draw", "Graded draw"):
        table.add_column(column)
    table.add_column("Points", justify="right")
    table.add_column("First failure", overflow="fold")
    for task in graded.tasks:
        table.add_row(task.name, _outcome(task.public), _outcome(task.graded),
                      f"{task.points:g} of {task.max_points:g}", first_failure(task))
    details = [part for task in graded.tasks for part in _details(task)]
    return Group(table, *details, *(Text(f"Note: {note}", style="yellow") for note in said_of(graded)),
                 total_line(graded), *_prose_lines(unit))


def said_of(graded: Graded) -> list[str]:
    """What was odd, in sentences, and how well the code was enclosed where that is not fully."""
    reduced = ["There is no jail here: your code ran as you, with limits on memory and time. Your mentor's "
               "grading may allow it less."] if graded.mode != "jail" else []
    return [*graded.notes, *reduced]


def first_failure(task: GradedTask) -> Text:
    """The misconception of a task's first failure, or what kept it or its check from being decided."""
    if task.trouble:
        return Text(task.trouble)
    if task.worst is None or task.worst.outcome == Outcome.NOT_ATTEMPTED:
        return Text("")
    first = (task.worst.findings or task.worst.failures)[0]
    return Text(failure_line(first))


def total_line(graded: Graded) -> Text:
    """The total, with the variant of the data if it is not the usual one."""
    variant = f", variant {graded.variant}" if graded.variant else ""
    style = "bold green" if graded.passed else "bold"
    return Text(f"\nTotal: {graded.points:g} of {graded.max_points:g} points "
                f"({sum(graded.seconds.values()):.0f} s{variant})", style=style)


def _outcome(result: TaskResult | None) -> Text:
    if result is None:
        return Text("not run", style="red")
    return Text(str(result.outcome), style=_STYLES.get(result.outcome, "red"))


def _details(task: GradedTask) -> list[RenderableType]:
    if task.worst is None or task.worst.outcome == Outcome.NOT_ATTEMPTED:
        return []
    return [Text(f"\n{result_text(task.worst)}")]


def _prose_lines(unit: Unit) -> list[Text]:
    return [Text(f"{prose.title}: read by your mentor, by {len(prose.specs)} yes/no statements "
                 "(they are in the exercise).") for prose in unit.prose]
