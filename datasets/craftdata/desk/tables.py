"""The tables of one world as a learner gets them: observations with both clocks, and no truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import catalogue as cat
from .calendar import WEEKDAY_NAMES, Calendar
from .operation import Operation
from .scenario import Scenario
from .views import accounts_view, events_view, tickets_view


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
    >>> bool(tables.events["ticket_id"].isin(tables.tickets["ticket_id"]).all())
    True
    """
    world = left_alone(seed, days=days, tickets_per_day=tickets_per_day, **parameters)
    return tables_of(world)


def left_alone(seed: int, days: int = 60, tickets_per_day: float = 40, **parameters: object) -> Operation:
    """The world of `make_tables` with the same arguments, after its last day."""
    world = Operation(seed, Scenario(days=days, tickets_per_day=tickets_per_day, **parameters))
    world.run()
    return world


def tables_of(world: Operation, as_of: object = None) -> Tables:
    """The tables of a world as known at `as_of`; None is the end of the last closed day."""
    return Tables(
        tickets=tickets_view(world, as_of),
        events=events_view(world, as_of),
        accounts=accounts_view(world, as_of),
        teams=teams_table(world.course.ground.calendars),
        holidays=holidays_table(world.course.ground.calendars),
    )


def teams_table(calendars: tuple[Calendar, ...]) -> pd.DataFrame:
    """One row per team: zone, opening hours, workdays."""
    rows = [
        {
            "team": team.name,
            "region": cat.REGIONS[team.region],
            "zone": calendar.zone,
            "opens": calendar.opens.strftime("%H:%M"),
            "closes": calendar.closes.strftime("%H:%M"),
            "workdays": ",".join(WEEKDAY_NAMES[day] for day in calendar.workdays),
        }
        for team, calendar in zip(cat.TEAMS, calendars, strict=True)
    ]
    return pd.DataFrame(rows, dtype="str")


def holidays_table(calendars: tuple[Calendar, ...]) -> pd.DataFrame:
    """One row per team and local date on which it is closed."""
    rows = [
        (team.name, day)
        for team, calendar in zip(cat.TEAMS, calendars, strict=True)
        for day in sorted(calendar.holidays)
    ]
    names, days = zip(*rows, strict=True)
    dates = np.array(days, "datetime64[us]")
    return pd.DataFrame({"team": pd.array(names, dtype="str"), "date": dates})
