"""What this machine can enforce on submissions, in words."""
from __future__ import annotations

import functools
import os
import subprocess
from dataclasses import dataclass

from autograder.sandbox.jail import bubblewrap, landlock, linux

_INSTALL = "`make jail` installs it (Debian: apt-get install bubblewrap; Fedora: dnf install bubblewrap)"


@dataclass(frozen=True)
class Ability:
    """One line of a report. remedy: what to do if it is lacking, or ""."""

    name: str
    present: bool
    remedy: str = ""


def abilities() -> tuple[Ability, ...]:
    """All that the sandbox makes use of, the most important first."""
    trouble, version = jail_trouble(), landlock.abi()
    without = "files are kept away by the jail alone." if not trouble else "submissions read your files."
    return (
        Ability("a jail (bubblewrap): no network, no files or processes of others, a read-only system",
                not trouble, trouble),
        Ability(f"Landlock, version {version}", version > 0,
                "" if version else f"Linux 5.13 or newer has it; without it {without}"),
        Ability("an unprivileged user, limits on memory, time, processes and files",
                not root_trouble(), root_trouble()),
    )


def root_trouble() -> str:
    """Why submissions are not run at all by this user; "" if they are."""
    if os.getuid() == 0 and jail_trouble():
        return ("Root without a jail runs no submission: grade as an ordinary user, or make a jail possible "
                f"({jail_trouble()}).")
    return ""


@functools.cache
def jail_trouble() -> str:
    """Why there can be no jail here, with the remedy; "" if there can be one. Tried once a process."""
    if not linux.IS_LINUX:
        return "there is no jail without Linux: submissions run with limits on memory, time and files alone"
    found = bubblewrap.program()
    if found is None:
        return f"no jail without bubblewrap, which is not installed. {_INSTALL}"
    try:
        # As an ordinary user, as whom submissions run.
        nobody = {"user": bubblewrap.NOBODY, "group": bubblewrap.NOBODY, "extra_groups": []}
        user = nobody if os.getuid() == 0 else {}
        tried = subprocess.run([found, "--unshare-all", "--unshare-user", "--ro-bind", "/", "/", "/bin/true"],
                               capture_output=True, timeout=20, text=True, **user)
    except (OSError, subprocess.SubprocessError) as error:
        return f"bubblewrap cannot be tried ({error})"
    if tried.returncode == 0:
        return ""
    return (f"bubblewrap makes no jail here: {tried.stderr.strip()[:200]}. User namespaces may be switched "
            "off: look at kernel.unprivileged_userns_clone, user.max_user_namespaces, and AppArmor's "
            "restrict_unprivileged_userns.")
