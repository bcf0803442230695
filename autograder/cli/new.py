"""`craft new unit NAME`: the files of a new unit, each saying what to write into it."""
from __future__ import annotations

import argparse

from autograder.course import Course
from autograder.verify.scaffold import scaffold

NAME = "new"
HELP = "scaffold a unit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["unit"], help="what to scaffold")
    parser.add_argument("name", metavar="NAME", help="a Python name in lower case, for example cleaning")
    parser.add_argument("--number", type=int, help="its place in the course; default: the next free one")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    paths = scaffold(course, args.name, args.number)
    for path in paths:
        print(f"written    {path.relative_to(course.root)}")
    number = paths[0].name.split("_", 1)[0]
    print(f"Next: `craft build {number}` makes the notebooks, `craft verify {number}` says what is to do.")
    return 0
