"""`craft grade [UNIT ...]`: grade what was collected, as fast as this machine can."""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.course import Course, CourseError, Unit
from autograder.grading.course_sandbox import open_sandbox
from autograder.grading.grading_lock import grading_lock
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.places import looks_new, submitted_notebooks
from autograder.sandbox.errors import SandboxError

if TYPE_CHECKING:
    # Imported when the sandbox starts already: both take seconds.
    from autograder.grading.graded import Graded
    from autograder.grading.job import Job
    from autograder.sandbox.sandbox import Sandbox


NAME = "grade"
HELP = "grade collected submissions; run it again at any time"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", nargs="*", metavar="UNIT", help="units to grade (default: all collected)")
    add_common_arguments(parser)
    parser.add_argument("--only", action="append", default=[], metavar="LEARNER",
                        help="grade this learner's submissions alone (can be given again)")


def add_common_arguments(parser: argparse.ArgumentParser) -> None:
    """What grading takes in every form."""
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N",
                        help="submissions at the same time (default: one a processor)")
    parser.add_argument("--dask", metavar="ADDRESS", help="grade on a Dask cluster instead of this machine")
    parser.add_argument("--db", metavar="URL", help="another gradebook, for example postgresql://host/name "
                        "(default: CRAFT_DB of the environment, else build/gradebook.db)")
    parser.add_argument("--require-jail", action="store_true", help="grade in a jail or not at all")


def run(args: argparse.Namespace) -> int:
    """0 if all was graded, 1 if some were refused or could not be graded, 2 if nothing could be begun."""
    return grade_units(args, args.units, args.only, again=False)


def grade_units(args: argparse.Namespace, names: Sequence[str], only: Sequence[str], again: bool) -> int:
    """Grade what there is of these units. again: even what has not changed."""
    if args.jobs < 1:
        print(f"craft {args.command}: --jobs {args.jobs}: at least one.", file=sys.stderr)
        return 2
    if args.db:
        # nbgrader's own commands, which we start, take it from there too.
        os.environ["CRAFT_DB"] = args.db
    try:
        course = Course.find()
        if course.is_kit:
            raise CourseError(f"{course.root} is a learner's kit. Grade in the course's own folder; your own "
                              "notebook is checked by `craft check`.")
        with grading_lock(course.build):
            units = _units(course, names)
            with HeldSandbox(lambda: open_sandbox(course, args.require_jail, units), _graded) as held:
                if not args.dask and any(again or looks_new(course, unit) for unit in units):
                    held.start()
                from autograder.cli import class_run
                return class_run.grade_units(course, units, args, only, again, held)
    except (CourseError, SandboxError) as error:
        print(f"craft {args.command}: {error}", file=sys.stderr)
        return 2


def _units(course: Course, names: Sequence[str]) -> list[Unit]:
    """The units named, else all of which something was collected."""
    if names:
        return [course.unit(name) for name in names]
    return [unit for unit in course.units() if next(submitted_notebooks(course, unit), None)]


def _graded(job: Job, sandbox: Sandbox) -> Graded:
    from autograder.grading.grade import grade
    return grade(job, sandbox)
