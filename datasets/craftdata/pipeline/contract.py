"""What the pipeline relies on in the tables it reads, and the check of it.

The contract is the consumer's: it names only columns that the pipeline reads. It is checked for a whole table
at once, and a table that breaks it is refused. The team first meant to set single rows aside, but the faults
it has met (a unit, a renamed column, a failed join) hit all rows of a day, and a half-read day looks healthy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import pandas as pd
from pandas.api import types

AREAS = ("billing", "login_sso", "integrations", "performance", "import_export", "ui", "how_to", "outage")
SEVERITIES = ("P1", "P2", "P3", "P4")
CHANNELS = ("portal", "email", "chat", "api")
PLANS = ("starter", "business", "enterprise")
REGIONS = ("AMER", "EMEA", "APAC")
TEAMS = ("amer-1", "emea-1", "apac-1", "spec-amer", "spec-emea")


class ContractError(ValueError):
    """A table that must not be used; the message names table, columns and their owners."""


@dataclass(frozen=True)
class Column:
    """What is promised about one column.

    Parameters
    ----------
    name : str
    kind : str
        "text", "number", "flag" (bool) or "instant" (with a time zone).
    owner : str
        Who is asked when the promise is broken.
    values : tuple of str
        The only words a text column may hold; empty for any.
    low, high : float
        Bounds of a number, both allowed, in the unit of the card of the Desk.
    """

    name: str
    kind: str
    owner: str
    values: tuple[str, ...] = ()
    low: float = -inf
    high: float = inf


SERVED = (
    Column("ticket_id", "text", "ticket form"),
    Column("decide_at", "instant", "ticket form"),
    Column("subject", "text", "ticket form"),
    Column("area", "text", "ticket form", AREAS),
    Column("severity", "text", "ticket form", SEVERITIES),
    Column("channel", "text", "ticket form", CHANNELS),
    Column("attach_kb", "number", "ticket form", low=0, high=1_000_000),
    Column("body_chars", "number", "ticket form", low=0, high=100_000),
    Column("team", "text", "routing", TEAMS),
    Column("plan", "text", "CRM", PLANS),
    Column("region", "text", "CRM", REGIONS),
    Column("deployment", "text", "CRM", ("cloud", "on-prem")),
    Column("tenure_days", "number", "CRM", low=0, high=20_000),
    Column("sla_hours", "number", "CRM", low=1, high=168),
    Column("open_hours", "number", "CRM", low=0, high=168),
    Column("messages_1h", "number", "event stream", low=0, high=100),
    Column("reassigned_1h", "flag", "event stream"),
    Column("article_read", "flag", "event stream"),
    Column("still_open", "flag", "event stream"),
    Column("acct_tickets", "number", "feature store", low=0),
    Column("acct_breaches", "number", "feature store", low=0),
    Column("acct_tickets_28d", "number", "feature store", low=0),
    Column("acct_breaches_28d", "number", "feature store", low=0),
    Column("team_open", "number", "feature store", low=0),
    Column("team_wait_h", "number", "feature store", low=0, high=1_000),
)
EVENTS = (
    Column("event_id", "text", "event stream"),
    Column("ticket_id", "text", "event stream"),
    Column("type", "text", "event stream"),
    Column("ingested_at", "instant", "warehouse"),
)


def check(table: pd.DataFrame, columns: Sequence[Column], what: str) -> None:
    """Raise ContractError unless `table` keeps every promise; `what` is its name in the message.

    Examples
    --------
    >>> check(pd.DataFrame({"sla_hours": [8.0, 1440.0]}), [SERVED[13]], "Tuesday's tickets")
    Traceback (most recent call last):
        ...
    craftdata.pipeline.contract.ContractError: Tuesday's tickets: sla_hours (CRM) has 1 of 2 values outside \
1 to 168, such as 1440.0. Ask the owners in brackets; do not use the table before it is mended.
    """
    problems = [
        f"{column.name} ({column.owner}) {problem}" for column in columns for problem in broken(table, column)
    ]
    if problems:
        message = "; ".join(problems)
        advice = "Ask the owners in brackets; do not use the table before it is mended."
        raise ContractError(f"{what}: {message}. {advice}")


def broken(table: pd.DataFrame, column: Column) -> Iterator[str]:
    """Each promise about `column` that `table` breaks; of several on one column the first."""
    if column.name not in table:
        yield "is missing"
        return
    values = table[column.name]
    if values.isna().any():
        yield f"has {values.isna().sum()} of {len(values)} values missing"
    elif not _is_of_kind(values, column.kind):
        yield f"should be of kind {column.kind}, but is {values.dtype}"
    else:
        wrong = _outside(values, column)
        if wrong.any():
            count, example = f"{wrong.sum()} of {len(values)}", values[wrong].iloc[0]
            yield f"has {count} values outside {_bounds(column)}, such as {example}"


def _is_of_kind(values: pd.Series, kind: str) -> bool:
    is_kind = {
        "text": types.is_string_dtype,
        "number": lambda column: types.is_numeric_dtype(column) and not types.is_bool_dtype(column),
        "flag": types.is_bool_dtype,
        "instant": lambda column: isinstance(column.dtype, pd.DatetimeTZDtype),
    }
    return is_kind[kind](values)


def _outside(values: pd.Series, column: Column) -> np.ndarray:
    if column.kind == "number":
        numbers = values.to_numpy(float)
        return (numbers < column.low) | (numbers > column.high)
    return ~values.isin(column.values).to_numpy() if column.values else np.zeros(len(values), bool)


def _bounds(column: Column) -> str:
    return ", ".join(column.values) if column.values else f"{column.low:g} to {column.high:g}"
