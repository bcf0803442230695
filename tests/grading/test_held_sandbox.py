"""The sandbox of a long run: broken ones are replaced, and nothing is left of any."""
from __future__ import annotations

import contextlib
import time

import psutil
import pytest

from autograder.draws import learner_key
from autograder.grading.course_sandbox import open_sandbox
from autograder.grading.grade import grade
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.idle_sandbox import IdleSandbox
from autograder.grading.job import job_of
from autograder.sandbox.errors import SandboxError

pytestmark = pytest.mark.slow


@pytest.fixture
def job(known, release, sent):
    return job_of(known.unit, release, sent["zero"], learner_key("ana"))


def alive():
    return {child for child in psutil.Process().children(recursive=True) if is_alive(child)}


def is_alive(process: psutil.Process) -> bool:
    """Not a zombie, nor gone since it was listed."""
    try:
        return process.status() != "zombie"
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def processes():
    """Those that this test has started: a sandbox or a browser of other tests may be open too."""
    before = alive()
    return lambda: {process for process in alive() - before if not is_browser(process)}


def is_browser(process: psutil.Process) -> bool:
    """An open browser starts and ends processes as it likes."""
    try:
        return "chrom" in process.name()
    except psutil.NoSuchProcess:
        return False


def test_a_job_whose_sandbox_was_killed_is_graded_in_a_new_one(known, job, processes):
    with HeldSandbox(lambda: open_sandbox(known.course), grade) as held:
        assert held.grade(job).points == 4.0
        for process in processes():
            # The end of one is the end of those in its namespace.
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        assert held.grade(job).points == 4.0
    assert not processes()


def test_a_sandbox_that_cannot_be_had_is_an_error_and_not_a_hang():
    def none():
        raise SandboxError("no jail here: install bubblewrap")
    with HeldSandbox(none, grade) as held:
        with pytest.raises(SandboxError, match="install bubblewrap"):
            held.ready()


def test_an_idle_sandbox_ends_and_starts_again_when_it_is_needed(known, job, processes):
    idle = IdleSandbox(HeldSandbox(lambda: open_sandbox(known.course), grade), idle_seconds=0.1)
    assert idle.grade(job).points == 4.0
    end = time.monotonic() + 30
    while processes() and time.monotonic() < end:
        time.sleep(0.1)
    assert not processes()
    assert idle.grade(job).points == 4.0
