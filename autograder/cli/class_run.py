"""The grading of a class from the command line: plan, grade, and say of each submission how it ended."""
from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.course import Course, CourseError, Unit
from autograder.grading.attempt_history import past_gradings
from autograder.grading.class_plan import Fate, Outcome, Plan, plan_of
from autograder.grading.fingerprint import recipe_of
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.on_dask import grade_on_dask
from autograder.grading.pool import GradeAll, grade_locally
from autograder.grading.submissions import submissions_of
from autograder.nbgrader_plugins.gradebook import gradebook_url
from autograder.report.grading_table import outcome_line, summary_table


def grade_units(course: Course, units: Sequence[Unit], args: argparse.Namespace, only: Sequence[str],
                again: bool, held: HeldSandbox) -> int:
    """Grade what there is of these units; the exit code of `craft grade`.

    args: as of `craft grade`. again: even what has not changed. Raises CourseError and SandboxError.
    """
    console = Console()
    plans = [_plan(course, unit, only, again) for unit in units]
    if not any(plan.size for plan in plans):
        raise CourseError("nothing was collected to grade" + (f" of {', '.join(only)}" if only else "")
                          + ". Bring submissions in with `craft collect`.")
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
    # nbgrader takes long to import, and is not needed where nothing has changed.
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
