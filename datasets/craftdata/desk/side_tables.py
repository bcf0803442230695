"""Tables beside tickets and events: satisfaction, agents, and mergers of accounts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import catalogue as cat
from .accounts import NEVER
from .agents import agent_of
from .ground import DAY_S, Ground
from .ledger import Ledger
from .operation import Operation
from .timestamps import timestamps
from .views import as_of_second, words

ANSWER_MEAN_S = 12 * 3600


def csat_table(world: Operation, as_of: object = None) -> pd.DataFrame:
    """Answers to the question how satisfied a customer was, ordered by `ticket_id`.

    Few answer, and those who are delighted or angry more often than the others: the mean of the answers is
    not the mean of the customers (`satisfaction` has both).

    Columns: ticket_id, score (1 to 5 in steps of a half), answered_at.
    """
    until, ground, ledger = as_of_second(world, as_of), world.course.ground, world.course.ledger
    part = np.arange(ground.decided_edges[world.course.day])
    score, answers, answered_s = satisfaction(ground, ledger, part)
    own = np.flatnonzero(answers & (answered_s <= until))
    own = own[np.argsort(world.ticket_ids[own], kind="stable")]
    columns = {
        "ticket_id": pd.array(world.ticket_ids[own], dtype="str"),
        "score": score[own],
        "answered_at": timestamps(world.scenario.start, answered_s[own]),
    }
    return pd.DataFrame(columns)


def satisfaction(ground: Ground, ledger: Ledger, part: np.ndarray) -> tuple[np.ndarray, ...]:
    """Score that each ticket's customer would give, whether it is given, and the second of the answer."""
    serial, streams = ground.tickets.serial[part], ground.streams
    feeling = 4.5 - 1.7 * ledger.breach[part] - 0.25 * np.log1p(ledger.finish[part])
    feeling -= 0.4 * ground.accounts.difficulty[ground.tickets.account[part]]
    feeling += 0.7 * streams.normal_at("csat.mood", serial)
    score = np.clip(np.round(feeling * 2) / 2, 1, 5)
    answers = streams.at("csat.answers", serial) < 0.07 + 0.20 * np.abs(feeling - 3.4) ** 1.3
    after = 600 + (ANSWER_MEAN_S * streams.exponential_at("csat.after", serial)).astype(np.int64)
    return score, answers, ledger.resolved_s[part] + after


def agents_table(ground: Ground, until_s: int) -> pd.DataFrame:
    """One row per agent hired by then, ordered by `agent_id`.

    Columns: agent_id, team, senior, hired_at and left_at at 00:00 UTC (missing if not known to leave).
    """
    agents = ground.agents
    own = np.flatnonzero(agents.hired_day * DAY_S <= until_s)
    own = own[np.argsort(agents.ids[own], kind="stable")]
    left = timestamps(ground.scenario.start, np.minimum(agents.left_day[own], NEVER) * DAY_S)
    columns = {
        "agent_id": pd.array(agents.ids[own], dtype="str"),
        "team": words(agents.team[own], cat.TEAM_NAMES),
        "senior": agents.senior[own],
        "hired_at": timestamps(ground.scenario.start, agents.hired_day[own] * DAY_S),
        "left_at": left.where(agents.left_day[own] * DAY_S <= until_s),
    }
    return pd.DataFrame(columns)


def agent_ids(world: Operation, part: np.ndarray) -> np.ndarray:
    """Identifier of the agent who works on each ticket after its decision: a senior in the fast lane."""
    ground, ledger = world.course.ground, world.course.ledger
    u = ground.streams.at("agents.choice", ground.tickets.serial[part])
    day, team = ground.decide_s[part] // DAY_S, ground.tickets.team[part]
    return ground.agents.ids[agent_of(ground.agents, team, day, ledger.fast_lane[part], u)]


def mergers_table(ground: Ground, until_s: int) -> pd.DataFrame:
    """One row per duplicate account merged by then: tickets written before used its old identifier.

    Columns: old_id, account_id, merged_at (00:00 UTC).
    """
    accounts = ground.accounts
    own = np.flatnonzero((accounts.merged_day < NEVER) & (accounts.merged_day * DAY_S <= until_s))
    own = own[np.argsort(accounts.ids[own], kind="stable")]
    columns = {
        "old_id": pd.array(accounts.old_ids[own], dtype="str"),
        "account_id": pd.array(accounts.ids[own], dtype="str"),
        "merged_at": timestamps(ground.scenario.start, accounts.merged_day[own] * DAY_S),
    }
    return pd.DataFrame(columns)


def account_ids_as_written(ground: Ground, part: np.ndarray) -> np.ndarray:
    """Identifier that each ticket was written under: the old one of a merged account until its merger."""
    account = ground.tickets.account[part]
    before = ground.tickets.created_s[part] < ground.accounts.merged_day[account] * DAY_S
    old = before & (ground.accounts.merged_day[account] < NEVER)
    old &= ground.streams.at("accounts.uses_old", ground.tickets.serial[part]) < 0.5
    return np.where(old, ground.accounts.old_ids[account], ground.accounts.ids[account])
