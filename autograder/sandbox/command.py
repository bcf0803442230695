"""Runs one command of a learner's files in a fresh jail: a test suite, a script."""
from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.sandbox.files import write_files
from autograder.sandbox.jail import linux
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Reader
from autograder.sandbox.wire.frames import Channel

_CHUNK = 1 << 16


def serve_command(channel: Channel, limits: Limits, scratch: str) -> None:
    """Read one command, run it, report how it ended, and be done.

    The command is another program without any of our descriptors; it cannot look into this process.
    """
    if linux.IS_LINUX:
        linux.prctl(linux.PR_SET_DUMPABLE, 0)
    asked, blobs = channel.receive()
    reader = Reader(limits, blobs, {})
    argv, files, environment = reader.value(asked["arguments"][0])
    write_files(scratch, files)
    ended = _run(argv, environment, asked["seconds"], limits.output_characters)
    channel.put({"reply": asked["id"], "json": ended})
    channel.flush()


def _run(argv: Sequence[str], environment: Mapping[str, str], seconds: float, at_most: int) -> dict[str, Any]:
    """How the command ended: its status (None if it was killed for its time) and what it printed."""
    argv = [sys.executable if argv[0] == "python" else argv[0], *argv[1:]]
    start = time.monotonic()
    try:
        process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **environment}, start_new_session=True)
    except OSError as error:
        return {"status": 127, "stdout": "", "stderr": f"{argv[0]}: {error.strerror}", "seconds": 0.0}
    texts, in_time = _read(process, start + seconds, at_most)
    if not in_time:
        os.killpg(process.pid, signal.SIGKILL)
    status = process.wait()
    return {"status": status if in_time else None, "stdout": texts[0], "stderr": texts[1],
            "seconds": time.monotonic() - start}


def _read(process: subprocess.Popen[bytes], deadline: float, at_most: int) -> tuple[list[str], bool]:
    """What is printed, cut at `at_most` characters each, and whether the command ended in time."""
    pipes = [pipe for pipe in (process.stdout, process.stderr) if pipe is not None]
    kept = {pipe.fileno(): bytearray() for pipe in pipes}
    texts, waiting = list(kept.values()), select.poll()
    for number in kept:
        waiting.register(number, select.POLLIN | select.POLLHUP)
    while kept and (left := deadline - time.monotonic()) > 0 and not (
            process.poll() is not None and not waiting.poll(0)):
        for number, _ in waiting.poll(min(100.0, left * 1000)):
            data = os.read(number, _CHUNK)
            kept[number] += data[:max(0, at_most - len(kept[number]))]
            if not data:
                waiting.unregister(number)
                del kept[number]
    in_time = True
    if process.poll() is None:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            in_time = False
    return [text.decode("utf-8", "replace") for text in texts], in_time
