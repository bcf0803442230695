"""Which cell is what in an exercise, and cells whose outcome we set ourselves."""
from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_output


def is_check(cell: NotebookNode) -> bool:
    """Whether this is a check cell: code that nbgrader grades and the learner does not write."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(nbgrader.get("grade")) and not nbgrader.get("solution")


def name_of(cell: NotebookNode) -> str:
    """How messages call a cell: its grade_id, else its id."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "a cell"))


def failed(name: str, sentence: str) -> NotebookNode:
    """An error output, which nbgrader scores as 0."""
    return new_output("error", ename=name, evalue=sentence, traceback=[f"{name}: {sentence}"])
