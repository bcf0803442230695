"""What a zygote is told: its environment, and how its forks are to be enclosed."""
from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.limits import Limits
from autograder.sandbox.visible import DATA_SETS, PACKAGE, Visible, import_path

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
            "VECLIB_MAXIMUM_THREADS")
# What Landlock lets a fork read where there is no jail.
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/proc/self", "/dev/null",
           "/dev/urandom", "/dev/zero", "/sys/devices/system/cpu", "/opt", "/Library", "/System")


@dataclass(frozen=True)
class Surroundings:
    """judges, jailed: as in a Recipe. folder: filled with what forks import. visible: what is in the jail."""

    judges: bool
    jailed: bool
    folder: Path
    visible: Visible
    extra: tuple[Path, ...] = ()
    preload: tuple[str, ...] = ()


def environment_of(surroundings: Surroundings) -> dict[str, str]:
    """All variables of the environment; nothing is inherited."""
    home = "/tmp" if surroundings.jailed else str(surroundings.folder.parent)
    fixed = {} if surroundings.judges else {"PYTHONHASHSEED": "0"}
    return {**dict.fromkeys(_THREADS, "1"), **fixed, "PATH": f"{sys.prefix}/bin:/usr/bin:/bin", "HOME": home,
            "USER": "learner", "LANG": "C.UTF-8", "PYTHONPATH": _import_path(surroundings),
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1", "MPLCONFIGDIR": f"{home}/mpl",
            "IPYTHONDIR": f"{home}/ipython", "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            # jemalloc, the default of Arrow, starts a thread.
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "JE_ARROW_MALLOC_CONF": "background_thread:false", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def plan_of(surroundings: Surroundings, control: int) -> dict[str, Any]:
    """The zygote's plan, in JSON values."""
    readable = ["/"]
    if not surroundings.jailed:
        sources = [*surroundings.visible.sources.values(), DATA_SETS, *surroundings.extra]
        readable = [*_SYSTEM, *map(str, sources), *([str(PACKAGE)] if surroundings.judges else [])]
    return {"control": control, "judges": surroundings.judges, "namespaces": surroundings.jailed,
            "scratch": str(surroundings.folder.parent / "scratch"), "readable": readable,
            "output_characters": Limits().output_characters, "preload": list(surroundings.preload)}


def reduced_folder(folder: Path) -> None:
    """Without a jail nothing can be mounted: what answerers import besides is linked instead."""
    for name, source in (("craftdata", DATA_SETS), ("autograder", PACKAGE)):
        place = folder / name
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
            place.symlink_to(source)


def _import_path(surroundings: Surroundings) -> str:
    if surroundings.jailed:
        return import_path(surroundings.visible)
    return ":".join(map(str, [*surroundings.extra, surroundings.folder]))
