"""Where learners' code runs: warm processes, a jail for each submission, and judges beside them."""
from __future__ import annotations

import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from autograder.sandbox.abilities import jail_trouble, root_trouble
from autograder.sandbox.answerer import Answerer
from autograder.sandbox.errors import AnswererGone, SandboxError
from autograder.sandbox.files import checked_files
from autograder.sandbox.judge import Judge
from autograder.sandbox.limits import Limits
from autograder.sandbox.link import Link
from autograder.sandbox.warm import Recipe, Warm
from autograder.sandbox.wire.frames import Channel

_READY_SECONDS = 30.0
_NO_FILES: Mapping[str, bytes] = {}


class Mode(StrEnum):
    """How well submissions are enclosed."""

    JAIL = "jail"
    REDUCED = "reduced"


@dataclass(frozen=True)
class Completed:
    """A command that has ended. status: None if it was killed because its time was up."""

    status: int | None
    stdout: str
    stderr: str
    seconds: float


class Sandbox:
    """Starts answerers, judges and commands. Use it as a context manager, in a thread that outlives it.

    mode: JAIL, REDUCED, or None for the better one that this machine can give. hidden: folders of the
    course, wherever they lie. extra: folders from which judges import besides, found first. preload:
    modules of checks that judges import before they are forked.
    """

    def __init__(self, mode: Mode | None = None, hidden: Sequence[Path] = (), extra: Sequence[Path] = (),
                 preload: Sequence[str] = ()) -> None:
        trouble = jail_trouble()
        if mode is None:
            mode = Mode.REDUCED if trouble else Mode.JAIL
        if mode == Mode.JAIL and trouble:
            raise SandboxError(trouble)
        if mode == Mode.REDUCED and os.getuid() == 0:
            raise SandboxError(root_trouble() or "root runs submissions in a jail alone: leave the mode open")
        self.mode = mode
        jailed = mode == Mode.JAIL
        self._answerers = Warm(Recipe(False, jailed, hidden=tuple(hidden)))
        self._judges = Warm(Recipe(True, jailed, extra=tuple(extra), preload=tuple(preload)))
        self._judges_ready = False

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
        answerer = Answerer(connection, kept, limits)
        try:
            answerer.write_files(files)
        except AnswererGone as gone:
            raise SandboxError(f"a process for a submission did not start: {gone}") from None
        return answerer

    def judge(self, answerer: Answerer, limits: Limits | None = None) -> Judge:
        """A process that judges this answerer. Raises SandboxError if none can be had."""
        if not self._judges_ready:
            self._judges.wait()
            self._judges_ready = True
        connection, theirs = socket.socketpair()
        with theirs:
            kept = self._judges.fork("judge", limits or answerer.limits, [theirs.fileno(), answerer.fileno()])
        return Judge(connection, kept, answerer, limits or answerer.limits)

    def run_command(self, argv: Sequence[str], files: Mapping[str, bytes] = _NO_FILES,
                    limits: Limits | None = None, environment: Mapping[str, str] | None = None) -> Completed:
        """Run one command in a fresh jail, in a folder that holds `files`; "python" is this Python.

        Its time is `limits.cell_seconds`. Raises ValueError as `answerer` does, SandboxError if no process
        can be had or its jail was broken from within.
        """
        limits = limits or Limits()
        files = checked_files(files, limits.scratch_mib)
        connection, theirs = socket.socketpair()
        with theirs:
            kept = self._answerers.fork("command", limits, [theirs.fileno()])
        with connection:
            link = Link(Channel(connection, limits.tree_bytes, limits.blob_bytes), limits, lambda: None)
            try:
                asked = [list(argv), files, dict(environment or {})]
                sent = link.ask_service("run", asked, limits.cell_seconds)
                return Completed(sent["status"], str(sent["stdout"]), str(sent["stderr"]),
                                 float(sent["seconds"]))
            except (AnswererGone, KeyError, TypeError, ValueError) as error:
                raise SandboxError(f"a command did not end as it should: {error}") from None
            finally:
                kept.end()
