"""Everything about a unit that must be run to be known, measured in parallel processes."""
from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import CourseError, Unit
from autograder.draws import PUBLIC
from autograder.nbgrader_plugins.release import release_of
from autograder.notebook.source import read_source
from autograder.notebook.twin import execute
from autograder.verify.attempts import Attempt, attempts_of
from autograder.verify.child import ChildFailed
from autograder.verify.mutants import Mutant, mutants_of
from autograder.verify.trials import MutantVerdict, Trial, run_mutant, run_trial, verification_key

REFERENCE_DRAWS, ATTEMPT_DRAWS = 20, 1
REFERENCE_DRAWS_OF_A_SAMPLE, ATTEMPT_DRAWS_OF_A_SAMPLE = 0, 0
MUTANTS_OF_A_SAMPLE = 1
DRAWS_PER_JOB = 5
WORKERS = 2

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class LessonRun:
    """How the lesson ran: seconds of wall time, plots shown, and the error that ended it, if any."""

    seconds: float
    plots: int
    error: str = ""


@dataclass(frozen=True)
class Measurements:
    """What was found by running. Trials are by task (stub, reference) or by attempt.

    The reference's first result is on the public draw, its others on graded draws; an attempt's likewise.
    `tried` are the attempts as they were read: their files may have changed since. is_sample: whether they
    and the mutants are those of a sample.
    """

    tried: tuple[Attempt, ...]
    lesson: LessonRun
    stub: Mapping[str, Trial]
    reference: Mapping[str, Trial]
    attempts: Mapping[str, Trial]
    mutants: Mapping[str, tuple[MutantVerdict, ...]]
    is_sample: bool = False


@dataclass(frozen=True)
class _Job:
    part: str
    key: str
    function: Callable[..., Any]
    args: tuple[Any, ...]


def measure(unit: Unit, progress: Progress = lambda done, total: None, workers: int = WORKERS,
            sample: bool = False) -> Measurements:
    """Run the lesson, the stub, the reference, all attempts and all mutants of a unit.

    progress: called with the number of jobs done and of all jobs. sample: only the attempts of
    `sample_of`; they and the reference on the public draw alone; one mutant a task. Raises CourseError if
    the unit cannot be run at all, naming what to mend.
    """
    tried = tuple(attempts_of(unit))
    if sample:
        tried = sample_of(tried)
    jobs = _jobs(unit, tried, sample)
    found: dict[int, Any] = {}
    with _pool(1 if sample else workers) as pool, _pool(1) as lessons:
        # In a sample the lesson takes as long as the rest: a worker that joined then would open all anew.
        pools = {"lesson": lessons} if sample else {}
        pending = {pools.get(job.part, pool).submit(job.function, *job.args): number
                   for number, job in enumerate(jobs)}
        try:
            for future in as_completed(pending):
                number = pending[future]
                found[number] = _value(future, jobs[number], unit)
                progress(len(found), len(jobs))
        except BaseException:
            for each in (pool, lessons):
                each.shutdown(wait=True, cancel_futures=True)
            raise
    return _sorted_out(tried, [(job, found[number]) for number, job in enumerate(jobs)], sample)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _single_threaded)


def sample_of(attempts: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
    """Of each task its first right answer; wrong ones are put to the engine by the tests of parity."""
    chosen: dict[str, Attempt] = {}
    for attempt in attempts:
        if attempt.is_right:
            chosen.setdefault(attempt.task, attempt)
    return tuple(chosen.values())


def _jobs(unit: Unit, tried: tuple[Attempt, ...], sample: bool) -> list[_Job]:
    """The longest first, so that no worker waits for the other at the end."""
    source = read_source(unit.exercise_source)
    answers = {cell.id: cell.source for cell in source.cells}
    stub = {cell.id: cell.source for cell in release_of(source).cells
            if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")}
    missing = [task.name for task in unit.tasks if task.answer_id not in stub]
    if missing:
        raise CourseError(f"{unit.exercise_source}: no answer cell for {missing}. Give each task a code cell "
                          'nbgrader={"grade_id": "task-name", "solution": true}.')
    draws = (REFERENCE_DRAWS_OF_A_SAMPLE, ATTEMPT_DRAWS_OF_A_SAMPLE) if sample else \
        (REFERENCE_DRAWS, ATTEMPT_DRAWS)
    keys = [PUBLIC, *map(verification_key, range(draws[0]))]
    jobs = [_Job("lesson", "", run_lesson, (unit.lesson_source,))]
    for task in unit.tasks:
        jobs += [_Job("reference", task.name, run_trial,
                      (unit.path, {}, task.name, tuple(keys[start:start + DRAWS_PER_JOB])))
                 for start in range(0, len(keys), DRAWS_PER_JOB)]
        jobs.append(_Job("stub", task.name, run_trial,
                         (unit.path, stub, task.name, (PUBLIC, verification_key(0)))))
    jobs += [_Job("attempts", attempt.name, run_trial,
                  (unit.path, dict(attempt.cells), attempt.task, tuple(keys[:1 + draws[1]])))
             for attempt in tried]
    for task in unit.tasks:
        mutants = _mutants(unit, task.name, answers[task.answer_id])
        jobs += [_Job("mutants", task.name, run_mutant, (unit.path, mutant, not sample))
                 for mutant in (_a_few(mutants, unit) if sample else mutants)]
    return jobs


def _mutants(unit: Unit, task: str, source: str) -> list[Mutant]:
    try:
        return mutants_of(task, source)
    except SyntaxError as error:
        raise CourseError(f"{unit.exercise_source}: the answer of {task} is no Python ({error}).") from error


def _a_few(mutants: list[Mutant], unit: Unit) -> list[Mutant]:
    """Spread over the answer's lines, of those that must not survive."""
    hunted = [mutant for mutant in mutants if mutant.key not in unit.survivors]
    return [hunted[len(hunted) * (2 * number + 1) // (2 * MUTANTS_OF_A_SAMPLE)]
            for number in range(min(MUTANTS_OF_A_SAMPLE, len(hunted)))]


def run_lesson(source: Path) -> LessonRun:
    """Execute a lesson in a fresh kernel; never raises because of what its cells do."""
    start = time.perf_counter()
    try:
        cells = execute(read_source(source), source.parent).cells
    except CourseError as error:
        return LessonRun(time.perf_counter() - start, 0, str(error))
    plots = sum("image/png" in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
    return LessonRun(time.perf_counter() - start, plots)


def _value(future: Future[Any], job: _Job, unit: Unit) -> Any:
    what = f"{job.part} {job.key}".strip()
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise CourseError(f"{unit.path}: a worker died ({what}). Is there enough memory?") from error
    except ChildFailed as error:
        raise CourseError(f"{unit.path}: {what}: {error}. Make the answer end by itself.") from error


def _sorted_out(tried: tuple[Attempt, ...], found: list[tuple[_Job, Any]], sample: bool) -> Measurements:
    parts: dict[str, dict[str, list[Any]]] = {}
    for job, value in found:
        parts.setdefault(job.part, {}).setdefault(job.key, []).append(value)

    def trials(part: str) -> dict[str, Trial]:
        return {key: _joined(values) for key, values in parts.get(part, {}).items()}

    mutants = {task: tuple(verdicts) for task, verdicts in parts.get("mutants", {}).items()}
    return Measurements(tried, parts["lesson"][""][0], trials("stub"), trials("reference"),
                        trials("attempts"), mutants, sample)


def _joined(trials: list[Trial]) -> Trial:
    return Trial(tuple(result for trial in trials for result in trial.results), trials[0].errors)


def _single_threaded() -> None:
    """Two workers share two cores; and a library that has started threads must not be forked."""
    for name in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    os.environ["MPLBACKEND"] = "Agg"
