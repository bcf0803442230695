"""Bring served rows, outcomes and decisions together: one row a ticket, and only days that are over.

Whether labels are *mature* is decided for whole days by a fixed lag, not ticket by ticket. Dropping the
single tickets whose outcome is still missing would keep the fast ones, and those breach less; after
`label_lag_days` there is nothing left to drop, and a stalled stream of labels is an error and not a better
desk.
"""

from __future__ import annotations

import logging

import pandas as pd

from .config import Config
from .contract import ContractError
from .ingest import Extract

log = logging.getLogger(__name__)

BREACHED = {"sla_breached": True, "sla_met": False}
PENALTY = {"starter": 20.0, "business": 90.0, "enterprise": 400.0}  # euros a breach costs, by plan


def examples(data: Extract, config: Config) -> pd.DataFrame:
    """Tickets that a model may learn from, ordered by `decide_at`.

    Left out are tickets resolved before their decision (there was nothing to decide), tickets of days that
    are not mature, and tickets in the fast lane: their outcome says what happens *with* it.

    Returns
    -------
    DataFrame
        The columns of `Extract.served`, and `breach` (bool), `penalty` (euros), `date` (00:00 UTC of the day
        of the decision).

    Raises
    ------
    ContractError
        If too many matured tickets have no outcome.
    """
    rows = matured(data, config)
    rows = rows[rows["still_open"] & ~rows["ticket_id"].isin(fast_laned(data.events))]
    rows = rows.merge(outcomes(data.events), on="ticket_id", how="left", validate="one_to_one")
    rows = _with_outcome(rows, config)
    rows = rows.assign(breach=rows["breach"].astype(bool), penalty=rows["plan"].map(PENALTY).astype(float))
    return rows.sort_values(["decide_at", "ticket_id"], ignore_index=True)


def matured(data: Extract, config: Config) -> pd.DataFrame:
    """Served rows of the days that ended `label_lag_days` or more before the extract, without the warm-up."""
    date = data.served["decide_at"].dt.floor("D")
    first = date.min() + pd.Timedelta(days=config.warmup_days)
    last = data.as_of - pd.Timedelta(days=config.label_lag_days + 1)
    return data.served.assign(date=date)[date.between(first, last)]


def outcomes(events: pd.DataFrame) -> pd.DataFrame:
    """`ticket_id` and `breach` of every ticket whose outcome is among the events."""
    breach = events["type"].map(BREACHED)
    return events[["ticket_id"]].assign(breach=breach)[breach.notna()]


def fast_laned(events: pd.DataFrame) -> pd.Series:
    """`ticket_id` of every ticket that was put in the fast lane."""
    return events.loc[events["type"] == "fast_lane", "ticket_id"]


def _with_outcome(rows: pd.DataFrame, config: Config) -> pd.DataFrame:
    known = rows["breach"].notna()
    log.info("examples: %d matured tickets, %d of them without outcome", len(rows), (~known).sum())
    if len(rows) and (~known).mean() > config.unknown_share:
        raise ContractError(
            f"events: {(~known).sum()} of {len(rows)} matured tickets have no outcome; the SLA engine may "
            "have stalled. Train on an extract from before that, or wait until it has caught up."
        )
    return rows[known]
