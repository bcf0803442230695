"""The least that grading could take: the cells of graded notebooks in forks of a process that is warm.

Run in a course's folder: `python warm_cells.py JOBS NOTEBOOK ...`. Nothing is enclosed, sent or recorded.
JOBS forks run at a time, as many as are graded at a time: cores that share a cache are slower together.
Prints the CPU seconds of each notebook as JSON; the time of the fork itself, in the parent, is among them.
"""
from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import nbformat

from autograder.course import Course
from autograder.practice.checker import NBGRADER_VARIABLE
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import SKLEARN
from autograder.sandbox.shell import Shell, make_shell, run_cell
from autograder.sandbox.zygote import _FOR_ANSWERS, _FOR_JUDGES, _LIBRARIES


def main(jobs: int, paths: Sequence[str]) -> None:
    waiting = [_cells(Path(path)) for path in paths]
    shell = _warm()
    running: dict[int, float] = {}
    used: list[float] = []
    while waiting or running:
        while waiting and len(running) < jobs:
            own = time.process_time()
            child = _forked(shell, waiting.pop())
            running[child] = time.process_time() - own
        child, status, usage = os.wait4(-1, 0)
        if status:
            raise RuntimeError(f"a fork ended with {status}")
        used.append(running.pop(child) + usage.ru_utime + usage.ru_stime)
    print(json.dumps(used))


def _cells(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def _warm() -> Shell:
    """As warm as zygotes can be, for the answers and for the checks in one."""
    os.environ[NBGRADER_VARIABLE] = "warm"
    checks = [f"autograder.checks.{unit.name}" for unit in Course.find().units()]
    for module in (*_LIBRARIES, *SKLEARN, *_FOR_ANSWERS, *_FOR_JUDGES, "autograder.practice", *checks):
        importlib.import_module(module)
    shell = make_shell(Limits().output_characters)
    gc.collect()
    gc.freeze()
    return shell


def _forked(shell: Shell, cells: Sequence[str]) -> int:
    child = os.fork()
    if child == 0:
        for source in cells:
            run_cell(shell, source, seconds=60)
        os._exit(0)
    return child


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
