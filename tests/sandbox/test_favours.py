"""What a check asks of the supervisor, and an alarm that rings meanwhile."""
from __future__ import annotations

import math
from typing import Any

from autograder.oracles import cpu_time
from autograder.sandbox.judging import _Favours
from autograder.sandbox.limits import Limits


class Supervisor:
    """Answers each question; while a command runs, the alarm of an oracle's time limit rings."""

    def __init__(self) -> None:
        self.favours = _Favours(self, Limits())
        self.asked: dict[str, Any] = {}
        self.seen_by_alarm: list[float] = []

    def put(self, message: dict[str, Any], blobs: object = ()) -> None:
        self.asked = message

    def receive(self) -> tuple[dict[str, Any], list[memoryview]]:
        if "run" not in self.asked:
            return {"for": self.asked["cpu"], "json": 2.5}, []
        number = self.asked["run"]
        self.seen_by_alarm.append(self.favours.cpu_seconds())
        return {"for": number, "json": {"status": 0, "stdout": "", "stderr": "", "seconds": 1.0}}, []


def test_an_alarm_does_not_ask_while_an_answer_is_awaited():
    """Two questions at a time would take each other's answers; the clock is unknown then, and read later."""
    supervisor = Supervisor()
    assert supervisor.favours.run(["python"], {}, 1.0, False).status == 0
    assert len(supervisor.seen_by_alarm) == 1 and math.isnan(supervisor.seen_by_alarm[0])
    assert supervisor.favours.cpu_seconds() == 2.5


def test_an_oracle_s_time_is_that_of_answerer_and_judge_together(monkeypatch):
    """A result that is slow to look at uses the judge's time."""
    monkeypatch.setattr(cpu_time.time, "process_time", lambda: 1.0)
    token = cpu_time.clock.set(lambda: 2.5)
    try:
        assert cpu_time.spent() == 3.5
    finally:
        cpu_time.clock.reset(token)
