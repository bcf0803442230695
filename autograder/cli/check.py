"""`craft check UNIT`: grade one's own notebook as a mentor's grading would."""
from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from rich.console import Console

from autograder.course import Course, CourseError, Unit
from autograder.draws import learner_key
from autograder.grading.graded import Graded
from autograder.notebook.files import write_atomically
from autograder.notebook.rebuild import NoNotebook
from autograder.report.learner_page import report_html
from autograder.report.learner_text import report_text
from autograder.report.progress import record_check
from autograder.sandbox.errors import SandboxError
from autograder.workspace.copies import exercise_copy
from autograder.workspace.learner import known_name
from autograder.workspace.start_page import write_start_page

NAME = "check"
HELP = "grade your own notebook and show a report"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", help="number, folder or name, for example 04")
    parser.add_argument("--variant", type=int, default=0, metavar="N",
                        help="graded data of another draw, to practise again (default: 0)")


def run(args: argparse.Namespace) -> int:
    """0 if every task passed on both draws, 1 if not, 2 if there is nothing to grade."""
    course = Course.find()
    try:
        unit = course.unit(args.unit)
        graded = _grade(course, unit, own_notebook(course, unit), args.variant)
    except (CourseError, NoNotebook, SandboxError) as error:
        print(f"craft check: {error}", file=sys.stderr)
        return 2
    console = Console()
    console.print(report_text(unit, graded))
    console.print(f"Report: {write_report(course, unit, graded).relative_to(course.root)}")
    return 0 if graded.passed else 1


def own_notebook(course: Course, unit: Unit) -> Path:
    """The learner's notebook; raises CourseError naming the remedy if there is none."""
    path = exercise_copy(course, unit)
    if not path.is_file():
        raise CourseError(f"{path} is not there yet. Run `make lab` (or `craft lab`) once: it makes "
                          "your copy.")
    return path


def write_report(course: Course, unit: Unit, graded: Graded) -> Path:
    """Write `work/<unit>/report.html`, remember the results, bring the start page up; returns the page."""
    for task in graded.tasks:
        for result in filter(None, (task.public, task.graded)):
            record_check(course, result)
    path = course.work / unit.folder / "report.html"
    write_atomically(path, report_html(unit, graded, datetime.now()).encode())
    write_start_page(course)
    return path


def _grade(course: Course, unit: Unit, notebook: Path, variant: int) -> Graded:
    # The sandbox's libraries take a second to import: not before there is something to grade.
    from autograder.grading.own_notebook import grade_own
    from autograder.nbgrader_plugins.release import released
    with Console(stderr=True).status(f"Running {notebook.relative_to(course.root)} in a sandbox ..."):
        try:
            return grade_own(course, unit, released, notebook.read_bytes(),
                             learner_key(known_name(course)), variant)
        except NoNotebook as error:
            raise NoNotebook(f"{notebook}: {error}") from error
