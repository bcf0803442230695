"""Customers: what stays the same about an account over the whole world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .identifiers import draw_ids
from .scenario import Scenario
from .streams import Streams, pick

NEVER = 10**6  # a day no world reaches


@dataclass(frozen=True)
class Accounts:
    """One entry per account in each array.

    Parameters
    ----------
    ids : ndarray of str
        Random identifiers.
    region : ndarray of int
        Index into `catalogue.REGIONS`.
    first_plan : ndarray of int
        Plan at the start of the world or at sign-up, index into `catalogue.PLANS`.
    first_seats : ndarray of int
        Paid seats at the same moment, log-normal by plan.
    onprem : ndarray of bool
        Runs the product on its own machines.
    signup_day, churn_day : ndarray of int
        Days since the start of the world (negative: before it) between which it can write tickets.
    weight : ndarray of float
        Relative volume of tickets: Zipf-Mandelbrot by rank, so that the largest 1 % write about a fifth.
    difficulty : ndarray of float
        Hidden effect on log work.
    cries_wolf : ndarray of float
        Hidden inclination to exaggerate.
    """

    ids: np.ndarray
    region: np.ndarray
    first_plan: np.ndarray
    first_seats: np.ndarray
    onprem: np.ndarray
    signup_day: np.ndarray
    churn_day: np.ndarray
    weight: np.ndarray
    difficulty: np.ndarray
    cries_wolf: np.ndarray


def draw_accounts(streams: Streams, scenario: Scenario) -> Accounts:
    """Draw all accounts of a world, those that sign up within it included."""
    n = scenario.account_count
    plan = pick(streams.uniform("accounts.plan", n), [0.52, 0.35, 0.13])
    signup_day, churn_day = _lifetimes(streams, scenario, n)
    spread = np.array([0.7, 0.8, 0.9])[plan] * streams.normal("accounts.seats", n)
    rank = 1 + np.argsort(np.argsort(streams.uniform("accounts.rank", n), kind="stable"), kind="stable")
    seats = np.exp(np.array([2.3, 3.9, 5.8])[plan] + spread)
    return Accounts(
        ids=draw_ids(streams, "accounts", "A", n),
        region=pick(streams.uniform("accounts.region", n), [0.46, 0.34, 0.20]),
        first_plan=plan,
        first_seats=np.maximum(1, np.round(seats)).astype(np.int64),
        onprem=streams.uniform("accounts.onprem", n) < np.array([0.05, 0.18, 0.45])[plan],
        signup_day=signup_day,
        churn_day=churn_day,
        weight=(rank + 0.008 * n) ** -1.05 * (1 + 0.4 * plan),
        difficulty=0.52 * streams.normal("accounts.difficulty", n),
        cries_wolf=0.7 * streams.normal("accounts.cries_wolf", n),
    )


def _lifetimes(streams: Streams, scenario: Scenario, n: int) -> tuple[np.ndarray, np.ndarray]:
    u = streams.uniform("accounts.signup", 2, n)
    v = streams.uniform("accounts.churn", 2, n)
    years = scenario.days / 365
    new_share = 0.4 * years / (years + 0.25)  # the share that signs up within the world grows with its length
    inside = u[0] < new_share
    signup = np.where(inside, np.floor(u[1] * scenario.days), -1 - np.floor(900 * u[1])).astype(np.int64)
    churn = np.where(v[0] < 0.12, np.maximum(signup, 0) + 60 + np.floor(600 * v[1]), NEVER).astype(np.int64)
    signup[0], churn[0] = -400, NEVER  # at least one account is always there to write a ticket
    return signup, churn
