"""Run an exercise's cells in one process, without a kernel: a thousand answers are tried this way."""
from __future__ import annotations

import ast
import contextlib
import io
import linecache
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode


@dataclass(frozen=True)
class CellError:
    """A cell that raised: its id, and the exception in one line."""

    cell: str
    message: str


@dataclass(frozen=True)
class Namespace:
    """What the cells of a notebook left behind: the names they bound, and the cells that raised."""

    names: dict[str, Any]
    errors: tuple[CellError, ...]


def executed(notebook: NotebookNode, folder: Path) -> Namespace:
    """Run all code cells but the checks, in order, in `folder`.

    A cell that raises is noted and the next one runs, as when nbgrader grades. What the cells print is
    dropped.
    """
    names: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__, "display": _show_nothing}
    with _quietly_in(folder):
        errors = [error for cell in notebook.cells if cell.cell_type == "code" and not _is_check(cell)
                  and (error := _run(cell.id, cell.source, names))]
    return Namespace(names, tuple(errors))


def with_replaced(namespace: Namespace, notebook: NotebookNode, cells: Mapping[str, str],
                  folder: Path) -> Namespace:
    """Put other answers into a namespace, in place: what the replaced cells bound goes first.

    Functions of the other cells see the new answers, since they look names up in the same namespace; so
    nothing but the replaced cells is run.
    """
    for cell in notebook.cells:
        if cell.id in cells:
            for name in _bound(cell.source):
                namespace.names.pop(name, None)
    with _quietly_in(folder):
        errors = [error for cell_id, source in cells.items()
                  if (error := _run(cell_id, source, namespace.names))]
    return Namespace(namespace.names, tuple(errors))


def _show_nothing(*values: Any, **options: Any) -> None:
    """What IPython's `display` is to a notebook that nobody looks at."""


def _run(cell_id: str, source: str, names: dict[str, Any]) -> CellError | None:
    file = f"<{cell_id}>"
    # With its text in linecache a traceback shows the learner's line.
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    try:
        exec(compile(source, file, "exec", dont_inherit=True), names)
    except (Exception, SystemExit) as error:
        return CellError(cell_id, f"{type(error).__name__}: {error}")
    return None


def _is_check(cell: NotebookNode) -> bool:
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(nbgrader.get("grade") and not nbgrader.get("solution"))


def _bound(source: str) -> Iterator[str]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Assign):
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))


@contextlib.contextmanager
def _quietly_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        os.chdir(before)
