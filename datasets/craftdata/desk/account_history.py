"""What changes about an account, when it changed, and when the warehouse learned of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .accounts import Accounts
from .scenario import Scenario
from .streams import Streams

PERIOD_DAYS = 28
REVIEW, SEATS, OWNER, PLAN = range(4)
# Chance of each kind of change in a period: every account is reviewed once, seats change now and then.
CHANCES = (1.0, 0.40, 0.15, 0.08)
SYNC_MEDIAN_S, SYNC_SIGMA, SYNC_MAX_S = 20 * 3600, 1.3, 21 * 86_400
ONBOARDING = 4.0  # a new account is entered by hand, so its first version takes that much longer
PERIOD_STRIDE = 1 << 12  # periods of one account in the places of a stream
ACCOUNT_STRIDE = 1 << 40  # seconds of one account's own axis when (account, second) becomes one key


@dataclass(frozen=True)
class AccountHistory:
    """One entry per version of an account, ordered by account and time.

    Parameters
    ----------
    account : ndarray of int
        Index of the account.
    valid_from_s : ndarray of int
        Second of the world from which the version is true (negative: before the start).
    known_s : ndarray of int
        Second at which the CRM sync made it known; increases within an account.
    plan, seats, owner : ndarray of int
        State of the version; plan and owner are indices into the catalogue.
    reviewed : ndarray of bool
        Whether the account's health was scored anew at `valid_from_s`.
    """

    account: np.ndarray
    valid_from_s: np.ndarray
    known_s: np.ndarray
    plan: np.ndarray
    seats: np.ndarray
    owner: np.ndarray
    reviewed: np.ndarray

    @property
    def place(self) -> np.ndarray:
        """Place of each version in a stream: its account and its number among the versions of it."""
        first = np.searchsorted(self.account, self.account, side="left")
        return self.account * PERIOD_STRIDE + np.arange(len(self.account)) - first

    def version_at(self, account: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Index of the version that was true of each account at each second, whoever knew it."""
        keys = self.account * ACCOUNT_STRIDE + self.valid_from_s
        return np.searchsorted(keys, account * ACCOUNT_STRIDE + second, side="right") - 1

    def version_known(self, account: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Index of the version that the warehouse knew last at each second; -1 if it knew none."""
        keys = self.account * ACCOUNT_STRIDE + self.known_s
        version = np.searchsorted(keys, account * ACCOUNT_STRIDE + second, side="right") - 1
        return np.where((version >= 0) & (self.account[version] == account), version, -1)


def draw_history(streams: Streams, scenario: Scenario, accounts: Accounts) -> AccountHistory:
    """Draw every change within the world, after one first version per account."""
    account, second, kind = _change_points(streams, scenario, accounts)
    first = kind < 0
    counts = {k: _count_within(account, kind == k, first) for k in (SEATS, OWNER, PLAN)}
    i = np.arange(len(accounts.ids))
    other_plan = np.where(accounts.first_plan == cat.ENTERPRISE, cat.BUSINESS, accounts.first_plan + 1)
    trend = 0.16 * streams.normal_at("history.seats_trend", i) + 0.05
    seats = np.round(accounts.first_seats[account] * np.exp(trend[account] * counts[SEATS]))
    first_owner = streams.integers_at("history.owner", len(cat.CSM_OWNERS), i)
    owner_step = streams.integers_at("history.owner_step", len(cat.CSM_OWNERS) - 1, i) + 1
    return AccountHistory(
        account=account,
        valid_from_s=second,
        known_s=_sync(streams, account, second, first),
        plan=np.where(counts[PLAN] % 2 == 1, other_plan[account], accounts.first_plan[account]),
        seats=np.maximum(1, seats).astype(np.int64),
        owner=(first_owner[account] + owner_step[account] * counts[OWNER]) % len(cat.CSM_OWNERS),
        reviewed=first | (kind == REVIEW),
    )


def _change_points(streams: Streams, scenario: Scenario, accounts: Accounts) -> tuple[np.ndarray, ...]:
    """Account, second and kind (-1 for the first version) of every version, ordered."""
    n, periods = len(accounts.ids), -(-scenario.days // PERIOD_DAYS)
    i = np.arange(n)
    hour = (streams.at("history.signup_hour", i) * 86_400).astype(np.int64)
    # Newcomers are imported in one go at the beginning of their first day, before any of them writes.
    signup_s = accounts.signup_day * 86_400 + np.where(accounts.newcomer, 0, hour)
    account, second, kind = [i], [signup_s], [np.full(n, -1)]
    phase = streams.at("history.phase", i)
    place = i * PERIOD_STRIDE + np.arange(periods)[:, None]
    for k, chance in enumerate(CHANCES):
        u = streams.at(f"history.change.{k}", place), streams.at(f"history.moment.{k}", place)
        within = (phase + 0.1 * u[1]) % 1.0 if k == REVIEW else u[1]
        moment = ((np.arange(periods)[:, None] + within) * PERIOD_DAYS * 86_400).astype(np.int64)
        happens = (u[0] < chance) & (moment > signup_s) & (moment < scenario.end_s)
        account.append(np.nonzero(happens)[1])
        second.append(moment[happens])
        kind.append(np.full(int(happens.sum()), k))
    account, second, kind = map(np.concatenate, (account, second, kind))
    order = np.lexsort((kind, second, account))
    account, second, kind = account[order], second[order], kind[order]
    clash = np.r_[False, (np.diff(account) == 0) & (np.diff(second) == 0)]
    return account[~clash], second[~clash], kind[~clash]


def _count_within(account: np.ndarray, happened: np.ndarray, first: np.ndarray) -> np.ndarray:
    """How often it happened to the same account up to and including each version."""
    total = np.cumsum(happened)
    return total - total[np.flatnonzero(first)][account]


def _sync(streams: Streams, account: np.ndarray, second: np.ndarray, first: np.ndarray) -> np.ndarray:
    """When each version became known: late by a day or so, but never before an older version."""
    rank = np.arange(len(account)) - np.flatnonzero(first)[account]
    lag = SYNC_MEDIAN_S * np.exp(
        SYNC_SIGMA * streams.normal_at("history.sync", account * PERIOD_STRIDE + rank)
    )
    lag = np.minimum(lag * np.where(first, ONBOARDING, 1.0), SYNC_MAX_S)
    known = second + 60 + lag.astype(np.int64)
    keys = account * ACCOUNT_STRIDE + known - rank
    return np.maximum.accumulate(keys) - account * ACCOUNT_STRIDE + rank
