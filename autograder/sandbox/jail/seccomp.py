"""A filter of system calls: what neither a namespace nor a limit holds back, and no notebook needs.

Keys of the login session, networks that no namespace knows (VSOCK), memory that no process is charged for,
limits of another process, and calls by which kernels have been broken. The numbers are those of the kernel's
headers.
"""
from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.sandbox.jail import linux

_SET_MODE_FILTER = 1
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
# Places in `struct seccomp_data`; of an argument, its lower half.
_NUMBER, _ARCHITECTURE = 0, 4
_FIRST_ARGUMENT, _SECOND_ARGUMENT, _THIRD_ARGUMENT, _FOURTH_ARGUMENT = 16, 24, 32, 40
_SHARED, _ANONYMOUS = 0x01, 0x20
_OF_ALL_SOCKETS, _SEND_BUFFER = 1, 7
_UNIX, _INTERNET, _INTERNET_6 = 1, 2, 10
# All namespaces: cgroup, uts, ipc, user, pid, net, mount, time.
_NEW_NAMESPACES = 0x7E020080
# Calls of the 32-bit kind on a 64-bit kernel begin here.
_X32 = 0x40000000


@dataclass(frozen=True)
class _System:
    """The numbers of one architecture. sockets: socket, socketpair. forbidden: in the comment's order."""

    architecture: int
    seccomp: int
    sockets: tuple[int, int]
    clone: int
    mmap: int
    prlimit: int
    setsockopt: int
    forbidden: tuple[int, ...]


# ptrace process_vm_readv process_vm_writev kcmp | add_key request_key keyctl | bpf perf_event_open
# userfaultfd | memfd_create shmget msgget semget | mount umount2 pivot_root chroot unshare setns | swapon
# open_by_handle_at fanotify_init quotactl acct kexec_load init_module finit_module delete_module syslog |
# io_setup, of which the whole system has a number
_SYSTEMS = {
    "x86_64": _System(0xC000003E, 317, (41, 53), linux.CLONE["x86_64"], 9, 302, 54, (
        101, 310, 311, 312, 248, 249, 250, 321, 298, 323, 319, 29, 68, 64, 165, 166, 155, 161, 272, 308, 167,
        304, 300, 179, 163, 246, 175, 313, 176, 103, 206)),
    "aarch64": _System(0xC00000B7, 277, (198, 199), linux.CLONE["aarch64"], 222, 261, 208, (
        117, 270, 271, 272, 217, 218, 219, 280, 241, 282, 279, 194, 186, 190, 40, 39, 41, 51, 97, 268, 224,
        265, 262, 60, 89, 104, 105, 273, 106, 116, 0)),
}
# The same everywhere: io_uring, open_tree to fspick, pidfd_getfd, mount_setattr, memfd_secret.
_FORBIDDEN_EVERYWHERE = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 447)


def is_known() -> bool:
    """Whether there is a filter for this machine."""
    return linux.IS_LINUX and platform.machine() in _SYSTEMS


def restrict() -> None:
    """Filter the calls of this process and of all that it starts, for good. Raises OSError.

    Needs PR_SET_NO_NEW_PRIVS. Without effect on a machine that is not known.
    """
    if not is_known():
        return
    lines = _program(_SYSTEMS[platform.machine()])
    code = ctypes.create_string_buffer(b"".join(lines))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(lines), ctypes.addressof(code)))
    linux.syscall(_SYSTEMS[platform.machine()].seccomp, _SET_MODE_FILTER, 0, ctypes.addressof(program))


def _program(system: _System) -> list[bytes]:
    lines = [_line(_LOAD, _ARCHITECTURE), _line(_IF_EQUAL, system.architecture, 1), _line(_RETURN, _KILL),
             _line(_LOAD, _NUMBER)]
    if system.architecture == _SYSTEMS["x86_64"].architecture:
        lines += [_line(_IF_AT_LEAST, _X32, 0, 1), _fail(errno.ENOSYS)]
    for number in (*system.forbidden, *_FORBIDDEN_EVERYWHERE):
        lines += [_line(_IF_EQUAL, number, 0, 1), _fail(errno.EPERM)]
    # Its flags lie behind a pointer. The C library goes back to `clone` where there is no such call.
    lines += [_line(_IF_EQUAL, linux.CLONE_3, 0, 1), _fail(errno.ENOSYS)]
    lines += _when(system.clone, [_line(_IF_ANY_BIT, _NEW_NAMESPACES, 0, 1), _fail(errno.EPERM)])
    # The first process of a namespace is of the same user: whoever lowers its limits would rule it.
    lines += _when(system.prlimit, [_line(_IF_EQUAL, 0, 1), _fail(errno.EPERM)])
    # It stays when nobody has it mapped any more, where no measure of a process sees it.
    lines += _when(system.mmap, [_line(_IF_ANY_BIT, _ANONYMOUS, 0, 2), _line(_IF_ANY_BIT, _SHARED, 0, 1),
                                 _fail(errno.EPERM)], _FOURTH_ARGUMENT)
    # What waits in a socket takes the system's memory; `Watch` takes each buffer to be of the usual size.
    lines += _when(system.setsockopt, [
        _line(_IF_EQUAL, _OF_ALL_SOCKETS, 0, 3), _line(_LOAD, _THIRD_ARGUMENT),
        _line(_IF_EQUAL, _SEND_BUFFER, 0, 1), _fail(errno.EPERM)], _SECOND_ARGUMENT)
    families = (_UNIX, _INTERNET, _INTERNET_6)
    for number in system.sockets:
        lines += _when(number, [*(_line(_IF_EQUAL, family, len(families) - place)
                                  for place, family in enumerate(families)), _fail(errno.EAFNOSUPPORT)])
    return [*lines, _line(_RETURN, _ALLOW)]


def _when(number: int, lines: Sequence[bytes], argument: int = _FIRST_ARGUMENT) -> list[bytes]:
    """Look at one argument of one call, and allow it where `lines` do not fail it."""
    return [_line(_IF_EQUAL, number, 0, len(lines) + 2), _line(_LOAD, argument), *lines,
            _line(_RETURN, _ALLOW)]


def _fail(number: int) -> bytes:
    return _line(_RETURN, _FAIL | number)


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction. if_true, if_false: how many instructions are skipped."""
    return struct.pack("HBBI", code, if_true, if_false, value)
