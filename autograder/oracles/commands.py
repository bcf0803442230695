"""Running files of a learner's: their tests, their service, their patch.

An oracle says `run_files(["python", "-m", "pytest", "-q"], files)`. In a learner's own notebook the command
runs in a temporary folder as any program of theirs; where submissions are graded it runs in a fresh jail,
and the process that judges puts another runner in place.
"""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

OUTPUT_CHARACTERS = 200_000


@dataclass(frozen=True)
class Ended:
    """A command that has ended. status: its exit code, None if it was killed because its time was up."""

    status: int | None
    stdout: str
    stderr: str
    seconds: float


Runner = Callable[[Sequence[str], Mapping[str, bytes], float, bool], Ended]


def run_files(argv: Sequence[str], files: Mapping[str, bytes], seconds: float = 10.0,
              loopback: bool = False) -> Ended:
    """Run a command in a folder that holds `files` and nothing else.

    argv: "python" as the first is this Python. files: content by relative POSIX path. seconds: of wall
    time, after which the command and all it has started is killed. loopback: whether it needs a network
    of its own, such as a service that is asked by a script beside it. Raises ValueError for a file that
    leads elsewhere.
    """
    return runner.get()(argv, files, seconds, loopback)


def run_here(argv: Sequence[str], files: Mapping[str, bytes], seconds: float, loopback: bool) -> Ended:
    """Run it as a process of this user, in a temporary folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, content in files.items():
            path = Path(folder, name)
            if not path.resolve().is_relative_to(Path(folder).resolve()):
                raise ValueError(f"the file name {name!r} leads out of its folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return _ended([sys.executable if argv[0] == "python" else argv[0], *argv[1:]], folder, seconds)


def _ended(argv: Sequence[str], folder: str, seconds: float) -> Ended:
    start = time.monotonic()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(argv, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=environment, start_new_session=True)
    try:
        output = process.communicate(timeout=seconds)
        status: int | None = process.returncode
    except subprocess.TimeoutExpired:
        status = None
    finally:
        _kill_all(process)
    if status is None:
        output = process.communicate()
    texts = [text.decode("utf-8", "replace")[:OUTPUT_CHARACTERS] for text in output]
    return Ended(status, texts[0], texts[1], time.monotonic() - start)


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    """The command and what it has left running, where a session can be killed at once."""
    try:
        os.killpg(process.pid, 9)
    except (AttributeError, ProcessLookupError, PermissionError):
        process.kill()


runner: ContextVar[Runner] = ContextVar("runner", default=run_here)
