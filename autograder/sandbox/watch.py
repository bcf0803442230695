"""Looks at what all processes of a submission use together: each alone has its limits already."""
from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

_PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20
_TICKS = os.sysconf("SC_CLK_TCK")
_OF_THE_SYSTEM = 2


class Watch:
    """Whether all processes together use more than `memory_mib` beyond what the first code had."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib

    def too_much(self) -> bool:
        """With one process its own limit is enough, but for shared memory, which no limit counts."""
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
        measure = _shared_mib if len(processes) <= _OF_THE_SYSTEM else _private_and_shared_mib
        return sum(map(measure, processes)) > self._memory_mib


def _private_and_shared_mib(process: str) -> float:
    """Memory that no file of the system stands for; all of it where that cannot be read.

    What could be shared and is not counts twice, which is at most what the scratch folder holds besides.
    """
    with contextlib.suppress(OSError):
        lines = _read(f"/proc/{process}/smaps_rollup").splitlines()
        counted = (line for line in lines if line.startswith((b"Private_", b"Pss_Shmem:")))
        return sum(int(line.split()[1]) for line in counted) / 1024
    with contextlib.suppress(OSError):
        return int(_read(f"/proc/{process}/statm").split()[1]) * _PAGE_MIB
    return 0.0


def _shared_mib(process: str) -> float:
    with contextlib.suppress(OSError):
        if found := _read(f"/proc/{process}/status").partition(b"RssShmem:")[2]:
            return int(found.split(None, 1)[0]) / 1024
    return 0.0


def cpu_seconds(first: int, namespaces: bool) -> float:
    """CPU time of the processes that live now, of their threads, and of what they have waited for.

    first: the process from which all others come, where they have no namespace of their own. With one,
    /proc shows them alone.
    """
    listed = (name for name in os.listdir("/proc") if name.isdigit()) if namespaces else _with_children(first)
    return sum(map(_seconds, listed))


def _seconds(process: str) -> float:
    """Finely of the threads that live; those that have ended are in the process's own, coarser count."""
    threads = 0.0
    with contextlib.suppress(OSError):
        tasks = f"/proc/{process}/task"
        threads = sum(_nanoseconds(f"{tasks}/{task}") for task in os.listdir(tasks)) / 1e9
    with contextlib.suppress(OSError, ValueError, IndexError):
        # After the name, which may hold anything: user and system time, and both of children waited for.
        counts = _read(f"/proc/{process}/stat").rpartition(b")")[2].split()
        user, system, childrens_user, childrens_system = map(int, counts[11:15])
        return max(threads, (user + system) / _TICKS) + (childrens_user + childrens_system) / _TICKS
    return threads


def _with_children(process: int | str) -> Iterator[str]:
    yield str(process)
    with contextlib.suppress(OSError):
        for child in _read(f"/proc/{process}/task/{process}/children").split():
            yield from _with_children(child.decode("ascii"))


def _nanoseconds(task: str) -> int:
    # Its first number is the time on a processor, finer than the hundredths of a second of `stat`.
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(_read(f"{task}/schedstat").split()[0])
    return 0


def _read(path: str) -> bytes:
    """A file of /proc, unbuffered and undecoded: several are read ten times a second."""
    with open(path, "rb", buffering=0) as file:
        return file.read()
