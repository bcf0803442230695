"""Tickets that come only because of an incident: a spike of the usual kind, or a new population."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .accounts import Accounts
from .scenario import Scenario
from .streams import Streams, poisson_quantile

EXTRA_SHARE = {
    "spike": 0.5,
    "population": 0.35,
}  # further tickets relative to the day's usual ones, at size 1
SERIAL_BLOCK = 1 << 36  # each incident numbers its tickets in a block of its own, far above the usual ones


@dataclass(frozen=True)
class Extra:
    """One entry per ticket that an incident adds, ordered by incident and day.

    Parameters
    ----------
    serial, day : ndarray of int
        Number of the ticket, and its local day.
    account : ndarray of int
        Index of the account; -1 for one of the usual accounts, not drawn yet.
    not_before_s : ndarray of int
        Second of the world at which the incident begins.
    """

    serial: np.ndarray
    day: np.ndarray
    account: np.ndarray
    not_before_s: np.ndarray


def draw_extra(
    streams: Streams, scenario: Scenario, accounts: Accounts, rate: np.ndarray, local: np.ndarray
) -> Extra:
    """Draw what incidents add on the given local days, when `rate` tickets are usual on each day."""
    parts = [(np.empty(0, np.int64),) * 4]
    for number, incident in enumerate(scenario.incidents, start=1):
        if incident.kind not in EXTRA_SHARE:
            continue
        days = np.arange(incident.start_day, min(incident.start_day + incident.days, scenario.days))
        extra_rate = rate[days] * EXTRA_SHARE[incident.kind] * incident.size
        count = poisson_quantile(streams.at(f"incidents.count.{number}", days), extra_rate)
        day = np.repeat(days, count)
        serial = number * SERIAL_BLOCK + np.arange(len(day))
        account = np.full(len(day), -1)
        if incident.kind == "population":
            account = _newcomers(streams.at("arrivals.account", serial), accounts)
        wanted = np.isin(day, local)
        begin = np.full(len(day), incident.window_s[0])
        parts.append((serial[wanted], day[wanted], account[wanted], begin[wanted]))
    return Extra(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _newcomers(u: np.ndarray, accounts: Accounts) -> np.ndarray:
    """An account of the newcomers for each uniform, by their weight."""
    own = np.flatnonzero(accounts.newcomer)
    share = np.cumsum(accounts.weight[own])
    return own[np.searchsorted(share, u * share[-1], side="right")]
