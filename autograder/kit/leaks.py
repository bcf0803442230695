"""Look through a kit, file by file, for what a learner must not see."""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.course import Unit
from autograder.notebook.source import read_source
from autograder.verify.regions import secret_lines

SENTENCE = 40
# Shorter lines (`return features`, `except (TypeError, ValueError):`) are idioms that give nothing away, and
# that a course and a package of this size cannot do without.
LINE = 27


@dataclass(frozen=True)
class Leak:
    """A line of a unit's secrets, found in a file of the kit (path relative to the kit)."""

    file: str
    unit: str
    line: str


def find_leaks(kit: Path, secrets: Mapping[str, Iterable[str]]) -> list[Leak]:
    """Every secret line that stands in any file of the kit, whatever the blanks around its words.

    secrets: lines by unit folder, from `secrets_of`.
    """
    wanted = [(folder, line, _squeezed(line)) for folder, lines in secrets.items() for line in sorted(lines)]
    leaks = []
    for path in sorted(kit.rglob("*")):
        if path.is_file():
            text = _squeezed(_readable(path))
            leaks += [Leak(path.relative_to(kit).as_posix(), folder, line)
                      for folder, line, squeezed in wanted if squeezed in text]
    return leaks


def secrets_of(unit: Unit, release: NotebookNode) -> frozenset[str]:
    """Telling lines of solutions and hidden tests, and sentences of the mentor's page, not in the release."""
    known = _squeezed("\n".join(cell.source for cell in release.cells))
    page = unit.path / "mentor.md"
    sentences = page.read_text(encoding="utf-8").splitlines() if page.exists() else []
    lines = [*secret_lines(read_source(unit.exercise_source), LINE),
             *(line.strip() for line in sentences if len(line.strip()) >= SENTENCE)]
    return frozenset(line for line in lines if _squeezed(line) not in known)


def stray_files(kit: Path, units: Sequence[Unit]) -> list[str]:
    """Files below exercises/ and curriculum/ that are no released notebook, unit.toml or lesson."""
    expected = {f"exercises/{unit.folder}/{name}" for unit in units
                for name in (unit.exercise.name, "unit.toml")}
    expected |= {f"curriculum/{unit.lesson.name}" for unit in units}
    found = [path.relative_to(kit).as_posix() for part in ("exercises", "curriculum")
             for path in (kit / part).rglob("*") if path.is_file()]
    return sorted(set(found) - expected)


def _readable(path: Path) -> str:
    """A file's text; of JSON (notebooks too) the strings in it, because JSON writes quotes its own way."""
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix in (".ipynb", ".json"):
        return text + "\n" + "\n".join(_strings(json.loads(text)))
    return text


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        # A notebook's source is a list of lines: joined, a line that was broken in two is found as well.
        inner = [text for item in value for text in _strings(item)]
        return [*inner, "".join(inner)]
    return [text for item in value.values() for text in _strings(item)] if isinstance(value, dict) else []


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
