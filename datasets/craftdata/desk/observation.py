"""A day as the service sees it: its tickets one hour after their creation, faults included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from . import catalogue as cat
from .events import ARTICLE_READ, CUSTOMER_MSG, REASSIGNED, SLOT_OF, SLOTS, article_s, message_s, reassigned_s
from .faults import with_faults
from .feature_store import account_features, team_features
from .ground import Ground
from .ledger import Course
from .posting import agent_lag_s, usual_lag_s
from .tickets import MOST_MESSAGES
from .timestamps import instants


@dataclass(frozen=True)
class Day:
    """One day of operation, as plain data.

    Parameters
    ----------
    number : int
        Day of the world; 0 is the first.
    date : datetime.date
        The day in UTC.
    places : int
        Places in the fast lane.
    columns : dict of str to ndarray
        The columns of `tickets`.
    """

    number: int
    date: dt.date
    places: int
    columns: dict[str, np.ndarray]

    @cached_property
    def tickets(self) -> pd.DataFrame:
        """One row per ticket whose decision falls on the day, ordered by `ticket_id`; see `card.md`."""
        return pd.DataFrame({name: as_column(values) for name, values in self.columns.items()})


def as_column(values: np.ndarray) -> pd.Series:
    """An array of plain data as a column: instants in UTC, text as str, all else as it is."""
    if values.dtype.kind == "M":
        return pd.Series(pd.array(values, "datetime64[us]")).dt.tz_localize("UTC")
    if values.dtype.kind in "OU":
        return pd.Series(pd.array(values, dtype="str"))
    return pd.Series(values)


def observe(course: Course, day: int, ids: np.ndarray, subjects: np.ndarray) -> Day:
    """A day that has begun in a course: the same at its beginning and ever after.

    Parameters
    ----------
    day : int
        Day of the world.
    ids, subjects : ndarray of str
        Identifier and subject of each ticket to decide on, in the order of the course.
    """
    ground, own = course.ground, course.decided_on(day)
    columns = {
        "ticket_id": ids.astype(object),
        **_form(ground, own, subjects),
        **_contract(ground, own),
        **_first_hour(course, own),
        **account_features(course, own, day),
        **team_features(course, own, day),
    }
    order = np.argsort(ids, kind="stable")
    columns = {name: values[order] for name, values in columns.items()}
    scenario = ground.scenario
    return Day(
        number=day,
        date=scenario.start + dt.timedelta(days=day),
        places=scenario.fast_lane_places,
        columns=with_faults(ground, day, order, own, columns),
    )


def _words(words: tuple[str, ...], codes: np.ndarray) -> np.ndarray:
    return np.array(words, object)[codes]


def _form(ground: Ground, own: slice, subjects: np.ndarray) -> dict[str, np.ndarray]:
    """What the customer filled in."""
    t, start = ground.tickets, ground.scenario.start
    return {
        "account_id": ground.accounts.ids[t.account[own]].astype(object),
        "created_at": instants(start, t.created_s[own]),
        "decide_at": instants(start, ground.decide_s[own]),
        "due_at": instants(start, ground.due_s[own]),
        "area": _words(cat.AREAS, t.stated_area[own]),
        "subject": subjects,
        "severity": _words(cat.SEVERITIES, t.severity[own]),
        "channel": _words(cat.CHANNELS, t.channel[own]),
        "language": _words(cat.LANGUAGES, t.language[own]),
        "attach_kb": t.attach_kb[own],
        "body_chars": ground.body_chars[own],
        "team": _words(cat.TEAM_NAMES, t.team[own]),
    }


def _contract(ground: Ground, own: slice) -> dict[str, np.ndarray]:
    """What the CRM knows of the account at the decision, and what the contract promises."""
    t = ground.tickets
    version = ground.history.version_known(t.account[own], ground.decide_s[own])
    known = version >= 0
    seats = np.where(known, ground.history.seats[version], np.nan)
    opened = ground.clock.open_hours_at(t.team[own], ground.due_s[own])
    return {
        "plan": _words(cat.PLANS, t.plan[own]),
        "region": _words(cat.REGIONS, t.region[own]),
        "deployment": _words(("cloud", "on-prem"), t.onprem[own].astype(int)),
        "seats": seats,
        "tenure_days": t.tenure_days[own].astype(float),
        "sla_hours": t.sla_hours[own].astype(float),
        "open_hours": np.round(opened - ground.clock.open_hours_at(t.team[own], t.created_s[own]), 4),
    }


def _first_hour(course: Course, own: slice) -> dict[str, np.ndarray]:
    """Events of the first hour that the warehouse had at the decision."""
    ground, part = course.ground, np.arange(own.start, own.stop)
    t, streams, base = ground.tickets, ground.streams, ground.tickets.serial[own] * SLOTS
    resolved, decide = course.ledger.resolved_s[own], ground.decide_s[own]
    messages = np.zeros(len(part), np.int64)
    for k in range(MOST_MESSAGES):
        moment = message_s(ground, part, k)
        lag = usual_lag_s(streams, "event", base + SLOT_OF[CUSTOMER_MSG] + k)
        messages += (t.messages[own] > k) & (moment < resolved) & (moment + lag <= decide)
    moved, read = reassigned_s(ground, part), article_s(ground, part)
    moved_lag = agent_lag_s(streams, ground.laws, "event", base + SLOT_OF[REASSIGNED])
    read_lag = usual_lag_s(streams, "event", base + SLOT_OF[ARTICLE_READ])
    return {
        "messages_1h": messages,
        "reassigned_1h": t.reassigned[own] & (moved < resolved) & (moved + moved_lag <= decide),
        "article_read": t.read_article[own] & (read < resolved) & (read + read_lag <= decide),
        "still_open": course.ledger.is_open[own].copy(),
    }
