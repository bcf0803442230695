"""Calls in processes of their own: values come back, and nothing outlives its time."""
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from autograder.verify.child import ChildFailed, ChildTimedOut, in_child


def test_the_value_comes_back() -> None:
    """A call's value crosses from the child."""
    assert in_child(divmod, 7, 3, seconds=20) == (2, 1)


def test_an_exception_comes_back_as_words() -> None:
    """An exception in the child says its type and message."""
    with pytest.raises(ChildFailed, match="ValueError: invalid literal"):
        in_child(int, "x", seconds=20)


def test_a_child_that_ends_itself_is_noticed() -> None:
    """os._exit costs the result at once, not the time limit."""
    with pytest.raises(ChildFailed, match="exit code 3"):
        in_child(os._exit, 3, seconds=200)


def _deaf_loop() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


def test_an_endless_loop_is_killed() -> None:
    """A loop that ignores SIGTERM ends when its time is up."""
    with pytest.raises(ChildTimedOut):
        in_child(_deaf_loop, seconds=0.2)


def _start_sleeper(path: str) -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with open(path, "w", encoding="utf-8") as file:
        file.write(str(sleeper.pid))
    time.sleep(600)


@pytest.mark.skipif(not hasattr(os, "setsid"), reason="process groups are a POSIX notion")
def test_what_the_child_started_ends_with_it(tmp_path) -> None:
    """A process that the child started is killed with it."""
    file = tmp_path / "pid"
    with pytest.raises(ChildTimedOut):
        in_child(_start_sleeper, str(file), seconds=3)
    pid = int(file.read_text())
    gone = not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert gone
