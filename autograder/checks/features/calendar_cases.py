"""Instants at which wrong clocks and calendars show, each with the six features of the definition."""
from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text
from craftdata import desk

COLUMNS = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
CALL = "CalendarFeatures(calendars).fit(X).transform(X)"
OPENS, CLOSES = dt.time(9), dt.time(18)
BERLIN = desk.Calendar("Europe/Berlin", OPENS, CLOSES, (0, 1, 2, 3, 4), frozenset({dt.date(2024, 5, 1)}))
SINGAPORE = desk.Calendar("Asia/Singapore", OPENS, CLOSES, (0, 1, 2, 3, 4), frozenset({dt.date(2024, 8, 9)}))
DUBAI = desk.Calendar("Asia/Dubai", OPENS, CLOSES, (6, 0, 1, 2, 3), frozenset())
IN_UTC = desk.Calendar("UTC", OPENS, CLOSES, (0, 1, 2, 3, 4), frozenset())
CALENDARS = {"emea-1": BERLIN, "apac-1": SINGAPORE, "gulf-1": DUBAI, "utc-1": IN_UTC}


def definition(X: pd.DataFrame, calendars: dict[str, desk.Calendar]) -> pd.DataFrame:
    """Row by row, with Python's own dates."""
    rows = []
    for team, moment in zip(X["team"], X["created_at"], strict=True):
        calendar = calendars.get(team) if isinstance(team, str) else None
        rows.append([math.nan] * 6 if calendar is None or pd.isna(moment) else _features(moment, calendar))
    return pd.DataFrame(rows, index=X.index, columns=COLUMNS)


def _features(moment: pd.Timestamp, calendar: desk.Calendar) -> list[float]:
    wall = moment.to_pydatetime().astimezone(ZoneInfo(calendar.zone))
    day = (wall.hour * 3600 + wall.minute * 60 + wall.second) / 86400
    angles = [2 * math.pi * day, 2 * math.pi * (wall.weekday() + day) / 7]
    dates = [wall.date(), wall.date() + dt.timedelta(days=1)]
    open_ = [float(date.weekday() in calendar.workdays and date not in calendar.holidays) for date in dates]
    return [math.sin(angles[0]), math.cos(angles[0]), math.sin(angles[1]), math.cos(angles[1]), *open_]


def table(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    """Rows (team, instant in UTC such as "2024-06-03 10:00")."""
    times = pd.to_datetime([time for _, time in rows], utc=True).as_unit("us")
    return pd.DataFrame({"team": pd.array([team for team, _ in rows], dtype="str"), "created_at": times},
                        index=range(10, 10 + len(rows)))


def case(X: pd.DataFrame, note: str, calendars: dict[str, desk.Calendar] | None = None) -> Case:
    calendars = CALENDARS if calendars is None else calendars
    return Case((dict(calendars), X), definition(X, calendars), CALL, rows_text(X=X), note)


def weeks_on(draw: Draw, X: pd.DataFrame, case: str, most: int) -> pd.DataFrame:
    """The same wall clocks some weeks later, in a graded draw: what was seen in public cannot be replied.

    most: weeks for which nothing that the case is about changes (season, holidays).
    """
    weeks = int(draw.rng(f"weeks {case}").integers(0, most + 1)) if draw.name == GRADED else 0
    return X.assign(created_at=X["created_at"] + pd.Timedelta(weeks=weeks))


def shape(draw: Draw) -> Iterator[Case]:
    yield case(table(("emea-1", "2024-06-03 10:00"), ("emea-1", "2024-06-04 11:00")), "Six columns of "
                                                      "floats.")


def other_zone(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("apac-1", "2024-06-03 22:00")), "zone", 6)
    yield case(X, "22:00 in UTC is 06:00 of the next morning in Singapore: a quarter of the circle.")
    yield case(X.assign(created_at=X["created_at"].dt.tz_convert("America/New_York")),
               "The same instant, written in New York: what counts is the zone of the team.")


def two_zones(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("emea-1", "2024-01-15 11:00"), ("apac-1", "2024-01-15 11:00"),
                             ("emea-1", "2024-01-15 11:00")), "two zones", 5)
    yield case(X, "One instant, three rows: 12:00 in Berlin and 19:00 in Singapore.")


def summer_time(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("emea-1", "2024-01-15 11:00"), ("emea-1", "2024-06-03 10:00")), "summer", 5)
    yield case(X, "12:00 in Berlin, in winter and in summer.")
    for time in ("2024-03-31 12:00", "2024-10-27 12:00"):
        yield case(table(("emea-1", time)),
                   "The clocks have changed in the night: nine hours after midnight can be 10:00 on the "
                   "wall.")


def midnight(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("utc-1", "2024-01-16 23:59"), ("utc-1", "2024-01-16 00:00"),
                             ("utc-1", "2024-01-16 12:45")), "midnight", 5)
    yield case(X, "23:59, 00:00 and 12:45, of a team whose zone is UTC: a minute is 1/1440 of the circle, at "
                  "midnight too. Midnight is sin 0, cos 1.")


def three_days() -> Iterator[Case]:
    """Three full hours of three days, of a team whose zone is UTC."""
    yield case(table(("utc-1", "2024-01-16 01:00"), ("utc-1", "2024-01-18 08:00"),
                     ("utc-1", "2024-01-20 17:00")),
               "01:00, 08:00 and 17:00, of a team whose zone is UTC. Midnight is sin 0, cos 1.")


def seconds(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("utc-1", "2024-01-16 06:00:30")), "seconds", 5)
    yield case(X, "06:00:30 is 30 seconds beyond a quarter of the circle: the seconds count.")


def week(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("apac-1", "2024-06-02 15:59"), ("apac-1", "2024-06-02 16:00"),
                             ("apac-1", "2024-06-06 04:00")), "week", 6)
    yield case(X, "Sunday 23:59, Monday 00:00 and Thursday 12:00 in Singapore: Monday 00:00 is angle 0, "
                  "Thursday noon the half of the circle.")
    for time in ("2024-03-31 12:00", "2024-10-27 12:00"):
        yield case(table(("emea-1", time)),
                   "A Sunday in Berlin, on which the clocks have changed: the place in the week is that of "
                   "the wall clock, not the time gone since midnight.")
    yield case(weeks_on(draw, table(("utc-1", "2024-01-18 12:00:30")), "week seconds", 5),
               "Thursday 12:00:30 is 30 seconds beyond the half of the circle.")


def local_date(draw: Draw) -> Iterator[Case]:
    yield case(table(("apac-1", "2024-08-08 17:00"), ("apac-1", "2024-08-09 17:00")),
               "01:00 on the holiday 9 August in Singapore, when UTC still says 8 August; and 01:00 on the "
               "day "
               "after it, a Saturday.")
    yield case(table(("emea-1", "2024-01-12 23:30")), "00:30 on Saturday in Berlin; Friday 23:30 in UTC.")


def holidays(draw: Draw) -> Iterator[Case]:
    yield case(table(("emea-1", "2024-05-01 10:00"), ("emea-1", "2024-04-30 10:00")),
               "1 May 2024, a Wednesday, is a holiday in the calendar; on the day before, the next day is "
               "none "
               "on which anybody works.")


def workdays(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("gulf-1", "2024-06-02 08:00"), ("gulf-1", "2024-06-07 08:00")), "workdays", 20)
    yield case(X, "This team works from Sunday to Thursday.")


def next_day(draw: Draw) -> Iterator[Case]:
    X = weeks_on(draw, table(("emea-1", "2024-06-07 10:00"), ("emea-1", "2024-06-09 10:00"),
                             ("emea-1", "2024-06-08 10:00")), "next day", 6)
    yield case(X, "A Friday, a Sunday and a Saturday: after Sunday (6) comes Monday (0).")
    yield case(table(("emea-1", "2024-10-26 22:30")),
               "Sunday 27 October 00:30 in Berlin, a day of 25 hours: 24 hours later it is still Sunday, the "
               "next date is Monday.")
    yield case(table(("emea-1", "2024-03-30 22:30")),
               "Saturday 30 March 23:30 in Berlin, before a day of 23 hours: 24 hours later it is Monday, "
               "the next date is Sunday.")


def missing(draw: Draw) -> Iterator[Case]:
    X = table(("emea-1", "2024-06-03 10:00"), ("emea-1", None), ("nowhere", "2024-06-03 10:00"),
              (None, "2024-06-03 10:00"))
    yield case(X, "No time, a team without a calendar, no team: missing in all six columns.")


def index(draw: Draw) -> Iterator[Case]:
    X = table(("emea-1", "2024-06-03 10:00"), ("apac-1", "2024-06-04 10:00"), ("emea-1", "2024-06-05 10:00"))
    yield case(X.set_axis([7, 3, 5]), "The result has the index of X, in its order.")


def everything(draw: Draw) -> Iterator[Case]:
    """A drawn year of instants to the second, in a drawn index; some missing, one team unknown.

    On both days on which clocks change there is a row, so that what fails there fails in each draw.
    """
    rng = draw.rng("year")
    n = 150
    seconds = pd.to_timedelta(rng.integers(0, 366 * 86400, n), unit="s")
    times = pd.Series(pd.Timestamp("2024-01-01", tz="UTC") + seconds).dt.as_unit("us")
    teams = rng.choice(["emea-1", "apac-1", "gulf-1", "nowhere"], n, p=[0.4, 0.3, 0.25, 0.05])
    times[:2] = pd.to_datetime(["2024-03-31 12:30:15", "2024-10-27 12:30:15"], utc=True).as_unit("us")
    teams[:2] = "emea-1"
    X = pd.DataFrame({"ticket_id": [f"T-{i}" for i in range(n)], "team": pd.array(teams, dtype="str"),
                      "created_at": times.mask(pd.Series((rng.random(n) < 0.04) & (np.arange(n) > 1)))})
    drawn = {team: calendar_with(rng, value) for team, value in CALENDARS.items()}
    X = X.set_axis(rng.permutation(n) + 1000)       # no index that reset_index makes, in any order
    yield Case((drawn, X), definition(X, drawn), CALL, "", "On a drawn year.")


def calendar_with(rng: Any, calendar: desk.Calendar) -> desk.Calendar:
    """The same place with twenty drawn holidays."""
    days: Sequence[int] = rng.choice(366, 20, replace=False).tolist()
    holidays_ = frozenset(dt.date(2024, 1, 1) + dt.timedelta(days=day) for day in days)
    return desk.Calendar(calendar.zone, calendar.opens, calendar.closes, calendar.workdays, holidays_)
