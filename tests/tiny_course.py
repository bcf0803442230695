"""A course of one tiny unit in a temporary folder, with a copy of the package that knows its checks."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

import autograder.checks
from autograder.course import Course, Unit
from autograder.notebook.files import notebook_bytes
from autograder.notebook.rebuild import rebuild

REPOSITORY = Path(__file__).resolve().parents[1]
FIXTURE = REPOSITORY / "tests" / "fixtures" / "tiny_course"
ROOT_FILES = ("nbgrader_config.py", "pyproject.toml", "requirements.lock", "Makefile", "README.md", "LICENSE",
              "environment.yml", "jupytext.toml", ".gitignore")
SALT = "a salt for tests"

SOLUTION = {
    "double": "def double(values):\n    return [None if value is None else 2 * value for value in values]",
    "above": "def above(values, limit):\n    return sum(value > limit for value in values)",
}
SQUARES = {"double": "def double(values):\n    return [value * value for value in values]"}


@dataclass(frozen=True)
class Tiny:
    """A clone-like folder: package, content and settings. `environment` is for processes started in it."""

    root: Path
    environment: dict[str, str]

    @property
    def course(self) -> Course:
        return Course(self.root, (self.root / "kit.toml").exists())

    @property
    def unit(self) -> Unit:
        return self.course.unit("90")

    def craft(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run `craft` as a person would; `extra` are environment variables."""
        return self._run("-m", "autograder.cli.main", *arguments, **extra)

    def nbgrader(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a stock nbgrader command in the course's root."""
        return self._run("-m", "nbgrader", *arguments)

    def _run(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *arguments], cwd=self.root, text=True, capture_output=True,
                              env={**self.environment, **extra}, stdin=subprocess.DEVNULL, timeout=240)


def make_tiny(root: Path) -> Tiny:
    """Build the course in `root`."""
    # With what is compiled: dozens of processes will import it.
    shutil.copytree(REPOSITORY / "autograder", root / "autograder")
    shutil.copytree(FIXTURE / "exercises", root / "exercises")
    shutil.copytree(FIXTURE / "curriculum", root / "curriculum")
    shutil.copy(FIXTURE / "checks" / "tiny.py", root / "autograder" / "checks")
    for name in ROOT_FILES:
        if (REPOSITORY / name).exists():
            shutil.copy(REPOSITORY / name, root)
    path = os.pathsep.join([str(root), str(REPOSITORY / "datasets")])
    return Tiny(root, {**os.environ, "PYTHONPATH": path, "CRAFT_SALT": SALT, "COLUMNS": "120"})


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tiny:
    """A fresh tiny course, the current folder, whose checks this process can import too."""
    made = make_tiny(tmp_path / "course")
    monkeypatch.chdir(made.root)
    # Kernels and judges started by this process import the copy; it itself finds the checks by their path.
    monkeypatch.setenv("PYTHONPATH", made.environment["PYTHONPATH"])
    monkeypatch.delenv("CRAFT_SALT", raising=False)
    for module in ("visible", "surroundings"):
        monkeypatch.setattr(f"autograder.sandbox.{module}.PACKAGE", made.root / "autograder")
    monkeypatch.setattr(autograder.checks, "__path__", [*autograder.checks.__path__, str(FIXTURE / "checks")])
    return made


@pytest.fixture(scope="session")
def release() -> Iterator[NotebookNode]:
    """The tiny unit's release."""
    from autograder.nbgrader_plugins.release import release_of
    source = nbformat.read(FIXTURE / "exercises" / "90_tiny" / "tiny.ipynb", as_version=4)
    yield release_of(source)


def answered(release: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """The release with these cell sources in it, by grade_id."""
    notebook = copy_of(release)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    return notebook


def copy_of(notebook: NotebookNode) -> NotebookNode:
    return nbformat.reads(nbformat.writes(notebook), as_version=4)


def submission(release: NotebookNode, answers: dict[str, str]) -> bytes:
    """The bytes of a submission with these answers."""
    return notebook_bytes(rebuild(release, notebook_bytes(answered(release, answers))).notebook)
