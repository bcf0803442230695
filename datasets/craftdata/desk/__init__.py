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

The answer key comes from `desk.make_truth` with the same arguments: it is for graders and tests, and has no
place in a notebook.
"""

from .calendar import Calendar, calendar_of
from .digest import digest
from .scenario import Scenario
from .tables import Tables, make_tables
from .truth import make_truth

__all__ = ["Calendar", "Scenario", "Tables", "calendar_of", "digest", "make_tables", "make_truth"]
