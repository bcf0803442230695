"""Raw files of frozen worlds: two that are shipped, and a year that is generated once and kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from ...flights.cache import default_folder
from .. import policies
from .generated import make_raw

WORLDS = Path(__file__).parent / "worlds"
SHIPPED = ("half_year", "tiny")
GENERATED = ("year",)
# Beyond the 31 bits of every graded draw. The seeds of the shipped worlds are not in this package.
YEAR_SEED = 0x6D0C_1A52_77E4_9B13
YEAR = {"days": 365, "tickets_per_day": 200, "fast_lane_places": 14}


def load_raw(name: str = "half_year") -> Path:
    """Folder with the raw files of a frozen world; `WIKI.md` in it says what they are.

    The folder lies in the course's cache. It is for reading: whoever wants to change files copies it first.

    Parameters
    ----------
    name : str
        "half_year" (180 days, about 45 tickets a day) and "tiny" (60 days, about 20 a day) are shipped.
        "year" (365 days, about 200 a day) is generated on first use, which takes about ten seconds.

    Raises
    ------
    ValueError
        If there is no world of that name.
    OSError
        If the shipped file is damaged.

    Examples
    --------
    >>> folder = load_raw("tiny")
    >>> (folder / "crm.sqlite").is_file(), len(list(folder.glob("events/*/*.jsonl.gz"))) > 100
    (True, True)
    """
    if name in SHIPPED:
        archive = WORLDS / f"{name}.zip"
        folder = f"desk-{name}-{_digest(archive)}"
        return _kept(folder, lambda path: _extract(archive, path), lambda path: _is_whole(archive, path))
    if name in GENERATED:
        folder = f"desk-{name}-{_digest(*sorted(WORLDS.parents[1].rglob('*.py')))}"
        return _kept(folder, _make_year, lambda path: path.is_dir())
    raise ValueError(f"name must be one of {', '.join((*SHIPPED, *GENERATED))}, got {name!r}")


def _make_year(path: Path) -> None:
    make_raw(path, YEAR_SEED, policy=policies.incumbent_rule(), **YEAR)


def _kept(name: str, build: Callable[[Path], None], is_whole: Callable[[Path], bool]) -> Path:
    """The folder of that name in the cache, built first where it is absent or not whole any more."""
    target = default_folder() / name
    if is_whole(target):
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=target.parent, suffix=".part"))
    except OSError:  # a cache that cannot be written costs time, never the result
        work = target = Path(tempfile.mkdtemp())
    try:
        build(work / "raw")
        return _moved(work / "raw", target, is_whole)
    finally:
        if not (work / "raw").exists():
            shutil.rmtree(work, ignore_errors=True)


def _moved(built: Path, target: Path, is_whole: Callable[[Path], bool]) -> Path:
    """Move a folder to its place; where that fails, it serves from where it is."""
    if target == built.parent:
        return built
    try:
        shutil.rmtree(target, ignore_errors=True)
        os.replace(built, target)
    except OSError:
        if not is_whole(target):
            return built
        shutil.rmtree(built, ignore_errors=True)  # another process was faster
    return target


def _extract(archive: Path, path: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as file:
            file.extractall(path)
    except (zipfile.BadZipFile, FileNotFoundError):
        raise OSError(
            f"{archive.name} of the Desk's raw files is damaged: restore it from the repository, "
            "or rebuild it with `python datasets/rebuild_desk.py` in the root of the course."
        ) from None


def _is_whole(archive: Path, path: Path) -> bool:
    """Whether every file of the archive lies in the folder with its size, and no other."""
    if not path.is_dir():
        return False
    try:
        with zipfile.ZipFile(archive) as file:
            wanted = {info.filename: info.file_size for info in file.infolist()}
    except (zipfile.BadZipFile, FileNotFoundError):
        return False
    files = (item for item in path.rglob("*") if item.is_file())
    return {item.relative_to(path).as_posix(): item.stat().st_size for item in files} == wanted


def _digest(*files: Path) -> str:
    """16 hex digits that change with the content of the files."""
    total = hashlib.sha256()
    for file in files:
        try:
            total.update(file.read_bytes().replace(b"\r\n", b"\n"))
        except FileNotFoundError:
            total.update(b"missing")
    return total.hexdigest()[:16]
