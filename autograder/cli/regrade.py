"""`craft regrade UNIT`: grade again what was graded before, even where nothing has changed."""
from __future__ import annotations

import argparse

from autograder.cli.grade import add_common_arguments, grade_units

NAME = "regrade"
HELP = "grade a unit again, whatever is known of it; history is kept"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar="UNIT", help="number, folder or name, for example 04")
    parser.add_argument("--learner", action="append", default=[], metavar="L",
                        help="this learner's submission alone (can be given again)")
    add_common_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """As `craft grade`. Manual scores and comments stay, and the earlier gradings stay in the history."""
    return grade_units(args, [args.unit], args.learner, again=True)
