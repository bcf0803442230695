"""`craft build [UNIT ...]`: the notebooks from their text sources."""
from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course, CourseError, Unit
from autograder.notebook.files import write_atomically
from autograder.notebook.twin import exercise_twin, lesson_is_fresh, lesson_twin

NAME = "build"
HELP = "make the notebooks from their text sources"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("units", nargs="*", metavar="UNIT", help="number, folder or name; default: all")
    parser.add_argument("--lessons", action=argparse.BooleanOptionalAction, default=True,
                        help="execute lessons whose source has changed")
    parser.add_argument("--force", action="store_true", help="execute lessons even if nothing changed")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    if course.is_kit:
        raise CourseError("a kit has no text sources; its notebooks are what they are.")
    units = [course.unit(name) for name in args.units] or course.units()
    for unit in units:
        for path, state in build(unit, lessons=args.lessons, force=args.force):
            print(f"{state:10} {path.relative_to(course.root)}", flush=True)
    return 0


def build(unit: Unit, lessons: bool = True, force: bool = False) -> Iterator[tuple[Path, str]]:
    """Bring the twins of a unit up to date; yields each file with "written" or "unchanged".

    A lesson is executed when its source has changed, or by `force` (after a change of the data or of the
    package). Raises CourseError if a source is missing or a lesson fails.
    """
    for source in (unit.exercise_source, *((unit.lesson_source,) if lessons else ())):
        if not source.exists():
            raise CourseError(f"{source} is missing. Write it, or copy that of another unit.")
    yield unit.exercise, _write(unit.exercise, exercise_twin(unit))
    if lessons:
        fresh = not force and lesson_is_fresh(unit)
        yield unit.lesson, "unchanged" if fresh else _write(unit.lesson, lesson_twin(unit))


def _write(path: Path, content: bytes) -> str:
    if path.exists() and path.read_bytes() == content:
        return "unchanged"
    write_atomically(path, content)
    return "written"
