"""Every unit through real nbgrader: nothing for the stub, all for the solution.

That attempts earn what they declare is asked of the engine in tests/grading/test_parity.py.
"""
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.course import Course
from autograder.nbgrader_plugins.release import released
from autograder.report.cohort import read_cohort
from autograder.submission.intake import Fate, collect
from autograder.tour import loop
from autograder.tour.sample_class import sample_class
from tests.tiny_course import REPOSITORY

# Two whole submissions of a real unit: minutes where the machine is busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
REAL = Course(REPOSITORY, False)


@pytest.mark.parametrize("folder", [unit.folder for unit in REAL.units()])
def test_a_unit_gives_nothing_for_the_stub_and_all_for_the_solution(folder, tmp_path, monkeypatch):
    root = tmp_path / "course"
    root.mkdir()
    course = loop.scratch_course(REAL, root, REAL.unit(folder))
    monkeypatch.chdir(course.root)
    unit = course.unit(folder)
    class_of_two = [learner for learner in sample_class(unit, released(unit))
                    if learner.name in ("solution", "stub")]
    loop.fill_inbox(course, unit, class_of_two, tmp_path / "inbox")
    receipts = collect(course, [tmp_path / "inbox"], released, datetime.now(UTC))
    assert sum(receipt.fate == Fate.TAKEN for receipt in receipts) == len(class_of_two)
    loop.run_nbgrader(course, "generate_assignment", folder)
    loop.grade(course, unit)
    cohort = read_cohort(course, unit)
    assert loop.differences(cohort, class_of_two) == []
    assert set(cohort.learners) == {learner.name for learner in class_of_two}
