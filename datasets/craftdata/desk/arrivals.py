"""When tickets arrive and who writes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .accounts import Accounts
from .clock import utc_offset_s
from .coefficients import Coefficients
from .extra_arrivals import Extra, draw_extra
from .scenario import Scenario
from .streams import Streams, poisson_quantile

WEEKDAY_FACTOR = np.array([1.22, 1.12, 1.08, 1.05, 0.93, 0.30, 0.26])
# Volume by local hour of the customer, linear between the knots.
PROFILE_HOURS = np.array([0, 6, 7.5, 9.5, 11.5, 12.7, 14, 16.5, 18.5, 21, 24])
PROFILE_LEVEL = np.array([0.06, 0.06, 0.35, 1.6, 1.5, 1.05, 1.45, 1.3, 0.45, 0.22, 0.06])
REPEAT_MEAN_S, REPEAT_MOST_S = 5400, 86_400
OUTAGE_VOLUME, OUTAGE_MEAN_S = 1.1, 4000  # tickets of an outage, relative to an average day


@dataclass(frozen=True)
class Arrivals:
    """One entry per ticket, ordered by creation.

    Parameters
    ----------
    serial : ndarray of int
        Number of the ticket, the same whatever incidents add: the place of all its random numbers.
    created_s : ndarray of int
        Second of the world at which the ticket was created.
    account : ndarray of int
        Index of the account that wrote it.
    outage : ndarray of bool
        Whether an outage caused it.
    repeats : ndarray of int
        Serial of the ticket about the same problem of the same account, or its own.
    planned : ndarray of bool
        Whether it would have come without any incident.
    """

    serial: np.ndarray
    created_s: np.ndarray
    account: np.ndarray
    outage: np.ndarray
    repeats: np.ndarray
    planned: np.ndarray


def draw_arrivals(
    streams: Streams,
    scenario: Scenario,
    laws: Coefficients,
    accounts: Accounts,
    first_day: int = 0,
    last_day: int | None = None,
) -> Arrivals:
    """Draw the tickets created from `first_day` (included) to `last_day` (excluded; None for the end).

    Daily cycle, week, season, outages, bursts about one problem, and what incidents add. Any part of the
    world has the tickets that the whole world has in it.
    """
    last_day = scenario.days if last_day is None else last_day
    # Local time moves a ticket by up to a day, a burst by one more.
    local = np.arange(max(first_day - 2, 0), min(last_day + 2, scenario.days))
    rate = daily_rate(streams, scenario, laws)
    usual = _usual(streams, scenario, laws, accounts, rate, local)
    extra = draw_extra(streams, scenario, accounts, rate, local)
    if len(extra.serial):
        usual = _joined(usual, _extra(streams, scenario, accounts, extra))
    inside = (usual.created_s >= first_day * 86_400) & (usual.created_s < last_day * 86_400)
    order = np.argsort(usual.created_s, kind="stable")
    order = order[inside[order]]
    return Arrivals(*(getattr(usual, name)[order] for name in Arrivals.__dataclass_fields__))


def _usual(
    streams: Streams,
    scenario: Scenario,
    laws: Coefficients,
    accounts: Accounts,
    rate: np.ndarray,
    local: np.ndarray,
) -> Arrivals:
    """Tickets of the given local days that come without any incident, unordered."""
    every_day = np.arange(scenario.days)
    surge = _outage_volume(streams, scenario)
    count = poisson_quantile(streams.at("arrivals.count", every_day), rate) + surge
    before = np.cumsum(count) - count
    n, day = int(count[local].sum()), np.repeat(local, count[local])
    serial = before[local[0]] + np.arange(n)
    place = serial - before[day]
    outage = place < surge[day]
    account = _writers(streams.at("arrivals.account", serial), day, accounts, scenario.account_count)
    second = usual_second(streams, scenario, serial, day, accounts.region[account])
    second = np.where(outage, _outage_second(streams, serial, day), second)
    wants = (streams.at("arrivals.repeat", serial) < laws.repeat_share) & ~outage & (place > surge[day])
    source = np.maximum.accumulate(np.where(wants, 0, np.arange(n)))
    gap = 30 + REPEAT_MEAN_S * streams.exponential_at("arrivals.repeat_gap", serial)
    gap = np.minimum(gap, REPEAT_MOST_S).astype(np.int64)
    return Arrivals(
        serial=serial,
        created_s=np.where(wants, second[source] + gap, second),
        account=account[source],
        outage=outage,
        repeats=serial[source],
        planned=np.ones(n, bool),
    )


def _extra(streams: Streams, scenario: Scenario, accounts: Accounts, extra: Extra) -> Arrivals:
    """The tickets that incidents add, at times of day like all others but never before the incident."""
    account = extra.account.copy()
    usual = np.flatnonzero(account < 0)
    usual = usual[np.argsort(extra.day[usual], kind="stable")]
    u = streams.at("arrivals.account", extra.serial[usual])
    account[usual] = _writers(u, extra.day[usual], accounts, scenario.account_count)
    second = usual_second(streams, scenario, extra.serial, extra.day, accounts.region[account])
    on = second >= extra.not_before_s
    serial, n = extra.serial[on], int(on.sum())
    return Arrivals(serial, second[on], account[on], np.zeros(n, bool), serial, np.zeros(n, bool))


def _joined(usual: Arrivals, extra: Arrivals) -> Arrivals:
    names = Arrivals.__dataclass_fields__
    return Arrivals(*(np.concatenate([getattr(usual, name), getattr(extra, name)]) for name in names))


def daily_rate(streams: Streams, scenario: Scenario, laws: Coefficients) -> np.ndarray:
    """Expected tickets on each day, outages and incidents aside, shape (days,)."""
    day = np.arange(scenario.days)
    dates = [scenario.start + dt.timedelta(days=int(d)) for d in day]
    week = WEEKDAY_FACTOR[(day + scenario.start.weekday()) % 7]
    quarter = np.array([1.35 if (date.timetuple().tm_yday - 1) % 91 > 84 else 1.0 for date in dates])
    year_end = np.array([0.5 if (date.month, date.day) >= (12, 21) else 1.0 for date in dates])
    shock = 0.07 * streams.normal_at("arrivals.shock", day)
    drift = np.zeros(scenario.days)
    for d in range(1, scenario.days):
        drift[d] = 0.7 * drift[d - 1] + shock[d]
    growth = (1 + laws.growth) ** (day / 365)
    return scenario.tickets_per_day * growth * week * quarter * year_end * np.exp(drift)


def _outage_volume(streams: Streams, scenario: Scenario) -> np.ndarray:
    u = streams.uniform("arrivals.outage_count", 1)
    k = int(poisson_quantile(u, np.array([scenario.outages_per_year * scenario.days / 365]))[0])
    when = streams.integers("arrivals.outage_day", scenario.days, k)
    return np.bincount(when, minlength=scenario.days) * round(OUTAGE_VOLUME * scenario.tickets_per_day)


def _writers(u: np.ndarray, day: np.ndarray, accounts: Accounts, usual: int) -> np.ndarray:
    """The account of each ticket (ordered by day) among the first `usual` accounts that are customers then.

    Sign-up must be two days back, because the day is local and may begin in the UTC day before.
    """
    out = np.empty(len(u), np.int64)
    if not len(u):
        return out
    signup, churn, weight = (
        values[:usual] for values in (accounts.signup_day, accounts.churn_day, accounts.weight)
    )
    days = np.arange(day[0], day[-1] + 2)
    edges = np.searchsorted(day, days)
    for d, begin, end in zip(days[:-1], edges[:-1], edges[1:], strict=True):
        share = np.cumsum(weight * ((signup < d - 1) & (churn > d)))
        out[begin:end] = np.searchsorted(share, u[begin:end] * share[-1], side="right")
    return out


def usual_second(
    streams: Streams, scenario: Scenario, serial: np.ndarray, day: np.ndarray, region: np.ndarray
) -> np.ndarray:
    """Second of the world from the local working rhythm of the customer's region."""
    level = np.interp(np.arange(1440) / 60, PROFILE_HOURS, PROFILE_LEVEL)
    share = np.cumsum(level)
    minute = np.searchsorted(share / share[-1], streams.at("arrivals.minute", serial), side="right")
    second = np.floor(60 * (minute + streams.at("arrivals.second", serial))).astype(np.int64)
    offset = np.stack([utc_offset_s(zone, scenario.start, scenario.days) for zone in cat.REGION_ZONES])
    return day * 86_400 + second - offset[region, day]


def _outage_second(streams: Streams, serial: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Second of the world of a ticket about an outage: the outage begins between 06:00 and 18:00 UTC."""
    begins = 21_600 + (43_200 * streams.at("arrivals.outage_begin", day)).astype(np.int64)
    after = OUTAGE_MEAN_S * np.minimum(streams.exponential_at("arrivals.outage_delay", serial), 3.0)
    return day * 86_400 + begins + after.astype(np.int64)
