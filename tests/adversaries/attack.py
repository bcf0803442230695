"""An attack or accident: a folder that says what is handed in, what it tries, and what it must earn.

    attacks/NAME/attack.toml    tries, origin, earns; optionally notes, shows, files, limits, uses_wire
    attacks/NAME/cells.py       cells by where they go: `# %% NAME` is an answer, `# %% after NAME` a cell of
                                the learner's own, `# %% before` one that comes first
    attacks/NAME/change.py      optional: `change(notebook) -> notebook or bytes`, for what no cell can say
    attacks/NAME/files/         optional: what comes along
"""
from __future__ import annotations

import runpy
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.notebook.files import notebook_bytes
from tests.tiny_course import SOLUTION, answered

FOLDER = Path(__file__).with_name("attacks")
WIRE = Path(__file__).with_name("wire.py")
# What the cells of an attack call the decoys.
DECOY_FOLDER, DECOY_PORT = "DECOY_FOLDER", "DECOY_PORT"


@dataclass(frozen=True)
class Attack:
    """One folder.

    tries: in one line. origin: where it comes from. earns: points by task. notes: words, each of which must
    be in a note, a task's trouble or the refusal. never_shown: words that must not be in what is made of it.
    """

    name: str
    tries: str
    origin: str
    earns: Mapping[str, float]
    notes: tuple[str, ...] = ()
    never_shown: tuple[str, ...] = ()
    limits: Mapping[str, Any] = field(default_factory=dict)
    uses_wire: bool = False
    more_files: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return FOLDER / self.name

    def submission(self, release: NotebookNode, decoy_folder: str, decoy_port: int) -> bytes:
        """What is handed in: the reference with the attack's cells in it, changed as `change.py` says."""
        text = (self.path / "cells.py").read_text("utf-8") if (self.path / "cells.py").exists() else ""
        cells = cells_of(text.replace(DECOY_FOLDER, decoy_folder).replace(DECOY_PORT, str(decoy_port)))
        answers = {place: source for place, source in cells if " " not in place and place != "before"}
        notebook = answered(release, {**SOLUTION, **answers})
        for place, source in reversed(cells):
            if place.startswith("after "):
                _insert(notebook, place.removeprefix("after "), source)
        first = [source for place, source in cells if place == "before"]
        if self.uses_wire:
            first.insert(0, WIRE.read_text("utf-8"))
        notebook.cells[:0] = [new_code_cell(source) for source in first]
        if (self.path / "change.py").exists():
            changed = runpy.run_path(str(self.path / "change.py"))["change"](notebook)
            return changed if isinstance(changed, bytes) else nbformat.writes(changed).encode()
        return notebook_bytes(notebook)

    def files(self) -> dict[str, bytes]:
        """What comes along, by relative path."""
        folder = self.path / "files"
        found = {path.relative_to(folder).as_posix(): path.read_bytes()
                 for path in sorted(folder.rglob("*")) if path.is_file()}
        return found | {name: text.encode() for name, text in self.more_files.items()}


def attacks() -> list[Attack]:
    """All of them, by name."""
    return [read_attack(path.parent) for path in sorted(FOLDER.glob("*/attack.toml"))]


def read_attack(folder: Path) -> Attack:
    data = tomllib.loads((folder / "attack.toml").read_text("utf-8"))
    lists = {name: tuple(data.pop(name)) for name in ("notes", "never_shown") if name in data}
    return Attack(folder.name, **data, **lists)


def cells_of(text: str) -> list[tuple[str, str]]:
    """(place, source) of each cell of a `cells.py`."""
    parts = text.split("# %% ")[1:]
    split = (part.partition("\n") for part in parts)
    return [(head.strip(), source.strip("\n")) for head, _, source in split]


def _insert(notebook: NotebookNode, after: str, source: str) -> None:
    place = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells].index(after)
    notebook.cells.insert(place + 1, new_code_cell(source))
