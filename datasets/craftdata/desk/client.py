"""A learner's handle on a desk: it can decide and ask what is known, and no path leads from it to the truth.

The world lives in a process of its own (`serve`), one for all desks that a program opens, started with the
first. An object in the same process could be dug out of a closure or found by the garbage collector; bytes in
another process cannot. A notebook and a grader use the same client. In the graded draw it is the grader that
opens the desk, so the learner's code sees no seed either.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from . import policies
from .observation import Day
from .operation import DaySummary, DeskError
from .policies import Policy
from .scenario import Scenario
from .serve import LENGTH_BYTES, scenario_as_json
from .tables import Tables

SOURCE_ROOT = Path(__file__).resolve().parents[2]
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGALRM") if hasattr(signal, name)]
# Ctrl-C, and the button that interrupts a cell, reach every process of the group: the worlds live on.
SERVER = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "from craftdata.desk.serve import main; main()"
)


class Client:
    """One desk in operation, as its team sees it; made by `open_desk`.

    `as_of` is an instant with a time zone (a Timestamp or text like '2024-03-01T00:00Z') that must not lie
    after the end of the last closed day; None stands for that end. What a call shows of an earlier time never
    changes.
    """

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def open_day(self) -> Day:
        """The tickets whose decision falls on the next day, as the service sees them.

        Raises
        ------
        DeskError
            If all days are over.
        """
        return self._call("open_day")

    def close_day(
        self, fast_lane: object = (), propensity: Mapping[str, float] | pd.Series | None = None
    ) -> DaySummary:
        """Put tickets into the fast lane, log the chances, and go on to the next day.

        Parameters
        ----------
        fast_lane : sequence of str
            ticket_ids, not more than there are places, all of them `still_open`.
        propensity : mapping or Series, optional
            Chance of a place by ticket_id, 0 for those left out. None if nothing was left to chance.

        Raises
        ------
        DeskError
            If the day is not open, or a name or number makes no sense; the day then stays as it is.
        """
        names = fast_lane if isinstance(fast_lane, str) else [str(name) for name in fast_lane]
        if propensity is not None:
            propensity = {str(name): float(chance) for name, chance in propensity.items()}
        return self._call("close_day", fast_lane=names, propensity=propensity)

    def run(self, policy: Policy = policies.nobody, days: int | None = None) -> list[DaySummary]:
        """Open and close `days` days (None for all that are left) as a policy says; see `desk.policies`."""
        if policy is policies.nobody:
            return self._call("run_nobody", days=None if days is None else int(days))
        left, summaries = self.days_left(), []
        for _ in range(left if days is None else min(days, left)):
            decision = policies.decided(policy, self.open_day())
            summaries.append(self.close_day(decision.fast_lane, decision.propensity))
        return summaries

    def days_left(self) -> int:
        """Days that can still be opened, the open one included."""
        return self._call("days_left")

    def tickets(self, as_of: object = None) -> pd.DataFrame:
        """The forms of all tickets created at or before `as_of`."""
        return self._call("tickets", as_of=_as_text(as_of))

    def events(self, as_of: object = None) -> pd.DataFrame:
        """All rows of events ingested at or before `as_of`."""
        return self._call("events", as_of=_as_text(as_of))

    def accounts(self, as_of: object = None) -> pd.DataFrame:
        """Versions of accounts known at or before `as_of`."""
        return self._call("accounts", as_of=_as_text(as_of))

    def labels(self, as_of: object = None) -> pd.DataFrame:
        """Outcomes that had arrived by `as_of`: ticket_id, breach, fast_lane, propensity, known_at."""
        return self._call("labels", as_of=_as_text(as_of))

    def csat(self, as_of: object = None) -> pd.DataFrame:
        """Answers about satisfaction that had come in by `as_of`; who answers is not a matter of chance."""
        return self._call("csat", as_of=_as_text(as_of))

    def agents(self, as_of: object = None) -> pd.DataFrame:
        """Agents hired by `as_of`: agent_id, team, senior, hired_at, left_at."""
        return self._call("agents", as_of=_as_text(as_of))

    def mergers(self, as_of: object = None) -> pd.DataFrame:
        """Accounts merged by `as_of`: old_id, account_id, merged_at."""
        return self._call("mergers", as_of=_as_text(as_of))

    def tables(self, as_of: object = None) -> Tables:
        """All tables as of one moment, those of teams and holidays included."""
        return self._call("tables", as_of=_as_text(as_of))

    def close(self) -> None:
        """Forget the world; the desk can be asked nothing more."""
        with contextlib.suppress(DeskError):  # if its process has ended, there is nothing left to forget
            self._call("close")

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_desk(
    seed: int, days: int = 180, tickets_per_day: float = 60, fast_lane_places: int = 20, **parameters: object
) -> Client:
    """Open a desk whose world lives in another process.

    Parameters
    ----------
    seed : int
        From 0 to 2**128 - 1.
    days, tickets_per_day, fast_lane_places
        As in `Scenario`.
    **parameters
        Further fields of `Scenario`.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> with open_desk(seed=7, days=14, tickets_per_day=20, fast_lane_places=3) as op:
    ...     day = op.open_day()
    ...     waiting = day.tickets[day.tickets["still_open"]]
    ...     summary = op.close_day(fast_lane=waiting.nsmallest(3, "open_hours")["ticket_id"])
    >>> summary.fast_lane
    3
    """
    scenario = Scenario(
        days=days, tickets_per_day=tickets_per_day, fast_lane_places=fast_lane_places, **parameters
    )
    server, numbers = _server(os.getpid())
    number = next(numbers)

    def call(name: str, **arguments: object) -> Any:
        return server(number, name, arguments)

    call("open", seed=seed, scenario=scenario_as_json(scenario))
    return Client(call)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let interrupts and alarms wait until the answer is in; else the next call would read it as its own.

    Python runs handlers in the main thread only, whichever thread the signal comes to.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, frame: came.append(number)) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    for number in came:
        if callable(before[number]):
            before[number](number, None)


def _as_text(as_of: object) -> str | None:
    return None if as_of is None else str(as_of)


@lru_cache(maxsize=1)
def _server(pid: int) -> tuple[Callable[[int, str, dict[str, Any]], Any], Iterator[int]]:
    """Start the process that keeps the worlds, and number its desks; a fork gets its own."""
    path = os.pathsep.join(filter(None, [str(SOURCE_ROOT), os.environ.get("PYTHONPATH", "")]))
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
    )
    lock = threading.Lock()

    def ask(desk: int, name: str, arguments: dict[str, Any]) -> Any:
        line = json.dumps({"desk": desk, "call": name, "arguments": arguments}, default=int) + "\n"
        with lock, _uninterrupted():
            try:
                process.stdin.write(line.encode())
                process.stdin.flush()
                size = int.from_bytes(process.stdout.read(LENGTH_BYTES), "big")
                data = process.stdout.read(size)
            except (BrokenPipeError, OSError):
                data = b""
        if not data:
            _server.cache_clear()
            raise DeskError("the process of the desk has ended; open the desk again")
        outcome, value = pickle.loads(data)
        if outcome == "refused":
            raise DeskError(value)
        if outcome == "failed":
            raise RuntimeError(f"the desk failed with {value}; please report it with the call that led to it")
        return value

    return ask, itertools.count(1)
