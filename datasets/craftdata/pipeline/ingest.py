"""Read what the desk knows at one moment, and refuse what breaks the contract.

The features are those that were **served**: the log of the service (`served_log.ServedLog`) is the training
set. The team does not rebuild features from the warehouse, because a second definition of a feature is a
second feature; the price is that a new one has to be logged for weeks before a model can use it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import pandas as pd

from craftdata.desk import Client, digest

from . import clean, contract
from .contract import ContractError
from .served_log import ServedLog

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Extract:
    """Checked and deduplicated input of one training.

    Parameters
    ----------
    served : DataFrame
        One row per ticket as the service saw it at `decide_at`; columns of `contract.SERVED` and more.
    events : DataFrame
        One row per event that was known by `as_of`, with its first `ingested_at`.
    as_of : Timestamp
        The moment of the extract (UTC).
    """

    served: pd.DataFrame
    events: pd.DataFrame
    as_of: pd.Timestamp

    @property
    def digest(self) -> str:
        """SHA-256 of both tables; the order of rows does not count, because the Desk's has no meaning."""
        served, events = _sorted(self.served, contract.SERVED), _sorted(self.events, contract.EVENTS)
        return f"{digest(served)}:{digest(events)}"


def extract(op: Client, served: ServedLog, as_of: pd.Timestamp) -> Extract:
    """Everything that was known at `as_of`, the end of a closed day.

    Raises
    ------
    ContractError
        If a table breaks its contract or holds rows from after `as_of`.
    """
    rows, deliveries = served.table(), op.events(as_of)
    refused = rows["reason"] != ""
    if refused.any():
        log.warning("served rows: %d of refused days are left out", refused.sum())
    # A refused day may lack a column or bring a new one; without its rows the table is as it was before.
    rows = rows[~refused].dropna(axis="columns", how="all").infer_objects()
    contract.check(rows, contract.SERVED, "served log")
    contract.check(deliveries, contract.EVENTS, "events")
    _check_past(rows["decide_at"], as_of, "served log")
    _check_past(deliveries["ingested_at"], as_of, "events")
    return Extract(clean.one_row_a_ticket(rows), clean.one_row_an_event(deliveries), as_of)


def _check_past(known: pd.Series, as_of: pd.Timestamp, what: str) -> None:
    late = known > as_of
    if late.any():
        message = f"{what}: {late.sum()} rows are from after {as_of}, up to {known.max()}."
        raise ContractError(f"{message} An extract must not see the future; check the export.")


def _sorted(table: pd.DataFrame, columns: tuple[contract.Column, ...]) -> pd.DataFrame:
    return table[[column.name for column in columns]].sort_values(columns[0].name)
