"""The page that a learner gets back: outcome, points, statements met, and nothing that runs or leaks."""
from __future__ import annotations

import pytest

from autograder.course import Spec
from autograder.render.feedback_page import CheckedPart, Feedback, WrittenPart, feedback_html, met_in
from autograder.results import Counterexample, OracleResult, Outcome, TaskResult

EVIL = "<script>alert(1)</script>"
SPECS = (Spec("Names a reason.", True), Spec("Names an alternative.", False))


def found(draw: str) -> TaskResult:
    example = Counterexample("double([1])", f"{draw} {EVIL}", "[2]")
    oracle = OracleResult("DOUBLES", Outcome.WRONG, 0.0, 2.0, "It does not double.", "It costs.", "Numbers",
                          example)
    return TaskResult("90_tiny", "double", "Double", draw, (oracle,))


def shown(points: float | None = 1.0, comment: str = "") -> str:
    checked = CheckedPart("double", "Double", 0.0, 3.0, found("public"), found("graded"), answer=EVIL,
                          comment=EVIL)
    written = WrittenPart("reason", "Give a reason", points, 2.0, SPECS, 1, EVIL, comment)
    return feedback_html(Feedback("Unit 90: Tiny", EVIL, "2026-03-01", (checked,), (written,), (EVIL,), 0.5))


def test_the_score_counts_what_was_read_and_what_came_late():
    assert "Score: 0.5 of 5 points" in shown() and "was late: 0.5 points" in shown()
    assert "Score: -0.5 of 5 points" in shown(None) and "still to be read" in shown(None)


def test_nothing_that_anybody_wrote_runs():
    page = shown(comment=EVIL)
    assert "<script" not in page and page.count("&lt;script&gt;") >= 6


def test_a_graded_draw_gives_id_and_misconception_alone():
    page = shown()
    assert "public &lt;script" in page and "graded &lt;script" not in page
    assert page.count("DOUBLES") == 2 and page.count("It does not double.") == 2


def test_the_statements_that_a_comment_calls_met_are_ticked_and_the_line_is_not_shown():
    page = shown(comment="met: 2\nWell put.")
    assert "not met</span>: Names a reason. <b>(needed)</b>" in page
    assert "met</span>: Names an alternative." in page and "Well put." in page and "met: 2" not in page


@pytest.mark.parametrize(("comment", "met"), [
    ("", set()), ("met: 1, 2,5", {1, 2, 5}), ("Met : 3 4\nGood.", {3, 4}), ("I met: him", set()),
    ("Good.\n  met: 7", {7})])
def test_statements_met_are_read_from_a_line_of_their_own(comment, met):
    assert met_in(comment) == met


def test_the_page_fits_a_phone_and_paper_and_both_themes():
    page = shown()
    for part in ("width=device-width", "@media print", "prefers-color-scheme: dark", "max-width"):
        assert part in page
    assert "http" not in page and "src=" not in page
