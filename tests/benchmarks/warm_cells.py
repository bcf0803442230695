"""The least that grading could take: the cells of graded notebooks in forks of a process that is warm.

Run in a course's folder: `python warm_cells.py NOTEBOOK ...`. Nothing is enclosed, sent or recorded. Prints
the CPU and wall seconds of each notebook as JSON; the time of the fork itself, in the parent, is among them.
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
from autograder.sandbox.shell import Shell, make_shell, run_cell
from autograder.sandbox.zygote import _FOR_ANSWERS, _FOR_JUDGES, _LIBRARIES


def main(paths: Sequence[str]) -> None:
    notebooks = [_cells(Path(path)) for path in paths]
    shell = _warm()
    print(json.dumps([_in_fork(shell, cells) for cells in notebooks]))


def _cells(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def _warm() -> Shell:
    """As warm as zygotes are, for the answers and for the checks in one."""
    os.environ[NBGRADER_VARIABLE] = "warm"
    checks = [f"autograder.checks.{unit.name}" for unit in Course.find().units()]
    for module in (*_LIBRARIES, *_FOR_ANSWERS, *_FOR_JUDGES, "autograder.practice", *checks):
        importlib.import_module(module)
    shell = make_shell(Limits().output_characters)
    gc.collect()
    gc.freeze()
    return shell


def _in_fork(shell: Shell, cells: Sequence[str]) -> dict[str, float]:
    start, own = time.perf_counter(), time.process_time()
    child = os.fork()
    if child == 0:
        for source in cells:
            run_cell(shell, source, seconds=60)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"a fork ended with {status}")
    cpu = usage.ru_utime + usage.ru_stime + time.process_time() - own
    return {"cpu": cpu, "wall": time.perf_counter() - start}


if __name__ == "__main__":
    main(sys.argv[1:])
