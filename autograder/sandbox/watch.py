"""Looks at what all processes of a submission use together: each alone has its limits already."""
from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable, Iterator

_TICKS = os.sysconf("SC_CLK_TCK")
# Of /proc/PID/status: what a process has mapped at most, whomever it shares it with; and its page tables and
# huge pages, which it shares with nobody. No limit of a process counts all of it: RLIMIT_DATA forgets what is
# made read-only later.
_MAPPED, _OWN = (b"RssAnon:", b"RssShmem:", b"VmSwap:"), (b"VmPTE:", b"HugetlbPages:")
# Of /proc/PID/smaps_rollup, which takes longer to read: its share of what several have mapped.
_SHARE = (b"Pss_Anon:", b"Pss_Shmem:", b"SwapPss:")


class Watch:
    """Whether all processes together use more than `memory_mib` beyond what the first one, this, has now."""

    def __init__(self, memory_mib: int) -> None:
        self._most_mib = memory_mib + _mapped_mib("self")
        with socket.socket(socket.AF_UNIX) as usual:
            self._socket_mib = usual.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) / 2**20

    def too_much(self) -> bool:
        """Looked at closely only where the processes could have too much: else a glance is enough."""
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
        # What waits in a socket is in no process's memory; the system bounds that of TCP and UDP together.
        sockets = len(_read("/proc/net/unix").splitlines()) - 1
        left = self._most_mib - sockets * self._socket_mib
        return all(sum(map(measure, processes)) > left for measure in (_mapped_mib, _used_mib))


def _mapped_mib(process: str) -> float:
    return _of_any_thread(process, lambda thread: _mib(f"{thread}/status", (*_MAPPED, *_OWN)))


def _used_mib(process: str) -> float:
    """Memory that no file of the system stands for; all that is mapped where shares cannot be read.

    What several processes share counts once among them, those outside included: never twice.
    """
    used = _of_any_thread(process, lambda thread: _mib(f"{thread}/smaps_rollup", _SHARE)
                          + _mib(f"{thread}/status", _OWN))
    return used or _mapped_mib(process)


def _of_any_thread(process: str, measure: Callable[[str], float]) -> float:
    """What the files of a process say, or of its other threads where the first has ended; else 0."""
    with contextlib.suppress(OSError):
        if found := measure(f"/proc/{process}"):
            return found
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            with contextlib.suppress(OSError):
                if found := measure(f"/proc/{process}/task/{thread}"):
                    return found
    return 0.0


def _mib(path: str, names: tuple[bytes, ...]) -> float:
    return sum(int(line.split()[1]) for line in _read(path).splitlines() if line.startswith(names)) / 1024


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
