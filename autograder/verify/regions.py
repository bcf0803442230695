"""The lines of an exercise source that a learner must never see: solutions and hidden tests."""
from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

SOLUTION, HIDDEN = "SOLUTION", "HIDDEN TESTS"
TELLING_CHARACTERS = 12


def region_lines(source: str, kind: str) -> list[str]:
    """The stripped lines between `### BEGIN kind` and `### END kind`."""
    lines, inside = [], False
    for line in source.splitlines():
        if f"### BEGIN {kind}" in line:
            inside = True
        elif f"### END {kind}" in line:
            inside = False
        elif inside:
            lines.append(line.strip())
    return lines


def outside_regions(source: str) -> str:
    """What is left of a cell without its solution and hidden regions."""
    kept, inside = [], False
    for line in source.splitlines():
        if re.search(r"### (BEGIN|END) (SOLUTION|HIDDEN TESTS)", line):
            inside = "BEGIN" in line
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def secret_lines(notebook: NotebookNode, characters: int = TELLING_CHARACTERS) -> frozenset[str]:
    """The telling lines of all solution and hidden regions.

    A line tells when it has at least so many letters, digits or operators (`else:` gives nothing away) and is
    no import.
    """
    return frozenset(line for line in _region_lines_of(notebook) if _tells(line, characters))


def _region_lines_of(notebook: NotebookNode) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from region_lines(cell.source, SOLUTION)
            yield from region_lines(cell.source, HIDDEN)


def _tells(line: str, characters: int) -> bool:
    if line.startswith(("import ", "from ", "#")):
        return False
    return len(re.sub(r"[\s()\[\]{},:\"'#]", "", line)) >= characters
