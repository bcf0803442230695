"""`craft history UNIT LEARNER`: all gradings of a learner's submissions; the last one oracle by oracle."""
from __future__ import annotations

import argparse
import os
from pathlib import Path

from rich.console import Console

from autograder.course import Course, CourseError
from autograder.grading.attempt_history import past_gradings, tasks_of
from autograder.nbgrader_plugins.gradebook import gradebook_url
from autograder.notebook.files import write_atomically
from autograder.report.history_page import history_html
from autograder.report.history_text import history_text

NAME = "history"
HELP = "a learner's attempts at a unit, and why each grade is what it is"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar="UNIT", help="number, folder or name, for example 04")
    parser.add_argument("learner", metavar="LEARNER")
    parser.add_argument("--db", metavar="URL", help="another gradebook, as for `craft grade`")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write all of it as an HTML page too")


def run(args: argparse.Namespace) -> int:
    course, console = Course.find(), Console()
    if args.db:
        os.environ["CRAFT_DB"] = args.db
    unit, url = course.unit(args.unit), gradebook_url(course)
    gradings = past_gradings(url, unit.folder, args.learner)
    if not gradings:
        raise CourseError(f"nothing of {args.learner} has been graded in unit {unit.folder}. `craft grade "
                          f"{unit.number}` grades what was collected.")
    tasks = tasks_of(url, [past.id for past in gradings])
    console.print(history_text(unit, gradings, tasks))
    if args.page:
        write_atomically(args.page, history_html(unit, gradings, tasks).encode())
        console.print(f"Page: {args.page}", highlight=False)
    return 0
