"""Feedback pages: what the learner may read, and what nobody may."""
from __future__ import annotations

import re
from html import unescape

import pytest

from tests.end_to_end.graded_class import MISHAPS, SECRET_LINE

# The class is graded once for all of them: minutes where the machine is busy.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("graded_class"), pytest.mark.timeout(900)]
LEARNERS = ["solution", "stub", "double_zero", "above_inclusive", "twice", "old", *MISHAPS]


def readable(page: str) -> str:
    """A page's text without markup and blanks."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", page)))


@pytest.mark.parametrize("learner", LEARNERS)
def test_no_hidden_line_stands_on_a_feedback_page(graded_class, learner):
    text = readable(graded_class.page(learner))
    assert SECRET_LINE.replace(" ", "") not in text and "HIDDENTESTS" not in text


def test_the_autograded_notebook_does_hold_the_hidden_line(graded_class):
    """The other tests would pass on pages of a course without hidden tests."""
    path = graded_class.tiny.root / "build/autograded/undefined/90_tiny/tiny.ipynb"
    assert SECRET_LINE in path.read_text(encoding="utf-8").replace('\\"', '"')


def test_the_page_of_an_undefined_name_says_which_and_shows_no_traceback(graded_class):
    text = readable(graded_class.page("undefined"))
    assert "NameError:name'double'isnotdefined" in text
    assert "Traceback(most" not in text and "---->" not in text


def test_the_page_names_the_misconception_of_the_graded_draw(graded_class):
    text = readable(graded_class.page("double_zero"))
    assert "KEEPS_MISSING" in text and "Theanswerlosesmissingvalues." in text


def test_the_page_shows_the_score(graded_class):
    assert "Score:5.0/7.0" in readable(graded_class.page("solution"))


def test_the_page_of_a_dead_kernel_says_so(graded_class):
    assert "Stopped:thiscellendeditskernel" in readable(graded_class.page("dies"))
