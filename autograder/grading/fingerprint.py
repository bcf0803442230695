"""What a grading was made of, as one digest: the same parts give the same grading."""
from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from autograder.course import Unit
from autograder.grading.submissions import Submission
from autograder.grading.versions import versions_of


def recipe_of(unit: Unit) -> str:
    """Digest of all that grades a unit's submissions: exercise, checks, engine, data and environment."""
    versions = versions_of(f"autograder.checks.{unit.name}")
    whole = hashlib.sha256("\n".join(f"{name} {version}" for name, version in versions.items()).encode())
    for file in (unit.exercise, unit.path / "unit.toml"):
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    for path in _data_files():
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def fingerprint(submission: Submission, recipe: str, key: str, variant: int = 0) -> str:
    """Digest of one grading. recipe: from `recipe_of`. key: the learner's, from `learner_key`."""
    parts = (submission.digest, recipe, key, str(variant))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _data_files() -> list[Path]:
    """The data package, with the data that it ships; none where it is not installed."""
    found = find_spec("craftdata")
    places = (found.submodule_search_locations or ()) if found else ()
    return [path for place in places for path in sorted(Path(place).rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts]
