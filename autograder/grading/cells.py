"""Which cell is what in an exercise, and cells whose outcome we set ourselves."""
from __future__ import annotations

import math

from nbformat import NotebookNode
from nbformat.v4 import new_output

# Errors that we put into a cell; the others are Python's.
OWN_ERRORS = ("Stopped", "NotRun", "NoPoints", "NotChecked")


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


def settle_checks(notebook: NotebookNode) -> None:
    """Leave in each check cell what nbgrader scores rightly.

    nbgrader gives 0 for anything on stderr, which a background thread or a C library can write, and full
    marks for a result that it cannot read or for none at all. So what came on stderr becomes ordinary
    output, and a check cell without a number between 0 and its points becomes an error.
    """
    for cell in notebook.cells:
        if not is_check(cell):
            continue
        for output in cell.outputs:
            if output.output_type == "stream":
                output.name = "stdout"
        results = [output for output in cell.outputs if output.output_type == "execute_result"]
        has_error = any(output.output_type == "error" for output in cell.outputs)
        points = float(cell.metadata.nbgrader.points)
        if not has_error and len(results) == 1 and _is_score(results[0], points):
            continue
        # nbgrader stops at the first result, so one that does not count must not stand before the error.
        cell.outputs = [output for output in cell.outputs if output.output_type != "execute_result"]
        if not has_error:
            cell.outputs.append(failed("NoPoints", "the check gave no points; was the name `check` given to "
                                                   "something else?"))


def _is_score(output: NotebookNode, points: float) -> bool:
    try:
        score = float("".join(output.get("data", {}).get("text/plain", "")))
    except ValueError:
        return False
    return math.isfinite(score) and 0 <= score <= points
