"""`craft progress`: what is done, unit by unit and task by task."""
from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Course, Unit
from autograder.report.progress import TaskProgress, UnitProgress, unit_progress

NAME = "progress"
HELP = "what is done and what is next"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", nargs="?", help="one unit in detail (default: all in brief)")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    units = [course.unit(args.unit)] if args.unit else course.units()
    console = Console()
    if not args.unit:
        console.print(units_table(course, units))
    for unit in units:
        progress = unit_progress(course, unit)
        if args.unit or progress.state == "in progress":
            console.print(tasks_table(unit, progress))
    if not args.unit and units:
        console.print(f"One unit in detail: craft progress {units[0].number}")
    return 0


def units_table(course: Course, units: list[Unit]) -> Table:
    """One row a unit: its state, tasks passed, and when it was handed in (UTC)."""
    table = Table()
    for column in ("Unit", "Title", "State", "Tasks passed", "Handed in (UTC)"):
        table.add_column(column)
    for unit in units:
        progress = unit_progress(course, unit)
        handed_in = (progress.submitted_at or "")[:16].replace("T", " ")
        table.add_row(unit.number, Text(unit.title), progress.state,
                      f"{progress.passed} of {len(progress.tasks)}", handed_in)
    return table


def tasks_table(unit: Unit, progress: UnitProgress) -> Table:
    """One row a task: whether it passed, the best graded points, checks run and hints seen."""
    table = Table(title=f"Unit {unit.number}: {unit.title}", title_justify="left")
    for column in ("Task", "State", "Best graded points", "Checks", "Hints"):
        table.add_column(column)
    for task in unit.tasks:
        state = progress.tasks[task.name]
        graded = "" if state.graded_points is None else f"{state.graded_points:g}"
        table.add_row(task.name, _state(state), graded, str(state.tries), str(state.hints))
    return table


def _state(task: TaskProgress) -> Text:
    if task.passed:
        return Text("passed", style="green")
    return Text("open", style="yellow" if task.tries else "")
