"""Looks at the memory of all processes of a namespace together: each alone has its limit already."""
from __future__ import annotations

import contextlib
import os
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
