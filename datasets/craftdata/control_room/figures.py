"""What the morning's dashboard shows of a day: ten figures, each one number."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from craftdata.desk.policies import says_urgent

FIGURES = {
    "tickets": "log of the number of tickets",
    "severe": "share of P1 and P2",
    "enterprise": "share of plan enterprise",
    "apac": "share of region APAC",
    "urgent": "share of subjects that begin with a word of haste",
    "messages": "mean number of messages in the first hour",
    "body": "mean of the log of the characters of the text",
    "attach": "mean of the log of 1 + kB attached",
    "tight": "share of tickets with less than 12 open hours to their deadline",
    "known": "mean of the log of 1 + outcomes known of the account",
}


def figures(tickets: pd.DataFrame) -> dict[str, float]:
    """The figures of one day, from its tickets as the service saw them (`Day.tickets`).

    A figure whose column is not there, or holds nothing, is missing (nan); so are all of an empty day.
    """
    return figures_of({str(name): tickets[name].to_numpy() for name in tickets})


def figures_of(columns: Mapping[str, np.ndarray]) -> dict[str, float]:
    """The same from `Day.columns`."""
    n = len(columns.get("ticket_id", ()))
    made = {
        "tickets": np.log(n) if n else np.nan,
        "severe": _share(columns, "severity", lambda text: np.isin(text, ["P1", "P2"])),
        "enterprise": _share(columns, "plan", lambda text: text == "enterprise"),
        "apac": _share(columns, "region", lambda text: text == "APAC"),
        "urgent": _share(columns, "subject", says_urgent),
        "messages": _mean(columns, "messages_1h"),
        "body": _mean(columns, "body_chars", np.log),
        "attach": _mean(columns, "attach_kb", np.log1p),
        "tight": _mean(columns, "open_hours", lambda hours: np.where(np.isnan(hours), np.nan, hours < 12)),
        "known": _mean(columns, "acct_tickets", np.log1p),
    }
    return {name: float(value) for name, value in made.items()}


def _share(columns, name, condition):
    values = columns.get(name, np.zeros(0, object))
    values = values[~pd.isna(values)]
    return np.mean(condition(values)) if len(values) else np.nan


def _mean(columns, name, change=lambda values: values):
    values = np.asarray(columns.get(name, ()), float)
    values = change(values[~np.isnan(values)])
    return values.mean() if len(values) else np.nan


def by_kind(reference: pd.DataFrame, days: pd.DataFrame, q: tuple[float, ...]) -> pd.DataFrame:
    """For each of `days` the median of its kind of day, or the spread between two quantiles in deviations."""
    kinds = {}
    for kind in (False, True):
        part = reference[(reference.index.day_of_week >= 5) == kind]
        kinds[kind] = (
            part.quantile(q[0]) if len(q) == 1 else (part.quantile(q[1]) - part.quantile(q[0])) / 2.56
        )
    return pd.DataFrame([kinds[bool(date.day_of_week >= 5)] for date in days.index], index=days.index)
