"""Run a submission's cells in a fresh kernel, whatever they do, and keep what they showed.

A cell that ends its kernel, or does not end, costs itself and what depends on it: the kernel is started
anew, the cells before are run again without it, and the notebook goes on.
"""
from __future__ import annotations

import json
import logging
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from autograder.grading.cells import failed, is_check, name_of, settle_checks

OUTPUT_BYTES_PER_CELL = 2_000_000


@dataclass(frozen=True)
class Limits:
    """How long a notebook may take, in seconds of wall time, and how often its kernel may die."""

    cell: int = 60
    check_cell: int = 180
    notebook: int = 900
    restarts: int = 5


def run_notebook(notebook: NotebookNode, folder: Path, environment: Mapping[str, str],
                 limits: Limits | None = None) -> tuple[str, ...]:
    """Fill in the outputs of `notebook`'s code cells; returns sentences about what went wrong on the way.

    folder: the kernel's working folder, which exists. Never raises because of the notebook's code. What
    the check cells leave is what nbgrader scores rightly (see `settle_checks`).
    """
    run = _Run(notebook, folder, dict(environment), limits or Limits())
    start = 0
    while start < len(notebook.cells):
        start = run.go_on(start)
    settle_checks(notebook)
    return tuple(run.notes)


@dataclass
class _Run:
    """One notebook on its way through as many kernels as it takes."""

    notebook: NotebookNode
    folder: Path
    environment: dict[str, str]
    limits: Limits
    notes: list[str] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    kernels: int = 0
    started: float = field(default_factory=time.monotonic)

    def go_on(self, start: int) -> int:
        """Run from cell `start` in a new kernel; returns the cell to go on from, or the number of cells."""
        cells = self.notebook.cells
        if self.kernels > self.limits.restarts or self._remaining() <= 0:
            return self._give_up(start)
        self.kernels += 1
        client = _client(self.notebook, self._seconds_for)
        with client.setup_kernel(cwd=str(self.folder), env=self.environment, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL):
            for index, cell in enumerate(client.nb.cells):
                if cell.cell_type != "code" or index in self.left_out or (index < start and is_check(cell)):
                    continue
                problem = _execute(client, cell, index)
                if index >= start:
                    cells[index].outputs = cell.outputs
                    cells[index].execution_count = cell.execution_count
                if problem:
                    self._leave_out(index, problem)
                    return max(start, index + 1)
        return len(cells)

    def _leave_out(self, index: int, problem: str) -> None:
        cell = self.notebook.cells[index]
        self.left_out.add(index)
        self.notes.append(f"The cell '{name_of(cell)}' {problem}; the others ran without it.")
        cell.outputs.append(failed("Stopped", f"this cell {problem}"))

    def _give_up(self, start: int) -> int:
        why = ("the notebook took too long" if self._remaining() <= 0
               else f"the kernel ended {self.kernels} times")
        for cell in self.notebook.cells[start:]:
            if cell.cell_type == "code":
                cell.outputs = [failed("NotRun", f"this cell was not run: {why}")]
        self.notes.append(f"From the cell '{name_of(self.notebook.cells[start])}' on nothing was run: {why}.")
        return len(self.notebook.cells)

    def _remaining(self) -> float:
        return self.limits.notebook - (time.monotonic() - self.started)

    def _seconds_for(self, cell: NotebookNode) -> int:
        wanted = self.limits.check_cell if is_check(cell) else self.limits.cell
        return max(1, min(wanted, int(self._remaining())))


class _BoundedClient(NotebookClient):
    """A client that stops keeping a cell's output once it is larger than anybody reads."""

    def output(self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str,
               cell_index: int) -> NotebookNode | None:
        shown = self.__dict__.setdefault("shown_bytes", Counter())
        shown[cell_index] += len(str(msg.get("content", "")))
        if shown[cell_index] > OUTPUT_BYTES_PER_CELL:
            return None
        return super().output(outs, msg, display_id, cell_index)


def _client(notebook: NotebookNode, seconds_for: Callable[[NotebookNode], int]) -> NotebookClient:
    copy = nbformat.from_dict(json.loads(json.dumps(notebook)))
    # nbclient logs as errors what the notes say in a sentence.
    quiet = logging.Logger("nbclient", logging.CRITICAL + 1)
    return _BoundedClient(copy, kernel_name="python3", allow_errors=True, record_timing=False,
                          coalesce_streams=True, interrupt_on_timeout=False, iopub_timeout=20,
                          timeout_func=seconds_for, shutdown_kernel="immediate", log=quiet)


def _execute(client: NotebookClient, cell: NotebookNode, index: int) -> str:
    """Run one cell; returns what became of its kernel, or "" if that lives on."""
    try:
        client.execute_cell(cell, index)
    except DeadKernelError:
        return "ended its kernel"
    except CellTimeoutError:
        return "did not end in time"
    except Exception as error:
        return f"could not be run ({type(error).__name__})"
    return ""
