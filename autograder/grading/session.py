"""The two middle steps of grading: the learner's cells run, and their checks are judged elsewhere.

A cell that ends its process costs itself, a check that does costs itself: the process is started anew, and
the cells before are run again without what has ended it.
"""
from __future__ import annotations

import json
import time
from types import TracebackType

from autograder.grading.job import CheckedTask, Job
from autograder.results import TaskResult
from autograder.sandbox.answerer import Answerer, CellRun
from autograder.sandbox.errors import CheckNotMade, JudgeEnded
from autograder.sandbox.judge import Judge
from autograder.sandbox.judging import CheckJob
from autograder.sandbox.sandbox import Sandbox

_TOO_LONG = "the notebook took too long"


class Session:
    """One submission on its way through as many processes as it takes, within its limits.

    notes: sentences about what went wrong on the way.
    """

    def __init__(self, sandbox: Sandbox, job: Job) -> None:
        self._sandbox, self._job, self._limits = sandbox, job, job.limits
        self._end = time.monotonic() + job.limits.notebook_seconds
        self._files = job.files
        self._answerer: Answerer | None = None
        self._judge: Judge | None = None
        self._done: list[tuple[str, str]] = []
        self._starts, self._room = 0, job.limits.notebook_characters
        self.notes: list[str] = []

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self._close()

    def run(self, name: str, source: str) -> CellRun:
        """Run one cell of the learner's. name: how notes call it. Raises SandboxError."""
        ready = self._ready()
        if isinstance(ready, str):
            return CellRun((), f"was not run: {ready}")
        run = ready[0].run_cell(source, self._left())
        trouble = run.problem or ("took too long and was stopped" if _was_stopped(run) else "")
        if trouble:
            self.notes.append(f"The cell '{name}' {trouble}.")
        else:
            self._done.append((name, source))
        return self._within_room(name, run)

    def judge(self, task: CheckedTask, draw_name: str, entropy: int) -> TaskResult:
        """Judge one task where the notebook stands now; a judge that ends is replaced once.

        Raises CheckNotMade with the reason if it could not be done, and SandboxError.
        """
        try:
            return self._judged(task, draw_name, entropy)
        except JudgeEnded:
            # A system that is short of memory may have killed it for no fault of the submission's.
            return self._judged(task, draw_name, entropy)

    def _judged(self, task: CheckedTask, draw_name: str, entropy: int) -> TaskResult:
        ready = self._ready()
        if isinstance(ready, str):
            raise CheckNotMade(ready)
        job = CheckJob(self._job.module, self._job.unit, task.name, task.title, task.name, draw_name, entropy,
                       self._limits.oracle_seconds)
        return ready[1].check(job, self._left())

    def _ready(self) -> tuple[Answerer, Judge] | str:
        """An answerer in which everything before has run, and its judge; or why there can be none."""
        while self._answerer is None or self._answerer.gone:
            if self._starts > self._limits.restarts:
                return f"the notebook has ended its process {self._starts} times"
            if self._left() <= 0:
                return _TOO_LONG
            self._start()
        return (self._answerer, self._judge) if self._left() > 0 else _TOO_LONG

    def _start(self) -> None:
        self._close()
        self._starts += 1
        try:
            self._answerer = self._sandbox.answerer(self._files, self._limits)
        except ValueError as error:
            self.notes.append(f"The notebook ran without the files that came along: {error}.")
            self._files = {}
            self._answerer = self._sandbox.answerer(limits=self._limits)
        # It gets ready while the cells run.
        self._judge = self._sandbox.judge(self._answerer)
        for name, source in list(self._done):
            run = self._answerer.run_cell(source, max(self._left(), 0.01))
            if run.problem:
                self._done.remove((name, source))
                self.notes.append(f"The cell '{name}' {run.problem} when it was run again.")
                return

    def _within_room(self, name: str, run: CellRun) -> CellRun:
        """The run, but for outputs for which the notebook has no room."""
        size = len(json.dumps(run.outputs, ensure_ascii=False)) if run.outputs else 0
        if size <= self._room:
            self._room -= size
            return run
        self.notes.append(f"What the cell '{name}' showed was left out: all cells together show too much.")
        return CellRun((), run.problem)

    def _close(self) -> None:
        both = [process for process in (self._judge, self._answerer) if process is not None]
        for process in both:
            process.let_go()
        for process in both:
            process.close()
        self._judge = self._answerer = None

    def _left(self) -> float:
        return self._end - time.monotonic()


def _was_stopped(run: CellRun) -> bool:
    return any(output["output_type"] == "error" and output["ename"] == "TooLong" for output in run.outputs)
