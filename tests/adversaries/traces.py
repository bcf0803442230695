"""What a submission could leave behind on a machine: nothing of it may be there afterwards."""
from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

_GONE_WITHIN = 10.0
# What attacks call what they leave: others may write to the same folders meanwhile.
MARK, SHARED_MEMORY_KEY = "craft-adversary", 0x0C4AF7


@dataclass(frozen=True)
class Traces:
    """Processes below this one, its open descriptors, mounts that any of them sees, what attacks have made.

    files: of the mark, where anybody may write. shared_memory: segments of System V.
    """

    processes: frozenset[tuple[int, float]]
    descriptors: int
    mounts: int
    files: frozenset[str]
    shared_memory: frozenset[str]


def traces() -> Traces:
    """Those of this moment."""
    children = psutil.Process().children(recursive=True)
    return Traces(frozenset((child.pid, child.create_time()) for child in children),
                  len(os.listdir("/proc/self/fd")),
                  sum(map(_mounts, [os.getpid(), *(child.pid for child in children)])),
                  frozenset(_files()), frozenset(_shared_memory()))


def left_since(before: Traces, now: Callable[[], Traces] = traces) -> str:
    """What is there that was not, in words; "" if nothing is. The dying are given a moment."""
    end = time.monotonic() + _GONE_WITHIN
    while True:
        try:
            left = _difference(before, now())
        except (psutil.NoSuchProcess, FileNotFoundError):
            left = "a process that ends"
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.02)


def _difference(before: Traces, now: Traces) -> str:
    found = {"processes": now.processes - before.processes, "files": now.files - before.files,
             "shared memory": now.shared_memory - before.shared_memory,
             "descriptors": max(0, now.descriptors - before.descriptors),
             "mounts": max(0, now.mounts - before.mounts)}
    return ", ".join(f"{name}: {left}" for name, left in found.items() if left)


def _mounts(process: int) -> int:
    try:
        return len(Path(f"/proc/{process}/mountinfo").read_text("utf-8").splitlines())
    except OSError:
        return 0


def _files() -> Iterator[str]:
    for folder in (tempfile.gettempdir(), "/var/tmp", "/dev/shm", Path.home(), os.getcwd()):
        yield from map(str, Path(folder).glob(f"{MARK}*"))


def _shared_memory() -> list[str]:
    segments = Path("/proc/sysvipc/shm")
    lines = segments.read_text("ascii").splitlines() if segments.exists() else []
    return [line for line in lines if line.split()[0] == str(SHARED_MEMORY_KEY)]
