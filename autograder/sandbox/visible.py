"""What a jailed process can see: Python, the data sets, our side of the wire, and nothing of the course."""
from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import autograder
import craftdata

PACKAGE = Path(autograder.__file__).resolve().parent
DATA_SETS = Path(craftdata.__file__).resolve().parent
# Where these lie inside the jail: not where they lie outside.
INSIDE = Path("/craft")
# Modules outside the sandbox that its own code imports.
_SHARED = ("__init__.py", "oracles/__init__.py", "oracles/axes.py", "oracles/axes_reading.py",
           "oracles/lost.py", "oracles/time_limit.py")


@dataclass(frozen=True)
class Visible:
    """What is there to be read, beside the operating system's own files.

    sources: by their path inside, folders of this machine. hidden: folders that must not be seen though they
    lie below one that is.
    """

    sources: dict[Path, Path]
    hidden: tuple[Path, ...] = ()

    def mounts(self) -> list[tuple[Path, Path | None]]:
        """(path inside, folder or None for nothing), so that what lies deeper comes later."""
        found: dict[Path, Path | None] = dict.fromkeys(self._covered())
        found.update(self.sources)
        return sorted(found.items(), key=lambda item: len(item[0].parts))

    def _covered(self) -> list[Path]:
        seen = (*self.sources, Path("/usr"))
        return [path for path in self.hidden if path.is_dir() and any(map(path.is_relative_to, seen))]


def for_answerers(folder: Path, hidden: Sequence[Path] = ()) -> Visible:
    """No check, no solution, no gradebook: the wire, the data sets, and a stand-in for `check_for`.

    folder: an empty one, which is filled. hidden: folders of the course.
    """
    package = folder / "autograder"
    ours = [path.relative_to(PACKAGE) for path in (PACKAGE / "sandbox").rglob("*.py")]
    for name in (*map(Path, _SHARED), *ours):
        _copy(PACKAGE / name, package / name)
    _copy(PACKAGE / "sandbox/standin/practice/__init__.py", package / "practice/__init__.py")
    (folder / "craftdata").mkdir()
    sources = {INSIDE: folder, INSIDE / "craftdata": DATA_SETS, **_python()}
    return Visible(sources, (PACKAGE, *map(Path.resolve, hidden)))


def for_judges(folder: Path, extra: Sequence[Path] = ()) -> Visible:
    """The whole package with its checks, and the data sets. extra: folders to import from, found first."""
    for name in ("autograder", "craftdata"):
        (folder / name).mkdir()
    more = {INSIDE.with_name(f"extra{number}"): path.resolve() for number, path in enumerate(extra)}
    return Visible({INSIDE: folder, INSIDE / "autograder": PACKAGE, INSIDE / "craftdata": DATA_SETS,
                    **_python(), **more})


def import_path(visible: Visible) -> str:
    """PYTHONPATH inside."""
    extra = sorted(str(path) for path in visible.sources if path.name.startswith("extra"))
    return ":".join([*extra, str(INSIDE)])


def _python() -> dict[Path, Path]:
    """The interpreter and its packages, where they are."""
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    resolved = {prefix.resolve() for prefix in prefixes}
    return {path: path.resolve() for path in sorted(prefixes | resolved) if not path.is_relative_to("/usr")}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
