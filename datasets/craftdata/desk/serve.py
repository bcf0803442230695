"""The process in which the worlds of all desks that a program opens are kept.

Requests come as lines of JSON, so that nothing a client sends can be more than plain data; answers go back as
a length and a pickle, which the client may trust, because it started this process itself.

    {"desk": 1, "call": "open", "arguments": {"seed": 7, "scenario": {…}}}
"""

from __future__ import annotations

import datetime as dt
import json
import os
import pickle
import sys
from typing import Any, BinaryIO

from .incidents import Incident
from .scenario import Scenario
from .world import World

LENGTH_BYTES = 8
# All that a client may ask for: nothing here tells more than the desk itself could know at that moment.
CALLS = (
    "open_day", "close_day", "run_nobody", "days_left",
    "tickets", "events", "accounts", "labels", "csat", "agents", "mergers", "tables",
)  # fmt: skip


class Worlds:
    """The worlds of one process by the number of their desk."""

    def __init__(self) -> None:
        self._worlds: dict[int, World] = {}
        self._opened: set[int] = set()

    def answer(self, request: dict[str, Any]) -> Any:
        """The answer to one request, as plain data, tables or dataclasses of them.

        Raises
        ------
        ValueError
            If the request cannot be followed.
        """
        desk, call, arguments = request["desk"], request["call"], request["arguments"]
        if call == "open":
            # Whoever was given a client must not put a world of their own in the place of this one.
            if desk in self._opened:
                raise ValueError("this desk was opened before; open a new one with desk.open_desk(...)")
            self._opened.add(desk)
            self._worlds[desk] = World(int(arguments["seed"]), scenario_of(arguments["scenario"]))
            return None
        if call == "close":
            self._worlds.pop(desk, None)
            return None
        if desk not in self._worlds:
            raise ValueError("this desk is closed; open a new one with desk.open_desk(...)")
        if call not in CALLS:
            raise ValueError(f"a desk has no call {call!r}")
        return self._followed(self._worlds[desk], call, arguments)

    def _followed(self, world: World, call: str, arguments: dict[str, Any]) -> Any:
        if call == "run_nobody":
            return world.run(days=arguments["days"])
        if call == "days_left":
            return world.scenario.days - world.course.day
        return getattr(world, call)(**arguments)


def scenario_as_json(scenario: Scenario) -> dict[str, Any]:
    """A scenario as data that JSON can write."""
    fields = {name: getattr(scenario, name) for name in Scenario.__dataclass_fields__}
    incidents = [[item.kind, item.start_day, item.days, item.size] for item in scenario.incidents]
    return fields | {"start": scenario.start.isoformat(), "incidents": incidents}


def scenario_of(fields: dict[str, Any]) -> Scenario:
    """The scenario that `scenario_as_json` wrote."""
    incidents = tuple(Incident(*item) for item in fields["incidents"])
    return Scenario(**fields | {"start": dt.date.fromisoformat(fields["start"]), "incidents": incidents})


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until they end."""
    worlds = Worlds()
    for line in requests:
        try:
            reply = ("answer", worlds.answer(json.loads(line)))
        except ValueError as error:
            reply = ("refused", str(error))
        except Exception as error:  # whatever it is, the client must not wait for ever
            reply = ("failed", f"{type(error).__name__}: {error}")
        data = pickle.dumps(reply, protocol=5)
        answers.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
        answers.flush()


def main() -> None:
    """Serve on standard input and output; what anything prints goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)
