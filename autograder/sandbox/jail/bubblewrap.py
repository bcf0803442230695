"""bubblewrap: a process sees a system of its own, without network, users and processes of this machine."""
from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.sandbox.visible import Visible

NOBODY = 65534
_TMP_BYTES = 512 * 2**20
_SYSTEM_LINKS = ("lib", "lib32", "lib64", "libx32", "bin", "sbin")
_ETC = ("fonts", "ld.so.cache", "ld.so.conf", "alternatives")


def program() -> str | None:
    """Where bubblewrap is installed."""
    return shutil.which("bwrap")


def command(argv: Sequence[str], visible: Visible, environment: Mapping[str, str],
            sources: Mapping[Path, Path] | None = None) -> list[str]:
    """The command line that runs `argv` in a jail.

    sources: where the folders of `visible` can be read, by their path outside, if elsewhere. Raises
    FileNotFoundError without bubblewrap.
    """
    found = program()
    if found is None:
        raise FileNotFoundError("bwrap")
    line = [found, "--unshare-all", "--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY),
            "--cap-drop", "ALL", "--die-with-parent", "--new-session", "--hostname", "craft", "--clearenv"]
    for name, value in environment.items():
        line += ["--setenv", name, value]
    # It gives zeros too, and no shared memory.
    zeros = ["--dev-bind-try", "/dev/full", "/dev/zero"]
    line += [*_system(), "--proc", "/proc", "--dev", "/dev", *zeros, "--tmpfs", "/dev/shm",
             "--size", str(_TMP_BYTES), "--tmpfs", "/tmp"]
    for inside, outside in visible.mounts():
        line += ["--tmpfs", str(inside)] if outside is None else [
            "--ro-bind", str((sources or {}).get(outside, outside)), str(inside)]
    for inside in [path for path, outside in visible.mounts() if outside is None]:
        line += ["--remount-ro", str(inside)]
    return [*line, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--", *argv]


def _system() -> list[str]:
    """The operating system's programs and libraries, read-only; of /etc only what programs need."""
    line = ["--ro-bind", "/usr", "/usr"]
    for name in _SYSTEM_LINKS:
        path = Path("/", name)
        if path.is_symlink():
            line += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            line += ["--ro-bind", str(path), str(path)]
    for name in _ETC:
        line += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    return line
