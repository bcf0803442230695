"""Where learners' code runs: warm processes, a jail for each submission, and judges beside them."""
from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from autograder.oracles.commands import Ended
from autograder.oracles.time_limit import OutOfTime
from autograder.sandbox.abilities import jail_trouble, root_trouble
from autograder.sandbox.errors import AnswererGone, SandboxError
from autograder.sandbox.files import checked_files
from autograder.sandbox.limits import Limits
from autograder.sandbox.warm import Recipe, Warm
from autograder.sandbox.wire.frames import Channel

if TYPE_CHECKING:
    from autograder.sandbox.answerer import Answerer
    from autograder.sandbox.judge import Judge

# What answerers import before they are forked, beside what all of them need: half a second of start.
SKLEARN = ("sklearn", "sklearn.compose", "sklearn.datasets", "sklearn.ensemble", "sklearn.linear_model",
           "sklearn.metrics", "sklearn.model_selection", "sklearn.pipeline", "sklearn.preprocessing",
           "sklearn.tree")
_READY_SECONDS = 30.0
_NO_FILES: Mapping[str, bytes] = {}


class Mode(StrEnum):
    """How well submissions are enclosed."""

    JAIL = "jail"
    REDUCED = "reduced"


class Sandbox:
    """Starts answerers, judges and commands. Use it as a context manager, in a thread that outlives it.

    What talks to them is imported when the first is there: meanwhile the warm processes start.

    mode: JAIL, REDUCED, or None for the better one that this machine can give. hidden: folders of the
    course, wherever they lie. extra: folders from which judges import besides, found first. preload:
    modules of checks that judges import before they are forked. libraries: modules that answerers import
    before they are forked; what else a cell imports takes its own time. own: the code is that of whoever
    starts it, who runs it in a notebook anyway: then even root needs no jail.
    """

    def __init__(self, mode: Mode | None = None, hidden: Sequence[Path] = (), extra: Sequence[Path] = (),
                 preload: Sequence[str] = (), libraries: Sequence[str] = SKLEARN, own: bool = False) -> None:
        trouble = jail_trouble()
        if mode is None:
            mode = Mode.REDUCED if trouble else Mode.JAIL
        if mode == Mode.JAIL and trouble:
            raise SandboxError(trouble)
        if mode == Mode.REDUCED and os.getuid() == 0 and not own:
            raise SandboxError(root_trouble() or "root runs submissions in a jail alone: leave the mode open")
        self.mode = mode
        jailed = mode == Mode.JAIL
        self._answerers = Warm(Recipe(False, jailed, hidden=tuple(hidden), preload=tuple(libraries)))
        self._judges = Warm(Recipe(True, jailed, extra=tuple(extra), preload=tuple(preload)))

    def __enter__(self) -> Sandbox:
        try:
            self._answerers.start()
            self._judges.start()
            self._answerers.wait()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End everything; nothing is left running."""
        self._answerers.stop()
        self._judges.stop()

    def assert_alive(self) -> None:
        """Raises SandboxError if it has broken: what it did before may be its own fault."""
        if self._answerers.has_ended or self._judges.is_ready and self._judges.has_ended:
            raise SandboxError("the process that starts submissions has ended: start the sandbox anew")

    def answerer(self, files: Mapping[str, bytes] = _NO_FILES, limits: Limits | None = None) -> Answerer:
        """A process for one submission, ready to run its cells.

        files: content by relative path, found in its working folder. Raises ValueError for a file that leads
        elsewhere, SandboxError if no process can be had.
        """
        limits = limits or Limits()
        files = checked_files(files, limits.scratch_mib)
        connection, theirs = socket.socketpair()
        with theirs:
            kept = self._answerers.fork("answerer", limits, [theirs.fileno()])
        from autograder.sandbox.answerer import Answerer
        answerer = Answerer(connection, kept, limits)
        try:
            answerer.write_files(files)
        except AnswererGone as gone:
            raise SandboxError(f"a process for a submission did not start: {gone}") from None
        return answerer

    def judge(self, answerer: Answerer, limits: Limits | None = None) -> Judge:
        """A process that judges this answerer. Raises SandboxError if none can be had."""
        self._judges.wait()
        # Ours may start a desk, whose world lives in a process of its own.
        limits = replace(limits or answerer.limits, children=True)
        connection, theirs = socket.socketpair()
        with theirs:
            kept = self._judges.fork("judge", limits, [theirs.fileno(), answerer.fileno()])
        from autograder.sandbox.judge import Judge
        return Judge(connection, kept, answerer, limits, self.run_command)

    def run_command(self, argv: Sequence[str], files: Mapping[str, bytes] = _NO_FILES,
                    limits: Limits | None = None, environment: Mapping[str, str] | None = None) -> Ended:
        """Run one command in a fresh jail, in a folder that holds `files`; "python" is this Python.

        Its time is `limits.cell_seconds`; a command that breaks its jail from within is killed too. Raises
        ValueError as `answerer` does, SandboxError if no process can be had.
        """
        limits = replace(limits or Limits(), children=True)
        files = checked_files(files, limits.scratch_mib)
        connection, theirs = socket.socketpair()
        with theirs:
            kept = self._answerers.fork("command", limits, [theirs.fileno()])
        from autograder.sandbox.link import Link
        start = time.monotonic()
        with connection:
            link = Link(Channel(connection, limits.tree_bytes, limits.blob_bytes), limits, lambda: None)
            try:
                asked = [list(argv), dict(files), dict(environment or {})]
                sent = link.ask_service("run", asked, limits.cell_seconds)
                status = sent["status"]
                return Ended(status if type(status) is int else None, str(sent["stdout"]),
                             str(sent["stderr"]), float(sent["seconds"]))
            except (AnswererGone, OutOfTime, KeyError, TypeError, ValueError) as error:
                return Ended(None, "", f"it did not end as a command does: {error}", time.monotonic() - start)
            finally:
                kept.end()
