"""A class of the tiny unit, collected, graded and given feedback by stock nbgrader: made once a session."""
from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from subprocess import CompletedProcess

import nbformat
import pytest

from autograder.nbgrader_plugins.gradebook import CellScore, cell_scores
from autograder.notebook.files import notebook_bytes
from autograder.submission.pack import pack
from autograder.verify.attempts import apply, attempts_of
from tests.tiny_course import SOLUTION, Tiny, answered, make_tiny

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET_LINE = 'draw="graded"'
# What each answer of `double` does to its own points and to nothing else.
MISHAPS = {
    "undefined": "doubl = None",
    "dies": "import os\nos._exit(0)",
    "quotes": "def double(values):\n    print(In[-1])\n    raise ValueError(In[-1])",
}


@dataclass(frozen=True)
class GradedClass:
    """What the mentor's commands printed, and what they left."""

    tiny: Tiny
    collected: CompletedProcess[str]
    graded: CompletedProcess[str]
    feedback: CompletedProcess[str]

    @cached_property
    def scores(self) -> dict[tuple[str, str], CellScore]:
        return {(score.learner, score.cell): score for score in cell_scores(self.tiny.course, self.tiny.unit)}

    def points(self, learner: str) -> dict[str, float | None]:
        return {cell: score.score for (name, cell), score in self.scores.items() if name == learner}

    def page(self, learner: str) -> str:
        return (self.tiny.root / "build/feedback" / learner / "90_tiny/tiny.html").read_text(encoding="utf-8")


def fill_inbox(tiny: Tiny, release: nbformat.NotebookNode, inbox: Path) -> None:
    """Good submissions, mishaps and broken files."""
    inbox.mkdir()
    reasoned = {**SOLUTION, "reason": "Because nothing is known of it."}
    path = pack(tiny.course, tiny.unit, "solution", notebook_bytes(answered(release, reasoned)), NOON)
    path.rename(inbox / path.name)
    nbformat.write(release, inbox / "stub.ipynb")
    for attempt in attempts_of(tiny.unit):
        nbformat.write(apply(attempt, answered(release, reasoned)), inbox / f"{attempt.name}.ipynb")
    for name, source in MISHAPS.items():
        nbformat.write(answered(release, {**SOLUTION, "double": source}), inbox / f"{name}.ipynb")
    data = json.loads(nbformat.writes(answered(release, SOLUTION)))
    (inbox / "twice.ipynb").write_text(json.dumps({**data, "cells": data["cells"] + data["cells"][4:5]}))
    old = nbformat.convert(answered(release, SOLUTION), 3)
    (inbox / "old.ipynb").write_text(nbformat.writes(old, version=3))
    (inbox / "nojson.ipynb").write_text("this is no notebook")
    with zipfile.ZipFile(inbox / "slip.zip", "w") as archive:
        archive.writestr("../x", "owned")


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory: pytest.TempPathFactory, release) -> Iterator[GradedClass]:
    """The whole loop once: craft collect, nbgrader autograde, nbgrader generate_feedback."""
    tiny = make_tiny(tmp_path_factory.mktemp("class") / "course")
    inbox = tiny.root.parent / "inbox"
    fill_inbox(tiny, release, inbox)
    collected = tiny.craft("collect", str(inbox))
    graded = tiny.nbgrader("autograde", "90_tiny")
    feedback = tiny.nbgrader("generate_feedback", "90_tiny")
    yield GradedClass(tiny, collected, graded, feedback)
