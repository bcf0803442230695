"""Grade one submission, in four steps: rebuild, run, judge, record.

    with open_sandbox(course) as sandbox:
        graded = grade(job_of(unit, release, submitted, key), sandbox)
"""
from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import nbformat
from nbformat import NotebookNode

from autograder.draws import GRADED, PUBLIC, graded_draw, public_draw
from autograder.grading.cells import is_check, name_of
from autograder.grading.graded import Graded, GradedTask
from autograder.grading.job import CheckedTask, Job
from autograder.grading.record import record_run, record_task
from autograder.grading.session import Session
from autograder.grading.versions import versions_of
from autograder.notebook.files import notebook_bytes
from autograder.notebook.rebuild import NoNotebook, rebuild
from autograder.results import TaskResult
from autograder.sandbox.errors import CheckNotMade
from autograder.sandbox.sandbox import Sandbox

_MIB = 2**20


def grade(job: Job, sandbox: Sandbox) -> Graded:
    """What a submission earns and why. Its bytes alone decide, and the sandbox's mode.

    Never raises because of the submission; raises SandboxError if the sandbox does not work, or if the
    course's own check does not: then nothing is known of the submission, which can be graded again.
    """
    clock = _Clock()
    release = nbformat.reads(job.release.decode("utf-8"), as_version=4)
    try:
        with clock.step("rebuild"):
            notebook, notes = _rebuilt(job, release)
    except NoNotebook as error:
        return _refused(job, release, sandbox, clock, str(error))
    tasks, found = {task.check: task for task in job.tasks}, {}
    with Session(sandbox, job) as session:
        for number, cell in enumerate(_code_cells(notebook), 1):
            name = name_of(cell)
            if is_check(cell):
                with clock.step("judge"):
                    found[name] = _judged(session, job, tasks[name], float(cell.metadata.nbgrader.points))
                with clock.step("record"):
                    record_task(cell, found[name], number)
            else:
                with clock.step("run"):
                    run = session.run(name, cell.source)
                with clock.step("record"):
                    record_run(cell, run, number)
        notes += session.notes
    sandbox.assert_alive()
    with clock.step("record"):
        content = notebook_bytes(notebook)
    return _graded(job, sandbox, content, tuple(found[task.check] for task in job.tasks), notes, clock)


def _rebuilt(job: Job, release: NotebookNode) -> tuple[NotebookNode, list[str]]:
    at_most = job.limits.notebook_mib
    if len(job.submitted) > at_most * _MIB:
        raise NoNotebook(f"larger than {at_most} MiB. Clear its outputs and save it again.")
    rebuilt = rebuild(release, job.submitted)
    return rebuilt.notebook, list(rebuilt.notes)


def _judged(session: Session, job: Job, task: CheckedTask, points: float) -> GradedTask:
    """The task on both draws; that one cannot be made does not keep the other from being made."""
    found: dict[str, TaskResult] = {}
    troubles = []
    for draw in (public_draw(job.unit, task.name), graded_draw(job.unit, task.name, job.key, job.variant)):
        try:
            found[draw.name] = session.judge(task, draw.name, draw.entropy)
        except CheckNotMade as error:
            troubles.append(f"The check did not come to its end: {error}.")
    return GradedTask(task.name, task.title, task.check, points, found.get(PUBLIC), found.get(GRADED),
                      troubles[-1] if troubles else "")


def _refused(job: Job, release: NotebookNode, sandbox: Sandbox, clock: _Clock, why: str) -> Graded:
    """What is no notebook earns nothing: each check of the release says why."""
    tasks = []
    for number, cell in enumerate(_code_cells(release), 1):
        if is_check(cell):
            task = next(task for task in job.tasks if task.check == name_of(cell))
            points = float(cell.metadata.nbgrader.points)
            tasks.append(GradedTask(task.name, task.title, task.check, points,
                                    trouble=f"The submission is {why}"))
            record_task(cell, tasks[-1], number)
    return _graded(job, sandbox, notebook_bytes(release), tuple(tasks), [], clock, why)


def _graded(job: Job, sandbox: Sandbox, notebook: bytes, tasks: tuple[GradedTask, ...], notes: list[str],
            clock: _Clock, refused: str = "") -> Graded:
    return Graded(job.unit, notebook, tasks, tuple(notes), refused, job.variant, str(sandbox.mode),
                  clock.seconds, versions_of(job.module))


def _code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


class _Clock:
    """Wall time by step."""

    def __init__(self) -> None:
        self._seconds: Counter[str] = Counter(dict.fromkeys(("rebuild", "run", "judge", "record"), 0.0))

    @property
    def seconds(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in self._seconds.items()}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[name] += time.perf_counter() - start
