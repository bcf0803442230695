"""Put a kit together: lessons, released exercises, data and the packages that they need."""
from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Course, CourseError, Unit
from autograder.notebook.files import notebook_bytes, write_atomically

ROOT_FILES = ("pyproject.toml", "requirements.lock", "environment.yml", "LICENSE", ".gitignore")
# Of the package: what proves the course, and what only a mentor or an author runs.
LEFT_OUT = ("verify", "kit", "tour",
            *(f"nbgrader_plugins/{name}.py" for name in (
                "class_grading", "execute", "feedback", "gradebook", "rebuild", "recorder", "scores")),
            *(f"grading/{name}.py" for name in (
                "attempt_history", "attempts", "autograded", "class_plan", "fingerprint", "grading_lock",
                "idle_sandbox", "journal", "on_dask", "places", "pool", "submissions")),
            *(f"report/{name}.py" for name in (
                "cohort", "cohort_page", "grading_table", "history_page", "history_text")),
            "render/feedback_page.py",
            *(f"cli/{name}.py" for name in (
                "build", "verify", "verify_desk", "new", "kit", "collect", "tour", "grade", "class_run",
                "regrade", "history")))
TARGETS_LEFT_OUT = ("test", "bench", "lint", "verify", "pins", "build", "kit", "tour", "lock")


def make_kit(course: Course, target: Path, units: Sequence[Unit],
             release: Callable[[Unit], NotebookNode]) -> None:
    """Write the kit of `units` to `target`; raises CourseError if that holds anything already.

    release: gives a unit's released exercise.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CourseError(f"{target}: is not an empty folder. Name a new one, or empty it first.")
    _copy_package(course, target, units)
    shutil.copytree(course.root / "datasets" / "craftdata", target / "datasets" / "craftdata", ignore=_litter)
    for name in ROOT_FILES:
        shutil.copy2(course.root / name, target / name)
    for unit in units:
        _copy_unit(unit, target, release(unit))
    makefile = without_targets((course.root / "Makefile").read_text(encoding="utf-8"), TARGETS_LEFT_OUT)
    write_atomically(target / "Makefile", makefile.encode())
    write_atomically(target / "README.md", _readme(units).encode())
    # The mark of a kit is written last: without it, the folder is an unfinished one.
    write_atomically(target / "kit.toml", _mark(units).encode())


def _copy_unit(unit: Unit, target: Path, notebook: NotebookNode) -> None:
    folder = target / "exercises" / unit.folder
    write_atomically(folder / unit.exercise.name, notebook_bytes(notebook))
    toml = (unit.path / "unit.toml").read_text(encoding="utf-8")
    write_atomically(folder / "unit.toml", without_table(toml, "survivors").encode())
    (target / "curriculum").mkdir(exist_ok=True)
    if unit.lesson.exists():
        shutil.copy2(unit.lesson, target / "curriculum" / unit.lesson.name)


def _copy_package(course: Course, target: Path, units: Sequence[Unit]) -> None:
    package = course.root / "autograder"
    given = {unit.name for unit in units}
    foreign = {unit.name for unit in course.units_and_drafts()} - given

    def skip(folder: str, names: list[str]) -> set[str]:
        inner = Path(folder).relative_to(package)
        skipped = {name for name in names if (inner / name).as_posix() in LEFT_OUT}
        if inner.as_posix() == "checks":
            skipped |= {name for name in names if name.removesuffix(".py") in foreign}
        return skipped | set(_litter(folder, names))

    shutil.copytree(package, target / "autograder", ignore=skip)


_litter = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


def without_table(toml: str, name: str) -> str:
    """TOML text without one top-level table (explanations of mutants quote the solution)."""
    return re.sub(rf"(?ms)^\[{name}\].*?(?=^\[|\Z)", "", toml)


def without_targets(makefile: str, names: Sequence[str]) -> str:
    """A Makefile without some targets; its parts are separated by empty lines."""
    gone = "|".join(names)
    kept = [part for part in makefile.split("\n\n") if not re.search(rf"(?m)^({gone}):", part)]
    phony = (re.sub(rf"(?<= )({gone})(?: |$)", "", line) if line.startswith(".PHONY:") else line
             for line in "\n\n".join(kept).splitlines())
    return "\n".join(phony) + "\n"


def _readme(units: Sequence[Unit]) -> str:
    text = resources.files("autograder.kit").joinpath("learner_readme.md").read_text(encoding="utf-8")
    rows = "\n".join(f"| {unit.number} | {unit.title} | {unit.minutes / 60:.1f} h |" for unit in units)
    return text.replace("{units}", rows).replace("{number}", units[0].number).replace(
        "{task}", units[0].tasks[0].name)


def _mark(units: Sequence[Unit]) -> str:
    folders = ", ".join(f'"{unit.folder}"' for unit in units)
    made_at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"# Made by `craft kit`.\nmade_at = {made_at}\nunits = [{folders}]\n"
