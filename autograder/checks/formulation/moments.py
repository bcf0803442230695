"""Instants for hand-made cases, counted from a Monday at noon, and tables made of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

NOON = pd.Timestamp("2024-03-11 12:00", tz="UTC")
UTC_DTYPE = "datetime64[us, UTC]"
MET, BREACHED, FAST_LANE = "sla_met", "sla_breached", "fast_lane"
REPLY, RESOLVED = "agent_reply", "resolved"
SECOND = 1 / 3600
Moment = pd.Timestamp


def at(hours: float) -> Moment:
    """The instant `hours` after Monday noon (UTC), to the second."""
    return NOON + pd.Timedelta(seconds=round(hours * 3600))


def tickets_table(rows: Sequence[tuple[str, float, float]]) -> pd.DataFrame:
    """Rows (ticket_id, hour of the decision, hour of the deadline), counted from Monday noon.

    A ticket is created one hour before it is decided on.
    """
    frame = pd.DataFrame(
        {"ticket_id": pd.array([row[0] for row in rows], dtype="str"),
         "created_at": [at(row[1] - 1) for row in rows], "decide_at": [at(row[1]) for row in rows],
         "due_at": [at(row[2]) for row in rows]}
    )
    return frame.astype(dict.fromkeys(["created_at", "decide_at", "due_at"], UTC_DTYPE))


def events_table(rows: Sequence[tuple[str, str, float, float]]) -> pd.DataFrame:
    """Rows (ticket_id, type, hour of occurrence, hour of ingestion); equal (ticket, type) share their id."""
    frame = pd.DataFrame(
        {"ticket_id": pd.array([row[0] for row in rows], dtype="str"),
         "type": pd.array([row[1] for row in rows], dtype="str"),
         "occurred_at": pd.Series([at(row[2]) for row in rows], dtype=UTC_DTYPE),
         "ingested_at": pd.Series([at(row[3]) for row in rows], dtype=UTC_DTYPE)}
    )
    frame.insert(0, "event_id", "E-" + frame["ticket_id"] + "-" + frame["type"])
    return frame
