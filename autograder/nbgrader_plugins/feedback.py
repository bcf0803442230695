"""A step of `nbgrader generate_feedback`: what a learner must not see leaves the page."""
from __future__ import annotations

import re
from html import unescape

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets import List

from autograder.grading.cells import is_check

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
WITHHELD = "(An output was withheld here: it repeated a hidden test.)"
_COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")
_TAGS = re.compile(r"<[^>]*>")


class HideHiddenTests(NbGraderPreprocessor):
    """Hidden regions leave the check cells, tracebacks keep their last line, and no output quotes either."""

    # nbconvert configures the trait on every step of an HTML export.
    display_data_priority = List(GetGrades.display_data_priority.default_args[0]).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        hidden = {line for cell in nb.cells if is_check(cell) for line in hidden_lines(cell.source)}
        for cell in nb.cells:
            if is_check(cell):
                cell.source = without_hidden(cell.source)
                for output in cell.outputs:
                    if output.output_type == "error":
                        output.traceback = [f"{output.ename}: {output.evalue}"]
            if cell.cell_type == "code":
                cell.outputs = [_shown(output, hidden) for output in cell.outputs]
        return nb, resources


def hidden_lines(source: str) -> list[str]:
    """The non-empty lines inside the hidden regions of a cell's source, stripped."""
    visible = {line.strip() for line in without_hidden(source).splitlines()}
    lines = [line.strip() for line in source.splitlines()]
    return [line for line in lines if line and line not in visible and not (BEGIN in line or END in line)]


def without_hidden(source: str) -> str:
    """The source as the release has it: without the hidden regions and their marks."""
    kept, inside = [], False
    for line in source.split("\n"):
        if BEGIN in line:
            inside = True
        elif END in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def _shown(output: NotebookNode, hidden: set[str]) -> NotebookNode:
    text = _squeezed(_text(output))
    if not any(_squeezed(line) in text for line in hidden):
        return output
    return NotebookNode(output_type="stream", name="stdout", text=WITHHELD)


def _text(output: NotebookNode) -> str:
    """Everything readable in an output, without colour codes and markup."""
    parts = [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", []),
             *(value for value in output.get("data", {}).values() if isinstance(value, str))]
    plain = _COLOUR_CODES.sub("", "\n".join(parts))
    return plain + "\n" + unescape(_TAGS.sub("", plain))


def _squeezed(text: str) -> str:
    return "".join(text.split())
