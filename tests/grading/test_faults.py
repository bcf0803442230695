"""Processes that are killed at any moment, and a full disk, lose no submission and no grade of another."""
from __future__ import annotations

import contextlib
import random
import time
from concurrent.futures import Future, ThreadPoolExecutor

import psutil
import pytest

from autograder.course import Course
from autograder.grading.grade import grade
from autograder.grading.graded import Graded, GradedTask
from autograder.grading.held_sandbox import HeldSandbox
from autograder.results import Outcome
from autograder.sandbox.errors import SandboxError
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.warm import Warm
from tests.grading.tiny_job import submitted, tiny_job
from tests.sandbox.needs_jail import needs_jail_or_skip
from tests.sandbox.opened import jailed
from tests.tiny_course import FIXTURE

ALL = {"double": 3.0, "above": 2.0}
KILLS = 20


def points(graded: Graded) -> dict[str, float]:
    return {task.name: task.points for task in graded.tasks}


def below(warm: Warm) -> list[psutil.Process]:
    """The processes of a zygote and of all that it has forked, the deepest last."""
    return [process for process in psutil.Process(warm._process.pid).children(recursive=True)
            if process.is_running()]


def killed_at(moment: float, warm: Warm, resting: set[psutil.Process], running: Future[Graded]) -> bool:
    """Kill the deepest fork of a zygote some time after a grading has begun; whether there was one."""
    time.sleep(moment)
    while not running.done():
        for process in reversed([one for one in below(warm) if one not in resting]):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
                return True
    return False


def seconds_of_one() -> float:
    start = time.monotonic()
    assert points(grade(tiny_job(submitted()), jailed())) == ALL
    return time.monotonic() - start


def graded_at_last(sandbox: Sandbox) -> Graded:
    """As long runs do it: a process that could not even start is no matter of the submission's."""
    try:
        return grade(tiny_job(submitted()), sandbox)
    except SandboxError:
        return grade(tiny_job(submitted()), sandbox)


def says_why(task: GradedTask, graded: Graded) -> bool:
    """Whether a task that has lost points tells that a process had ended."""
    errors = [oracle.error for result in (task.public, task.graded) if result for oracle in result.oracles
              if oracle.outcome == Outcome.RAISED]
    return any("ended" in text for text in [*errors, task.trouble, *graded.notes])


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["answerer", "judge"])
def test_a_kill_at_any_moment_costs_at_most_what_was_asked_then(whose: str) -> None:
    """The grading ends with a result; what it lost says why; of a judge's end nothing is lost at all."""
    sandbox, rng = jailed(), random.Random(whose)
    usual, hits = min(seconds_of_one() for _ in range(3)), 0
    warm = sandbox._answerers if whose == "answerer" else sandbox._judges
    resting = set(below(warm))
    with ThreadPoolExecutor(1) as pool:
        for _ in range(3 * KILLS):
            running = pool.submit(graded_at_last, sandbox)
            hits += killed_at(rng.uniform(0, 0.7 * usual), warm, resting, running)
            graded = running.result(timeout=60)
            lost = [task for task in graded.tasks if task.points < ALL[task.name]]
            assert all(says_why(task, graded) for task in lost), graded.tasks
            assert whose == "answerer" or not lost
            if hits == KILLS:
                break
    assert hits == KILLS and points(grade(tiny_job(submitted()), sandbox)) == ALL


def test_a_full_disk_costs_what_needs_it() -> None:
    """An answer that cannot write its file raises; the next one, and another submission, have their room."""
    fill = "try:\n    for n in range(99): open(f'full{n}', 'wb').write(bytes(2**20))\nexcept OSError: pass"
    keep = "def double(values):\n    open('kept', 'wb').write(bytes(2**20))\n    return values"
    graded = grade(tiny_job(submitted({"double": f"{fill}\n{keep}"}), scratch_mib=4), jailed())
    first = graded.tasks[0].public.oracles[0]
    assert points(graded) == {"double": 0, "above": 2}
    assert first.outcome == Outcome.RAISED and "No space left" in first.error


@pytest.mark.slow
def test_zygotes_that_are_killed_in_the_middle_of_a_class_cost_nobody_anything() -> None:
    """Whatever was being graded then is graded again in a new sandbox."""
    needs_jail_or_skip()
    held = HeldSandbox(lambda: Sandbox(hidden=[Course.find().root], extra=[FIXTURE / "checks"]), grade)
    with held, ThreadPoolExecutor(2) as pool:
        sandbox = held.ready()
        running = [pool.submit(held.grade, tiny_job(submitted())) for _ in range(6)]
        while not any(one.done() for one in running):
            time.sleep(0.01)
        for process in below(sandbox._answerers):
            # Those below the first may have ended with it.
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        assert [points(one.result(timeout=120)) for one in running] == [ALL] * 6
