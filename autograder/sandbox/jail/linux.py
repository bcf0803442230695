"""The few calls of the Linux C library that Python does not offer. Everything here raises OSError."""
from __future__ import annotations

import ctypes
import functools
import os
import platform
import signal
import struct
import sys

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MADV_COLLAPSE = 25
# By machine; clone3, which containers that allow clone refuse at times, is the same everywhere.
CLONE, CLONE_3 = {"x86_64": 56, "aarch64": 220}, 435

IS_LINUX = sys.platform == "linux"


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def prctl(option: int, value: int = 0) -> None:
    """Set one attribute of the calling process, see prctl(2)."""
    zero = ctypes.c_ulong(0)
    _checked(_libc().prctl(option, ctypes.c_ulong(value), zero, zero, zero), "prctl")


def fork_into(namespaces: int) -> int:
    """os.fork whose child is the first process of new namespaces; flags as in clone(2).

    `os.fork` and unshare(2) would need a process between, which costs as much as each other fork. The child
    must start no threads: the C library takes it for its parent. What it forks by os.fork is sound.
    """
    python, system = ctypes.pythonapi, ctypes.PyDLL(None, use_errno=True)
    if number := CLONE.get(platform.machine()):
        call = number, namespaces | signal.SIGCHLD, 0, 0, 0, 0
    else:
        # struct clone_args: flags, three pointers, the signal of its end, stack and its size, thread storage.
        asked = struct.pack("8Q", namespaces, 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
        call = CLONE_3, asked, len(asked)
    python.PyOS_BeforeFork()
    child = system.syscall(*(ctypes.c_long(item) if isinstance(item, int) else item for item in call))
    if child == 0:
        python.PyOS_AfterFork_Child()
        return 0
    python.PyOS_AfterFork_Parent()
    return _checked(child, "clone")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """mount(2); the error names the target."""
    arguments = [text.encode() or None for text in (source, target, kind)]
    _checked(_libc().mount(*arguments, ctypes.c_ulong(flags), options.encode() or None), f"mount {target}")


def madvise(address: int, length: int, advice: int) -> None:
    """madvise(2) of a piece of this process's memory."""
    _checked(_libc().madvise(ctypes.c_void_p(address), ctypes.c_size_t(length), advice), "madvise")


def syscall(number: int, *arguments: int | bytes | None) -> int:
    """A system call by its number; integers are passed as long, bytes as a pointer."""
    passed = [ctypes.c_long(item) if isinstance(item, int) else item for item in arguments]
    return _checked(_libc().syscall(ctypes.c_long(number), *passed), f"system call {number}")


def capset(header: bytes, data: bytes) -> None:
    """capset(2)."""
    _checked(_libc().capset(header, data), "capset")
