"""Landlock: a process gives up access to files, TCP and other processes (Linux 5.13 and newer).

The numbers are those of <linux/landlock.h>.
"""
from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox.jail import linux

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_ON_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_TCP = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3


def abi() -> int:
    """The kernel's version of Landlock, 0 without it."""
    if not linux.IS_LINUX:
        return 0
    try:
        return linux.syscall(_CREATE, None, 0, 1)
    except OSError:
        return 0


def restrict(readable: Sequence[Path], writable: Sequence[Path], tcp: bool = False) -> None:
    """Allow reading below `readable`, everything below `writable`, and nothing else; raises OSError.

    Paths that do not exist are left out. tcp: whether TCP may be used. Signals and abstract sockets
    reach only processes under the same restriction, where the kernel knows how (ABI 6).
    """
    version = abi()
    files = (1 << 13) - 1 | (1 << 13 if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0) \
        | (_IOCTL_DEV if version >= 5 else 0)
    network = _TCP if version >= 4 and not tcp else 0
    scope = _ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0
    attributes = struct.pack("QQQ", files, network, scope)
    attributes = attributes[:8 if version < 4 else 16 if version < 6 else 24]
    rules = linux.syscall(_CREATE, attributes, len(attributes), 0)
    try:
        for paths, access in ((readable, _READ), (writable, files)):
            for path in paths:
                _allow(rules, path, access & files)
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        linux.syscall(_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return
    try:
        if not path.is_dir():
            access &= _ON_A_FILE
        linux.syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", access, place), 0)
    finally:
        os.close(place)
