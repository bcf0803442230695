"""Desks with known risks for `BreachModel`: tickets of the warehouse, and as they were served.

A desk of six weeks without a fast lane: its second to fifth week train, its last ten days are new.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from autograder.draws import Draw
from craftdata import desk

DAYS, TICKETS_A_DAY, FIRST_DAY, NEW_FROM = 42, 130, 7, 32
LATE = ["hours_open", "messages", "priority"]
WORDS = ["plan", "severity", "area", "channel", "team", "region", "deployment"]
NUMBERS = [
    "sla_hours",
    "open_hours",
    "team_open",
    "team_wait_h",
    "body_chars",
    "attach_kb",
    "messages_1h",
    "tenure_days",
    "acct_tickets",
    "acct_breaches",
    "acct_tickets_28d",
    "acct_breaches_28d",
]
CLOSEST = 1e-6
L2 = 1 / 0.3


@dataclass(frozen=True)
class World:
    """train: of the warehouse, with `breached`. new: later tickets as served; new_today: as of today.

    truth: the true risk of each new ticket. breached: what happened to it.
    """

    train: pd.DataFrame
    new: pd.DataFrame
    new_today: pd.DataFrame
    truth: np.ndarray
    breached: np.ndarray

    @property
    def constant(self) -> float:
        return float(self.train["breached"].mean())


@lru_cache(maxsize=4)
def world_of(draw: Draw) -> World:
    """The desk of a draw; a day is served the same when the desk is over as when it began."""
    scenario = desk.Scenario(days=DAYS, tickets_per_day=TICKETS_A_DAY, fast_lane_places=0)
    world = desk.World(draw.seed("desk"), scenario)
    world.run(desk.policies.nobody)
    truth = world.truth().set_index("ticket_id")[["p_breach", "breach_alone", "day"]]
    rows = pd.concat([world.day(number).tickets for number in range(FIRST_DAY, DAYS)], ignore_index=True)
    rows = rows[rows["still_open"]].join(truth, on="ticket_id")
    rows = rows.iloc[draw.rng("order").permutation(len(rows))].reset_index(drop=True)
    late, facts = rows["day"] >= NEW_FROM, ["p_breach", "breach_alone", "day"]
    tickets, labels = rows.drop(columns=facts), rows["breach_alone"].astype(int)
    today = of_today(tickets, world.events())
    return World(
        today[~late].assign(breached=labels[~late]),
        of_the_decision(tickets[late]),
        today[late],
        rows["p_breach"][late].to_numpy(),
        labels[late].to_numpy(),
    )


def of_today(tickets: pd.DataFrame, deliveries: pd.DataFrame) -> pd.DataFrame:
    events = deliveries.sort_values("ingested_at").drop_duplicates("event_id")
    said = events[events["type"].isin(["customer_msg", "agent_reply", "message"])].groupby("ticket_id").size()
    ended = events[events["type"] == "resolved"].groupby("ticket_id")["occurred_at"].min()
    changed = events[events["type"] == "priority_changed"].set_index("ticket_id")["value"]
    ids = tickets["ticket_id"]
    until = ids.map(ended).fillna(events["ingested_at"].max())
    return tickets.assign(
        hours_open=(until - tickets["created_at"]) / pd.Timedelta("1h"),
        messages=ids.map(said).fillna(0.0).astype(float),
        priority=ids.map(changed).fillna(tickets["severity"]),
    )


def of_the_decision(tickets: pd.DataFrame) -> pd.DataFrame:
    return tickets.assign(
        hours_open=1.0, messages=tickets["messages_1h"].astype(float), priority=tickets["severity"]
    )


def log_loss(breached: np.ndarray, risk: np.ndarray) -> float:
    held = np.clip(risk, CLOSEST, 1 - CLOSEST)
    return float(-np.where(breached == 1, np.log(held), np.log1p(-held)).mean())


def regret(truth: np.ndarray, risk: np.ndarray) -> float:
    """Mean Kullback-Leibler divergence from the true risk, in nats a ticket."""
    p, q = np.clip(truth, 1e-12, 1 - 1e-12), np.clip(risk, CLOSEST, 1 - CLOSEST)
    return float((p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))).mean())


def removed(world: World, risk: np.ndarray) -> float:
    """Share of the constant's regret that is gone."""
    constant = np.full(len(world.truth), world.constant)
    return 1 - regret(world.truth, risk) / regret(world.truth, constant)


@lru_cache(maxsize=4)
def removed_by_the_team(draw: Draw) -> float:
    """The share that a logistic regression on the logged columns removes on this draw's world."""
    world = world_of(draw)
    train, new = _design(world.train, world.train), _design(world.new, world.train)
    labels = world.train["breached"].to_numpy(dtype=float)
    return removed(world, _risk(new @ _weights(train, labels)))


def _design(rows: pd.DataFrame, train: pd.DataFrame) -> np.ndarray:
    columns = [np.ones(len(rows))]
    for name in WORDS:
        columns += [(rows[name] == word).to_numpy(dtype=float) for word in sorted(train[name].unique())]
    for name in NUMBERS:
        known = np.log1p(train[name].to_numpy(dtype=float))
        columns.append((np.log1p(rows[name].to_numpy(dtype=float)) - known.mean()) / max(known.std(), 1e-9))
    return np.column_stack(columns)


def _weights(design: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Ridge-penalised maximum likelihood by Newton's method; the intercept is free."""
    beta, penalty = np.zeros(design.shape[1]), np.full(design.shape[1], L2)
    penalty[0] = 1e-9
    for _ in range(12):
        risk = _risk(design @ beta)
        slope = design.T @ (risk - labels) + penalty * beta
        beta = beta - np.linalg.solve((design.T * (risk * (1 - risk))) @ design + np.diag(penalty), slope)
    return beta


def _risk(margin: np.ndarray) -> np.ndarray:
    return 0.5 + np.tanh(0.5 * margin) / 2
