"""How soon a submission's processes are ready in their jail, and what a call over the wire costs.

    python tests/benchmarks/sandbox_ready.py --write
"""
from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import class_to_grade  # noqa: F401  (puts the course on the path)
import numpy as np
import pandas as pd
from stored_report import parser, show, table

from autograder.course import Course
from autograder.sandbox.judging import CheckJob
from autograder.sandbox.sandbox import Sandbox
from tests.tiny_course import FIXTURE, SOLUTION

READY_MS = 60
_CHECK = CheckJob("tiny", "90_tiny", "double", "Double", "double", "public", 1, 8.0)


def main() -> None:
    line = parser(__doc__)
    line.add_argument("--times", type=int, default=100, help="submissions (default: 100)")
    line.add_argument("--calls", type=int, default=500, help="calls of each kind (default: 500)")
    args = line.parse_args()
    start = time.perf_counter()
    with Sandbox(hidden=[Course.find().root], extra=[FIXTURE / "checks"], preload=["tiny"]) as sandbox:
        opened = time.perf_counter() - start
        _ready(sandbox)
        ready = [_ready(sandbox) for _ in range(args.times)]
        calls = _calls(sandbox, args.calls)
    show("A sandbox", [f"Mode: {sandbox.mode}. Open, before the first submission: {opened:.1f} s.",
                       _ready_table(ready), _calls_table(calls)], args.write)


def _ready(sandbox: Sandbox) -> dict[str, float]:
    """Seconds until the answerer answers, until both are ready, and until both are gone.

    A check that is made twice takes as long both times, but for the judge that must get ready first.
    """
    times = [time.perf_counter()]
    with sandbox.answerer() as answerer:
        times.append(time.perf_counter())
        with sandbox.judge(answerer) as judge:
            for _ in range(2):
                judge.check(_CHECK)
                times.append(time.perf_counter())
    times.append(time.perf_counter())
    answering, first, second, end = (after - before for before, after in
                                     zip(times, times[1:], strict=False))
    return {"answerer ready": answering, "answerer and judge ready": answering + first - second,
            "both ended": end}


def _calls(sandbox: Sandbox, count: int) -> dict[str, list[float]]:
    """Seconds of each call, by what is given and comes back."""
    table_given = pd.DataFrame({"number": np.arange(10_000.0), "word": ["mail", "chat"] * 5_000,
                                "moment": pd.date_range("2026-01-01", periods=10_000, freq="h", tz="UTC")})
    given: dict[str, Any] = {"a number": 1, "a list of 4": [1.0, 2.0, None, 4.0],
                             "an array of 125,000 floats": np.zeros(125_000),
                             "a table of 10,000 rows": table_given}
    with sandbox.answerer() as answerer:
        answerer.run_cells(["def same(value):\n    return value", SOLUTION["double"]])
        same = answerer.callable("same")
        return {name: _timed(lambda value=value: same(value), count if name.startswith("a n") else count // 5)
                for name, value in given.items()}


def _timed(call: Callable[[], Any], count: int) -> list[float]:
    call()
    seconds = []
    for _ in range(max(count, 5)):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return seconds


def _ready_table(found: list[dict[str, float]]) -> str:
    goals = {"answerer and judge ready": f"< {READY_MS} ms"}
    return table(("of a submission", "median", "90 of 100 within", "goal"), [
        (name, f"{1000 * statistics.median(run[name] for run in found):.1f} ms",
         f"{1000 * float(np.quantile([run[name] for run in found], 0.9)):.1f} ms", goals.get(name, ""))
        for name in found[0]])


def _calls_table(found: dict[str, list[float]]) -> str:
    return table(("a call there and back with", "median"), [
        (name, f"{1000 * statistics.median(seconds):.2f} ms") for name, seconds in found.items()])


if __name__ == "__main__":
    main()
