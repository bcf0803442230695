"""Namespaces of one fork of a zygote: its own processes, files, network and users."""
from __future__ import annotations

import contextlib
import fcntl
import os
import re
import socket
import struct
from pathlib import Path

from autograder.sandbox.jail import linux
from autograder.sandbox.limits import Limits

_OWN = (linux.CLONE_NEWUSER | linux.CLONE_NEWNS | linux.CLONE_NEWPID | linux.CLONE_NEWIPC
        | linux.CLONE_NEWNET | linux.CLONE_NEWUTS)
_SHARED_MEMORY_MIB = 16
_INODES = 20_000
# Of a user's own, which submissions and whoever grades share; the system gives 128 of them.
_INOTIFY_INSTANCES = 8
# How mountinfo writes blanks in a path.
_OCTAL = re.compile(r"\\([0-7]{3})")
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1


def fork_into_namespaces() -> int:
    """Fork: 0 in the child, the first process of new namespaces, which calls `settle`. Raises OSError."""
    return linux.fork_into(_OWN)


def settle(user: int, group: int, limits: Limits) -> None:
    """Begin in new namespaces as the user and group that this process was outside. Raises OSError."""
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    if limits.loopback:
        _raise_loopback()


def mount_own(limits: Limits) -> None:
    """Give the first process its own /proc, /tmp and shared memory, of limited size. Raises OSError.

    /tmp covers what the zygote has there, but for what is mounted below it: Python, where the course lies in
    /tmp itself. No further user namespaces can be made, so it stays covered.
    """
    safe = linux.MS_NOSUID | linux.MS_NODEV
    linux.mount("proc", "/proc", "proc", safe | linux.MS_NOEXEC)
    below = _mounts_below("/tmp/")
    linux.mount("tmpfs", "/tmp", "tmpfs", safe, f"size={limits.scratch_mib}m,nr_inodes={_INODES},mode=0700")
    _mount_again(below)
    if Path("/dev/shm").is_dir():
        linux.mount("tmpfs", "/dev/shm", "tmpfs", safe | linux.MS_NOEXEC,
                    f"size={_SHARED_MEMORY_MIB}m,nr_inodes=1000,mode=0700")
    if Path("/dev/pts").is_dir():
        # Those that bubblewrap has made are the zygote's, and so everybody's.
        linux.mount("tmpfs", "/dev/pts", "tmpfs", safe | linux.MS_NOEXEC | linux.MS_RDONLY, "size=4k")
    Path("/proc/sys/user/max_user_namespaces").write_text("0", encoding="ascii")
    with contextlib.suppress(FileNotFoundError):  # a kernel without it counts by user alone
        Path("/proc/sys/user/max_inotify_instances").write_text(str(_INOTIFY_INSTANCES), encoding="ascii")


def _mounts_below(folder: str) -> dict[str, int]:
    """Open descriptors of the folders that are mounted below a folder, outer ones first."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    places = [_OCTAL.sub(lambda match: chr(int(match[1], 8)), line.split()[4]) for line in lines]
    found = [place for place in dict.fromkeys(places) if place.startswith(folder) and Path(place).is_dir()]
    return {place: os.open(place, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC) for place in sorted(found)}


def _mount_again(folders: dict[str, int]) -> None:
    """Mount folders, by their descriptors, where they were; they stay as readable or not as they were."""
    for place, descriptor in folders.items():
        Path(place).mkdir(parents=True, exist_ok=True)
        linux.mount(f"/proc/self/fd/{descriptor}", place, flags=linux.MS_BIND)
        os.close(descriptor)


def _raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP))
