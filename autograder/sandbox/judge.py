"""The supervisor's view of a process that judges one learner's answers."""
from __future__ import annotations

import dataclasses
import secrets
import socket
import time
from types import TracebackType
from typing import Any

from autograder.results import TaskResult, task_result
from autograder.sandbox.answerer import Answerer
from autograder.sandbox.errors import BadMessage, CheckNotMade
from autograder.sandbox.judging import CheckJob
from autograder.sandbox.kept import Kept
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Writer
from autograder.sandbox.wire.encode import refuse
from autograder.sandbox.wire.frames import Channel, Closed, Late


class Judge:
    """Checks the answers of one answerer, which nobody else may ask meanwhile."""

    def __init__(self, connection: socket.socket, kept: Kept, answerer: Answerer, limits: Limits) -> None:
        self._channel = Channel(connection, limits.tree_bytes, limits.blob_bytes)
        self._kept, self._answerer, self._limits = kept, answerer, limits

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def check(self, job: CheckJob, seconds: float = 180.0) -> TaskResult:
        """What the check found. Raises CheckNotMade if the answerer or the judge ended on the way.

        seconds: of wall time for the whole check. After CheckNotMade the answerer is closed.
        """
        reply = self._reply(job, time.monotonic() + seconds, seconds)
        if not isinstance(reply, dict) or "result" not in reply:
            raise self._not_made(f"the learner's code: {reply['gone']}" if reply else "no result came")
        return task_result(reply["result"])

    def close(self) -> None:
        """End it; the answerer lives on if no check was cut short."""
        self._kept.end()
        self._channel.close()

    def _reply(self, job: CheckJob, deadline: float, seconds: float) -> Any:
        writer, number = Writer(self._limits, refuse), secrets.randbits(40)
        try:
            sent = {"id": number, "arguments": [writer.value(dataclasses.asdict(job))]}
            self._channel.put(sent, writer.blobs)
            reply, _ = self._channel.receive(deadline)
        except Late:
            raise self._not_made(f"it took longer than {seconds:g} seconds") from None
        except (Closed, BadMessage):
            raise self._not_made("the process that judges ended") from None
        return reply.get("json") if isinstance(reply, dict) and reply.get("reply") == number else None

    def _not_made(self, why: str) -> CheckNotMade:
        self.close()
        self._answerer.close()
        return CheckNotMade(why)
