"""Submissions are read as `craft collect` leaves them, and nothing that only lies beside them is."""
from __future__ import annotations

import os

import pytest

from autograder.grading.submissions import Submission, read_submission, submissions_of
from tests.graded_tiny import NOON, hand_in


def test_all_learners_of_a_unit_are_found_with_their_times(tiny):
    for learner in ("ben", "ana"):
        hand_in(tiny, learner, b"{}")
    (tiny.root / "build/submitted/cleo/17_other").mkdir(parents=True)
    found = list(submissions_of(tiny.course, tiny.unit))
    assert [(item.learner, item.submitted_at) for item in found] == [("ana", NOON), ("ben", NOON)]


def test_what_came_along_is_read_but_no_link_and_no_hidden_file(tiny, tmp_path):
    hand_in(tiny, "ana", b"{}")
    folder = tiny.root / "build/submitted/ana/90_tiny"
    (folder / "data").mkdir()
    (folder / "data/own.csv").write_text("1")
    (folder / ".secret").write_text("2")
    (tmp_path / "outside").write_text("3")
    (folder / "link.csv").symlink_to(tmp_path / "outside")
    assert read_submission(tiny.course, tiny.unit, "ana").files == {"data/own.csv": b"1"}


def test_a_file_whose_name_is_no_utf_8_counts_like_any_other(tiny):
    """A class is not kept from its grades by one name."""
    hand_in(tiny, "ana", b"{}")
    name = os.fsdecode(b"\xff.csv")
    (tiny.root / "build/submitted/ana/90_tiny" / name).write_text("1")
    submission = read_submission(tiny.course, tiny.unit, "ana")
    assert submission.files == {name: b"1"}
    assert submission.digest != Submission("ana", "90_tiny", b"{}").digest


@pytest.mark.parametrize("text", ["", "yesterday"])
def test_a_time_that_cannot_be_read_is_none(tiny, text):
    hand_in(tiny, "ana", b"{}")
    (tiny.root / "build/submitted/ana/90_tiny/timestamp.txt").write_text(text)
    assert read_submission(tiny.course, tiny.unit, "ana").submitted_at is None
