"""What a check cell leaves behind is scored by nbgrader as the check meant it."""
from __future__ import annotations

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from autograder.grading.cells import settle_checks


def score(*outputs: NotebookNode) -> float:
    """nbgrader's points for a check cell of three points with these outputs."""
    cell = new_code_cell("check.double(double)", outputs=list(outputs))
    cell.metadata.nbgrader = NotebookNode(grade=True, solution=False, grade_id="double-check", points=3)
    settle_checks(new_notebook(cells=[cell]))
    return determine_grade(cell)[0]


def result(text: str) -> NotebookNode:
    return new_output("execute_result", {"text/plain": text})


@pytest.mark.parametrize("text, points", [("3.0", 3), ("1.5", 1.5), ("0.0", 0), ("2", 2)])
def test_a_plain_number_is_the_score(text, points):
    assert score(result(text)) == points


@pytest.mark.parametrize("text", ["None", "'all right'", "99.0", "-1.0", "np.float64(1.0)", "nan", "inf", ""])
def test_anything_else_earns_nothing(text):
    assert score(result(text)) == 0


def test_no_result_earns_nothing():
    assert score() == 0
    assert score(new_output("display_data", {"text/plain": "3.0"})) == 0


def test_text_on_stderr_before_the_result_costs_nothing():
    assert score(new_output("stream", name="stderr", text="a warning"), result("3.0")) == 3


def test_an_error_after_a_result_earns_nothing():
    assert score(result("3.0"), new_output("error", ename="E", evalue="", traceback=[])) == 0


def test_two_results_earn_nothing():
    assert score(result("3.0"), result("3.0")) == 0
