"""One measurement of a unit for all test processes of a run."""
from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from autograder.course import CourseError, Unit
from autograder.verify.measure import Measurements, measure

SECONDS_BETWEEN_LOOKS = 0.2


def measured_once(factory: pytest.TempPathFactory, unit: Unit, sample: bool = False) -> Measurements:
    """The unit's measurements (or its sample's): the first process that asks makes them, others wait.

    A measurement keeps all cores busy by itself, so waiting costs nothing. It is kept in the temporary
    folder of this run alone. Raises CourseError if the unit cannot be run.
    """
    kept = _folder_of_this_run(factory) / f"measured-{unit.folder}.pickle"
    if _is_first(kept.with_suffix(".lock")):
        found = _measure(unit, sample)
        part = kept.with_suffix(".part")
        part.write_bytes(pickle.dumps(found))
        part.replace(kept)
    while not kept.exists():
        time.sleep(SECONDS_BETWEEN_LOOKS)
    found = pickle.loads(kept.read_bytes())
    if isinstance(found, CourseError):
        raise found
    return found


def _measure(unit: Unit, sample: bool) -> Measurements | CourseError:
    try:
        return measure(unit, sample=sample)
    except CourseError as error:
        return error


def _folder_of_this_run(factory: pytest.TempPathFactory) -> Path:
    """With xdist each worker has a folder of its own in that of the run."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _is_first(lock: Path) -> bool:
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
