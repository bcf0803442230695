"""Looks at what all processes of a submission use together: each alone has its limits already."""
from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20
_OF_THE_SYSTEM = 2


class Watch:
    """Whether all processes together use more than `memory_mib` beyond what the first code had."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib

    def too_much(self) -> bool:
        """With one process its own limit is enough, and nothing is looked at."""
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
        if len(processes) <= _OF_THE_SYSTEM:
            return False
        return sum(map(_private_mib, processes)) > self._memory_mib


def _private_mib(process: str) -> float:
    """Memory that no other process shares; all of it where that cannot be read."""
    folder = Path("/proc", process)
    with contextlib.suppress(OSError):
        lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
    with contextlib.suppress(OSError):
        return int((folder / "statm").read_text(encoding="ascii").split()[1]) * _PAGE_MIB
    return 0.0


def cpu_seconds(first: int, namespaces: bool) -> float:
    """CPU time of the processes that live now, all their threads together.

    first: the process from which all others come, where they have no namespace of their own. With one,
    /proc shows them alone.
    """
    listed = (name for name in os.listdir("/proc") if name.isdigit()) if namespaces else _with_children(first)
    tasks = (task for process in listed for task in Path("/proc", process, "task").glob("*"))
    return sum(map(_nanoseconds, tasks)) / 1e9


def _with_children(process: int | str) -> Iterator[str]:
    yield str(process)
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split():
            yield from _with_children(child)


def _nanoseconds(task: Path) -> int:
    # Its first number is the time on a processor, finer than the hundredths of a second of `stat`.
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((task / "schedstat").read_text(encoding="ascii").split()[0])
    return 0
