"""A tiny course whose unit is in the gradebook, and results that the engine found for it: once a session."""
from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import autograder.checks
from autograder.draws import learner_key
from autograder.grading.course_sandbox import open_sandbox
from autograder.grading.grade import grade
from autograder.grading.graded import Graded
from autograder.grading.job import job_of
from autograder.grading.journal import Grading, new_grading
from autograder.grading.submissions import Submission
from autograder.notebook.files import write_atomically
from autograder.submission.intake import NBGRADER_TIME
from tests.tiny_course import FIXTURE, REPOSITORY, SALT, SOLUTION, SQUARES, Tiny, make_tiny, submission

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REASON = {"reason": "Because nothing is known of it."}
ANSWERS = {
    "solution": {**SOLUTION, **REASON},
    "squares": {**SOLUTION, **SQUARES, **REASON},
    "zero": {**SOLUTION, "double": "def double(values):\n    return [2 * (value or 0) for value in values]"},
    "stub": {},
}
POINTS = {"solution": 5.0, "squares": 2.0, "zero": 4.0, "stub": 0.0}


@pytest.fixture(scope="session")
def known_tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """A tiny course after `nbgrader generate_assignment`: to be copied, not to be used."""
    made = make_tiny(tmp_path_factory.mktemp("known") / "course")
    # Its own copy of the data: whoever edits the other meanwhile would change what a grading is made of.
    shutil.copytree(REPOSITORY / "datasets" / "craftdata", made.root / "datasets" / "craftdata")
    path = os.pathsep.join([str(made.root), str(made.root / "datasets")])
    tiny = Tiny(made.root, {**made.environment, "PYTHONPATH": path})
    done = tiny.nbgrader("generate_assignment", "90_tiny")
    assert done.returncode == 0, done.stdout + done.stderr
    return tiny


@pytest.fixture(scope="session")
def sent(release) -> dict[str, bytes]:
    """Submissions by what they are."""
    return {name: submission(release, answers) for name, answers in ANSWERS.items()}


@pytest.fixture(scope="session")
def found(known_tiny: Tiny, release, sent: Mapping[str, bytes]) -> dict[str, Graded]:
    """What the engine finds in each of them."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("visible", "surroundings"):
            patch.setattr(f"autograder.sandbox.{module}.PACKAGE", known_tiny.root / "autograder")
        patch.setattr(autograder.checks, "__path__", [*autograder.checks.__path__, str(FIXTURE / "checks")])
        with open_sandbox(known_tiny.course) as sandbox:
            return {name: grade(job_of(known_tiny.unit, release, content, learner_key(name, SALT)), sandbox)
                    for name, content in sent.items()}


@pytest.fixture
def known(known_tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tiny]:
    """A copy of the tiny course whose unit is in the gradebook; the current folder."""
    root = shutil.copytree(known_tiny.root, tmp_path / "course", symlinks=True)
    environment = {key: value.replace(str(known_tiny.root), str(root))
                   for key, value in known_tiny.environment.items()}
    made = Tiny(root, environment)
    monkeypatch.chdir(root)
    monkeypatch.setenv("PYTHONPATH", environment["PYTHONPATH"])
    monkeypatch.setenv("CRAFT_SALT", SALT)
    monkeypatch.delenv("CRAFT_DB", raising=False)
    for module in ("visible", "surroundings"):
        monkeypatch.setattr(f"autograder.sandbox.{module}.PACKAGE", root / "autograder")
    monkeypatch.setattr(autograder.checks, "__path__", [*autograder.checks.__path__, str(FIXTURE / "checks")])
    yield made


def hand_in(tiny: Tiny, learner: str, content: bytes, time: datetime = NOON) -> None:
    """Put a submission where `craft collect` puts it."""
    folder = tiny.root / "build/submitted" / learner / "90_tiny"
    write_atomically(folder / "tiny.ipynb", content)
    write_atomically(folder / "timestamp.txt", time.strftime(NBGRADER_TIME).encode())


@pytest.fixture
def graded_as(sent: Mapping[str, bytes], found: Mapping[str, Graded]) -> Callable[..., Grading]:
    """A grading of a submission of this kind; hours: after noon, when it was handed in."""
    def make(learner: str, kind: str, hours: int = 0, fingerprint: str = "f") -> Grading:
        handed_in = Submission(learner, "90_tiny", sent[kind], NOON + timedelta(hours=hours))
        return new_grading(handed_in, fingerprint, found[kind], NOON + timedelta(days=1, hours=hours))
    return make
