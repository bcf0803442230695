"""`craft collect`: bring submissions to where they are graded."""
from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Course, CourseError, Unit
from autograder.report.strangers_text import strangers_text
from autograder.submission.intake import Fate, Receipt, collect

NAME = "collect"
HELP = "bring submissions in for grading"
COLOURS = {Fate.TAKEN: "green", Fate.KNOWN: "cyan", Fate.OLDER: "yellow", Fate.REFUSED: "red"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="DIR_OR_ZIP",
                        help="zips of `craft submit`, notebooks named LEARNER.ipynb, or folders of them")
    parser.add_argument("--unit", help="the unit of plain notebooks (default: told from their cells)")
    parser.add_argument("--force", action="store_true", help="let an older submission replace a newer one")


def run(args: argparse.Namespace) -> int:
    course, console = Course.find(), Console()
    if course.is_kit:
        raise CourseError(f"{course.root} is a learner's kit. Collect in the course's own folder.")
    from autograder.nbgrader_plugins.release import released
    receipts = collect(course, args.paths, released, datetime.now(UTC),
                       course.unit(args.unit) if args.unit else None, args.force)
    if not receipts:
        raise CourseError(f"no .zip and no .ipynb in {', '.join(map(str, args.paths))}.")
    console.print(receipts_table(receipts))
    for unit in course.units():
        learners = [receipt.learner for receipt in receipts
                    if receipt.unit == unit.folder and receipt.fate != Fate.REFUSED]
        if learners:
            prepare_gradebook(course, unit, learners, console, f"Next: craft grade {unit.number}")
    return 1 if any(receipt.fate == Fate.REFUSED for receipt in receipts) else 0


def receipts_table(receipts: Sequence[Receipt]) -> Table:
    """One row a file: whose, which unit, what became of it, and what was odd."""
    counts = [f"{n} {fate}" for fate in Fate if (n := sum(receipt.fate == fate for receipt in receipts))]
    table = Table(title=", ".join(counts), title_justify="left")
    for column in ("File", "Learner", "Unit", "Result", "Notes"):
        table.add_column(column, overflow="fold")
    for receipt in receipts:
        # Names and notes quote what strangers sent.
        table.add_row(strangers_text(receipt.origin.name), receipt.learner or "?", receipt.unit or "?",
                      Text(receipt.fate, style=COLOURS[receipt.fate]),
                      strangers_text("\n".join(receipt.notes)))
    return table


def prepare_gradebook(course: Course, unit: Unit, learners: Sequence[str], console: Console,
                      next_step: str = "") -> None:
    """Put the unit into the gradebook if it is not there, name its learners, and say what comes next."""
    from autograder.nbgrader_plugins.gradebook import (
        gradebook_url,
        knows,
        name_learners,
        open_gradebook,
        release_is_stale,
        run_nbgrader,
    )
    if not knows(course, unit):
        open_gradebook(gradebook_url(course)).close()
        # By force: a release that is there already is of another gradebook.
        run_nbgrader(course, "generate_assignment", unit.folder, "--force")
        console.print(f"Put unit {unit.folder} into the gradebook (nbgrader generate_assignment).")
    elif release_is_stale(course, unit):
        console.print(f"[yellow]The exercise of {unit.folder} has changed since its release. To grade by the "
                      f"new one: nbgrader generate_assignment {unit.folder} --force[/]")
    if learners:
        name_learners(course, learners)
    if next_step:
        console.print(next_step)
