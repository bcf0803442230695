"""kill -9 of a grading run at any moment: nothing is lost and nothing is doubled.

Fifty runs are killed while they write; each is a process of its own with the real journal, files and
gradebook. Only the learners' code is not run again in each: the results are those that the engine found once.
"""
from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from traitlets.config import Config

from autograder.grading.attempt_history import engine_of, past_gradings, tasks_of
from autograder.grading.attempts import GRADING, ORACLE, SUBMISSION, TASK
from autograder.grading.autograded import is_written
from autograder.grading.class_plan import plan_of
from autograder.grading.fingerprint import recipe_of
from autograder.grading.journal import read_grading
from autograder.grading.pool import grade_locally
from autograder.grading.submissions import submissions_of
from autograder.nbgrader_plugins.class_grading import grade_class
from autograder.nbgrader_plugins.gradebook import cell_scores, gradebook_url
from autograder.nbgrader_plugins.recorder import Recorder
from autograder.notebook.files import write_atomically
from autograder.submission.intake import NBGRADER_TIME
from tests.graded_tiny import NOON, POINTS, hand_in

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]
KILLS, SEED = 50, 20260301


@pytest.fixture
def course(known, sent):
    """Eight learners, two of each kind."""
    for kind, content in sent.items():
        for number in range(2):
            hand_in(known, f"{kind}_{number}", content)
    return known.course


@pytest.fixture
def run(course, release, sent, found):
    """Grade the class as `craft grade` does; the engine's answer is known by the submission's bytes."""
    unit, url = course.unit("90"), gradebook_url(course)
    kinds = {content: kind for kind, content in sent.items()}

    def grade_all(jobs):
        return grade_locally(jobs, lambda job: found[kinds[job.submitted]], workers=2)

    def run(again=False):
        recipe = recipe_of(unit)
        plan = plan_of(course, unit, submissions_of(course, unit), recipe,
                       past_gradings(url, unit.folder), again)
        with Recorder(url, Config()) as recorder:
            return list(grade_class(course, plan, release, grade_all, recorder))
    return run


def killed_after(seconds, run):
    """Run in a process of its own and kill that. Returns whether it was still at work."""
    child = os.fork()
    if not child:
        try:
            run()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def counts(course):
    with engine_of(gradebook_url(course)).connect() as db:
        return {table.name: db.execute(select(func.count()).select_from(table)).scalar()
                for table in (SUBMISSION, GRADING, TASK, ORACLE)}


def hand_in_again(course, learners, hours):
    """The same bytes, handed in at a later time: to be recorded anew."""
    for learner in learners:
        time_file = course.build / "submitted" / learner / "90_tiny" / "timestamp.txt"
        write_atomically(time_file, (NOON + timedelta(hours=hours)).strftime(NBGRADER_TIME).encode())


def check_everything(course, handed_in):
    """Every learner has the right score, notebook and rows; no row is there twice or half.

    handed_in: how often, by learner; each time was graded before the next.
    """
    unit, url, learners = course.unit("90"), gradebook_url(course), set(handed_in)
    past = past_gradings(url, unit.folder)
    assert Counter(item.learner for item in past) == handed_in
    assert counts(course) == {"craft_submission": len(past), "craft_grading": len(past),
                              "craft_task": 2 * len(past), "craft_oracle": 8 * len(past)}
    tasks = tasks_of(url, [item.id for item in past])
    assert all(len(found) == 2 and all(task.public and task.graded for task in found)
               for found in tasks.values())
    scores = {learner: 0.0 for learner in learners}
    for score in cell_scores(course, unit):
        scores[score.learner] += (score.score or 0.0) if score.cell != "reason" else 0.0
    assert scores == {learner: POINTS[learner.split("_")[0]] for learner in learners}
    assert all(is_written(course, unit, read_grading(course, unit.folder, learner)) for learner in learners)


def test_fifty_killed_runs_lose_and_double_nothing(course, run):
    """Submissions come again whenever a run reached its end, so that there is always something to write."""
    dice, at_work, tries = random.Random(SEED), 0, 0
    learners = sorted(path.name for path in (course.build / "submitted").iterdir())
    handed_in = dict.fromkeys(learners, 1)
    begun = time.perf_counter()
    run()
    whole = time.perf_counter() - begun
    while at_work < KILLS:
        tries += 1
        assert tries < 10 * KILLS, "the runs were over before they could be killed"
        if tries % 5 == 1:
            assert {outcome.fate for outcome in run()} <= {"graded", "finished", "unchanged"}
            hand_in_again(course, learners, tries)
            handed_in = {learner: times + 1 for learner, times in handed_in.items()}
        at_work += killed_after(dice.uniform(0.0, whole), run)
    run()
    check_everything(course, handed_in)
    assert {outcome.fate for outcome in run()} == {"unchanged"}
