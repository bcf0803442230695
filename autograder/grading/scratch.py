"""A folder of its own for each run of somebody's code."""
from __future__ import annotations

import tempfile
from pathlib import Path


def scratch_folder(build: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder below `build/` that is gone afterwards, whatever is left open in it."""
    (build / "scratch").mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=build / "scratch", ignore_cleanup_errors=True)
