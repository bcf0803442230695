"""Limits of one process and its descendants, as every POSIX system has them."""
from __future__ import annotations

import contextlib
import resource
from pathlib import Path

from autograder.sandbox.limits import Limits

MIB = 2**20


def apply_rlimits(limits: Limits, namespaces: bool) -> None:
    """Bound memory, processes, files and CPU time of this process and of those that it starts.

    namespaces: whether it has a user namespace of its own. Without one the limit counts all processes of
    the user, and what is started can outlive its parent: so nothing may be, or there is no such limit.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file_mib * MIB)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    # A limit on the address space would hit libraries that reserve much and use little.
    _lower(resource.RLIMIT_DATA, _data_in_use() + limits.memory_mib * MIB)
    if hasattr(resource, "RLIMIT_NPROC") and (namespaces or not limits.children):
        _lower(resource.RLIMIT_NPROC, limits.processes if namespaces else 0)


def _lower(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    # macOS refuses some of them.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (value, value))


def _data_in_use() -> int:
    """Bytes of data that the process has already, inherited from its zygote."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 512 * MIB
