"""`craft tour`: the mentor's loop in one command, on a sample class, away from real grades."""
from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from autograder.cli.collect import prepare_gradebook, receipts_table
from autograder.cli.kit import build
from autograder.course import Course, CourseError, Unit

NAME = "tour"
HELP = "walk the mentor's loop on a sample cohort"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", help="number, folder or name (default: the first unit)")
    parser.add_argument("--keep", type=Path, metavar="DIR",
                        help="where to leave everything (default: build/tour, made anew each time)")


def run(args: argparse.Namespace) -> int:
    """0 if everybody got the points that the attempts declare, 1 if not."""
    from autograder.tour.loop import fresh_folder
    course = Course.find()
    units = course.units()
    if course.is_kit or not units:
        raise CourseError(f"{course.root} has no exercises with solutions. Tour the course's own folder.")
    unit = course.unit(args.unit) if args.unit else units[0]
    folder = fresh_folder((args.keep or course.build / "tour").resolve())
    return _walk(course, unit, folder, Console())


def _walk(course: Course, unit: Unit, folder: Path, console: Console) -> int:
    from autograder.nbgrader_plugins.release import released
    from autograder.report.cohort_page import misconception_table, score_table
    from autograder.submission.intake import collect
    from autograder.tour import loop
    from autograder.tour.sample_class import sample_class
    console.rule(f"1. A kit for learners: craft kit {folder.name}/kit {unit.number}")
    build(course, folder / "kit", [unit.folder])
    console.print(f"{sum(path.is_file() for path in (folder / 'kit').rglob('*'))} files, none of which holds "
                  "a line of a solution or a hidden test.")
    console.rule("2. A class hands in: craft submit")
    scratch = loop.scratch_course(course, folder / "course", unit)
    unit = scratch.unit(unit.folder)
    learners = sample_class(unit, released(unit))
    loop.fill_inbox(scratch, unit, learners, folder / "inbox")
    for learner in learners:
        console.print(f"  {learner.name}: {learner.what}", highlight=False)
    console.rule(f"3. Taking them in: craft collect {folder.name}/inbox")
    console.print(receipts_table(collect(scratch, [folder / "inbox"], released, datetime.now(UTC))))
    prepare_gradebook(scratch, unit, [learner.name for learner in learners], console)
    console.rule(f"4. Grading and feedback: nbgrader autograde, nbgrader generate_feedback {unit.folder}")
    with console.status(f"nbgrader grades {len(learners)} submissions ..."):
        loop.grade(scratch, unit)
    console.rule("5. What the class knows")
    cohort = loop.report(scratch, unit, folder / "class.html")
    console.print(score_table(cohort), misconception_table(cohort.misconceptions))
    wrong = loop.differences(cohort, learners)
    for sentence in wrong:
        console.print(f"[red]{sentence}[/red]")
    name_files(folder, scratch, unit, learners[-1].name, console)
    return 1 if wrong else 0


def name_files(folder: Path, scratch: Course, unit: Unit, learner: str, console: Console) -> None:
    """Say which files to open."""
    console.rule("Open these")
    feedback = scratch.build / "feedback" / learner / unit.folder / f"{unit.name}.html"
    for path, what in ((folder / "class.html", "the class: points and misconceptions"),
                       (feedback, "the feedback that one learner gets"),
                       (folder / "kit" / "README.md", "what learners are handed"),
                       (unit.path / "mentor.md", "the mentor's page of the unit")):
        console.print(f"{path}\n    {what}", highlight=False, soft_wrap=True)
    console.print(f"{scratch.root}\n    this class as a course: there, `craft lab` and the menu Nbgrader, "
                  "Formgrader", highlight=False, soft_wrap=True)
