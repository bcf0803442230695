"""Features to put a learner's leak test to: some see only what was known by then, some leak.

Each takes (tickets, events) and returns a Series with the index of `tickets`, as a team's code would.
"""
from __future__ import annotations

import pandas as pd

from autograder.checks.aggregation.account_breach_rate import definition
from autograder.checks.aggregation.outcomes import BREACHED, MET, REPLY

LONG = pd.Timedelta(days=3650)


def known_rate(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: the account's breach rate as known by then."""
    return definition(tickets, events, LONG, (0.2, 5.0))


def known_rate_or_missing(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak, and missing where nothing is known."""
    return definition(tickets, events, LONG, (0.0, 1e-12)).where(_known_outcomes(tickets, events) > 0)


def known_replies(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: replies on the ticket that had been ingested by then."""
    return _count(tickets, events[events["type"] == REPLY], "ingested_at")


def whole_history(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: the account's breach rate over all time, the ticket's own outcome included."""
    outcome = _outcomes(events)
    own = tickets["ticket_id"].map(outcome)
    return own.groupby(tickets["account_id"]).transform("mean")


def earlier_tickets(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: outcomes of the account's earlier tickets, though they were not yet known."""
    outcome = tickets["ticket_id"].map(_outcomes(events))
    ordered = outcome[tickets["decide_at"].sort_values(kind="stable").index]
    groups = tickets["account_id"].reindex(ordered.index)
    return ordered.groupby(groups).transform(lambda y: y.shift().expanding().mean()).reindex(tickets.index)


def occurred_rate(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: outcomes that had happened by then, though some had not been ingested."""
    return definition(tickets, events.assign(ingested_at=events["occurred_at"]), LONG, (0.2, 5.0))


def all_replies(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak: replies over the ticket's whole life; no outcome is looked at."""
    return tickets["ticket_id"].map(events[events["type"] == REPLY]["ticket_id"].value_counts()).fillna(0.0)


def _outcomes(events: pd.DataFrame) -> pd.Series:
    outcomes = events[events["type"].isin([MET, BREACHED])].drop_duplicates("ticket_id")
    return (outcomes.set_index("ticket_id")["type"] == BREACHED).astype(float)


def _known_outcomes(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """How many other outcomes of the account were known by then: strength 1 at rate 1, inverted."""
    outcomes = events[events["type"].isin([MET, BREACHED])].copy()
    outcomes["type"] = MET
    shares = definition(tickets, outcomes, LONG, (1.0, 1.0))
    return (1 / shares - 1).round()


def _count(tickets: pd.DataFrame, events: pd.DataFrame, clock: str) -> pd.Series:
    decided = events["ticket_id"].map(tickets.set_index("ticket_id")["decide_at"])
    counts = events[events[clock] <= decided]["ticket_id"].value_counts()
    return tickets["ticket_id"].map(counts).fillna(0.0)


def whole_history_or_zero(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Leak that taking events away may not show: nothing known and never breached are both 0."""
    return whole_history(tickets, events).fillna(0.0)


def known_rate_with_noise(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """No leak: the rounding of its sums depends on how many rows there are, its value does not."""
    return known_rate(tickets, events) * (1 + 1e-13 * len(events))
