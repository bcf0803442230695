"""`craft grade`, `craft regrade`, `craft history`: what a mentor is told, exit codes, and runs cut short."""
from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from autograder.grading.attempt_history import past_gradings
from autograder.nbgrader_plugins.gradebook import cell_scores, gradebook_url
from tests.graded_tiny import POINTS, found, graded_as, hand_in, known, known_tiny, sent  # noqa: F401
from tests.tiny_course import release  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox(known, sent):  # noqa: F811
    """A class of four, as `craft collect` leaves it."""
    for kind, content in sent.items():
        hand_in(known, kind, content)
    return known


def totals(tiny):
    points = dict.fromkeys(POINTS, 0.0)
    for score in cell_scores(tiny.course, tiny.unit):
        points[score.learner] += (score.score or 0.0) if score.cell != "reason" else 0.0
    return points


def gradings(tiny):
    return past_gradings(gradebook_url(tiny.course), "90_tiny")


def test_a_class_is_graded_once_then_left_alone_and_graded_again_on_demand(inbox):
    first = inbox.craft("grade")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "4 graded" in first.stdout and totals(inbox) == POINTS
    second = inbox.craft("grade", "90")
    assert second.returncode == 0 and "4 unchanged" in second.stdout and len(gradings(inbox)) == 4
    third = inbox.craft("regrade", "90", "--learner", "zero")
    assert third.returncode == 0 and "1 graded" in third.stdout
    assert [past.learner for past in gradings(inbox)].count("zero") == 2 and len(gradings(inbox)) == 5
    history = inbox.craft("history", "90", "zero", "--page", "history.html", COLUMNS="200")
    assert history.returncode == 0 and history.stdout.count("4 of 5") == 2
    assert "KEEPS_MISSING" in history.stdout and "loses missing values" in history.stdout
    assert (inbox.root / "history.html").read_text(encoding="utf-8").count("<details") == 2


def test_what_is_no_notebook_is_refused_alone_and_said_by_the_exit_code(inbox):
    hand_in(inbox, "broken", b"this is no notebook")
    done = inbox.craft("grade")
    assert done.returncode == 1 and "4 graded, 1 refused" in done.stdout and "not JSON" in done.stdout
    points = {score.cell: score.score for score in cell_scores(inbox.course, inbox.unit)
              if score.learner == "broken"}
    assert points == {"double-check": 0.0, "above-check": 0.0, "reason": 0.0}


def test_one_learner_alone(inbox):
    done = inbox.craft("grade", "--only", "squares")
    assert done.returncode == 0 and [past.learner for past in gradings(inbox)] == ["squares"]


@pytest.mark.parametrize(("arguments", "said"), [
    (("grade", "17"), "There is no unit '17'"), (("grade", "--only", "nobody"), "nothing was collected"),
    (("grade", "--jobs", "0"), "at least one"), (("grade", "--db", "nonsense"), "no gradebook's URL"),
    (("regrade", "90", "--dask", "tcp://127.0.0.1:1"), "Dask")])
def test_what_cannot_be_begun_is_an_error_of_usage(inbox, arguments, said):
    done = inbox.craft(*arguments)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_nothing_graded_has_no_history(inbox):
    done = inbox.craft("history", "90", "zero")
    assert done.returncode == 1 and "craft grade 90" in done.stderr


def test_a_whole_run_killed_again_and_again_ends_as_one_that_was_not(inbox):
    """The command itself, with its sandbox; the fifty quick kills are in test_killed."""
    command = [sys.executable, "-m", "autograder.cli.main", "grade"]
    for _ in range(3):
        with subprocess.Popen(command, cwd=inbox.root, env=inbox.environment, stdout=subprocess.PIPE,
                              text=True, stderr=subprocess.STDOUT) as process:
            # Its first result is the sign that it is in the middle.
            for line in process.stdout:
                if " points" in line:
                    break
            time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
    done = inbox.craft("grade")
    assert done.returncode == 0, done.stdout + done.stderr
    assert totals(inbox) == POINTS and len(gradings(inbox)) == 4


def test_a_kit_grades_nothing(inbox):
    (inbox.root / "kit.toml").touch()
    assert "craft check" in inbox.craft("grade").stderr
