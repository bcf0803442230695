"""The supervisor's view of a process that judges one learner's answers."""
from __future__ import annotations

import dataclasses
import math
import secrets
import socket
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from autograder.oracles.commands import Ended
from autograder.results import TaskResult, task_result
from autograder.sandbox.answerer import Answerer
from autograder.sandbox.errors import BadMessage, CheckNotMade, JudgeEnded, SandboxError
from autograder.sandbox.judging import CheckJob
from autograder.sandbox.kept import Kept
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Reader, Writer
from autograder.sandbox.wire.encode import refuse
from autograder.sandbox.wire.frames import Channel, Closed, Late

RunCommand = Callable[..., Ended]


class Judge:
    """Checks the answers of one answerer, which nobody else may ask meanwhile."""

    def __init__(self, connection: socket.socket, kept: Kept, answerer: Answerer, limits: Limits,
                 run_command: RunCommand) -> None:
        self._channel = Channel(connection, limits.tree_bytes, limits.blob_bytes)
        self._kept, self._answerer, self._limits = kept, answerer, limits
        self._run_command = run_command

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def check(self, job: CheckJob, seconds: float | None = None) -> TaskResult:
        """What the check found; afterwards the answerer may be gone.

        seconds: of wall time for the whole check, if fewer than the limit's. Raises CheckNotMade if it took
        longer, or if the process that judges ended on the way: then judge and answerer are closed. Raises
        SandboxError if the course's own check is broken.
        """
        reply = self._reply(job, min(self._limits.check_seconds, seconds or math.inf))
        if "broken" in reply:
            raise SandboxError(f"the check of '{job.task}' in {job.module} cannot be made: {reply['broken']}")
        try:
            result = task_result(_without_surrogates(reply["result"]))
        except (KeyError, TypeError, ValueError):
            raise self._not_made("no result came") from None
        if reply.get("gone"):
            self.close()
            self._answerer.close()
        return result

    def let_go(self) -> None:
        """Begin to end it; `close` waits until that is done."""
        self._kept.let_go()

    def close(self) -> None:
        """End it; the answerer lives on if no check was cut short."""
        self._kept.end()
        self._channel.close()

    def _reply(self, job: CheckJob, seconds: float) -> dict[str, Any]:
        writer, number = Writer(self._limits, refuse), secrets.randbits(40)
        try:
            sent = {"id": number, "arguments": [writer.value(dataclasses.asdict(job))]}
            self._channel.put(sent, writer.blobs)
            reply = self._after_favours(time.monotonic() + seconds)
        except Late:
            raise self._not_made(f"it took longer than {seconds:g} seconds") from None
        except (Closed, BadMessage):
            self._not_made("")
            raise JudgeEnded("the process that judges ended") from None
        if not isinstance(reply, dict) or reply.get("reply") != number or not isinstance(reply["json"], dict):
            raise self._not_made("no result came")
        return reply["json"]

    def _after_favours(self, deadline: float) -> Any:
        """The reply; what the check wants of us on the way is done.

        That is to run files, each time in a jail of their own, or to read the clock of the learner's code.
        """
        for _ in range(self._limits.callbacks):
            message, blobs = self._channel.receive(deadline)
            if isinstance(message, dict) and "run" in message:
                self._channel.put({"for": message["run"], "json": self._ran(message, blobs, deadline)})
            elif isinstance(message, dict) and "cpu" in message:
                self._channel.put({"for": message["cpu"], "json": self._answerer.cpu_seconds()})
            else:
                return message
        return None

    def _ran(self, message: dict[str, Any], blobs: list[memoryview], deadline: float) -> dict[str, Any]:
        reader = Reader(self._limits, blobs, {})
        try:
            argv, files, seconds, loopback = (reader.value(part) for part in message["arguments"])
            left = max(0.1, min(float(seconds), deadline - time.monotonic()))
            limits = dataclasses.replace(self._limits, cell_seconds=left, loopback=bool(loopback))
            return dataclasses.asdict(self._run_command(argv, files, limits))
        except (ValueError, TypeError, KeyError) as error:
            return {"refused": str(error)}

    def _not_made(self, why: str) -> CheckNotMade:
        self.close()
        self._answerer.close()
        return CheckNotMade(why)


def _without_surrogates(tree: Any) -> Any:
    """JSON can hold halves of surrogate pairs, which no file takes."""
    if isinstance(tree, str):
        return tree.encode("utf-8", "replace").decode("utf-8")
    if isinstance(tree, list):
        return [_without_surrogates(item) for item in tree]
    if isinstance(tree, dict):
        return {key: _without_surrogates(item) for key, item in tree.items()}
    return tree
