"""The learner's report: everything found is said, and what a learner wrote is text, not markup."""
from __future__ import annotations

import dataclasses
import io
from datetime import datetime

import pytest
from rich.console import Console

from autograder.grading.graded import Graded, GradedTask
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
def graded():
    """One task wrong on both draws, one whose check did not run."""
    wrong = GradedTask("double", "Double each number", "double-check", 3.0,
                       found("double", "public", Outcome.WRONG), found("double", "graded", Outcome.WRONG))
    lost = GradedTask("above", "Count", "above-check", 2.0, trouble=f"It died: {EVIL}")
    return Graded("90_tiny", b"", (wrong, lost), (f"Odd: {EVIL}",), "", 7, "jail", {"run": 3.2}, {})


@pytest.fixture
def shown(tiny, graded):
    """As a page and as the terminal shows it."""
    console = Console(width=400, record=True, file=io.StringIO())
    console.print(report_text(tiny.unit, graded))
    return report_html(tiny.unit, graded, NOW), console.export_text()


def test_the_page_runs_nothing_that_a_learner_wrote(shown):
    page, _ = shown
    assert "<script" not in page and page.count("&lt;script&gt;") >= 4


def test_the_terminal_shows_brackets_as_they_were_written(shown):
    assert shown[1].count("[red]x[/red]") >= 3


def test_page_and_terminal_say_the_same(shown):
    for text in shown:
        for part in ("SOME_ID", "The answer is off.", "It died", "Odd:", "0 of 5 points", "variant 7"):
            assert part in text


def test_what_ran_out_of_time_is_not_said_to_be_wrong(tiny, graded):
    """A slow machine is no misconception."""
    slow = dataclasses.replace(graded.tasks[0], public=found("double", "public", Outcome.PASSED),
                               graded=found("double", "graded", Outcome.OUT_OF_TIME))
    console = Console(width=400, record=True, file=io.StringIO())
    console.print(report_text(tiny.unit, dataclasses.replace(graded, tasks=(slow,))))
    assert "SOME_ID: not decided, for lack of time" in console.export_text()


def test_the_page_loads_nothing_from_elsewhere(shown):
    assert "http" not in shown[0] and "src=" not in shown[0] and "@import" not in shown[0]


def test_the_prose_task_shows_the_statements_that_it_is_read_by(shown):
    assert "Names a reason. <b>(needed)</b>" in shown[0] and "Names an alternative.</li>" in shown[0]


def test_page_and_terminal_say_that_there_was_no_jail(tiny, graded):
    reduced = dataclasses.replace(graded, mode="reduced")
    console = Console(width=400, record=True, file=io.StringIO())
    console.print(report_text(tiny.unit, reduced))
    assert "There is no jail here" in report_html(tiny.unit, reduced, NOW)
    assert "There is no jail here" in console.export_text()
