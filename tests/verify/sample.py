"""The sample course: small, sound, and copied for each test that spoils it."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder.checks
from autograder.course import Course, Unit
from autograder.verify.measure import Measurements
from tests.verify.measured_once import measured_once

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "verify_course"
NUMBER = "91"


@pytest.fixture(scope="module", autouse=True)
def importable_checks() -> Iterator[None]:
    """The sample's checks are importable here and in every Python started from here."""
    with pytest.MonkeyPatch.context() as patch:
        make_importable(patch, FIXTURE)
        yield


def make_importable(patch: pytest.MonkeyPatch, root: Path) -> None:
    """Let `autograder.checks` contain the checks of the course in `root`, in child processes too."""
    checks = str(root / "autograder" / "checks")
    path = [str(FIXTURE / "importable"), os.environ.get("PYTHONPATH", "")]
    patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
    patch.setenv("CRAFT_TEST_CHECKS", checks)
    patch.setattr(autograder.checks, "__path__", [*autograder.checks.__path__, checks])


def copy_sample(root: Path) -> Path:
    """A copy of the sample course in `root`."""
    shutil.copytree(FIXTURE, root, ignore=shutil.ignore_patterns("__pycache__", "importable", "ruff.toml"))
    return root


def sample_unit(root: Path = FIXTURE) -> Unit:
    return Course.find(root).unit(NUMBER)


@pytest.fixture
def sample_root(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "course")


@pytest.fixture
def sample(sample_root: Path) -> Unit:
    """The sample unit in a folder of its own, to be spoilt."""
    return sample_unit(sample_root)


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measurements:
    """What running the sound sample finds; measured once."""
    with pytest.MonkeyPatch.context() as patch:
        make_importable(patch, FIXTURE)
        return measured_once(tmp_path_factory, sample_unit())


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} no longer contains {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")
