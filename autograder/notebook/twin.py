"""The notebook twins that are committed beside their text sources."""
from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import nbclient
import nbformat
from nbformat import NotebookNode

from autograder.course import CourseError, Unit
from autograder.notebook.files import notebook_bytes
from autograder.notebook.source import read_source

SECONDS_PER_LESSON_CELL = 120
SOURCE_DIGEST = "craft_source_sha256"
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


def exercise_twin(unit: Unit) -> bytes:
    """The exercise's notebook: nbgrader's source, without outputs."""
    return notebook_bytes(read_source(unit.exercise_source))


def lesson_twin(unit: Unit) -> bytes:
    """The lesson's notebook, executed top to bottom in a fresh kernel, with the digest of its source.

    Raises CourseError if a cell fails.
    """
    twin = execute(read_source(unit.lesson_source), unit.lesson_source.parent)
    twin.metadata[SOURCE_DIGEST] = source_digest(unit.lesson_source)
    return notebook_bytes(twin)


def lesson_is_fresh(unit: Unit) -> bool:
    """Whether the lesson's twin was executed from the source as it is now, cell by cell."""
    if not unit.lesson.exists():
        return False
    twin = nbformat.read(unit.lesson, as_version=4)
    return (twin.metadata.get(SOURCE_DIGEST) == source_digest(unit.lesson_source)
            and not stale_cells(unit.lesson, read_source(unit.lesson_source)))


def source_digest(source: Path) -> str:
    """The SHA-256 of a text source, the same for either line ending."""
    return hashlib.sha256(source.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run a copy of the notebook in `folder`; outputs keep nothing that differs from run to run.

    Raises CourseError naming the cell that failed.
    """
    copy = nbformat.from_dict(json.loads(json.dumps(notebook)))
    client = nbclient.NotebookClient(
        copy, timeout=SECONDS_PER_LESSON_CELL, kernel_name="python3", record_timing=False,
        coalesce_streams=True, extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}})
    try:
        client.execute(env=_kernel_environment())
    except (nbclient.exceptions.CellExecutionError, nbclient.exceptions.CellTimeoutError,
            nbclient.exceptions.DeadKernelError) as error:
        raise CourseError(f"{folder}: the notebook does not run to its end. {error}") from error
    copy.metadata = nbformat.from_dict(notebook.metadata)
    for cell in copy.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [_without_addresses(output) for output in cell.outputs]
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


def _kernel_environment() -> dict[str, str]:
    """Sets print in one order, and plots go into the notebook whatever this process draws with."""
    kept = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    return {**kept, "PYTHONHASHSEED": "0"}


def _without_addresses(value: Any) -> Any:
    """Where an object lay in memory differs from run to run and tells nobody anything."""
    if isinstance(value, str):
        return _ADDRESS.sub("at 0x...", value)
    if isinstance(value, dict):
        return NotebookNode({key: item if key == "image/png" else _without_addresses(item)
                             for key, item in value.items()})
    return [_without_addresses(item) for item in value] if isinstance(value, list) else value
