"""When a team is open, in its own time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from .tables import Tables

WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Calendar:
    """Opening hours of one team.

    Parameters
    ----------
    zone : str
        IANA name of the time zone that the other fields are read in.
    opens, closes : datetime.time
        The team is open from `opens` (included) to `closes` (excluded) on the wall clock.
    workdays : tuple of int
        Days of the week on which it opens, 0 is Monday.
    holidays : frozenset of datetime.date
        Local dates on which it stays closed all day.

    Raises
    ------
    ValueError
        Names the field, the value and what is allowed.

    Examples
    --------
    >>> Calendar("Europe/Berlin", dt.time(8), dt.time(18), (0, 1, 2, 3, 4), frozenset()).zone
    'Europe/Berlin'
    """

    zone: str
    opens: dt.time
    closes: dt.time
    workdays: tuple[int, ...]
    holidays: frozenset[dt.date]

    def __post_init__(self) -> None:
        object.__setattr__(self, "workdays", tuple(self.workdays))
        object.__setattr__(self, "holidays", frozenset(self.holidays))
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, TypeError, ValueError, OSError):
            message = f"zone must be an IANA time zone like 'Europe/Berlin', got {self.zone!r}"
            raise ValueError(message) from None
        if not all(isinstance(t, dt.time) and t.tzinfo is None for t in (self.opens, self.closes)):
            raise ValueError(f"opens and closes must be plain times, got {self.opens!r} and {self.closes!r}")
        if not self.opens < self.closes:
            raise ValueError(f"opens must come before closes, got {self.opens} and {self.closes}")
        if not self.workdays or any(day not in range(7) for day in self.workdays):
            raise ValueError(f"workdays must be days from 0 (Monday) to 6, got {self.workdays!r}")
        if any(type(day) is not dt.date for day in self.holidays):
            raise ValueError("holidays must be datetime.date values")


def calendar_of(tables: Tables, team: str) -> Calendar:
    """The calendar of one team, read from `tables.teams` and `tables.holidays`.

    Raises
    ------
    ValueError
        If no team has that name; the message lists those that exist.
    """
    row = tables.teams[tables.teams["team"] == team]
    if len(row) != 1:
        raise ValueError(f"no team {team!r} in tables.teams; there are {', '.join(tables.teams['team'])}")
    zone, opens, closes, workdays = row.iloc[0][["zone", "opens", "closes", "workdays"]]
    dates = tables.holidays.loc[tables.holidays["team"] == team, "date"]
    return Calendar(
        zone=zone,
        opens=dt.time.fromisoformat(opens),
        closes=dt.time.fromisoformat(closes),
        workdays=tuple(WEEKDAY_NAMES.index(name) for name in workdays.split(",")),
        holidays=frozenset(day.date() for day in dates),
    )
