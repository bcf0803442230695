"""A fork of a zygote gives up what it has: descriptors, privileges, files, memory, time."""
from __future__ import annotations

import contextlib
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.sandbox.jail import capabilities, landlock, linux, seccomp
from autograder.sandbox.jail.rlimits import apply_rlimits
from autograder.sandbox.limits import Limits

# Everybody starts from the same random state.
_SEED = 0


@dataclass(frozen=True)
class Place:
    """Where a fork works and how well it is enclosed.

    scratch: its folder, made here. namespaces: whether it has its own. readable: where Landlock allows
    reading.
    """

    scratch: str
    namespaces: bool
    readable: tuple[str, ...]


def enclose(place: Place, limits: Limits, keep: tuple[int, ...]) -> None:
    """Enclose this process for good. keep: descriptors that stay open. Raises OSError."""
    if linux.IS_LINUX:
        linux.prctl(linux.PR_SET_PDEATHSIG, 9)
        capabilities.drop_all()
    _close_all_but(keep)
    # Where memory runs out this process ends, and none that others need: neither a zygote nor who grades.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    os.makedirs(place.scratch, mode=0o700, exist_ok=True)
    os.chdir(place.scratch)
    os.environ.update(dict.fromkeys(
        ("HOME", "TMPDIR", "MPLCONFIGDIR", "JOBLIB_TEMP_FOLDER", "IPYTHONDIR"), place.scratch))
    # Last, so that nothing of the learner's is taken for ours or for a library.
    sys.path.append(place.scratch)
    os.environ["PYTHONPATH"] = f"{os.environ.get('PYTHONPATH', '')}:{place.scratch}"
    apply_rlimits(limits, place.namespaces)
    if landlock.abi():
        writable = ("/tmp", "/dev") if place.namespaces else (place.scratch, "/dev/null")
        landlock.restrict(list(map(Path, place.readable)), list(map(Path, writable)), tcp=limits.loopback)
    if linux.IS_LINUX:
        # Where programs are filtered already in a way that forbids it, as in some containers.
        with contextlib.suppress(OSError):
            seccomp.restrict()
    random.seed(_SEED)
    np.random.seed(_SEED)


def _close_all_but(keep: tuple[int, ...]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    last = 2
    for number in [*sorted(keep), os.sysconf("SC_OPEN_MAX")]:
        os.closerange(last + 1, number)
        last = number
