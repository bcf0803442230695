"""`craft grade [UNIT ...]`: grade what was collected, as fast as this machine can."""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.course import Course, CourseError, Unit
from autograder.grading.attempt_history import past_gradings
from autograder.grading.class_plan import Fate, Outcome, Plan, plan_of
from autograder.grading.fingerprint import recipe_of
from autograder.grading.grade import grade, open_sandbox
from autograder.grading.grading_lock import grading_lock
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.on_dask import grade_on_dask
from autograder.grading.pool import GradeAll, grade_locally
from autograder.grading.submissions import submissions_of
from autograder.nbgrader_plugins.gradebook import gradebook_url
from autograder.report.grading_table import outcome_line, summary_table
from autograder.sandbox.errors import SandboxError

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
    console = Console()
    try:
        course = Course.find()
        if course.is_kit:
            raise CourseError(f"{course.root} is a learner's kit. Grade in the course's own folder; your own "
                              "notebook is checked by `craft check`.")
        with grading_lock(course.build):
            return _grade(course, _units(course, names), args, only, again, console)
    except (CourseError, SandboxError) as error:
        print(f"craft {args.command}: {error}", file=sys.stderr)
        return 2


def _units(course: Course, names: Sequence[str]) -> list[Unit]:
    """The units named, else all of which something was collected."""
    if names:
        return [course.unit(name) for name in names]
    return [unit for unit in course.units()
            if next((course.build / "submitted").glob(f"*/{unit.folder}/{unit.exercise.name}"), None)]


def _grade(course: Course, units: Sequence[Unit], args: argparse.Namespace, only: Sequence[str], again: bool,
           console: Console) -> int:
    plans = [_plan(course, unit, only, again) for unit in units]
    if not any(plan.size for plan in plans):
        raise CourseError("nothing was collected to grade" + (f" of {', '.join(only)}" if only else "")
                          + ". Bring submissions in with `craft collect`.")
    with HeldSandbox(lambda: open_sandbox(course, args.require_jail, units), grade) as held:
        if any(plan.anew for plan in plans) and not args.dask:
            held.start()
        outcomes = {plan.unit.folder: list(_outcomes(course, plan, args, held, console)) for plan in plans}
    for plan in plans:
        console.print(summary_table(plan.unit, outcomes[plan.unit.folder]))
    ended = [outcome for listed in outcomes.values() for outcome in listed]
    return 1 if any(outcome.is_bad for outcome in ended) else 0


def _plan(course: Course, unit: Unit, only: Sequence[str], again: bool) -> Plan:
    wanted = (submission for submission in submissions_of(course, unit)
              if not only or submission.learner in only)
    return plan_of(course, unit, wanted, recipe_of(unit), past_gradings(gradebook_url(course), unit.folder),
                   again)


def _outcomes(course: Course, plan: Plan, args: argparse.Namespace, held: HeldSandbox,
              console: Console) -> Iterator[Outcome]:
    """Grade one unit and say of each submission how it ended."""
    if not (plan.anew or plan.kept or plan.lost):
        yield from plan.unchanged
        return
    # nbgrader takes seconds to import; meanwhile the sandbox starts.
    from autograder.cli.collect import prepare_gradebook
    from autograder.nbgrader_plugins.class_grading import grade_class
    from autograder.nbgrader_plugins.gradebook import nbgrader_settings
    from autograder.nbgrader_plugins.recorder import Recorder
    from autograder.nbgrader_plugins.release import released
    prepare_gradebook(course, plan.unit, [], console)
    release, grade_all = released(plan.unit), _grader(args, held)
    with Recorder(gradebook_url(course), nbgrader_settings(course), console.print) as recorder, \
            _progress(console) as progress:
        bar = progress.add_task(plan.unit.folder, total=plan.size)
        for outcome in grade_class(course, plan, release, grade_all, recorder):
            progress.advance(bar)
            if outcome.fate != Fate.UNCHANGED:
                progress.console.print(outcome_line(outcome))
            yield outcome


def _grader(args: argparse.Namespace, held: HeldSandbox) -> GradeAll:
    if args.dask:
        return partial(grade_on_dask, address=args.dask, require_jail=args.require_jail)
    return partial(grade_locally, grade=held.grade, workers=args.jobs)


def _progress(console: Console) -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                    TimeRemainingColumn(), console=console, transient=True)
