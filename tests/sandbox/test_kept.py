"""The supervisor's hold on a fork whose keeper is slow to answer."""
from __future__ import annotations

import socket
import threading
import time

import pytest

from autograder.sandbox import kept
from autograder.sandbox.kept import CPU, Kept


@pytest.fixture
def both(monkeypatch):
    """A hold on a fork, and the keeper's end of its leash, of which nobody waits long for an answer."""
    monkeypatch.setattr(kept, "_TOLD_WITHIN", 0.05)
    leash, theirs = socket.socketpair()
    with theirs:
        yield Kept(leash), theirs


def test_an_answer_that_came_too_late_is_not_taken_for_the_next(both):
    held, theirs = both
    assert held.cpu_seconds() == 0
    theirs.sendall(CPU.pack(1.0) + CPU.pack(2.0))
    assert held.cpu_seconds() == 2


def test_an_answer_that_nobody_has_read_is_no_end(both):
    """All processes are gone when the keeper's end is closed, and not before."""
    held, theirs = both
    held.cpu_seconds()
    theirs.sendall(CPU.pack(1.0))
    threading.Timer(0.3, theirs.close).start()
    begun = time.monotonic()
    held.end()
    assert time.monotonic() - begun > 0.25
