"""Many jobs at once: results as they come, each job's trouble its own, and no more in memory than in work."""
from __future__ import annotations

import threading
import time

import pytest

from autograder.grading.pool import grade_locally


def test_every_job_comes_back_with_its_own_result():
    results = dict(grade_locally(((n, n) for n in range(40)), lambda job: job * job, workers=3))
    assert results == {n: n * n for n in range(40)}


def test_an_error_is_the_result_of_its_own_job():
    def grade(job):
        if job == 3:
            raise RuntimeError("broken")
        return job
    results = dict(grade_locally(((n, n) for n in range(6)), grade, workers=2))
    assert isinstance(results.pop(3), RuntimeError) and results == {n: n for n in (0, 1, 2, 4, 5)}


@pytest.mark.parametrize("workers", [1, 4])
def test_jobs_are_read_when_their_turn_comes(workers):
    read, ahead, done = 0, 0, 0

    def jobs():
        nonlocal read
        for number in range(60):
            read += 1
            yield number, number
    for _ in grade_locally(jobs(), lambda job: job, workers):
        done += 1
        ahead = max(ahead, read - done)
    assert done == 60 and ahead <= 2 * workers


def test_as_many_run_at_once_as_there_are_workers():
    running, most, lock = 0, 0, threading.Lock()

    def grade(job):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
    list(grade_locally(((n, n) for n in range(12)), grade, workers=3))
    assert most == 3
