"""Broken files among good ones: a clear message each, and the others are graded."""
from __future__ import annotations

import pytest

# The class is graded once for all of them: minutes where the machine is busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_the_table_names_each_broken_file_and_its_trouble(graded_class):
    said = " ".join(graded_class.collected.stdout.split())
    assert "2 refused" in said and "nojson.ipynb" in said and "slip.zip" in said
    assert "not JSON" in said and "plain file names" in said


def test_nothing_of_a_broken_file_is_graded_or_written(graded_class):
    learners = {learner for learner, _ in graded_class.scores}
    assert {"nojson", "slip"}.isdisjoint(learners)
    assert not list(graded_class.tiny.root.parent.rglob("x"))


def test_all_good_submissions_beside_them_are_graded(graded_class):
    learners = {learner for learner, _ in graded_class.scores}
    assert {"solution", "stub", "double_zero", "above_inclusive", "double_loop", "twice", "old"} <= learners


def test_what_was_odd_in_a_taken_submission_is_said(graded_class):
    said = " ".join(graded_class.collected.stdout.split())
    assert "twice" in said and "old notebook format 3" in said
