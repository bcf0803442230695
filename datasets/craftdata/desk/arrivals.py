"""When tickets arrive and who writes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .accounts import Accounts
from .clock import utc_offset_s
from .scenario import Scenario
from .streams import Streams, poisson_quantile

WEEKDAY_FACTOR = np.array([1.22, 1.12, 1.08, 1.05, 0.93, 0.30, 0.26])
# Volume by local hour of the customer, linear between the knots.
PROFILE_HOURS = np.array([0, 6, 7.5, 9.5, 11.5, 12.7, 14, 16.5, 18.5, 21, 24])
PROFILE_LEVEL = np.array([0.06, 0.06, 0.35, 1.6, 1.5, 1.05, 1.45, 1.3, 0.45, 0.22, 0.06])
REPEAT_SHARE, REPEAT_MEAN_S = 0.10, 5400
OUTAGE_VOLUME, OUTAGE_MEAN_S = 1.1, 4000  # tickets of an outage, relative to an average day


@dataclass(frozen=True)
class Arrivals:
    """One entry per ticket, ordered by creation.

    Parameters
    ----------
    created_s : ndarray of int
        Second of the world at which the ticket was created.
    account : ndarray of int
        Index of the account that wrote it.
    outage : ndarray of bool
        Whether an outage caused it.
    repeats : ndarray of int
        Index of the ticket about the same problem of the same account, or its own index.
    """

    created_s: np.ndarray
    account: np.ndarray
    outage: np.ndarray
    repeats: np.ndarray


def draw_arrivals(streams: Streams, scenario: Scenario, accounts: Accounts) -> Arrivals:
    """Draw all tickets of the world: daily cycle, week, season, outages and bursts about one problem."""
    surge = _outage_volume(streams, scenario)
    usual = poisson_quantile(streams.uniform("arrivals.count", scenario.days), daily_rate(streams, scenario))
    count = usual + surge
    n, day = int(count.sum()), np.repeat(np.arange(scenario.days), count)
    place = np.arange(n) - np.repeat(np.cumsum(count) - count, count)
    outage = place < surge[day]
    account = _writers(streams.uniform("arrivals.account", n), day, accounts, scenario.days)
    usual_second = _usual_second(streams, scenario, day, accounts.region[account])
    second = np.where(outage, _outage_second(streams, scenario, day), usual_second)
    source = _repeat_sources(streams, outage, place)
    account = account[source]
    gap = 30 + (REPEAT_MEAN_S * streams.exponential("arrivals.repeat_gap", n)).astype(np.int64)
    second = np.where(source < np.arange(n), second[source] + gap, second)
    return _in_order(scenario, second, account, outage, source)


def _repeat_sources(streams: Streams, outage: np.ndarray, place: np.ndarray) -> np.ndarray:
    """For each ticket the index of the one whose problem it repeats (the one before it), or its own."""
    n = len(outage)
    wants = (streams.uniform("arrivals.repeat", n) < REPEAT_SHARE) & ~outage & (place > 0)
    repeat = wants & ~np.r_[False, outage[:-1] | wants[:-1]]
    return np.arange(n) - repeat


def _in_order(
    scenario: Scenario, second: np.ndarray, account: np.ndarray, outage: np.ndarray, source: np.ndarray
) -> Arrivals:
    """Order by creation and leave out what local time moved over the edges of the world."""
    order = np.argsort(second, kind="stable")
    order = order[(second[order] >= 0) & (second[order] < scenario.end_s)]
    position = np.full(len(second), -1)
    position[order] = np.arange(len(order))
    repeats = position[source[order]]
    return Arrivals(
        created_s=second[order],
        account=account[order],
        outage=outage[order],
        repeats=np.where(repeats < 0, np.arange(len(order)), repeats),
    )


def daily_rate(streams: Streams, scenario: Scenario) -> np.ndarray:
    """Expected tickets on each day, outages aside, shape (days,)."""
    day = np.arange(scenario.days)
    dates = [scenario.start + dt.timedelta(days=int(d)) for d in day]
    week = WEEKDAY_FACTOR[(day + scenario.start.weekday()) % 7]
    quarter = np.array([1.35 if (date.timetuple().tm_yday - 1) % 91 > 84 else 1.0 for date in dates])
    year_end = np.array([0.5 if (date.month, date.day) >= (12, 21) else 1.0 for date in dates])
    shock = 0.07 * streams.normal("arrivals.shock", scenario.days)
    drift = np.zeros(scenario.days)
    for d in range(1, scenario.days):
        drift[d] = 0.7 * drift[d - 1] + shock[d]
    growth = (1 + scenario.growth) ** (day / 365)
    return scenario.tickets_per_day * growth * week * quarter * year_end * np.exp(drift)


def _outage_volume(streams: Streams, scenario: Scenario) -> np.ndarray:
    u = streams.uniform("arrivals.outage_count", 1)
    k = int(poisson_quantile(u, np.array([scenario.outages_per_year * scenario.days / 365]))[0])
    when = streams.integers("arrivals.outage_day", scenario.days, k)
    return np.bincount(when, minlength=scenario.days) * round(OUTAGE_VOLUME * scenario.tickets_per_day)


def _writers(u: np.ndarray, day: np.ndarray, accounts: Accounts, days: int) -> np.ndarray:
    """The account of each ticket, among those that are customers on the day.

    Sign-up must be two days back, because the day is local and may begin in the UTC day before.
    """
    out = np.empty(len(u), np.int64)
    edges = np.searchsorted(day, np.arange(days + 1))
    for d in range(days):
        today = slice(edges[d], edges[d + 1])
        active = (accounts.signup_day < d - 1) & (accounts.churn_day > d)
        share = np.cumsum(accounts.weight * active)
        out[today] = np.searchsorted(share, u[today] * share[-1], side="right")
    return out


def _usual_second(streams: Streams, scenario: Scenario, day: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Second of the world from the local working rhythm of the customer's region."""
    level = np.interp(np.arange(1440) / 60, PROFILE_HOURS, PROFILE_LEVEL)
    share = np.cumsum(level)
    minute = np.searchsorted(share / share[-1], streams.uniform("arrivals.minute", len(day)), side="right")
    second = np.floor(60 * (minute + streams.uniform("arrivals.second", len(day)))).astype(np.int64)
    offset = np.stack([utc_offset_s(zone, scenario.start, scenario.days) for zone in cat.REGION_ZONES])
    return day * 86_400 + second - offset[region, day]


def _outage_second(streams: Streams, scenario: Scenario, day: np.ndarray) -> np.ndarray:
    """Second of the world of a ticket about an outage: the outage begins between 06:00 and 18:00 UTC."""
    begins = 21_600 + (43_200 * streams.uniform("arrivals.outage_begin", scenario.days)).astype(np.int64)
    after = OUTAGE_MEAN_S * np.minimum(streams.exponential("arrivals.outage_delay", len(day)), 3.0)
    return day * 86_400 + begins[day] + after.astype(np.int64)
