"""Named answers, right and wrong: the cells they replace, and exactly what each must score.

An attempt is a py:percent file that holds only the cells it replaces, below a header of TOML:

    # ---
    # task = "asof_join"
    # verdict = "wrong"             # "right" or "wrong"
    # fails = ["LEAK_KNOWN_AT"]     # the oracles that fail, in the check's order; [] for a right answer
    # says = "The time an event happened is the time we knew of it."
    # source = "optional: where the mistake is famous from"
    # ---
    # %% nbgrader={"grade_id": "asof-join", "solution": true}
    def asof_join(...): ...
"""
from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.checks.check import Check
from autograder.course import CourseError, Unit
from autograder.notebook.source import notebook_from_text

RIGHT, WRONG = "right", "wrong"
_FIELDS = {"task", "verdict", "fails", "says", "source"}


@dataclass(frozen=True)
class Attempt:
    """One named answer. `fails`: ids of the oracles that fail; `cells`: new sources by grade_id."""

    name: str
    unit: str
    task: str
    verdict: str
    fails: tuple[str, ...]
    says: str
    source: str
    cells: Mapping[str, str]

    @property
    def is_right(self) -> bool:
        return self.verdict == RIGHT

    @property
    def first(self) -> str:
        """The oracle whose message is shown first; empty for a right answer."""
        return self.fails[0] if self.fails else ""


def attempts_of(unit: Unit) -> list[Attempt]:
    """All attempts of a unit by file name; raises CourseError naming the file that is wrong."""
    return [read_attempt(path, unit) for path in sorted((unit.path / "attempts").glob("*.py"))]


def read_attempt(path: Path, unit: Unit) -> Attempt:
    """One attempt; raises CourseError naming the file and the remedy."""
    header, body = _split(path)
    unknown = sorted(set(header) - _FIELDS)
    if unknown:
        raise CourseError(f"{path}: the header has {unknown}; it may have {sorted(_FIELDS)}.")
    verdict, fails = _text(header, "verdict", path), header.get("fails")
    if verdict not in (RIGHT, WRONG):
        raise CourseError(f'{path}: verdict is "{RIGHT}" or "{WRONG}", not {verdict!r}.')
    if not isinstance(fails, list) or bool(fails) != (verdict == WRONG):
        raise CourseError(f"{path}: a {verdict} answer has fails = "
                          + ("[] (it fails nothing)." if verdict == RIGHT else
                             "[\"ORACLE_ID\", ...], every oracle that it fails."))
    return Attempt(path.stem, unit.folder, unit.task(_text(header, "task", path)).name, verdict,
                   tuple(map(str, fails)), _text(header, "says", path), str(header.get("source", "")),
                   _cells(body, path))


def apply(attempt: Attempt, notebook: NotebookNode) -> NotebookNode:
    """A copy of an exercise (source, release or a learner's copy) with the attempt's cells in it.

    Raises CourseError if the notebook has no cell of that grade_id.
    """
    return with_cells(notebook, attempt.cells, f"attempts/{attempt.name}.py")


def with_cells(notebook: NotebookNode, cells: Mapping[str, str], name: str) -> NotebookNode:
    """A copy of the notebook with new sources for some answer cells; `name` is used in errors."""
    copy = nbformat.from_dict(json.loads(json.dumps(notebook)))
    answers = {cell.metadata.nbgrader.grade_id: cell for cell in copy.cells
               if cell.metadata.get("nbgrader", {}).get("solution")}
    for grade_id, source in cells.items():
        if grade_id not in answers:
            raise CourseError(f"{name}: the exercise has no answer cell '{grade_id}'. "
                              f"Its answer cells are: {', '.join(answers)}.")
        answers[grade_id].source = source
    return copy


def expected_points(attempt: Attempt, check: Check) -> float:
    """What the attempt's task must earn: the points of the oracles that it does not fail.

    Raises CourseError if the attempt names an oracle that the check does not have.
    """
    unknown = set(attempt.fails) - {oracle.id for oracle in check.oracles}
    if unknown:
        raise CourseError(f"attempts/{attempt.name}.py: the check of {check.task} has no oracle "
                          f"{sorted(unknown)}; it has {[oracle.id for oracle in check.oracles]}.")
    return round(float(sum(oracle.points for oracle in check.oracles if oracle.id not in attempt.fails)), 6)


def _split(path: Path) -> tuple[dict[str, Any], str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = [number for number, line in enumerate(lines) if line.strip() == "# ---"]
    if len(marks) < 2 or marks[0] != 0:
        raise CourseError(f"{path}: it must begin with a header of TOML comments between two '# ---' lines.")
    header = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines[1:marks[1]])
    try:
        return tomllib.loads(header), "\n".join(lines[marks[1] + 1:])
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path}: the header is no TOML ({error}). Mend the line it names.") from error


def _text(header: Mapping[str, Any], key: str, path: Path) -> str:
    value = header.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CourseError(f'{path}: the header needs {key} = "...".')
    return value


def _cells(body: str, path: Path) -> dict[str, str]:
    cells = {}
    for cell in notebook_from_text(body, str(path)).cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id is None and cell.source.strip():
            raise CourseError(f"{path}: a cell without a grade_id. Give each the mark of the answer cell "
                              'that it replaces: # %% nbgrader={"grade_id": "...", "solution": true}')
        if grade_id is not None:
            cells[grade_id] = cell.source
    if not cells:
        raise CourseError(f"{path}: it replaces no cell. Add the answer cell below the header.")
    return cells
