"""A zygote that is not wanted any more ends at once, and lies in huge pages where there are some."""
from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.warm import Recipe, Warm
from tests.sandbox.needs_jail import needs_jail_or_skip

GATHERED = """
from autograder.sandbox.jail import pages
kept = [bytes([number % 251]) * 1000 for number in range(40_000)]
pages.gather()
assert all(piece == bytes([number % 251]) * 1000 for number, piece in enumerate(kept))
with open("/proc/self/smaps_rollup") as file:
    print(next(line.split()[1] for line in file if line.startswith("AnonHugePages")))
"""



def test_a_zygote_that_still_imports_is_killed():
    """Nobody waits until it has imported everything."""
    needs_jail_or_skip()
    warm = Warm(Recipe(judges=False, jailed=True))
    warm.start()
    started = warm._process
    warm.stop()
    assert started.returncode != 0
    with pytest.raises(ProcessLookupError):
        os.kill(started.pid, 0)


def test_all_threads_that_wait_go_on():
    """One of them is told that the zygote is ready; the others learn it from that one."""
    needs_jail_or_skip()
    warm = Warm(Recipe(judges=False, jailed=True))
    warm.start()
    try:
        with ThreadPoolExecutor(4) as threads:
            for waiting in [threads.submit(warm.wait) for _ in range(4)]:
                waiting.result(timeout=60)
    finally:
        warm.stop()


def test_whoever_waits_for_a_zygote_that_is_stopped_is_told_so():
    """A thread that finds the sandbox broken stops it while others wait: they try again in a new one."""
    needs_jail_or_skip()
    warm = Warm(Recipe(judges=False, jailed=True))
    warm.start()
    warm.stop()
    with pytest.raises(SandboxError, match="start the sandbox anew"):
        warm.wait()


def test_gathering_pages_changes_no_memory():
    """What was allocated is the same afterwards; where the system can, most of it is in huge pages."""
    done = subprocess.run([sys.executable, "-c", GATHERED], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    release = tuple(map(int, os.uname().release.split(".")[:2]))
    if sys.platform == "linux" and release >= (6, 1) and Path("/sys/kernel/mm/transparent_hugepage").is_dir():
        assert int(done.stdout) > 10_000
