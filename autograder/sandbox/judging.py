"""The process that judges: checks run here, on draws made here; the learner's code answers elsewhere.

It decodes what a learner's process sends, so it is a process of its own too: it may be made to use too
much memory or time, and then nobody else is harmed.
"""
from __future__ import annotations

import dataclasses
import importlib
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles import commands, cpu_time
from autograder.sandbox.errors import AnswererGone, SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.link import Link
from autograder.sandbox.messages import Reader, Writer
from autograder.sandbox.wire.coding import Blob
from autograder.sandbox.wire.encode import refuse
from autograder.sandbox.wire.frames import Channel, Closed


@dataclasses.dataclass(frozen=True)
class CheckJob:
    """One task's check on one draw.

    module: of the unit's checks, which has CHECKS. name: what the learner's cells call the answer. seconds:
    of one oracle.
    """

    module: str
    unit: str
    task: str
    title: str
    name: str
    draw_name: str
    entropy: int
    seconds: float


def serve_judge(supervisor: Channel, answerer: Channel, limits: Limits) -> None:
    """Do the jobs that the supervisor sends, one after the other, until it hangs up."""
    link = Link(answerer, limits, answerer.close)
    favours = _Favours(supervisor, limits)
    commands.runner.set(favours.run)
    cpu_time.clock.set(favours.cpu_seconds)
    try:
        while True:
            asked, blobs = supervisor.receive()
            reader = Reader(limits, blobs, {})
            job = CheckJob(**reader.value(asked["arguments"][0]))
            supervisor.put({"reply": asked["id"], "json": judged(job, link)})
            supervisor.flush()
    except Closed:
        return


class _Favours:
    """What a check asks of the supervisor: files run in a fresh jail, and the answerer's clock."""

    def __init__(self, supervisor: Channel, limits: Limits) -> None:
        self._supervisor, self._limits, self._number = supervisor, limits, 0
        self._is_waiting = False

    def run(self, argv: Sequence[str], files: Mapping[str, bytes], seconds: float, loopback: bool
            ) -> commands.Ended:
        """Raises ValueError for a file that leads elsewhere."""
        writer = Writer(self._limits, refuse)
        arguments = [writer.value(value) for value in (list(argv), dict(files), seconds, loopback)]
        done = self._ask("run", writer.blobs, arguments=arguments)
        if "refused" in done:
            raise ValueError(done["refused"])
        return commands.Ended(**done)

    def cpu_seconds(self) -> float:
        """CPU seconds of the answerer; nan for an alarm that rings while another favour is waited for."""
        return math.nan if self._is_waiting else float(self._ask("cpu"))

    def _ask(self, what: str, blobs: Sequence[Blob] = (), **more: Any) -> Any:
        self._number += 1
        self._is_waiting = True
        try:
            self._supervisor.put({what: self._number, **more}, blobs)
            while True:
                answer, _ = self._supervisor.receive()
                # An oracle's time limit may have given up on an earlier one.
                if answer.get("for") == self._number:
                    return answer["json"]
        finally:
            self._is_waiting = False


def judged(job: CheckJob, link: Link) -> dict[str, Any]:
    """What came of a check, as JSON values.

    result: the TaskResult. gone: why the answerer answers no more, or "". Or, alone, broken: what is wrong
    with the course's own check.
    """
    try:
        check = _check(job)
    except Exception as error:
        return {"broken": f"{type(error).__name__}: {error}"}
    # In a notebook the check starts with the random state that the learner's cells have left.
    link.take_over_randomness()
    try:
        answer = answer_of(link, job.name)
    except AnswererGone as error:
        answer = _raising(error)
    result = check.run(job.unit, job.title, answer, Draw(job.draw_name, job.entropy), job.seconds)
    return {"result": result.as_json(), "gone": link.gone}


def answer_of(link: Link, name: str) -> Any:
    """The learner's callable; where there is none, something that raises as the notebook would."""
    try:
        return link.ask("name", arguments=(name,))
    except NameError as error:
        return _raising(NameError(str(error)))


def _raising(error: BaseException) -> Callable[..., Any]:
    def undefined(*args: Any, **kwargs: Any) -> Any:
        raise error
    return undefined


def _check(job: CheckJob) -> Check:
    for check in importlib.import_module(job.module).CHECKS:
        if check.task == job.task:
            return check
    raise SandboxError(f"{job.module} has no Check for the task '{job.task}'. Write one and put it into "
                       "CHECKS.")
