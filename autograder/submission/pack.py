"""Pack a learner's notebook into the zip that goes to the mentor."""
from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograder.course import Course, Unit
from autograder.submission.learner import checked_learner
from autograder.submission.manifest import FILE_NAME, Manifest, digest


def pack(course: Course, unit: Unit, name: str, notebook: bytes, now: datetime) -> Path:
    """Write `work/submissions/<unit>-<name>-<UTC time>.zip`, never over another file; returns its path."""
    manifest = Manifest(checked_learner(name), unit.folder, now.astimezone(UTC), digest(notebook), _version())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FILE_NAME, manifest.as_bytes())
        archive.writestr(unit.exercise.name, notebook)
    folder = course.work / "submissions"
    folder.mkdir(parents=True, exist_ok=True)
    return _write_new(folder, f"{unit.folder}-{name}-{manifest.time:%Y%m%dT%H%M%SZ}", buffer.getvalue())


def _write_new(folder: Path, stem: str, content: bytes) -> Path:
    """Write `<stem>.zip`, or with -2, -3 … where two fall into one second."""
    number = 1
    while True:
        path = folder / (f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return path


def _version() -> str:
    try:
        return version("ml-craft")
    except PackageNotFoundError:
        return "unknown"
