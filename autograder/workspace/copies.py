"""The learner's copies in `work/`: made once, never overwritten once touched, put aside by a reset.

work/04_aggregation/aggregation.ipynb   the released exercise
work/04_aggregation/lesson.ipynb        the lesson, so that guesses written into it never touch a tracked file
work/.lab/releases.json                 which release each copy was made from
"""
from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary

from autograder.course import Course, Unit
from autograder.notebook.files import notebook_bytes, write_atomically

LESSON_NAME = "lesson.ipynb"


@dataclass(frozen=True)
class Release:
    """What a copy was made from. `origin`: digest of the course's file when last seen; `current`: digest of
    the release made from it; `copied`: digest of the release that the copy was made from."""

    origin: str
    current: str
    copied: str


@dataclass(frozen=True)
class _Copy:
    """One file to keep in `work/`: where it lies, what it comes from, how the learner's version is made."""

    path: Path
    origin: Path
    read: Callable[[], NotebookNode]


def lab_folder(course: Course) -> Path:
    """Where JupyterLab keeps its state for this course, apart from the user's own."""
    return course.work / ".lab"


def exercise_copy(course: Course, unit: Unit) -> Path:
    """Where the learner's exercise lies (or will lie)."""
    return course.work / unit.folder / unit.exercise.name


def lesson_copy(course: Course, unit: Unit) -> Path:
    """Where the learner's lesson lies (or will lie)."""
    return course.work / unit.folder / LESSON_NAME


def ensure_copy(course: Course, unit: Unit) -> Path:
    """Make the unit's copies where they are missing; returns the path of the exercise.

    A copy that the learner has changed is never written to. An untouched one follows the release.
    """
    releases = read_releases(course)
    before = dict(releases)
    for copy in _copies(course, unit):
        key = copy.path.relative_to(course.work).as_posix()
        releases[key] = _bring_up(course, copy, releases.get(key))
    if releases != before:
        content = json.dumps({key: asdict(value) for key, value in sorted(releases.items())}, indent=1)
        write_atomically(_releases_file(course), content.encode() + b"\n")
    return exercise_copy(course, unit)


def reset_unit(course: Course, unit: Unit, now: datetime) -> tuple[Path | None, Path]:
    """Put the unit's folder aside as `work/.old/<folder>-<UTC time>` and make fresh copies.

    Returns (where the old folder is now, or None if there was none; the fresh exercise).
    """
    folder = course.work / unit.folder
    kept = None
    if folder.exists():
        kept = _free_name(course.work / ".old" / f"{unit.folder}-{now:%Y%m%dT%H%M%SZ}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, kept)
    return kept, ensure_copy(course, unit)


def units_with_newer_release(course: Course) -> frozenset[str]:
    """Folders of the units whose copies come from an older release than the course's files now hold."""
    return frozenset(key.split("/")[0] for key, release in read_releases(course).items()
                     if release.current != release.copied)


def read_releases(course: Course) -> dict[str, Release]:
    """What each copy was made from, by its path below `work/`; empty if nothing readable is noted."""
    try:
        noted = json.loads(_releases_file(course).read_text(encoding="utf-8"))
        return {key: Release(**value) for key, value in noted.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def content_digest(notebook: NotebookNode) -> str:
    """Digest of what a person reads and writes in a notebook: not its outputs, counters or metadata."""
    cells = [(cell.cell_type, cell.source.strip()) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def _releases_file(course: Course) -> Path:
    return lab_folder(course) / "releases.json"


def _copies(course: Course, unit: Unit) -> Iterator[_Copy]:
    if unit.lesson.exists():
        yield _Copy(lesson_copy(course, unit), unit.lesson, lambda: nbformat.read(unit.lesson, as_version=4))
    if unit.exercise.exists():
        yield _Copy(exercise_copy(course, unit), unit.exercise, lambda: _released(unit))


def _released(unit: Unit) -> NotebookNode:
    # nbgrader takes seconds to import and is needed only when a release has changed.
    from autograder.nbgrader_plugins.release import released
    return released(unit)


def _bring_up(course: Course, copy: _Copy, noted: Release | None) -> Release:
    origin = hashlib.sha256(copy.origin.read_bytes()).hexdigest()
    if noted and noted.origin == origin and copy.path.exists():
        return noted
    notebook = copy.read()
    current = content_digest(notebook)
    if copy.path.exists() and not (noted and _content_of(copy.path) == noted.copied):
        return Release(origin, current, noted.copied if noted else current)
    write_atomically(copy.path, notebook_bytes(notebook))
    # Signed, so that JupyterLab shows the outputs without asking for trust.
    NotebookNotary(data_dir=str(_data_folder(course))).sign(notebook)
    return Release(origin, current, current)


def _content_of(path: Path) -> str:
    try:
        return content_digest(nbformat.read(path, as_version=4))
    except Exception:
        # Not readable as a notebook: the learner's in any case, so it counts as touched.
        return ""


def _data_folder(course: Course) -> Path:
    folder = lab_folder(course) / "data"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _free_name(path: Path) -> Path:
    """`path`, or with -2, -3 … where two resets fall into one second."""
    candidate, n = path, 1
    while candidate.exists():
        n += 1
        candidate = path.with_name(f"{path.name}-{n}")
    return candidate
