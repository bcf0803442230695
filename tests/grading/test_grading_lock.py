"""Two mentors who grade one class at once: the second is told who is at it; a killed one holds nothing."""
from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.course import CourseError
from autograder.grading.grading_lock import grading_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")
HOLD = ("import sys, time\nfrom pathlib import Path\n"
        "from autograder.grading.grading_lock import grading_lock\n"
        "with grading_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n")


@pytest.fixture
def holder(tmp_path):
    """Another process that grades."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_is_told_who_holds_it_and_what_to_do(holder, tmp_path):
    with pytest.raises(CourseError, match=rf"graded already.*process {holder.pid}\).*Wait for that run"):
        with grading_lock(tmp_path):
            pass


def test_a_killed_holder_holds_nothing(holder, tmp_path):
    holder.kill()
    holder.wait()
    with grading_lock(tmp_path):
        pass


def test_it_can_be_had_again(tmp_path):
    for _ in range(2):
        with grading_lock(tmp_path):
            pass
