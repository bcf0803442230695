"""Features to put a learner's leak test to: some see only what was known by then, some leak.

Each takes (tickets, events) and returns a Series with the index of `tickets`, as a team's code would.
"""
from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.checks.aggregation.outcomes import BREACHED, MET, REPLY

RATE, STRENGTH = 0.2, 5.0
# One breach more is (1 - RATE) / VERY_STRONG = 4e-9 more: above 1e-9, below the atol of np.isclose.
VERY_STRONG = 2e8


def known_rate(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: the account's breach rate as known by then."""
    breached, known = _other_outcomes(tickets, events, "ingested_at")
    return (breached + RATE * STRENGTH) / (known + STRENGTH)


def known_rate_or_missing(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: the account's breach rate as known by then, missing where nothing is known."""
    breached, known = _other_outcomes(tickets, events, "ingested_at")
    return breached / known.where(known > 0)


def known_rate_with_noise(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: the rounding of its sums depends on how many rows there are, its value does not."""
    return known_rate(tickets, events) * (1 + 1e-13 * len(events))


def known_replies(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: replies on the ticket that had been ingested by then."""
    replies = events[events["type"] == REPLY]
    decided = replies["ticket_id"].map(tickets.set_index("ticket_id")["decide_at"])
    return _count(tickets, replies[replies["ingested_at"] <= decided])


def account_size(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: how many tickets of `tickets` the account has; no event is looked at."""
    return tickets.groupby("account_id")["ticket_id"].transform("size").astype(float)


def whole_history(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: the account's breach rate over all time, the ticket's own outcome included."""
    return _own_outcome(tickets, events).groupby(tickets["account_id"]).transform("mean")


def whole_history_or_zero(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: the account's breach rate over all time; nothing known and never breached are both 0."""
    return whole_history(tickets, events).fillna(0.0)


def share_of_all(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: the share of all tickets, of whatever account, that breached at any time."""
    breached = _own_outcome(tickets, events).eq(1.0)
    return pd.Series(float(breached.mean()), index=tickets.index)


def strongly_shrunk(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: the share of all tickets that breached, shrunk so strongly that one of them moves it by 4e-9."""
    breached = _own_outcome(tickets, events).dropna()
    value = (breached.sum() + RATE * VERY_STRONG) / (len(breached) + VERY_STRONG)
    return pd.Series(float(value), index=tickets.index)


def earlier_tickets(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: outcomes of the account's earlier tickets, though they were not yet known."""
    ordered = _own_outcome(tickets, events)[tickets["decide_at"].sort_values(kind="stable").index]
    groups = ordered.groupby(tickets["account_id"].reindex(ordered.index))
    return groups.transform(lambda y: y.shift().expanding().mean()).reindex(tickets.index).fillna(0.0)


def occurred_rate(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: outcomes that had happened by then, though some had not been ingested."""
    breached, known = _other_outcomes(tickets, events, "occurred_at")
    return (breached + RATE * STRENGTH) / (known + STRENGTH)


def all_replies(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: replies over the ticket's whole life; no outcome is looked at."""
    return _count(tickets, events[events["type"] == REPLY])


def minutes_to_breach(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: minutes from the ticket's decision to its breach; missing where there is none."""
    first = events[events["type"] == BREACHED].groupby("ticket_id")["occurred_at"].min()
    breached = first.reindex(tickets["ticket_id"]).set_axis(tickets.index)
    return (breached - tickets["decide_at"]).dt.total_seconds() / 60


def last_breach(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: when a ticket of the account last breached, in seconds since 1970; 0 if never."""
    moments = events[events["type"] == BREACHED].groupby("ticket_id")["occurred_at"].max()
    seconds = (moments - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)
    return tickets["ticket_id"].map(seconds).groupby(tickets["account_id"]).transform("max").fillna(0.0)


def share_met_or_zero(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak, the mirror of whole_history_or_zero: the account's share of tickets that met their SLA, or 0."""
    met = 1 - _own_outcome(tickets, events)
    return met.groupby(tickets["account_id"]).transform("mean").fillna(0.0)


def _own_outcome(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """1 if the ticket breached, 0 if it met, missing if it has no outcome.

    Copies of an outcome contradict each other once a test has swapped some: the first delivered counts, so
    that the order of the rows does not matter.
    """
    outcomes = events[events["type"].isin([MET, BREACHED])].sort_values("ingested_at")
    outcomes = outcomes.drop_duplicates("ticket_id")
    return tickets["ticket_id"].map(outcomes.set_index("ticket_id")["type"].eq(BREACHED).astype(float))


def _other_outcomes(tickets: pd.DataFrame, events: pd.DataFrame, clock: str) -> tuple[pd.Series, pd.Series]:
    """Breaches and outcomes among the account's other tickets whose `clock` is at or before the decision."""
    outcomes = events[events["type"].isin([MET, BREACHED])].sort_values(clock).drop_duplicates("ticket_id")
    owner = dict(zip(tickets["ticket_id"], tickets["account_id"].fillna("nobody"), strict=True))
    owners = np.array([owner.get(ticket, "unknown") for ticket in outcomes["ticket_id"]], dtype=object)
    same = tickets["account_id"].to_numpy(object)[:, None] == owners
    other = tickets["ticket_id"].to_numpy(object)[:, None] != outcomes["ticket_id"].to_numpy(object)
    times = [moments.dt.tz_convert("UTC").to_numpy("datetime64[us]")
             for moments in (tickets["decide_at"], outcomes[clock])]
    counted = same & other & (times[1] <= times[0][:, None])
    breached = np.array(outcomes["type"] == BREACHED)
    return (pd.Series((counted & breached).sum(axis=1, dtype=float), index=tickets.index),
            pd.Series(counted.sum(axis=1, dtype=float), index=tickets.index))


def _count(tickets: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    return tickets["ticket_id"].map(rows["ticket_id"].value_counts()).fillna(0.0)
