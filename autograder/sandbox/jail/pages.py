"""Huge pages: a fork copies the table of its parent's pages, which is long where much has been imported."""
from __future__ import annotations

import contextlib
from pathlib import Path

from autograder.sandbox.jail import linux

_HUGE = 2**21


def gather() -> None:
    """Move what this process has allocated into huge pages, where the system can (Linux 6.1 or newer).

    An answerer and a judge, forked from processes that have imported the course's libraries, then start and
    end with three quarters of the CPU time (tests/benchmarks/sandbox_ready.py).
    """
    if not linux.IS_LINUX:
        return
    for begin, end in _allocated():
        # Systems that are older, or short of memory.
        with contextlib.suppress(OSError):
            linux.madvise(begin, end - begin, linux.MADV_COLLAPSE)


def _allocated() -> list[tuple[int, int]]:
    """Begin and end of the writable pieces of memory that no file stands for, in whole huge pages."""
    pieces = []
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        addresses, permissions, _, _, _, *name = line.split(maxsplit=5)
        if permissions == "rw-p" and name in ([], ["[heap]"]):
            begin, end = (int(address, 16) for address in addresses.split("-"))
            pieces.append((-(-begin // _HUGE) * _HUGE, end // _HUGE * _HUGE))
    return [(begin, end) for begin, end in pieces if begin < end]
