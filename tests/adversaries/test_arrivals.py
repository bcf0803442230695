"""Whatever stands in a mentor's inbox: it is refused in words, and the submission beside it is taken.

A new case is a new folder in arrivals/: `arrive(inbox, good)` of its arrive.py puts it there.
"""
from __future__ import annotations

import io
import runpy
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.submission.intake import Fate, collect
from autograder.submission.manifest import FILE_NAME, Manifest, digest
from tests.grading.tiny_job import released, submitted
from tests.tiny_course import FIXTURE

FOLDER = Path(__file__).with_name("arrivals")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Good:
    """A submission as `craft submit` packs it."""

    notebook: bytes
    manifest: bytes

    def packed(self) -> bytes:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr(FILE_NAME, self.manifest)
            archive.writestr("tiny.ipynb", self.notebook)
        return whole.getvalue()


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The tiny unit's course: taking a submission in needs no more of it than the exercises."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "exercises").symlink_to(FIXTURE / "exercises")
    (root / "curriculum").symlink_to(FIXTURE / "curriculum")
    return Course(root, False)


@pytest.mark.parametrize("name", sorted(path.parent.name for path in FOLDER.glob("*/attack.toml")))
def test_what_cannot_be_taken_is_refused_and_harms_nobody(name: str, course: Course, tmp_path: Path) -> None:
    """It says why; the honest one is taken; nothing is written but below build/."""
    expected = tomllib.loads((FOLDER / name / "attack.toml").read_text("utf-8"))
    notebook = submitted()
    good = Good(notebook, Manifest("honest", "90_tiny", NOW, digest(notebook), "1").as_bytes())
    inbox = tmp_path / "inbox"
    (inbox / "honest").mkdir(parents=True)
    (inbox / "honest" / "honest.zip").write_bytes(good.packed())
    runpy.run_path(str(FOLDER / name / "arrive.py"))["arrive"](inbox, good)
    taken = collect(course, [inbox], lambda unit: released(), NOW)
    receipts = {receipt.origin.stem: receipt for receipt in taken}
    assert receipts["evil"].fate == Fate.REFUSED and expected["refused"] in receipts["evil"].notes[0]
    assert receipts["honest"].fate == Fate.TAKEN
    assert {path.name for path in tmp_path.iterdir()} == {"course", "inbox"}
    assert {path.name for path in course.root.iterdir()} == {"exercises", "curriculum", "build"}
    assert {path.name for path in (course.root / "build/submitted").iterdir()} == {"honest"}
    assert expected["tries"].endswith(".") and expected["origin"]
