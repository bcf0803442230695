"""Public holidays of the Desk's regions, by rule, for any year.

Each list is shortened to the days on which an office would close: no holidays of single states, and for
APAC only those of Singapore that a rule of arithmetic gives (Vesak, Hari Raya and Deepavali are left out).
"""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

from .catalogue import AMER, APAC, EMEA

DAY = dt.timedelta(days=1)
J2000 = dt.datetime(2000, 1, 1, 12)


def holidays_of(region: int, first_year: int, last_year: int) -> frozenset[dt.date]:
    """Local dates on which the offices of a region are closed, for both years and all between."""
    rule = {AMER: _united_states, EMEA: _germany, APAC: _singapore}[region]
    # New Year's Day on a Saturday is observed in the year before, so the rule looks one year further.
    days = set().union(*(rule(year) for year in range(first_year, last_year + 2)))
    return frozenset(day for day in days if first_year <= day.year <= last_year)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The n-th given weekday (0 is Monday) of a month; n = -1 is the last one."""
    if n == -1:
        last = dt.date(year + month // 12, month % 12 + 1, 1) - DAY
        return last - (last.weekday() - weekday) % 7 * DAY
    first = dt.date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (n - 1)) * DAY


@lru_cache(maxsize=256)
def lunar_new_year(year: int) -> dt.date:
    """Lunar New Year in Singapore: the day (UTC+8) of the new moon from 21 January to 20 February."""
    k = round((year - 2000) * 12.3685)
    candidates = (_new_moon(k + i) + dt.timedelta(hours=8) for i in (-1, 0, 1, 2, 3))
    first, last = dt.date(year, 1, 21), dt.date(year, 2, 20)
    return next(day for day in (moment.date() for moment in candidates) if first <= day <= last)


def _new_moon(k: int) -> dt.datetime:
    """UTC of the k-th new moon after January 2000, good to some minutes (Meeus 1998, chapter 49)."""
    t = k / 1236.85
    sun = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    latitude = math.radians(160.7108 + 390.67050284 * k)
    days = 5.09766 + 29.530588861 * k + 0.00015437 * t * t
    days += -0.40720 * math.sin(moon) + 0.17241 * math.sin(sun) + 0.01608 * math.sin(2 * moon)
    days += 0.01039 * math.sin(2 * latitude) + 0.00739 * math.sin(moon - sun) - 0.00514 * math.sin(moon + sun)
    days += 0.00208 * math.sin(2 * sun) - 0.00111 * math.sin(moon - 2 * latitude)
    earth_lag = 70 / 86_400  # dynamical time runs about 70 s ahead of UTC in this century
    return J2000 + dt.timedelta(days=days - earth_lag)


def _united_states(year: int) -> set[dt.date]:
    fixed = (dt.date(year, 1, 1), dt.date(year, 7, 4), dt.date(year, 12, 25))
    observed = {day + {5: -1, 6: 1}.get(day.weekday(), 0) * DAY for day in fixed}
    thanksgiving = nth_weekday(year, 11, 3, 4)
    moving = {nth_weekday(year, 5, 0, -1), nth_weekday(year, 9, 0, 1), thanksgiving, thanksgiving + DAY}
    return observed | moving


def _germany(year: int) -> set[dt.date]:
    easter = easter_sunday(year)
    moving = {easter + offset * DAY for offset in (-2, 1, 39, 50)}
    return moving | {dt.date(year, *d) for d in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))}


def _singapore(year: int) -> set[dt.date]:
    lunar = lunar_new_year(year)
    days = {dt.date(year, 1, 1), lunar, lunar + DAY, easter_sunday(year) - 2 * DAY}
    days |= {dt.date(year, *d) for d in ((5, 1), (8, 9), (12, 25))}
    for day in sorted(days):
        if day.weekday() == 6:  # a holiday on a Sunday moves to the next day that is not one itself
            moved = day + DAY
            while moved in days:
                moved += DAY
            days.add(moved)
    return days
