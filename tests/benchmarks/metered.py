"""Run a command and say what it took: wall time, CPU time of all its processes, and the memory of some.

The engine kills the processes of a submission and leaves no parent to wait for them, so what `os.wait4` says
of children would lack most of their time. A control group counts them however they end; where none can be
made (it needs root, or a folder of one's own), the busy time of the whole machine stands for it, which is
right on a quiet machine alone.
"""
from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_GROUPS = Path("/sys/fs/cgroup")
_TICKS = os.sysconf("SC_CLK_TCK")
_BETWEEN_LOOKS = 0.5
_ZYGOTE = "autograder.sandbox.zygote"


@dataclass(frozen=True)
class Metered:
    """wall, cpu: seconds. peak_mib: highest resident memory by process, where it was asked for."""

    wall: float
    cpu: float
    printed: str
    peak_mib: Mapping[str, float]


def metered(command: Sequence[str], cwd: Path, environment: Mapping[str, str], status: int | None = 0,
            memory: bool = False) -> Metered:
    """Run it to its end. status: that it must end with; None for any. Raises RuntimeError if it does not."""
    peaks: dict[str, float] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, _account() as account:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=subprocess.STDOUT, preexec_fn=account.join)
        while memory and process.poll() is None:
            _look(process.pid, peaks)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_BETWEEN_LOOKS)
        ended = process.wait()
        wall, cpu = time.perf_counter() - start, account.seconds()
        out.seek(0)
        printed = out.read()
    if status is not None and ended != status:
        raise RuntimeError(f"{' '.join(command)} ended with {ended}, not {status}:\n{printed[-3000:]}")
    return Metered(wall, cpu, printed, peaks)


def counts_exactly() -> bool:
    """Whether CPU time is that of the command alone, and not of the whole machine."""
    with _account() as account:
        return account.folder is not None


class _Account:
    """folder: of a control group, or None for the whole machine."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._start = self._total()

    def join(self) -> None:
        """Called in the new process."""
        if self.folder:
            (self.folder / "cgroup.procs").write_text("0")

    def seconds(self) -> float:
        return self._total() - self._start

    def _total(self) -> float:
        if self.folder is None:
            # user, nice, system, and (after idle and waiting) two kinds of interrupts.
            ticks = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:8]
            return sum(int(ticks[place]) for place in (0, 1, 2, 5, 6)) / _TICKS
        if (usage := self.folder / "cpuacct.usage").exists():
            return int(usage.read_text()) / 1e9
        return int((self.folder / "cpu.stat").read_text().split()[1]) / 1e6


@contextlib.contextmanager
def _account() -> Iterator[_Account]:
    folder = _own_group()
    try:
        yield _Account(folder)
    finally:
        if folder:
            _remove(folder)


def _own_group() -> Path | None:
    """A new control group that counts CPU time, below the one we are in (version 1 or 2 of them)."""
    for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
        _, kinds, path = line.split(":", 2)
        place = _GROUPS / kinds if kinds else _GROUPS
        counter = "cpuacct.usage" if "cpuacct" in kinds.split(",") else "cpu.stat" if not kinds else ""
        folder = place / path.strip("/") / f"craft-bench-{os.getpid()}"
        with contextlib.suppress(OSError):
            if counter and (folder.parent / "cgroup.procs").exists():
                folder.mkdir()
                if (folder / counter).exists():
                    return folder
                folder.rmdir()
    return None


def _remove(folder: Path) -> None:
    """The kernel buries the last processes a moment after they have ended."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            folder.rmdir()
            return
        time.sleep(0.05)


def _look(pid: int, peaks: dict[str, float]) -> None:
    """Note the highest resident memory so far of the process and of its zygotes, in MiB."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        _note(peaks, "craft grade", pid)
        started = (child for child in process.children(recursive=True) if _is_zygote(child))
        first = sorted(started, key=lambda child: child.create_time())
        for child in first:
            # It may have ended since; then it has no command line.
            line = " ".join(child.cmdline())
            kind = "zygote of judges" if '"judges": true' in line else "zygote of answerers"
            # Its forks have its command line too, and come later.
            if line and peaks.setdefault(f"pid of {kind}", child.pid) == child.pid:
                _note(peaks, kind, child.pid)


def _is_zygote(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        line = process.cmdline()
        return _ZYGOTE in line and "python" in Path(line[0]).name
    return False


def _note(peaks: dict[str, float], name: str, pid: int) -> None:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                peaks[name] = int(line.split()[1]) / 1024
