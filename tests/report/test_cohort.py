"""The class report: points as the gradebook has them, misconceptions by how common they are."""
from __future__ import annotations

import pytest
from rich.console import Console

from autograder.nbgrader_plugins.gradebook import CellScore
from autograder.report.cohort import Cohort, count_misconceptions
from autograder.report.cohort_page import cohort_html, score_table
from autograder.results import OracleResult, Outcome, TaskResult


def result(**outcomes: Outcome) -> list[TaskResult]:
    """One task's graded result with these oracles."""
    oracles = tuple(OracleResult(name, outcome, 0.0, 1.0, f"The answer lacks {name}.", "", "")
                    for name, outcome in outcomes.items())
    return [TaskResult("90_tiny", "double", "Double", "graded", oracles)]


@pytest.fixture
def cohort(tiny):
    """Two learners, one of whom has a markup of a name's worth of trouble and an unread answer."""
    scores = {("ana", "double-check"): CellScore("ana", "double-check", 1.5, 3, False),
              ("ana", "reason"): CellScore("ana", "reason", None, 2, True),
              ("ben", "double-check"): CellScore("ben", "double-check", 3, 3, False),
              ("ben", "reason"): CellScore("ben", "reason", 2, 2, False)}
    failed = count_misconceptions({"<b>ana</b>": result(DOUBLES=Outcome.WRONG)})
    return Cohort(tiny.unit, ("ana", "ben"), ("double-check", "reason"), scores, failed)


def test_the_most_common_misconception_comes_first():
    counted = count_misconceptions({
        "ana": result(RARE=Outcome.WRONG, COMMON=Outcome.RAISED), "ben": result(COMMON=Outcome.WRONG),
        "cleo": result(COMMON=Outcome.PASSED, RARE=Outcome.PASSED)})
    whose = {item.oracle: item.learners for item in counted}
    assert list(whose.items()) == [("COMMON", ("ana", "ben")), ("RARE", ("ana",))]


@pytest.mark.parametrize("outcome", [
    Outcome.NOT_ATTEMPTED, Outcome.NOT_TRIED, Outcome.UNEARNED, Outcome.OUT_OF_TIME])
def test_what_was_not_attempted_tried_or_decided_is_no_misconception(outcome):
    assert count_misconceptions({"ana": result(DOUBLES=outcome)}) == ()


def test_what_waits_for_a_person_counts_nothing_yet_and_is_marked(cohort):
    assert (cohort.total("ana"), cohort.total("ben"), cohort.max_total) == (1.5, 5, 5)
    console = Console(width=200)
    with console.capture() as captured:
        console.print(score_table(cohort))
    assert "to read" in captured.get() and "&middot;" in cohort_html(cohort)


def test_the_page_shows_names_as_text(cohort):
    page = cohort_html(cohort)
    assert "&lt;b&gt;ana" in page and "<b>ana" not in page
    assert "The answer lacks DOUBLES." in page
