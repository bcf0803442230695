"""The journal of results: what is written comes back, and a result is known by its id."""
from __future__ import annotations

import dataclasses

from autograder.grading.journal import journal_file, read_grading, write_grading
from autograder.grading.submissions import Submission
from tests.graded_tiny import NOON


def test_a_grading_comes_back_as_it_was_written(known, graded_as):
    grading = graded_as("ana", "squares")
    write_grading(known.course, grading)
    assert read_grading(known.course, "90_tiny", "ana") == grading


def test_a_file_that_was_cut_short_counts_as_none(known, graded_as):
    write_grading(known.course, graded_as("ana", "squares"))
    file = journal_file(known.course, "90_tiny", "ana")
    file.write_bytes(file.read_bytes()[:-100])
    assert read_grading(known.course, "90_tiny", "ana") is None
    assert read_grading(known.course, "90_tiny", "ben") is None


def test_two_runs_of_the_same_submission_are_two_gradings(graded_as):
    assert graded_as("ana", "squares").id != graded_as("ana", "squares").id


def test_the_same_bytes_handed_in_again_are_another_grading_by_the_same_run(graded_as, sent):
    grading = graded_as("ana", "squares")
    again = grading.of(Submission("ana", "90_tiny", sent["squares"], NOON.replace(hour=20)))
    assert again.id != grading.id and again.graded == grading.graded
    assert again.of(Submission("ana", "90_tiny", sent["squares"], NOON)).id == grading.id


def test_the_id_depends_on_nothing_that_is_found(graded_as):
    grading = graded_as("ana", "squares")
    assert dataclasses.replace(grading, graded=graded_as("ana", "stub").graded).id == grading.id
