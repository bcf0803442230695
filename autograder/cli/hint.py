"""`craft hint UNIT TASK`: the next of three hints for a task."""
from __future__ import annotations

import argparse

from autograder.course import HINT_LEVELS, Course
from autograder.report.progress import record_hint, unit_progress

NAME = "hint"
HELP = "the next hint for a task"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", help="number, folder or name, for example 04")
    parser.add_argument("task", help="a task's name, for example asof_join")
    parser.add_argument("--level", type=int, choices=range(1, HINT_LEVELS + 1),
                        help="1 a nudge, 2 the idea, 3 almost the answer (default: the next one)")


def run(args: argparse.Namespace) -> int:
    course = Course.find()
    unit = course.unit(args.unit)
    task = unit.task(args.task)
    seen = unit_progress(course, unit).tasks[task.name].hints
    level = args.level or min(seen + 1, HINT_LEVELS)
    record_hint(course, unit, task.name, level)
    print(f"Hint {level} of {HINT_LEVELS} for {task.name}:\n{task.hints[level - 1]}")
    if level < HINT_LEVELS:
        print(f"The next one: craft hint {unit.number} {task.name}")
    return 0
