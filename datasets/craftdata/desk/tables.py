"""The tables of one world as a learner gets them: observations with both clocks, and no truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import catalogue as cat
from .calendar import WEEKDAY_NAMES
from .delivery import Deliveries, deliver
from .events import EVENT_TYPES, VALUES, Events, draw_events
from .health import health_scores
from .identifiers import draw_ids
from .scenario import Scenario
from .text import subjects
from .workload import DECISION_S
from .world import World, build_world

UTC_MICROSECONDS = pd.DatetimeTZDtype("us", "UTC")


@dataclass(frozen=True)
class Tables:
    """The tables of one world; `card.md` beside this file explains every column.

    Parameters
    ----------
    tickets : DataFrame
        One row per ticket as its form said, ordered by `ticket_id` (a random string).
    events : DataFrame
        One row per delivery of an event, in random order; `occurred_at` and `ingested_at`.
    accounts : DataFrame
        One row per version of an account, in random order; `valid_from` and `known_at`.
    teams : DataFrame
        One row per team: zone, opening hours, workdays.
    holidays : DataFrame
        One row per team and local date on which it is closed.
    """

    tickets: pd.DataFrame
    events: pd.DataFrame
    accounts: pd.DataFrame
    teams: pd.DataFrame
    holidays: pd.DataFrame


def make_tables(seed: int, days: int = 60, tickets_per_day: float = 40, **parameters: object) -> Tables:
    """Simulate a help desk and return its tables as exported at the end of the last day.

    Parameters
    ----------
    seed : int
        From 0 to 2**128 - 1; the same arguments give the same bytes on every platform.
    days : int
        Days in the world, at least 7.
    tickets_per_day : float
        Tickets expected on an average day, at least 5.
    **parameters
        Further fields of `Scenario`.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> tables = make_tables(seed=7, days=14, tickets_per_day=10)
    >>> tables.events["type"].isin(EVENT_TYPES).all()
    np.True_
    """
    world = build_world(seed, Scenario(days=days, tickets_per_day=tickets_per_day, **parameters))
    ids = ticket_ids(world)
    events, deliveries = events_of(world)
    return Tables(
        tickets=_tickets(world, ids),
        events=_events(world, ids, events, deliveries),
        accounts=_accounts(world),
        teams=_teams(world),
        holidays=_holidays(world),
    )


def ticket_ids(world: World) -> np.ndarray:
    """Identifier of every ticket, in the order of the world."""
    return draw_ids(world.streams, "tickets", "T", len(world.tickets.day))


def events_of(world: World) -> tuple[Events, Deliveries]:
    """Every event of the world and every delivery of it, those after the export included."""
    events = draw_events(world.streams, world.tickets, world.clock, world.exposure.queue, world.course)
    return events, deliver(world.streams, world.laws, events)


def timestamps(scenario: Scenario, second: np.ndarray) -> pd.Series:
    """Seconds of the world as a series of UTC timestamps in microseconds."""
    moment = np.datetime64(scenario.start, "us") + second.astype("timedelta64[s]")
    return pd.Series(pd.array(moment, "datetime64[us]")).dt.tz_localize("UTC")


def _words(codes: np.ndarray, words: tuple) -> pd.Series:
    return pd.Series(pd.array(words, dtype="str").take(codes))


def _tickets(world: World, ids: np.ndarray) -> pd.DataFrame:
    t, order = world.tickets, np.argsort(ids, kind="stable")
    at = {"created_at": t.created_s, "decide_at": t.created_s + DECISION_S, "due_at": world.course.due_s}
    at = {name: timestamps(world.scenario, second[order]) for name, second in at.items()}
    columns = {
        "ticket_id": pd.array(ids[order], dtype="str"),
        "account_id": pd.array(world.accounts.ids[t.account[order]], dtype="str"),
        "team": _words(t.team[order], cat.TEAM_NAMES),
        "created_at": at["created_at"],
        "decide_at": at["decide_at"],
        "plan": _words(t.plan[order], cat.PLANS),
        "severity": _words(t.severity[order], cat.SEVERITIES),
        "area": _words(t.area[order], cat.AREAS),
        "channel": _words(t.channel[order], cat.CHANNELS),
        "subject": pd.array(subjects(world.streams, t)[order], dtype="str"),
        "sla_hours": t.sla_hours[order].astype(np.int64),
        "due_at": at["due_at"],
    }
    return pd.DataFrame(columns)


def _events(world: World, ids: np.ndarray, events: Events, deliveries: Deliveries) -> pd.DataFrame:
    stored = deliveries.ingested_s < world.scenario.end_s
    event = deliveries.event[stored]
    event_ids = draw_ids(world.streams, "events", "E", len(events.type))
    columns = {
        "event_id": pd.array(event_ids[event], dtype="str"),
        "ticket_id": pd.array(ids[events.ticket[event]], dtype="str"),
        "type": _words(events.type[event], EVENT_TYPES),
        "occurred_at": timestamps(world.scenario, deliveries.occurred_s[stored]),
        "ingested_at": timestamps(world.scenario, deliveries.ingested_s[stored]),
        "value": _words(events.value[event], VALUES),
    }
    return pd.DataFrame(columns)


def _accounts(world: World) -> pd.DataFrame:
    h, course = world.history, world.course
    health = health_scores(world.streams, h, world.tickets.account, course.outcome_s, course.breach)
    order = np.argsort(world.streams.uniform("accounts.order", len(h.account)), kind="stable")
    order = order[h.known_s[order] < world.scenario.end_s]
    account = h.account[order]
    columns = {
        "account_id": pd.array(world.accounts.ids[account], dtype="str"),
        "valid_from": timestamps(world.scenario, h.valid_from_s[order]),
        "known_at": timestamps(world.scenario, h.known_s[order]),
        "region": _words(world.accounts.region[account], cat.REGIONS),
        "deployment": _words(world.accounts.onprem[account].astype(int), ("cloud", "on-prem")),
        "plan": _words(h.plan[order], cat.PLANS),
        "seats": h.seats[order],
        "csm_owner": _words(h.owner[order], cat.CSM_OWNERS),
        "health": health[order],
    }
    return pd.DataFrame(columns)


def _teams(world: World) -> pd.DataFrame:
    rows = [
        {
            "team": team.name,
            "region": cat.REGIONS[team.region],
            "zone": calendar.zone,
            "opens": calendar.opens.strftime("%H:%M"),
            "closes": calendar.closes.strftime("%H:%M"),
            "workdays": ",".join(WEEKDAY_NAMES[day] for day in calendar.workdays),
        }
        for team, calendar in zip(cat.TEAMS, world.calendars, strict=True)
    ]
    return pd.DataFrame(rows, dtype="str")


def _holidays(world: World) -> pd.DataFrame:
    rows = [
        (team.name, day)
        for team, calendar in zip(cat.TEAMS, world.calendars, strict=True)
        for day in sorted(calendar.holidays)
    ]
    names, days = zip(*rows, strict=True)
    dates = np.array(days, "datetime64[us]")
    return pd.DataFrame({"team": pd.array(names, dtype="str"), "date": dates})
