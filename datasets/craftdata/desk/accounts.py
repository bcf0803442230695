"""Customers: what stays the same about an account over the whole world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .identifiers import draw_ids
from .scenario import Scenario
from .streams import Streams, pick

NEVER = 10**6  # a day no world reaches
MERGE_MOST_DAYS = 400


@dataclass(frozen=True)
class Accounts:
    """One entry per account in each array; those that only a population incident brings come last.

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
        Relative volume of tickets: Zipf-Mandelbrot by rank times a log-normal, so that the largest 1 % write
        about a fifth.
    difficulty : ndarray of float
        Hidden effect on log work.
    cries_wolf : ndarray of float
        Hidden inclination to exaggerate.
    language : ndarray of int
        Language its people write in, index into `catalogue.LANGUAGES`.
    newcomer : ndarray of bool
        Whether a population incident brings it.
    old_ids : ndarray of str
        Identifier of the duplicate account that was merged into it; used only where `merged_day` is set.
    merged_day : ndarray of int
        Day of the world of the merger, `NEVER` for most accounts.
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
    language: np.ndarray
    newcomer: np.ndarray
    old_ids: np.ndarray
    merged_day: np.ndarray


def draw_accounts(streams: Streams, scenario: Scenario) -> Accounts:
    """Draw all accounts of a world, those that sign up within it included."""
    usual, n = scenario.account_count, scenario.account_count + scenario.newcomer_count
    i = np.arange(n)
    newcomer = i >= usual
    plan = np.where(newcomer, cat.STARTER, pick(streams.at("accounts.plan", i), [0.52, 0.35, 0.13]))
    region = np.where(newcomer, cat.APAC, pick(streams.at("accounts.region", i), [0.46, 0.34, 0.20]))
    signup_day, churn_day = _lifetimes(streams, scenario, i, newcomer)
    spread = np.array([0.7, 0.8, 0.9])[plan] * streams.normal_at("accounts.seats", i)
    seats = np.exp(np.array([2.3, 3.9, 5.8])[plan] + spread)
    order = np.argsort(streams.at("accounts.rank", i[:usual]), kind="stable")
    eager = streams.normal_at("accounts.eager", i)
    rank = np.r_[1 + np.argsort(order, kind="stable"), 1 + i[: n - usual]]
    return Accounts(
        ids=draw_ids(streams, "accounts", "A", i),
        region=region,
        first_plan=plan,
        first_seats=np.maximum(1, np.round(np.where(newcomer, np.minimum(seats, 12), seats))).astype(
            np.int64
        ),
        onprem=streams.at("accounts.onprem", i) < np.where(newcomer, 0, np.array([0.05, 0.18, 0.45])[plan]),
        signup_day=signup_day,
        churn_day=churn_day,
        weight=(rank + 0.008 * usual) ** -1.05 * (1 + 0.4 * plan) * np.exp(0.6 * eager),
        difficulty=0.46 * streams.normal_at("accounts.difficulty", i) + 0.25 * newcomer,
        cries_wolf=0.7 * streams.normal_at("accounts.cries_wolf", i),
        language=pick(streams.at("accounts.language", i), cat.LANGUAGE_SHARES[region]),
        newcomer=newcomer,
        old_ids=draw_ids(streams, "accounts", "A", n + i),
        merged_day=_mergers(streams, scenario, i, signup_day),
    )


def _lifetimes(
    streams: Streams, scenario: Scenario, i: np.ndarray, newcomer: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    years = scenario.days / 365
    new_share = 0.4 * years / (years + 0.25)  # the share that signs up within the world grows with its length
    when = streams.at("accounts.signup_day", i)
    inside = streams.at("accounts.signup", i) < new_share
    signup = np.where(inside, np.floor(when * scenario.days), -1 - np.floor(900 * when)).astype(np.int64)
    lasts = 60 + np.floor(600 * streams.at("accounts.churn_day", i))
    leaves = streams.at("accounts.churn", i) < 0.12
    churn = np.where(leaves, np.maximum(signup, 0) + lasts, NEVER).astype(np.int64)
    starts = [item.start_day for item in scenario.incidents if item.kind == "population"]
    signup[newcomer], churn[newcomer] = min(starts, default=0), NEVER
    signup[0], churn[0] = -400, NEVER  # at least one account is always there to write a ticket
    return signup, churn


def _mergers(streams: Streams, scenario: Scenario, i: np.ndarray, signup_day: np.ndarray) -> np.ndarray:
    merges = streams.at("accounts.merge", i) < scenario.merge_share
    after = 20 + np.floor(MERGE_MOST_DAYS * streams.at("accounts.merge_day", i)).astype(np.int64)
    return np.where(merges, np.maximum(signup_day, 0) + after, NEVER)
