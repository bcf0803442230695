"""A world as it was known at a moment: tickets, events and labels as of a time.

What a view shows of the time before `as_of` is the same whenever it is asked for.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import catalogue as cat
from .delivery import Deliveries
from .events import EVENT_TYPES, VALUES, Events
from .health import health_scores
from .identifiers import draw_ids
from .operation import DeskError, Operation
from .timestamps import second_of, timestamps


def as_of_second(world: Operation, as_of: object) -> int:
    """Second of the world of `as_of`; None is the moment up to which all decisions are made.

    Raises
    ------
    DeskError
        If it is no instant, or lies in the future.
    """
    if as_of is None:
        return world.now_s
    try:
        second = second_of(world.scenario.start, as_of)
    except ValueError as error:
        raise DeskError(str(error)) from None
    if second > world.now_s:
        now = timestamps(world.scenario.start, np.array([world.now_s]))[0]
        raise DeskError(f"as_of must not lie after {now:%Y-%m-%dT%H:%MZ}, the end of the last closed day")
    return second


def words(codes: np.ndarray, names: tuple) -> pd.Series:
    """Codes as a column of their names."""
    return pd.Series(pd.array(names, dtype="str").take(codes))


def tickets_view(world: Operation, as_of: object = None) -> pd.DataFrame:
    """The forms of all tickets created at or before `as_of`, ordered by `ticket_id`."""
    until = as_of_second(world, as_of)
    created_s = world.course.ground.tickets.created_s
    return tickets_frame(world, np.arange(np.searchsorted(created_s, until, side="right")))


def tickets_frame(world: Operation, part: np.ndarray) -> pd.DataFrame:
    """The forms of the tickets with these indices, ordered by `ticket_id`."""
    ground, start = world.course.ground, world.scenario.start
    t, part = ground.tickets, part[np.argsort(world.ticket_ids[part], kind="stable")]
    columns = {
        "ticket_id": pd.array(world.ticket_ids[part], dtype="str"),
        "account_id": pd.array(ground.accounts.ids[t.account[part]], dtype="str"),
        "team": words(t.team[part], cat.TEAM_NAMES),
        "created_at": timestamps(start, t.created_s[part]),
        "decide_at": timestamps(start, ground.decide_s[part]),
        "plan": words(t.plan[part], cat.PLANS),
        "severity": words(t.severity[part], cat.SEVERITIES),
        "area": words(t.stated_area[part], cat.AREAS),
        "channel": words(t.channel[part], cat.CHANNELS),
        "language": words(t.language[part], cat.LANGUAGES),
        "subject": pd.array(world.subjects(part), dtype="str"),
        "body_chars": ground.body_chars[part],
        "attach_kb": t.attach_kb[part],
        "sla_hours": t.sla_hours[part].astype(np.int64),
        "due_at": timestamps(start, ground.due_s[part]),
    }
    return pd.DataFrame(columns)


def events_view(world: Operation, as_of: object = None) -> pd.DataFrame:
    """All rows of events ingested at or before `as_of`, in an order that means nothing."""
    until, ground = as_of_second(world, as_of), world.course.ground
    parts = [_stored(*part, until) for part in world.event_log()]
    place, ticket, kind, value, occurred, ingested, rank = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(rank, kind="stable")
    columns = {
        "event_id": pd.array(draw_ids(ground.streams, "events", "E", place[order], digits=12), dtype="str"),
        "ticket_id": pd.array(world.ticket_ids[ticket[order]], dtype="str"),
        "type": words(kind[order], EVENT_TYPES),
        "occurred_at": timestamps(world.scenario.start, occurred[order]),
        "ingested_at": timestamps(world.scenario.start, ingested[order]),
        "value": words(value[order], VALUES),
    }
    return pd.DataFrame(columns)


def _stored(events: Events, deliveries: Deliveries, until_s: int) -> tuple[np.ndarray, ...]:
    """Place, ticket, type, value, both clocks and rank of the rows ingested until a second of the world."""
    row = np.flatnonzero(deliveries.ingested_s <= until_s)
    event = deliveries.event[row]
    own = (getattr(events, name)[event] for name in ("place", "ticket", "type", "value"))
    return *own, deliveries.occurred_s[row], deliveries.ingested_s[row], deliveries.rank[row]


def labels_view(world: Operation, as_of: object = None) -> pd.DataFrame:
    """Outcomes that had arrived by `as_of` of the tickets decided on, ordered by `ticket_id`.

    Columns: ticket_id, breach, fast_lane, propensity (the logged chance of the fast lane), known_at.
    """
    until, ground, ledger = as_of_second(world, as_of), world.course.ground, world.course.ledger
    decided = ground.decided_edges[world.course.day]
    part = np.flatnonzero(ledger.known_s[:decided] <= until)
    part = part[np.argsort(world.ticket_ids[part], kind="stable")]
    columns = {
        "ticket_id": pd.array(world.ticket_ids[part], dtype="str"),
        "breach": ledger.breach[part],
        "fast_lane": ledger.fast_lane[part],
        "propensity": ledger.propensity[part],
        "known_at": timestamps(world.scenario.start, ledger.known_s[part]),
    }
    return pd.DataFrame(columns)


def accounts_view(world: Operation, as_of: object = None) -> pd.DataFrame:
    """Versions of accounts known at or before `as_of`, in an order that means nothing."""
    until = as_of_second(world, as_of)
    ground, ledger = world.course.ground, world.course.ledger
    h, past = ground.history, np.arange(ground.created_edges[world.course.begun])
    outcome_s = np.minimum(ledger.resolved_s[past], ground.due_s[past])
    health = health_scores(ground.streams, h, ground.tickets.account[past], outcome_s, ledger.breach[past])
    order = np.argsort(ground.streams.at("accounts.order", h.place), kind="stable")
    order = order[h.known_s[order] <= until]
    account, start = h.account[order], world.scenario.start
    columns = {
        "account_id": pd.array(ground.accounts.ids[account], dtype="str"),
        "valid_from": timestamps(start, h.valid_from_s[order]),
        "known_at": timestamps(start, h.known_s[order]),
        "region": words(ground.accounts.region[account], cat.REGIONS),
        "deployment": words(ground.accounts.onprem[account].astype(int), ("cloud", "on-prem")),
        "plan": words(h.plan[order], cat.PLANS),
        "seats": h.seats[order],
        "csm_owner": words(h.owner[order], cat.CSM_OWNERS),
        "health": health[order],
    }
    return pd.DataFrame(columns)
