"""Small days of tickets with a contract that they keep, and real days of the Desk."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import Draw
from craftdata import desk
from craftdata.control_room import promise

AS_OF = pd.Timestamp("2024-03-11 00:00", tz="UTC")
FRESH = pd.Timedelta("6h")
ROWS = (2, 6)
REAL_KINDS = ("null_upstream", "unit_change", "schema_change", "duplicates")
REAL_START, REAL_DAYS = 4, 7


def contract_of_small_days() -> pd.DataFrame:
    return promise.table(
        [
            ("ticket_id", "other", None, None, None, 0),
            ("created_at", "other", None, None, None, 0),
            ("severity", "level", None, None, "P1|P2|P3", 0),
            ("sla_hours", "number", 1, 240, None, 0),
            ("seats", "number", 1, None, None, 0.25),
        ]
    )


def small_day(**changes: Any) -> pd.DataFrame:
    """Four tickets that keep the contract, with some columns replaced; a column given as None is absent."""
    columns = {
        "ticket_id": ["T-1", "T-2", "T-3", "T-4"],
        "created_at": [AS_OF - pd.Timedelta(hours=hours) for hours in (20, 15, 9, 2)],
        "severity": ["P1", "P3", "P3", "P2"],
        "sla_hours": [8.0, 24.0, 24.0, 72.0],
        "seats": [10.0, 25.0, 3.0, 1200.0],
    }
    columns = {name: value for name, value in (columns | changes).items() if value is not None}
    return pd.DataFrame(columns)


def real_days(draw: Draw) -> dict[str, list[pd.DataFrame]]:
    """Days of a drawn desk: quiet, and the same with each incident of its pipeline from REAL_START on."""
    return _real_days(draw.entropy, draw.name)


@lru_cache(maxsize=4)
def _real_days(entropy: int, name: str) -> dict[str, list[pd.DataFrame]]:
    seed = Draw(name, entropy).seed("days of a desk")
    made = {}
    for kind in ("quiet", *REAL_KINDS):
        incidents = () if kind == "quiet" else (desk.Incident(kind, REAL_START, REAL_DAYS),)
        world = desk.World(seed, desk.Scenario(days=REAL_DAYS, tickets_per_day=50, incidents=incidents))
        world.run()
        first = 1 if kind == "quiet" else REAL_START
        last = REAL_DAYS if kind == "quiet" else REAL_START + 1
        made[kind] = [world.day(number).tickets for number in range(first, last)]
    # Copies by chance stand side by side; here they never do.
    made["duplicates"] = [
        day.assign(copy=day["ticket_id"].duplicated()).sort_values(["copy", "ticket_id"]).drop(columns="copy")
        for day in made["duplicates"]
    ]
    # Accounts without seats come by chance; each draw has one on its first day.
    first = made["quiet"][0]
    made["quiet"][0] = first.assign(seats=first["seats"].where(np.arange(len(first)) > 0))
    return made


def end_of(tickets: pd.DataFrame) -> pd.Timestamp:
    """The end of the UTC day of a real day's decisions."""
    return tickets["decide_at"].max().floor("D") + pd.Timedelta(days=1)


def volume_of(days: list[pd.DataFrame]) -> tuple[int, int]:
    """Bounds that no quiet day of these leaves."""
    sizes = np.array([len(day) for day in days])
    return int(sizes.min() // 2), int(sizes.max() * 2)
