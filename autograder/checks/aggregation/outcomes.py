"""Hand-made and drawn tables of tickets and their outcome events, for the tasks that aggregate them."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from autograder.checks.aggregation.clock import UTC_DTYPE, at
from autograder.draws import Draw

MET, BREACHED, REPLY = "sla_met", "sla_breached", "agent_reply"


def tickets_table(rows: Sequence[tuple[str, str | None, pd.Timestamp]]) -> pd.DataFrame:
    """Rows (ticket_id, account_id, decide_at); a ticket is created one hour before it is decided on."""
    frame = pd.DataFrame(rows, columns=["ticket_id", "account_id", "decide_at"])
    frame = frame.astype({"decide_at": UTC_DTYPE, "ticket_id": "str", "account_id": "str"})
    frame.insert(2, "created_at", frame["decide_at"] - pd.Timedelta(hours=1))
    return frame


def events_table(rows: Sequence[tuple[str, str, pd.Timestamp, pd.Timestamp]]) -> pd.DataFrame:
    """Rows (ticket_id, type, occurred_at, ingested_at); equal (ticket, type, occurred) share their id."""
    frame = pd.DataFrame(rows, columns=["ticket_id", "type", "occurred_at", "ingested_at"])
    frame = frame.astype({"occurred_at": UTC_DTYPE, "ingested_at": UTC_DTYPE, "ticket_id": "str",
                          "type": "str"})
    number = frame.groupby(["ticket_id", "type", "occurred_at"], sort=False).ngroup()
    frame.insert(0, "event_id", [f"E-{n}" for n in number])
    return frame


def drawn(draw: Draw, n: int, stream: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n tickets of a few accounts over n hours, with outcomes, late arrivals, copies and other events."""
    rng = draw.rng(f"{stream}-{n}")
    accounts = [f"A-{i}" for i in range(max(2, n // 12))]
    rows, events = [], []
    for i in range(n):
        decide = at(30 * int(rng.integers(2 * n)))
        account = None if rng.random() < .04 else accounts[rng.integers(len(accounts))]
        rows.append((f"T-{i}", account, decide))
        events += _events_of(f"T-{i}", decide, rng)
    order = rng.permutation(len(events))
    return tickets_table(rows), events_table([events[i] for i in order])


def _events_of(ticket: str, decide: pd.Timestamp,
               rng: np.random.Generator) -> list[tuple[str, str, pd.Timestamp, pd.Timestamp]]:
    minute = pd.Timedelta(minutes=1)
    events = [(ticket, REPLY, decide, decide + minute)] * int(rng.integers(3))
    if rng.random() < .1:
        return events
    occurred = decide + minute * 30 * int(rng.integers(-1, 80))
    late = minute * 30 * (int(rng.integers(1, 60)) if rng.random() < .25 else 0)
    kind = BREACHED if rng.random() < .4 else MET
    events.append((ticket, kind, occurred, occurred + late))
    if rng.random() < .2:
        events.append((ticket, kind, occurred, occurred + late + minute * 30 * int(rng.integers(1, 40))))
    return events
