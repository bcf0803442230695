"""Worlds measured in processes: order, progress, errors."""
import os
import subprocess
import sys
import time

import psutil
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
    with pytest.raises(ValueError, match="seed [345] is too large"):
        over(only_small, range(6), Effort(workers=workers))


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    """They would wait for their next world for ever."""
    (tmp_path / "busy.py").write_text("import time\ndef nap(seed):\n    time.sleep(600)\n")
    (tmp_path / "parent.py").write_text(
        "from autograder.verify.desk.finding import Effort\n"
        "from autograder.verify.desk.workers import over\nfrom busy import nap\n"
        "if __name__ == '__main__':\n    over(nap, range(4), Effort(workers=2))\n")
    parent = subprocess.Popen([sys.executable, str(tmp_path / "parent.py")],
                              env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])})
    workers: list[psutil.Process] = []
    deadline = time.monotonic() + 120
    while len(workers) < 2 and time.monotonic() < deadline:
        # The third child is the process that keeps account of shared resources.
        workers = [child for child in psutil.Process(parent.pid).children()
                   if "spawn_main" in " ".join(child.cmdline())]
        time.sleep(0.1)
    assert len(workers) == 2
    time.sleep(3)
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(workers, timeout=60)
    for worker in alive:
        worker.kill()
    assert not alive
