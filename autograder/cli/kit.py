"""`craft kit DIR`: the folder that learners get."""
from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from rich.console import Console

from autograder.course import Course, CourseError
from autograder.kit.contents import make_kit
from autograder.kit.leaks import find_leaks, secrets_of, stray_files

NAME = "kit"
HELP = "make the folder that learners get, without solutions"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("units", nargs="*", metavar="UNIT", help="units to hand out (default: all)")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    if course.is_kit:
        raise CourseError(f"{course.root} is itself a kit. Make kits from the course's own folder.")
    build(course, args.folder.resolve(), args.units)
    Console().print(f"The kit is in {args.folder}. Hand it out as it is: a zip, a repository, a folder.")
    return 0


def build(course: Course, target: Path, names: list[str]) -> None:
    """Make a kit and look through it; raises CourseError, and leaves nothing, if it gives anything away."""
    from autograder.nbgrader_plugins.release import released
    units = [course.unit(name) for name in names] or course.units()
    drafts = [unit.folder for unit in units if unit.draft]
    if drafts:
        raise CourseError(f"{', '.join(drafts)} is still being written (draft = true in its unit.toml). Name "
                          "the units that are done.")
    if not units:
        raise CourseError(f"{course.root / 'exercises'}: holds no unit to hand out.")
    releases = {unit.folder: released(unit) for unit in units}
    make_kit(course, target, units, lambda unit: releases[unit.folder])
    leaks = find_leaks(target, {unit.folder: secrets_of(unit, releases[unit.folder]) for unit in units})
    strays = stray_files(target, units)
    if leaks or strays:
        shutil.rmtree(target)
        found = [f"{leak.file} holds a secret line of {leak.unit}: {leak.line}" for leak in leaks]
        found += [f"{name} does not belong there" for name in strays]
        raise CourseError("the kit was not made; it would give away:\n  " + "\n  ".join(found)
                          + "\nReword the line where it stands, or the solution.")
