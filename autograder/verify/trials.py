"""Put answers to a unit's checks, each in a process of its own: stub, reference, attempts, mutants."""
from __future__ import annotations

import copy
import dataclasses
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.checks.check import Check, check_of
from autograder.course import Unit, read_unit
from autograder.draws import PUBLIC, Draw, graded_draw, learner_key, public_draw
from autograder.notebook.source import read_source
from autograder.oracles.oracle import SECONDS_PER_ORACLE
from autograder.oracles.time_limit import OutOfTime, time_limit
from autograder.results import TaskResult
from autograder.verify.behaviour import Behaviour, observe, same_behaviour
from autograder.verify.child import ChildFailed, ChildTimedOut, in_child
from autograder.verify.mutants import Mutant
from autograder.verify.namespace import CellError, Namespace, executed, with_replaced

SECONDS_PER_TRIAL = 180.0
SECONDS_PER_MUTANT, SECONDS_PER_MUTANT_ORACLE = 60.0, 5.0
GRADED_PROBES = 5


@dataclass(frozen=True)
class Trial:
    """What one answer scored on some draws, and the cells that raised before it was asked."""

    results: tuple[TaskResult, ...]
    errors: tuple[CellError, ...]


class Fate(StrEnum):
    """What became of a mutant: it lost points, did as the reference does, or neither."""

    KILLED = "killed"
    EQUIVALENT = "equivalent"
    SURVIVED = "survived"


@dataclass(frozen=True)
class MutantVerdict:
    """A mutant's fate, and what killed it: an oracle's id, or what ended it before any oracle."""

    mutant: Mutant
    fate: Fate
    by: str = ""


@dataclass(frozen=True)
class _Opened:
    unit: Unit
    source: NotebookNode
    reference: Namespace


def verification_key(number: int) -> str:
    """The key of the `number`-th made-up learner on whose graded draws units are verified."""
    return learner_key(f"verification-{number}")


def draw_of(unit: Unit, task: str, key: str) -> Draw:
    """The public draw for the key "public", else the graded draw of that learner key."""
    return public_draw(unit.folder, task) if key == PUBLIC else graded_draw(unit.folder, task, key)


def run_trial(folder: Path, cells: Mapping[str, str], task: str, keys: tuple[str, ...]) -> Trial:
    """Ask the task's check about the reference with some cells replaced, in a child process.

    folder: of the exercise. keys: of the draws, see `draw_of`. Raises ChildFailed if the answer ends its
    process or hangs where no time limit of the check can reach it.
    """
    _opened(folder)
    return in_child(_trial, folder, cells, task, keys, seconds=SECONDS_PER_TRIAL)


def run_mutant(folder: Path, mutant: Mutant, of_many: bool = True) -> MutantVerdict:
    """A mutant's fate: first the oracles on a graded draw, then, if it passes, the check's probes.

    of_many: what the reference does with the probes is found beforehand, once for all mutants of the task;
    else only for a mutant that comes to it.
    """
    _opened(folder)
    if of_many:
        _reference_probes(folder, mutant.task)
    try:
        return in_child(_mutant_verdict, folder, mutant, seconds=SECONDS_PER_MUTANT)
    except ChildTimedOut:
        return MutantVerdict(mutant, Fate.KILLED, "the time limit")
    except ChildFailed:
        return MutantVerdict(mutant, Fate.KILLED, "the end of its process")


# A worker verifies one unit and ends, so what these two remember cannot grow old; children inherit it.
@functools.cache
def _opened(folder: Path) -> _Opened:
    unit = read_unit(folder / "unit.toml")
    source = read_source(unit.exercise_source)
    return _Opened(unit, source, executed(source, unit.path))


@functools.cache
def _reference_probes(folder: Path, task: str) -> tuple[tuple[tuple[Any, ...], Behaviour], ...]:
    """The check's probes on some draws, untouched, each with what the reference does on a copy."""
    opened = _opened(folder)
    check = check_of(opened.unit, task)
    answer = functools.partial(check.use, _target(opened.reference, task))
    keys = (PUBLIC, *map(verification_key, range(GRADED_PROBES)))
    probes = [tuple(arguments) for key in keys for arguments in check.probes(draw_of(opened.unit, task, key))]
    return tuple((arguments, observe(answer, copy.deepcopy(arguments))) for arguments in probes)


def _trial(folder: Path, cells: Mapping[str, str], task: str, keys: tuple[str, ...]) -> Trial:
    opened = _opened(folder)
    namespace = with_replaced(opened.reference, opened.source, cells, folder) if cells else opened.reference
    results = [_ask(opened.unit, check_of(opened.unit, task), namespace, key, SECONDS_PER_ORACLE)
               for key in keys]
    return Trial(tuple(results), namespace.errors)


def _mutant_verdict(folder: Path, mutant: Mutant) -> MutantVerdict:
    opened = _opened(folder)
    unit, check = opened.unit, check_of(opened.unit, mutant.task)
    cell = unit.task(mutant.task).answer_id
    namespace = with_replaced(opened.reference, opened.source, {cell: mutant.source}, folder)
    if namespace.errors:
        return MutantVerdict(mutant, Fate.KILLED, "an exception in its cell")
    for oracle in check.oracles:
        # One at a time ends early; alone, a guard would never count.
        alone = dataclasses.replace(check, oracles=(dataclasses.replace(oracle, guard=False),))
        result = _ask(unit, alone, namespace, verification_key(0), SECONDS_PER_MUTANT_ORACLE)
        if result.failures:
            return MutantVerdict(mutant, Fate.KILLED, oracle.id)
    used = functools.partial(check.use, _target(namespace, mutant.task))
    return MutantVerdict(mutant, _fate_by_probes(folder, mutant.task, used))


def _fate_by_probes(folder: Path, task: str, target: Callable[..., Any]) -> Fate:
    try:
        with time_limit(SECONDS_PER_MUTANT / 2):
            same = all(same_behaviour(observe(target, arguments), expected)
                       for arguments, expected in _reference_probes(folder, task))
    except OutOfTime:
        same = False
    return Fate.EQUIVALENT if same else Fate.SURVIVED


def _ask(unit: Unit, check: Check, namespace: Namespace, key: str, seconds: float) -> TaskResult:
    title = unit.task(check.task).title
    return check.run(unit.folder, title, _target(namespace, check.task), draw_of(unit, check.task, key),
                     seconds)


def _target(namespace: Namespace, task: str) -> Callable[..., Any]:
    """The answer, or, where no cell defines it, something that raises as the notebook would."""
    def undefined(*args: Any, **kwargs: Any) -> Any:
        raise NameError(f"name '{task}' is not defined")
    return namespace.names.get(task, undefined)
