"""`craft reset UNIT`: a fresh copy of a unit; the old one is put aside, never deleted."""
from __future__ import annotations

import argparse
from datetime import UTC, datetime

from autograder.course import Course
from autograder.workspace.copies import reset_unit
from autograder.workspace.start_page import write_start_page

NAME = "reset"
HELP = "start a unit afresh; the old copy is kept"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", help="number, folder or name, for example 04")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    kept, fresh = reset_unit(course, course.unit(args.unit), datetime.now(UTC))
    write_start_page(course)
    print(f"Old copy:   {kept.relative_to(course.root)}" if kept else "Old copy:   there was none")
    print(f"Fresh copy: {fresh.relative_to(course.root)}")
    if kept:
        print("If it is open in JupyterLab: close its tab and open it again from the start page.")
    return 0
