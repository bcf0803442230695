"""The learner's report: everything found is said, and what a learner wrote is text, not markup."""
from __future__ import annotations

import io
from datetime import datetime

import pytest
from rich.console import Console

from autograder.grading.own_notebook import Report, TaskReport
from autograder.report.learner_page import report_html
from autograder.report.learner_text import report_text
from autograder.results import Counterexample, OracleResult, Outcome, TaskResult

NOW = datetime(2026, 3, 1, 12)
EVIL = "<script>alert(1)</script> [red]x[/red]"


def found(task: str, draw: str, outcome: Outcome) -> TaskResult:
    example = Counterexample("f(1)", EVIL, "2") if outcome == Outcome.WRONG else None
    points = 2.0 if outcome == Outcome.PASSED else 0.0
    oracle = OracleResult("SOME_ID", outcome, points, 2.0, "The answer is off.", "It costs.", "Numbers",
                          example)
    return TaskResult("90_tiny", task, "T", draw, (oracle,), printed=EVIL)


@pytest.fixture
def report(tiny):
    """One task wrong on both draws, one whose check did not run."""
    double, above = tiny.unit.tasks
    wrong = TaskReport(double, 3.0, found("double", "public", Outcome.WRONG),
                       found("double", "graded", Outcome.WRONG))
    return Report(tiny.unit, (wrong, TaskReport(above, 2.0, trouble=f"It died: {EVIL}")), (f"Odd: {EVIL}",),
                  3.2, variant=7)


def as_text(report: Report) -> str:
    console = Console(width=400, record=True, file=io.StringIO())
    console.print(report_text(report))
    return console.export_text()


def test_the_page_runs_nothing_that_a_learner_wrote(report):
    page = report_html(report, NOW)
    assert "<script" not in page and page.count("&lt;script&gt;") >= 4


def test_the_terminal_shows_brackets_as_they_were_written(report):
    assert as_text(report).count("[red]x[/red]") >= 3


def test_page_and_terminal_say_the_same(report):
    for text in (report_html(report, NOW), as_text(report)):
        for part in ("SOME_ID", "The answer is off.", "It died", "Odd:", "0 of 5 points", "variant 7"):
            assert part in text


def test_the_page_loads_nothing_from_elsewhere(report):
    page = report_html(report, NOW)
    assert "http" not in page and "src=" not in page and "@import" not in page


def test_the_prose_task_shows_the_statements_that_it_is_read_by(report):
    page = report_html(report, NOW)
    assert "Names a reason. <b>(needed)</b>" in page and "Names an alternative.</li>" in page


def test_points_of_a_check_that_did_not_end_do_not_count(tiny):
    task = TaskReport(tiny.unit.tasks[0], 3.0, graded=found("double", "graded", Outcome.PASSED),
                      trouble="ended its kernel")
    assert task.points == 0 and not task.passed
