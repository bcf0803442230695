"""Feedback pages keep the hidden tests hidden, however they came into the notebook."""
from __future__ import annotations

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.nbgrader_plugins.feedback import WITHHELD, HideHiddenTests, hidden_lines, without_hidden

SECRET = 'check.double(double, draw="graded")'
SOURCE = f"check.double(double)\n### BEGIN HIDDEN TESTS\n{SECRET}\n### END HIDDEN TESTS"


def page(outputs=(), of_the_learner=()) -> NotebookNode:
    """What becomes of a notebook with a learner's cell and a check cell, these outputs in them."""
    check = new_code_cell(SOURCE, outputs=list(outputs))
    check.metadata.nbgrader = NotebookNode(grade=True, solution=False, grade_id="double-check", points=3)
    learner = new_code_cell("print(1)", outputs=list(of_the_learner))
    notebook, _ = HideHiddenTests().preprocess(new_notebook(cells=[learner, check]), {})
    return notebook


def test_the_hidden_region_leaves_the_cell():
    assert page().cells[1].source == "check.double(double)"


def test_a_traceback_keeps_its_last_line_alone():
    error = new_output("error", ename="NameError", evalue="name 'double' is not defined",
                       traceback=["----> 1 check.double(double)", f"      3 {SECRET}", "NameError: ..."])
    assert page([error]).cells[1].outputs[0].traceback == ["NameError: name 'double' is not defined"]


@pytest.mark.parametrize("text", [SECRET, f"In[-1] is {SECRET!r}", SECRET.replace(" ", "   "),
                                  "check.double(\x1b[34mdouble\x1b[39m, draw=\x1b[32m\"graded\"\x1b[0m)"])
def test_a_learners_output_that_quotes_a_hidden_line_is_withheld(text):
    outputs = page(of_the_learner=[new_output("stream", name="stdout", text=text)]).cells[0].outputs
    assert [output.text for output in outputs] == [WITHHELD]


def test_a_hidden_line_in_markup_is_withheld():
    html = "<pre><b>check</b>.double(double, draw=&quot;graded&quot;)</pre>"
    shown = new_output("display_data", {"text/html": html, "text/plain": "?"})
    assert page(of_the_learner=[shown]).cells[0].outputs[0].text == WITHHELD


def test_ordinary_outputs_stay_as_they_are():
    shown = [new_output("stream", name="stdout", text="check.double passed"),
             new_output("display_data", {"image/png": "aGk="})]
    assert page(of_the_learner=shown).cells[0].outputs == shown


def test_a_line_that_the_learner_sees_anyway_is_not_hidden():
    assert hidden_lines("x = 1\n### BEGIN HIDDEN TESTS\nx = 1\ny = 2\n### END HIDDEN TESTS") == ["y = 2"]


def test_a_cell_without_hidden_region_stays_as_it_is():
    assert without_hidden("a\nb") == "a\nb"
