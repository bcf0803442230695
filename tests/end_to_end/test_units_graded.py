"""Every unit gives nothing for the stub and all for the solution, as a mentor grades them.

Real nbgrader, which takes half a minute a unit, has the shortest of them here, and all where
CRAFT_NBGRADER=all. Of every unit, tests/test_units.py asks that a stub earns nothing and its own answers
all, and tests/grading/test_parity.py that attempts earn by the engine what they declare.
"""
from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from autograder.course import Course, Unit
from autograder.nbgrader_plugins.release import released
from autograder.report.cohort import read_cohort
from autograder.submission.intake import Fate, collect
from autograder.tour import loop
from autograder.tour.sample_class import SampleLearner, sample_class
from tests.tiny_course import REPOSITORY

# Two whole submissions of a real unit: minutes where the machine is busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
REAL = Course(REPOSITORY, False)
FOLDERS = [unit.folder for unit in REAL.units()]
BY_NBGRADER = [folder for folder in FOLDERS
               if folder == "03_cleaning" or os.environ.get("CRAFT_NBGRADER") == "all"]


def class_of_two(unit: Unit) -> list[SampleLearner]:
    return [learner for learner in sample_class(unit, released(unit)) if learner.name in ("solution", "stub")]


@pytest.mark.parametrize("folder", BY_NBGRADER)
def test_nbgrader_gives_nothing_for_the_stub_and_all_for_the_solution(folder, tmp_path, monkeypatch):
    root = tmp_path / "course"
    root.mkdir()
    course = loop.scratch_course(REAL, root, REAL.unit(folder))
    monkeypatch.chdir(course.root)
    unit = course.unit(folder)
    learners = class_of_two(unit)
    loop.fill_inbox(course, unit, learners, tmp_path / "inbox")
    receipts = collect(course, [tmp_path / "inbox"], released, datetime.now(UTC))
    assert sum(receipt.fate == Fate.TAKEN for receipt in receipts) == len(learners)
    loop.run_nbgrader(course, "generate_assignment", folder)
    loop.grade(course, unit)
    cohort = read_cohort(course, unit)
    assert loop.differences(cohort, learners) == []
    assert set(cohort.learners) == {learner.name for learner in learners}
