"""The helpdesk's own table of tickets as it stands at the export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .. import catalogue as cat
from ..agents import agent_of
from ..events import (
    CUSTOMER_MSG,
    ESCALATION_AT,
    ESCALATION_SHARE,
    MESSAGE,
    PRIORITY_CHANGED,
    REOPENED,
    RESOLVED,
    RESOLVED_AGAIN_SLOT,
    SLOT_OF,
    SLOTS,
)
from ..ground import DAY_S
from ..operation import Operation
from ..timestamps import instants
from .json_lines import MINUTES
from .raw_defects import RawDefects
from .releases import ATLAS, Releases
from .roster import REAL, Roster

SENIOR_TAKES_OVER = 0.7  # share of the escalated tickets that end with a senior


def snapshot_frame(
    world: Operation, roster: Roster, releases: Releases, defects: RawDefects, until_s: int
) -> pd.DataFrame:
    """One row per ticket created by then, sorted by `updated_at`: its state at that second of the world."""
    start, t = world.scenario.start, world.course.ground.tickets
    messages, updated_s, reopened = _life(world, roster, defects, until_s)
    escalated = _escalated(world, roster, until_s)
    is_open = roster.resolved_s > until_s
    resolved = instants(start, roster.resolved_s)
    resolved[is_open] = np.datetime64("1970-01-01" if defects.resolved_sentinel else "NaT", "us")
    in_minutes = (roster.created_s >= releases.second[ATLAS]) & defects.snapshot_units
    index = roster.index
    table = pd.DataFrame({
        "ticket_id": roster.ids.astype(object),
        "account_id": roster.account_ids.astype(object),
        "created_at": instants(start, roster.created_s),
        "priority": np.array(cat.SEVERITIES, object)[np.maximum(roster.severity - escalated, 0)],
        "area": np.array(cat.AREAS, object)[t.stated_area[index]],
        "channel": np.array(cat.CHANNELS, object)[t.channel[index]],
        "language": np.array(cat.LANGUAGES, object)[t.language[index]],
        "subject": roster.subject,
        "team": np.array(cat.TEAM_NAMES, object)[roster.team],
        "sla": roster.sla_hours * np.where(in_minutes, MINUTES, 1),
        "status": np.where(is_open, "open", np.where(reopened, "reopened", "closed")).astype(object),
        "resolved_at": resolved,
        "n_messages": messages,
        "agent_id": _agents(world, roster, escalated, until_s),
        "updated_at": instants(start, updated_s),
    })  # fmt: skip
    rank = world.course.ground.streams.at("raw.snapshot_order", roster.number)
    order = np.lexsort((rank, updated_s))
    return table.iloc[order[roster.created_s[order] < until_s]].reset_index(drop=True)


def write_parquet(path: Path, table: pd.DataFrame) -> None:
    """Write the columns and nothing about where they come from."""
    columns = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(columns, path, compression="zstd", compression_level=9)


def _life(
    world: Operation, roster: Roster, defects: RawDefects, until_s: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Messages of each ticket so far (the form is the first), second of its last change, whether it is open
    again after a resolution."""
    n = len(roster.ids)
    messages, reopened = np.ones(n, np.int64), np.zeros(n, bool)
    updated_s = np.where(roster.resolved_s <= until_s, roster.resolved_s, roster.created_s)
    for events, _ in world.event_log():
        own = events.true_s <= until_s
        second = (events.type == RESOLVED) & (events.place % SLOTS == RESOLVED_AGAIN_SLOT)
        if not defects.reopened:
            own &= ~second & (events.type != REOPENED)
        own &= (events.ticket < n) & (events.true_s >= 0)
        ticket, kind = events.ticket[own], events.type[own]
        messages += np.bincount(ticket[np.isin(kind, (CUSTOMER_MSG, MESSAGE))], minlength=n)
        np.maximum.at(updated_s, ticket, events.true_s[own])
        reopened |= np.bincount(ticket[kind == REOPENED], minlength=n) > 0
        reopened &= np.bincount(ticket[second[own]], minlength=n) == 0
    return messages, updated_s, reopened


def _escalated(world: Operation, roster: Roster, until_s: int) -> np.ndarray:
    """Whether each ticket's priority has been raised near its deadline by then."""
    raised_s = roster.created_s + (3600 * ESCALATION_AT * roster.sla_hours).astype(np.int64)
    serial = world.course.ground.tickets.serial[roster.index]
    u = world.course.ground.streams.at("events.escalates", serial * SLOTS + SLOT_OF[PRIORITY_CHANGED])
    far = (roster.resolved_s > raised_s) & (raised_s <= until_s) & (roster.severity > 0)
    return far & (u < ESCALATION_SHARE) & (roster.kind == REAL)


def _agents(world: Operation, roster: Roster, escalated: np.ndarray, until_s: int) -> np.ndarray:
    """Identifier of the agent who had each ticket last: those that are late end with a senior."""
    ground, streams = world.course.ground, world.course.ground.streams
    serial = ground.tickets.serial[roster.index]
    takes_over = streams.at("raw.senior_takes_over", serial) < SENIOR_TAKES_OVER
    senior = (world.course.ledger.fast_lane[roster.index] & (roster.kind == REAL)) | (escalated & takes_over)
    day = np.minimum(roster.resolved_s, until_s - 1) // DAY_S
    u = streams.at("raw.last_agent", roster.number)
    return ground.agents.ids[agent_of(ground.agents, roster.team, day, senior, u)].astype(object)
