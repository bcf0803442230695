"""Worlds measured in processes: order, progress, errors."""
import os

import pytest

from autograder.verify.desk.finding import Effort
from autograder.verify.desk.workers import over


def threads_and_square(seed: int) -> tuple[str | None, int]:
    return os.environ.get("OMP_NUM_THREADS"), seed**2


def only_small(seed: int) -> int:
    if seed > 2:
        raise ValueError(f"seed {seed} is too large")
    return seed


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_seeds_and_progress_is_told(workers):
    """Whichever world is done first; the last that is told is that all are done."""
    told = []
    effort = Effort(workers=workers, progress=lambda done, total: told.append((done, total)))
    found = over(threads_and_square, range(5), effort)
    assert [square for _, square in found] == [0, 1, 4, 9, 16]
    assert told == [(done, 5) for done in range(6)]


def test_processes_use_one_numerical_thread_and_the_caller_is_left_alone(monkeypatch):
    """The variable is set for the processes, and afterwards it is what it was."""
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    found = over(threads_and_square, range(2), Effort(workers=2))
    assert [threads for threads, _ in found] == ["1", "1"]
    assert os.environ["OMP_NUM_THREADS"] == "7"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_a_world_is_raised(workers):
    """It is the error of the world itself."""
    with pytest.raises(ValueError, match="seed 3 is too large"):
        over(only_small, range(6), Effort(workers=workers))
