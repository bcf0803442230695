"""Read a py:percent source as a notebook whose metadata is complete and whose ids are stable."""
from __future__ import annotations

import re
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from autograder.course import CourseError

NBGRADER_SCHEMA = 3
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read_source(path: Path) -> NotebookNode:
    """The notebook that a py:percent file describes, without outputs.

    Compact nbgrader metadata is filled up, cell ids are the grade_id or `cell-NN`, the kernelspec is
    fixed and jupytext's own metadata is dropped (a paired notebook would put the answers back into the
    learner's copy). Raises CourseError naming the file and the cell.
    """
    return notebook_from_text(path.read_text(encoding="utf-8"), str(path))


def notebook_from_text(text: str, name: str) -> NotebookNode:
    """As `read_source`, from the text itself; `name` is used in errors."""
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = NotebookNode(kernelspec=NotebookNode(KERNELSPEC),
                                     language_info=NotebookNode(name="python"))
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        cell.metadata = _metadata(cell, f"{name}, cell {number}")
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id", f"cell-{number:02d}")
        if cell.id in seen or not _CELL_ID.fullmatch(cell.id):
            raise CourseError(f"{name}: the cell id '{cell.id}' is used twice or is not made of letters, "
                              "digits, '-' and '_'. Give the cell another grade_id.")
        seen.add(cell.id)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _metadata(cell: NotebookNode, where: str) -> NotebookNode:
    kept = {key: cell.metadata[key] for key in ("tags", "nbgrader") if key in cell.metadata}
    if "nbgrader" in kept:
        kept["nbgrader"] = full_nbgrader_metadata(dict(kept["nbgrader"]), where)
    return NotebookNode({key: NotebookNode(value) if isinstance(value, dict) else value
                         for key, value in kept.items()})


def full_nbgrader_metadata(given: dict[str, object], where: str) -> dict[str, object]:
    """nbgrader's cell metadata from its compact form: what is not said is false, a check cell is locked."""
    known = {"grade_id", "grade", "solution", "locked", "task", "points"}
    if unknown := set(given) - known:
        raise CourseError(f"{where}: nbgrader metadata has {sorted(unknown)}; it knows {sorted(known)}.")
    if not isinstance(given.get("grade_id"), str):
        raise CourseError(f"{where}: nbgrader metadata needs a grade_id.")
    grade, solution = bool(given.get("grade", False)), bool(given.get("solution", False))
    full = {"grade": grade, "grade_id": given["grade_id"], "locked": bool(given.get("locked", not solution)),
            "schema_version": NBGRADER_SCHEMA, "solution": solution, "task": bool(given.get("task", False))}
    if grade and not isinstance(given.get("points"), int | float):
        raise CourseError(f"{where}: the graded cell '{given['grade_id']}' needs points.")
    return full | ({"points": given["points"]} if "points" in given else {})
