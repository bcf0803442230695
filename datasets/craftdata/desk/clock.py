"""How much work time passes between two moments: the slots of 15 minutes that the world is built on.

A team works at rate 1 in an open slot, at a lower rate in a closed one, and at a third of that on days on
which it does not open. Cumulated over slots this gives
a strictly increasing clock of effective hours per team, which can be read forwards and backwards.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from .calendar import Calendar

SLOT_S = 900
SLOTS_PER_DAY = 96
CLOSED_DAY_PACE = 1 / 3  # of those on call on weekends and holidays, so that work piles up until Monday
TEAM_STRIDE_H = 2.0**20  # more hours than any world lasts


@dataclass(frozen=True)
class WorkClock:
    """Effective hours of every team since the start of the world.

    Parameters
    ----------
    rate : ndarray (teams, slots)
        Work done per hour in each slot: 1 when open.
    worked : ndarray (teams, slots + 1)
        Effective hours worked before each slot begins.
    opened : ndarray (teams, slots + 1)
        Open hours before each slot begins.
    """

    rate: np.ndarray
    worked: np.ndarray
    opened: np.ndarray

    def hours_at(self, team: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Effective hours worked by each `team` until each `second` of the world."""
        slot = np.minimum(second // SLOT_S, self.rate.shape[1] - 1)
        return self.worked[team, slot] + self.rate[team, slot] * ((second - slot * SLOT_S) / 3600)

    def open_hours_at(self, team: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Open hours of each `team` until each `second` of the world."""
        slot = np.minimum(second // SLOT_S, self.rate.shape[1] - 1)
        before = self.opened[team, slot]
        is_open = self.opened[team, slot + 1] > before
        return before + is_open * ((second - slot * SLOT_S) / 3600)

    def second_at(self, team: np.ndarray, hours: np.ndarray) -> np.ndarray:
        """Second (float) at which each `team` has worked that many `hours`; the end of the clock if never."""
        slots = self.rate.shape[1]
        slot = np.searchsorted(self._stacked, hours + team * TEAM_STRIDE_H, side="right") - 1
        slot = np.clip(slot - team * (slots + 1), 0, slots - 1)
        within = (hours - self.worked[team, slot]) / self.rate[team, slot]
        return slot * float(SLOT_S) + np.clip(within * 3600, 0, SLOT_S)

    @cached_property
    def _stacked(self) -> np.ndarray:
        """The clocks of all teams one after the other, far enough apart to be searched as one."""
        return (self.worked + np.arange(len(self.worked))[:, None] * TEAM_STRIDE_H).ravel()


def work_clock(calendars: tuple[Calendar, ...], start: dt.date, days: int, closed_rate: float) -> WorkClock:
    """The clock of teams with these calendars over `days` days from 00:00 UTC of `start`."""
    is_open = np.stack([_open_slots(calendar, start, days) for calendar in calendars])
    on_call = np.stack([_on_call(calendar, start, days) for calendar in calendars])
    rate = np.where(is_open, 1.0, closed_rate * on_call)
    worked, opened = (np.zeros((len(calendars), rate.shape[1] + 1)) for _ in range(2))
    np.cumsum(rate * (SLOT_S / 3600), axis=1, out=worked[:, 1:])
    np.cumsum(is_open * (SLOT_S / 3600), axis=1, out=opened[:, 1:])
    return WorkClock(rate, worked, opened)


def utc_offset_s(zone: str, start: dt.date, days: int) -> np.ndarray:
    """Seconds that local time is ahead of UTC at 12:00 UTC of each day, shape (days,)."""
    wall = _wall_seconds(zone, start, days)[SLOTS_PER_DAY // 2 :: SLOTS_PER_DAY]
    return wall - (np.arange(days) * 86_400 + 43_200)


@lru_cache(maxsize=64)
def _wall_seconds(zone: str, start: dt.date, days: int) -> np.ndarray:
    """Local wall clock at the start of each slot, in seconds since local midnight of `start`."""
    utc = np.datetime64(start, "s") + np.arange(days * SLOTS_PER_DAY) * np.timedelta64(SLOT_S, "s")
    wall = pd.DatetimeIndex(utc).tz_localize("UTC").tz_convert(zone).tz_localize(None)
    seconds = (wall.to_numpy("datetime64[s]") - np.datetime64(start, "s")).astype(np.int64)
    seconds.flags.writeable = False
    return seconds


@lru_cache(maxsize=256)
def _on_call(calendar: Calendar, start: dt.date, days: int) -> np.ndarray:
    """Pace of those on call in each slot, relative to a night between two workdays, shape (days * 96,)."""
    pace = np.where(_workdays(calendar, start, days), 1.0, CLOSED_DAY_PACE)
    pace.flags.writeable = False
    return pace


def _workdays(calendar: Calendar, start: dt.date, days: int) -> np.ndarray:
    """Whether the local day of each slot is one on which the team works."""
    day = _wall_seconds(calendar.zone, start, days) // 86_400
    closed = np.array([(holiday - start).days for holiday in calendar.holidays], np.int64)
    return np.isin((day + start.weekday()) % 7, calendar.workdays) & ~np.isin(day, closed)


@lru_cache(maxsize=256)
def _open_slots(calendar: Calendar, start: dt.date, days: int) -> np.ndarray:
    """Whether the team is open in each slot, shape (days * 96,)."""
    second = _wall_seconds(calendar.zone, start, days) % 86_400
    opens, closes = (t.hour * 3600 + t.minute * 60 for t in (calendar.opens, calendar.closes))
    is_open = _workdays(calendar, start, days) & (second >= opens) & (second < closes)
    is_open.flags.writeable = False
    return is_open
