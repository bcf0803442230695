"""Jobs of the tiny unit, and what its checks say of answers."""
from __future__ import annotations

import dataclasses
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell

from autograder.course import read_unit
from autograder.draws import learner_key
from autograder.grading.job import Job, job_of
from autograder.nbgrader_plugins.release import release_of
from autograder.notebook.files import notebook_bytes
from autograder.sandbox.limits import Limits
from tests.tiny_course import FIXTURE, SOLUTION, answered

UNIT = read_unit(FIXTURE / "exercises" / "90_tiny" / "unit.toml")
KEY = learner_key("ada", "a salt")


def released() -> nbformat.NotebookNode:
    """The tiny unit's release."""
    return release_of(nbformat.read(UNIT.exercise, as_version=4))


def submitted(answers: dict[str, str] | None = None, extra: dict[str, str] | None = None) -> bytes:
    """The reference with other answers. extra: cells of the learner's own, by the cell that they follow."""
    notebook = answered(released(), {**SOLUTION, **(answers or {})})
    for after, source in (extra or {}).items():
        place = [cell.id for cell in notebook.cells].index(after)
        notebook.cells.insert(place + 1, new_code_cell(source))
    return notebook_bytes(notebook)


def tiny_job(content: bytes, files: dict[str, bytes] | None = None, **limits: Any) -> Job:
    """A job for `jailed()`, which finds the tiny unit's checks under another name."""
    job = job_of(UNIT, released(), content, KEY, files=files)
    return dataclasses.replace(job, module="tiny", limits=Limits(**limits))
