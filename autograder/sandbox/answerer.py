"""The supervisor's view of one learner's process."""
from __future__ import annotations

import math
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from autograder.oracles.time_limit import OutOfTime
from autograder.sandbox.errors import AnswererGone, NotDefined
from autograder.sandbox.kept import Kept
from autograder.sandbox.limits import Limits
from autograder.sandbox.link import Link
from autograder.sandbox.outputs import outputs_of
from autograder.sandbox.proxies import Handle
from autograder.sandbox.wire.frames import Channel

_SERVICE_SECONDS = 30.0
_NAMES_AT_MOST = 10_000


@dataclass(frozen=True)
class CellRun:
    """One cell that was run. outputs: as in nbformat. problem: why it was not run to its end, or ""."""

    outputs: tuple[dict[str, Any], ...]
    problem: str = ""


class Answerer:
    """Runs a learner's cells and answers calls, in a jail of its own, until it is closed.

    Everything that comes back is the learner's claim: plain data that was rebuilt here, or handles.
    """

    def __init__(self, connection: socket.socket, kept: Kept, limits: Limits) -> None:
        channel = Channel(connection, limits.tree_bytes, limits.blob_bytes)
        self._connection, self._kept, self.limits = connection, kept, limits
        self._link = Link(channel, limits, self._end)

    def __enter__(self) -> Answerer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    @property
    def gone(self) -> str:
        """Why it answers no more; "" while it does."""
        return self._link.gone

    @property
    def link(self) -> Link:
        return self._link

    def fileno(self) -> int:
        """The connection's descriptor, of which a judge gets a copy."""
        return self._connection.fileno()

    def run_cells(self, sources: Sequence[str]) -> list[CellRun]:
        """Run cells in order; a cell that raises or takes too long costs itself.

        When a cell ends the process, it and those after it have a `problem`. Never raises because of a cell.
        """
        return [self.run_cell(source) for source in sources]

    def run_cell(self, source: str, seconds: float | None = None) -> CellRun:
        """Run one cell; never raises because of it. seconds: of wall time, if fewer than the limit's."""
        if self.gone:
            return CellRun((), f"was not run: {self.gone}")
        seconds = min(self.limits.cell_seconds, seconds or math.inf)
        try:
            outputs = outputs_of(self._link.ask_service("cell", source, seconds))
        except OutOfTime:
            return CellRun((), f"did not end within {seconds:g} seconds")
        except AnswererGone as gone:
            return CellRun((), f"ended its process ({gone})")
        return CellRun(outputs)

    def names(self) -> list[str]:
        """The names that the cells have bound. Raises AnswererGone."""
        sent = self._link.ask_service("names", None, _SERVICE_SECONDS)
        return [name[:200] for name in sent[:_NAMES_AT_MOST] if isinstance(name, str)] \
            if isinstance(sent, list) else []

    def value(self, name: str) -> Any:
        """What a name is bound to: plain data, or a handle. Raises NotDefined, AnswererGone."""
        try:
            return self._link.ask("name", arguments=(name,))
        except NameError as error:
            raise NotDefined(str(error)) from None

    def callable(self, name: str) -> Handle:
        """The function or class of this name. Raises NotDefined, AnswererGone; TypeError if it is neither."""
        value = self.value(name)
        if not isinstance(value, Handle):
            raise TypeError(f"{name} is a {type(value).__name__}, which cannot be called")
        return value

    def write_files(self, files: Mapping[str, bytes]) -> None:
        """Put checked files into its scratch folder. Raises AnswererGone, ValueError if they do not fit."""
        problem = self._link.ask_service("files", dict(files), _SERVICE_SECONDS)
        if problem:
            raise ValueError(f"the files that came along cannot be written ({str(problem)[:200]})")

    def cpu_seconds(self) -> float:
        """CPU time of all its processes so far, measured from outside."""
        return self._kept.cpu_seconds()

    def let_go(self) -> None:
        """Begin to kill it; `close` waits until that is done."""
        self._kept.let_go()

    def close(self) -> None:
        """Kill it with everything that it started."""
        self._link.end("it was closed")

    def _end(self) -> None:
        self._kept.end()
        self._connection.close()
