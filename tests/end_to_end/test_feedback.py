"""Feedback pages: what the learner may read, and what nobody may."""
from __future__ import annotations

import re
from html import unescape

import pytest

from tests.end_to_end.graded_class import MISHAPS, SECRET_LINE

# The class is graded once for all of them: minutes where the machine is busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
LEARNERS = ["solution", "stub", "double_zero", "above_inclusive", "twice", "old", *MISHAPS]


def readable(page: str) -> str:
    """A page's text without markup and blanks."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", page)))


@pytest.mark.parametrize("learner", LEARNERS)
def test_no_hidden_line_stands_on_a_feedback_page(graded_class, learner):
    text = readable(graded_class.page(learner))
    assert SECRET_LINE.replace(" ", "") not in text and "HIDDENTESTS" not in text


def test_the_page_of_an_undefined_name_says_which_and_shows_no_traceback(graded_class):
    text = readable(graded_class.page("undefined"))
    assert "'double'" in text and "Traceback" not in text and "---->" not in text


def test_the_page_names_the_misconception_of_the_graded_draw_and_shows_the_public_example(graded_class):
    text = readable(graded_class.page("double_zero"))
    assert text.count("KEEPS_MISSING") == 2 and "Theanswerlosesmissingvalues." in text
    assert text.count("Expected") == 1, "a graded draw gives no example"


def test_the_page_shows_the_score_and_what_is_still_to_be_read(graded_class):
    text = readable(graded_class.page("solution"))
    assert "Score:5of7points" in text and "stilltoberead" in text


def test_the_page_of_a_process_that_ended_says_so(graded_class):
    assert "Thecell'double'endeditsprocess" in readable(graded_class.page("dies"))


def test_the_page_loads_nothing_and_runs_nothing(graded_class):
    for learner in LEARNERS:
        page = graded_class.page(learner)
        assert "<script" not in page and "src=" not in page and "http" not in page
