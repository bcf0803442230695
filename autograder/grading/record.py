"""The last step of grading: what was found is written into the notebook that nbgrader expects."""
from __future__ import annotations

from collections.abc import Iterator

from nbformat import NotebookNode

from autograder.grading.cells import failed
from autograder.grading.graded import GradedTask
from autograder.render.html import result_html
from autograder.render.text import result_text
from autograder.results import TaskResult
from autograder.sandbox.answerer import CellRun


def record_run(cell: NotebookNode, run: CellRun, number: int) -> None:
    """Fill in what a learner's cell has shown. number: how manieth code cell it is, from 1."""
    cell.execution_count = number
    cell.outputs = [NotebookNode(output) for output in run.outputs]
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = number
        if "data" in output:
            output.data, output.metadata = NotebookNode(output.data), NotebookNode()
    if run.problem:
        cell.outputs.append(failed("Stopped", f"this cell {run.problem}"))


def record_task(cell: NotebookNode, task: GradedTask, number: int) -> None:
    """Fill a check cell with what its check found, and with the points as nbgrader reads them.

    nbgrader scores a cell by its first result, which must be a plain number, and by whether there is an
    error; it gives full marks where there is neither.
    """
    cell.execution_count = number
    cell.outputs = [*_shown(task)]
    if task.graded is None:
        cell.outputs.append(failed("NotChecked", task.trouble or "the check was not made"))
    else:
        cell.outputs.append(_output("execute_result", {"text/plain": repr(float(task.points))},
                                    execution_count=number))


def _shown(task: GradedTask) -> Iterator[NotebookNode]:
    for result in filter(None, (task.public, task.graded)):
        yield _output("display_data", _bundle(result))


def _output(kind: str, data: dict[str, str], **fields: int) -> NotebookNode:
    """As nbformat's new_output, which would validate it: that is done of the whole notebook."""
    return NotebookNode(output_type=kind, metadata=NotebookNode(), data=NotebookNode(data), **fields)


def _bundle(result: TaskResult) -> dict[str, str]:
    return {"text/html": result_html(result), "text/plain": result_text(result)}
