"""Features to put a learner's test to: functions of a table of tickets, some of which break a promise.

Each returns numbers with the index of the table, as a team's code would.
"""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

Feature = Callable[[pd.DataFrame], pd.Series]
SECOND = pd.Timedelta(seconds=1)
EPOCH = pd.Timestamp(0, tz="UTC")


def text_length(table: pd.DataFrame) -> pd.Series:
    """Characters of the account's name and the hour in UTC: breaks nothing."""
    return table["account_id"].str.len() + table["created_at"].dt.tz_convert("UTC").dt.hour


def number_of_the_account(table: pd.DataFrame) -> pd.Series:
    """How many rows of the account stand above this one in the table."""
    return table.groupby("account_id", dropna=False).cumcount()


def newest_on_top(table: pd.DataFrame) -> pd.Series:
    """1 if the newest ticket of the table stands in its first row, else 0; the same for all rows."""
    return pd.Series(float(table["created_at"].iloc[0] == table["created_at"].max()), index=table.index)


def share_of_the_account(table: pd.DataFrame) -> pd.Series:
    """Share of all rows of the table that belong to the account."""
    return table["account_id"].map(table["account_id"].value_counts()) / len(table)


def in_company(table: pd.DataFrame) -> pd.Series:
    """1 if the table has any other row, else 0."""
    return pd.Series(float(len(table) > 1), index=table.index)


def account_with_others(table: pd.DataFrame) -> pd.Series:
    """1 if the account has at least two rows in the table, else 0."""
    return table["account_id"].map(table["account_id"].value_counts()).ge(2).astype(float)


def hours_to_the_first(table: pd.DataFrame) -> pd.Series:
    """Hours since the earliest ticket of the table."""
    return (table["created_at"] - table["created_at"].min()) / (3600 * SECOND)


def wall_hour(table: pd.DataFrame) -> pd.Series:
    """The hour that the column shows, in whatever zone it is written."""
    return table["created_at"].dt.hour


def rate_of_the_account(table: pd.DataFrame) -> pd.Series:
    """Breach rate of the account over the table."""
    return table.groupby("account_id", dropna=False)["breached"].transform("mean")


def label_of_the_later(table: pd.DataFrame) -> pd.Series:
    """The row's own label, unless it is the first row of its account: then 0."""
    return table["breached"].where(table.duplicated("account_id"), 0)


def since_the_last(table: pd.DataFrame) -> pd.Series:
    """Hours since the row of the account above this one; missing if there is none."""
    return table.groupby("account_id")["created_at"].diff() / (3600 * SECOND)


def hour_noted(table: pd.DataFrame) -> pd.Series:
    """The hour in UTC, written into the table it is given as a column: breaks nothing."""
    table["hour"] = table["created_at"].dt.tz_convert("UTC").dt.hour
    return table["hour"]


def hours_until_due(table: pd.DataFrame) -> pd.Series:
    """Hours from 1970 until four hours after created_at, which it moves there itself: breaks nothing."""
    table["created_at"] = table["created_at"] + pd.Timedelta(hours=4)
    return (table["created_at"] - EPOCH) / (3600 * SECOND)


def labels_used_up(table: pd.DataFrame) -> pd.Series:
    """Breach rate of the account's other tickets (.2 without any); then it sets `breached` to 0."""
    values = rate_of_the_others(table)
    table["breached"] = 0
    return values


def nothing_yet(table: pd.DataFrame) -> pd.Series:
    """Always missing: its source does not deliver yet. Breaks nothing."""
    return pd.Series(np.nan, index=table.index)


def rounding_of_the_order(table: pd.DataFrame) -> pd.Series:
    """The hour in UTC, whose rounding depends on the row's place: breaks nothing."""
    return table["created_at"].dt.tz_convert("UTC").dt.hour + 1e-13 * np.arange(len(table))


def seconds_and_label(table: pd.DataFrame) -> pd.Series:
    """Seconds since 1970 of the ticket's end: a second later if it breached."""
    return (table["created_at"] - EPOCH) / SECOND + table["breached"]


def in_thousands(table: pd.DataFrame) -> pd.Series:
    """Cost of the ticket in thousands of euros: four cents more if it breached."""
    return (30 + 0.04 * table["breached"]) / 1e3


def in_millions(table: pd.DataFrame) -> pd.Series:
    """Cost of the ticket in millions of euros: half a cent more if it breached."""
    return (30 + 0.005 * table["breached"]) / 1e6


def in_millions_by_place(table: pd.DataFrame) -> pd.Series:
    """Cost of the ticket in millions of euros: .0004 more a row of the table, .0015 more a row above it."""
    return pd.Series((30 + 0.0004 * len(table) + 0.0015 * np.arange(len(table))) / 1e6, index=table.index)


def rate_of_the_others(table: pd.DataFrame) -> pd.Series:
    """Breach rate of the account's other tickets in the table; 0.2 if there are none."""
    groups = table.groupby("account_id", dropna=False)["breached"]
    others = groups.transform("size") - 1
    return ((groups.transform("sum") - table["breached"]) / others.where(others > 0)).fillna(0.2)


def sorted_by_time(table: pd.DataFrame) -> pd.Series:
    """Minutes of the hour, the earliest ticket first: breaks nothing."""
    ordered = table.sort_values("created_at")
    return ordered["created_at"].dt.tz_convert("UTC").dt.hour + 24 * ordered["account_id"].str.len()

