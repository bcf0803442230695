"""What this machine can enforce on submissions, in words."""
from __future__ import annotations

import functools
import os
import subprocess
from dataclasses import dataclass

from autograder.sandbox.jail import bubblewrap, landlock, linux

_INSTALL = "Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap"


@dataclass(frozen=True)
class Ability:
    """One line of a report. remedy: what to do if it is lacking, or ""."""

    name: str
    present: bool
    remedy: str = ""


def abilities() -> tuple[Ability, ...]:
    """All that the sandbox makes use of, the most important first."""
    trouble = jail_trouble()
    return (
        Ability("jail (bubblewrap, user namespaces)", not trouble, trouble),
        Ability(f"Landlock (ABI {landlock.abi()})", landlock.abi() > 0,
                "" if landlock.abi() else "Linux 5.13 or newer has it"),
        Ability("submissions run as an unprivileged user", not trouble or os.getuid() != 0,
                "" if not trouble or os.getuid() != 0 else "Grade as an ordinary user."),
    )


@functools.cache
def jail_trouble() -> str:
    """Why there can be no jail here, with the remedy; "" if there can be one. Tried once a process."""
    if not linux.IS_LINUX:
        return "bubblewrap needs Linux: submissions run with limits on memory, time and files alone"
    found = bubblewrap.program()
    if found is None:
        return f"bubblewrap is not installed: submissions are not enclosed. {_INSTALL}"
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
