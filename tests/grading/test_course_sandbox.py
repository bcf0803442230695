"""What a course's sandbox has imported before the first submission comes."""
from __future__ import annotations

import pytest

from autograder.course import Course
from autograder.grading.course_sandbox import open_sandbox
from tests.sandbox.needs_jail import needs_jail_or_skip

pytestmark = pytest.mark.slow
LOOK = "import sys; sorted({'pandas', 'sklearn'} & set(sys.modules))"
USE = "from sklearn.linear_model import LinearRegression; LinearRegression().fit([[0], [1]], [0, 2]).coef_"


@pytest.mark.parametrize(("number", "expected"), [("04", "['pandas', 'sklearn']"), ("01", "['pandas']")])
def test_what_an_exercise_mentions_is_there_and_what_it_does_not_can_be_had(number, expected):
    needs_jail_or_skip()
    course = Course.find()
    unit = course.unit(number)
    assert (b"sklearn" in unit.exercise.read_bytes()) == ("sklearn" in expected)
    with open_sandbox(course, units=[unit]) as sandbox, sandbox.answerer() as answerer:
        shown = [run.outputs[0]["data"]["text/plain"] for run in answerer.run_cells([LOOK, USE])]
    assert shown == [expected, "array([2.])"]
