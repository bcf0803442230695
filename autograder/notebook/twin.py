"""The notebook twins that are committed beside their text sources."""
from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat
from nbformat import NotebookNode

from autograder.course import Unit
from autograder.notebook.files import notebook_bytes
from autograder.notebook.source import read_source

SECONDS_PER_LESSON_CELL = 120


def exercise_twin(unit: Unit) -> bytes:
    """The exercise's notebook: nbgrader's source, without outputs."""
    return notebook_bytes(read_source(unit.exercise_source))


def lesson_twin(unit: Unit) -> bytes:
    """The lesson's notebook, executed top to bottom in a fresh kernel.

    Raises nbclient.exceptions.CellExecutionError if a cell fails.
    """
    return notebook_bytes(execute(read_source(unit.lesson_source), unit.lesson_source.parent))


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run a copy of the notebook in `folder`; outputs keep nothing that differs from run to run."""
    copy = nbformat.from_dict(notebook)
    nbclient.NotebookClient(copy, timeout=SECONDS_PER_LESSON_CELL, kernel_name="python3",
                            record_timing=False,
                            resources={"metadata": {"path": str(folder)}}).execute()
    copy.metadata = notebook.metadata
    for cell in copy.cells:
        cell.metadata.pop("execution", None)
    return copy


def stale_cells(twin: Path, source: NotebookNode) -> list[str]:
    """Ids of cells whose source, type or metadata differ between a twin on disk and its text source."""
    if not twin.exists():
        return [cell.id for cell in source.cells]
    have, want = nbformat.read(twin, as_version=4).cells, source.cells
    differing = [new.id for old, new in zip(have, want, strict=False)
                 if (old.id, old.cell_type, old.source, old.metadata) !=
                 (new.id, new.cell_type, new.source, new.metadata)]
    return differing + [cell.id for cell in (want[len(have):] or have[len(want):])]
