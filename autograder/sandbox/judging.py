"""The process that judges: checks run here, on draws made here; the learner's code answers elsewhere.

It decodes what a learner's process sends, so it is a process of its own too: it may be made to use too
much memory or time, and then nobody else is harmed.
"""
from __future__ import annotations

import dataclasses
import importlib
from typing import Any

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.oracle import SECONDS_PER_ORACLE
from autograder.sandbox.errors import AnswererGone, SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.link import Link
from autograder.sandbox.messages import Reader
from autograder.sandbox.wire.frames import Channel, Closed


@dataclasses.dataclass(frozen=True)
class CheckJob:
    """One task's check on one draw.

    module: of the unit's checks, which has CHECKS. name: what the learner's cells call the answer.
    """

    module: str
    unit: str
    task: str
    title: str
    name: str
    draw_name: str
    entropy: int
    seconds: float = SECONDS_PER_ORACLE


def serve_judge(supervisor: Channel, answerer: Channel, limits: Limits) -> None:
    """Do the jobs that the supervisor sends, one after the other, until it hangs up."""
    link = Link(answerer, limits, answerer.close)
    try:
        while True:
            asked, blobs = supervisor.receive()
            reader = Reader(limits, blobs, {})
            job = CheckJob(**reader.value(asked["arguments"][0]))
            supervisor.put({"reply": asked["id"], "json": judged(job, link)})
            supervisor.flush()
    except Closed:
        return


def judged(job: CheckJob, link: Link) -> dict[str, Any]:
    """The result as JSON values; or, where the answerer ended, why: {"gone": reason}."""
    check, draw = _check(job), Draw(job.draw_name, job.entropy)
    try:
        result = check.run(job.unit, job.title, answer_of(link, job.name), draw, job.seconds)
    except AnswererGone as error:
        return {"gone": str(error)}
    return {"result": result.as_json()}


def answer_of(link: Link, name: str) -> Any:
    """The learner's callable; where there is none, something that raises as the notebook would."""
    try:
        return link.ask("name", arguments=(name,))
    except NameError as error:
        message = str(error)

    def undefined(*args: Any, **kwargs: Any) -> Any:
        raise NameError(message)
    return undefined


def _check(job: CheckJob) -> Check:
    for check in importlib.import_module(job.module).CHECKS:
        if check.task == job.task:
            return check
    raise SandboxError(f"{job.module} has no Check for the task '{job.task}'. Write one and put it into "
                       "CHECKS.")
