"""`craft submit UNIT`: pack one's notebook into one zip for the mentor."""
from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

import nbformat

from autograder.cli.check import own_notebook
from autograder.course import Course, CourseError
from autograder.notebook.files import write_atomically
from autograder.report.progress import record_submission
from autograder.submission.learner import Refused, checked_learner
from autograder.submission.pack import pack
from autograder.workspace.learner import name_file, saved_name
from autograder.workspace.start_page import write_start_page

NAME = "submit"
HELP = "pack a unit into one zip for your mentor"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", help="number, folder or name, for example 04")
    parser.add_argument("--name", help="your name as your mentor knows it (asked for once)")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    unit = course.unit(args.unit)
    notebook = own_notebook(course, unit)
    content = notebook.read_bytes()
    try:
        nbformat.reads(content.decode("utf-8"), as_version=4)
    except Exception as error:
        raise CourseError(f"{notebook}: is no readable notebook ({type(error).__name__}). Open it in "
                          f"JupyterLab and save it, or start afresh: craft reset {unit.number}") from error
    path = pack(course, unit, learner_name(course, args.name), content, datetime.now(UTC))
    record_submission(course, unit, path.name)
    write_start_page(course)
    print(f"Packed: {path.relative_to(course.root)}")
    print("Send this file to your mentor. You may pack again later: the newest counts.")
    return 0


def learner_name(course: Course, given: str | None) -> str:
    """The name given, else the saved one, else the one typed now; kept for the next time.

    Raises CourseError if there is none and nobody to ask, or if it cannot be a name.
    """
    name = given or saved_name(course)
    if not name and sys.stdin.isatty():
        name = input("Your name, as your mentor knows it (letters, digits, - and _): ").strip()
    if not name:
        raise CourseError("your name is not known yet. Give it once: craft submit UNIT --name NAME")
    try:
        checked_learner(name)
    except Refused as error:
        raise CourseError(f"{error} Give it as: craft submit UNIT --name NAME") from error
    if name != saved_name(course):
        write_atomically(name_file(course), f"{name}\n".encode())
    return name
