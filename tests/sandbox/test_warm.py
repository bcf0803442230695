"""A zygote that is not wanted any more ends at once, and lies in huge pages where there are some."""
from __future__ import annotations

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.link import Link
from autograder.sandbox.warm import Recipe, Warm
from autograder.sandbox.wire.frames import Channel
from tests.sandbox.needs_jail import needs_jail_or_skip

GATHERED = """
from autograder.sandbox.jail import pages
kept = [bytes([number % 251]) * 1000 for number in range(40_000)]
pages.gather()
assert all(piece == bytes([number % 251]) * 1000 for number, piece in enumerate(kept))
with open("/proc/self/smaps_rollup") as file:
    print(next(line.split()[1] for line in file if line.startswith("AnonHugePages")))
"""
NO_MORE = """
import errno, socket, sys
from autograder.sandbox import zygote
def refused():
    raise OSError(errno.EAGAIN, "no more")
zygote.fork_into_namespaces = refused
control = int(sys.argv[1])
plan = zygote.Plan(control, judges=False, namespaces=True, scratch="", readable=(), output_characters=1)
zygote._fork_on_request(socket.socket(fileno=control), plan, None)
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


def test_a_fork_that_cannot_be_had_is_told_and_costs_no_other():
    """While the system gives no more processes, whoever asks is told; the zygote lives on."""
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with control:
        with theirs:
            zygote = subprocess.Popen([sys.executable, "-c", NO_MORE, str(theirs.fileno())],
                                      pass_fds=[theirs.fileno()])
        for _ in range(2):
            leash, kept = socket.socketpair()
            with leash:
                with kept:
                    socket.send_fds(control, [b"{}"], [kept.fileno()])
                assert leash.recv(1) == b""
        assert zygote.poll() is None
    assert zygote.wait(20) == 0


def test_two_processes_stand_for_a_submission():
    """The keeper, first of its namespaces, and the one that runs the code: each more costs 10 ms of CPU."""
    needs_jail_or_skip()
    warm = Warm(Recipe(judges=False, jailed=True))
    warm.start()
    try:
        warm.wait()
        zygote = psutil.Process(warm._process.pid).children(recursive=True)[-1]
        connection, theirs = socket.socketpair()
        with connection, theirs:
            kept = warm.fork("answerer", Limits(), [theirs.fileno()])
            Link(Channel(connection, 1 << 20, 1 << 20), Limits(), kept.end).ask_service("cell", "1", 60)
            below = zygote.children(recursive=True)
            assert len(below) == 2 and below[1].parent() == below[0], below
            kept.end()
            assert not below[1].is_running()
            below[0].wait(10)
    finally:
        warm.stop()
