"""The notebook a learner gets: nbgrader's own release steps, without its gradebook."""
from __future__ import annotations

import json

import nbformat
from nbformat import NotebookNode

from autograder.course import Course, Unit


def released(unit: Unit) -> NotebookNode:
    """The unit's exercise as a learner gets it: stubs for solutions, no hidden tests, locked checks.

    In a kit the exercise already is the release. Equal to what `nbgrader generate_assignment` writes.
    """
    notebook = nbformat.read(unit.exercise, as_version=4)
    if Course.find(unit.path).is_kit:
        return notebook
    return release_of(notebook)


def release_of(source: NotebookNode) -> NotebookNode:
    """Apply nbgrader's release preprocessors to a copy of a source notebook."""
    from nbgrader.preprocessors import (
        CheckCellMetadata,
        ClearHiddenTests,
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )
    notebook = nbformat.from_dict(json.loads(json.dumps(source)))
    resources: dict[str, object] = {}
    for step in (LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ClearHiddenTests,
                 ComputeChecksums, CheckCellMetadata):
        notebook, resources = step().preprocess(notebook, resources)
    return notebook
