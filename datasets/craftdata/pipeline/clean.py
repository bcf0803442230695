"""From deliveries to facts: one row an event, one row a ticket.

Nothing here is learned from data and nothing is filled in, so there is nothing to fit, to save or to forget
at serving time. Values that could need filling are refused by the contract or not used (`seats`).
"""

from __future__ import annotations

import logging

import pandas as pd

log = logging.getLogger(__name__)


def one_row_an_event(deliveries: pd.DataFrame) -> pd.DataFrame:
    """The first delivery of every event: delivery is *at least once*, and an event is known from then on.

    Examples
    --------
    >>> twice = pd.DataFrame({"event_id": ["E-1", "E-2", "E-1"], "ingested_at": [3, 5, 2]})
    >>> one_row_an_event(twice)["ingested_at"].tolist()
    [2, 5]
    """
    first = deliveries.groupby("event_id")["ingested_at"].idxmin()
    log.info("events: %d deliveries of %d events", len(deliveries), len(first))
    return deliveries.loc[first].reset_index(drop=True)


def one_row_a_ticket(served: pd.DataFrame) -> pd.DataFrame:
    """Served rows without repetitions of a ticket; the first row of each stays.

    A ticket is served again when an upstream job sends its rows twice. It was decided on by the first.
    """
    once = served[~served["ticket_id"].duplicated()]
    if len(once) < len(served):
        log.warning("served rows: %d of %d repeat a ticket", len(served) - len(once), len(served))
    return once.reset_index(drop=True)
