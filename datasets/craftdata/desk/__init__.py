"""The Desk: a simulated B2B help desk whose truth is known.

One hour after a ticket is created the desk may put it in the fast lane. Will it breach its SLA if left
alone? Every event carries two clocks: `occurred_at`, when it happened, and `ingested_at`, when the warehouse
could know it. `card.md` beside this file documents every column.

>>> from craftdata import desk
>>> tables = desk.make_tables(seed=7, days=60, tickets_per_day=40)
>>> outcome = tables.events[tables.events["type"].isin(["sla_met", "sla_breached"])]
>>> known = outcome.groupby("ticket_id")["ingested_at"].min()      # a row may be delivered twice
>>> bool(tables.tickets["ticket_id"].is_unique and known.index.isin(tables.tickets["ticket_id"]).all())
True
>>> desk.calendar_of(tables, "emea-1").zone
'Europe/Berlin'

The same desk day by day, with five places in the fast lane. The world lives in another process:

>>> with desk.open_desk(seed=7, days=28, tickets_per_day=40, fast_lane_places=5) as op:
...     summaries = op.run(desk.policies.incumbent_rule(), days=14)
...     labels, day = op.labels(), op.open_day()
...     waiting = day.tickets[day.tickets["still_open"]]
...     today = op.close_day(fast_lane=waiting.nsmallest(5, "open_hours")["ticket_id"])
>>> today.fast_lane, bool((labels["known_at"] <= day.tickets["decide_at"].min()).all())
(5, True)

The same data as the Desk's sources deliver it, in five formats and with their defects (`desk.DEFECTS`):

>>> raw = desk.load_raw("tiny")
>>> sorted(path.name for path in raw.iterdir())
['WIKI.md', 'crm.sqlite', 'csat.csv', 'events', 'releases.json', 'teams.json', 'tickets.parquet']

The answer key comes from `desk.make_truth` with the same arguments: it is for graders, tests, and lessons
that show how far a score is from the truth. It has no place in an exercise or its answer. `desk.World`, the
desk in operation together with its truth, has none in any notebook.
"""

from . import policies
from .calendar import Calendar, calendar_of
from .client import Client, open_desk
from .digest import digest
from .experiments import Experiment, rollout
from .exports import (
    DEFECTS,
    LEAKS,
    RawDefects,
    RawExport,
    deliver_raw,
    load_raw,
    make_raw,
    raw_key,
    write_raw,
)
from .incidents import INCIDENTS, Incident
from .observation import Day
from .operation import DaySummary, DeskError
from .partitions import write_partitions
from .policies import Decision
from .scenario import Scenario
from .tables import Tables, make_tables
from .truth import make_truth
from .world import World

__all__ = [
    "DEFECTS", "INCIDENTS", "LEAKS", "Calendar", "Client", "Day", "DaySummary", "Decision", "DeskError",
    "Experiment", "Incident", "RawDefects", "RawExport", "Scenario", "Tables", "World", "calendar_of",
    "deliver_raw", "digest", "load_raw", "make_raw", "make_tables", "make_truth", "open_desk", "policies",
    "raw_key", "rollout", "write_partitions", "write_raw",
]  # fmt: skip
