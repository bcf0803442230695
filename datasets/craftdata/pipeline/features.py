"""The features: numbers of one served row, and of nothing else.

A feature is a function of the row as it was served, so training and serving call the same code on the same
values, and a ticket scored alone gets what it gets in a batch. Each group below says why it is there. Skewed
quantities enter as logarithms, since work and waiting multiply rather than add.

Left out on purpose: `subject` (customers learn which wording is served first) and `language`, `seats` (at
times missing, and `plan` says much the same), the account's name (most accounts have a handful of tickets)
and the hour of the day (`open_hours` holds what matters of it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from . import contract

DIGITS = 9  # the last bits of a logarithm depend on the machine and on how many are taken at once


def build(served: pd.DataFrame) -> pd.DataFrame:
    """Features of served rows that keep `contract.SERVED`.

    Returns
    -------
    DataFrame of float64
        One row per row of `served`, with its index; the columns are always the same, in the same order.

    Examples
    --------
    >>> build(probe_rows())[["log_work_left", "out_of_time"]].round(2).values.tolist()
    [[2.83, 0.0], [-0.69, 1.0], [3.26, 0.0]]
    """
    groups = (time_left(served), queue(served), form(served), account(served), menus(served))
    columns = {name: np.asarray(values, float) for group in groups for name, values in group.items()}
    return pd.DataFrame(columns, served.index).round(DIGITS)


def round_the_clock(served: pd.DataFrame) -> pd.Series:
    """Whether the contract has the ticket worked on day and night (bool)."""
    return (served["plan"] == "enterprise") & served["severity"].isin(("P1", "P2"))


def time_left(served: pd.DataFrame) -> dict[str, pd.Series]:
    """How many working hours there are until the deadline: the strongest group by far."""
    always = round_the_clock(served)
    workable = served["open_hours"].where(~always, served["sla_hours"])
    left = workable - served["team_wait_h"].where(~always, 0.0)
    return {
        "round_the_clock": always,
        "log_sla": np.log(served["sla_hours"]),
        "log_workable": np.log1p(workable),
        "log_closed": np.log1p((served["sla_hours"] - workable).clip(lower=0)),
        "log_work_left": np.log(left.clip(lower=0) + 0.5),  # half an hour, so that none left is finite
        "out_of_time": left <= 0,
    }


def queue(served: pd.DataFrame) -> dict[str, pd.Series]:
    """How busy the team is at the decision."""
    return {"log_wait": np.log1p(served["team_wait_h"]), "log_team_open": np.log1p(served["team_open"])}


def form(served: pd.DataFrame) -> dict[str, pd.Series]:
    """How much the customer wrote, and what happened in the first hour."""
    return {
        "log_body": np.log1p(served["body_chars"]),
        "log_attach": np.log1p(served["attach_kb"]),
        "messages": served["messages_1h"],
        "reassigned": served["reassigned_1h"],
        "read_article": served["article_read"],
    }


def account(served: pd.DataFrame) -> dict[str, pd.Series]:
    """What is known of the account's earlier tickets.

    Counts and breaches enter side by side, not as a rate: the difference of their logarithms is a rate, the
    model finds the weight that it deserves, and an account without history needs no special case.
    """
    names = ("acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d")
    return {f"log_{name}": np.log1p(served[name]) for name in names} | {
        "log_tenure": np.log1p(served["tenure_days"])
    }


def menus(served: pd.DataFrame) -> dict[str, pd.Series]:
    """One 0/1 column for each word that a menu of the form can give.

    The words come from the contract, not from the training data: the columns are the same in every run, and a
    new word is refused at ingestion, where somebody hears of it.
    """
    columns = ("area", "severity", "channel", "plan", "team", "region", "deployment")
    words = {column.name: column.values for column in contract.SERVED}
    return {f"{name}={word}": served[name] == word for name in columns for word in words[name]}


def probe_rows() -> pd.DataFrame:
    """Three made-up served rows: an ordinary ticket, one out of time, one worked on day and night."""
    rows = {
        "area": ["ui", "outage", "billing"], "severity": ["P3", "P2", "P1"],
        "channel": ["portal", "chat", "api"], "plan": ["business", "starter", "enterprise"],
        "team": ["amer-1", "apac-1", "spec-emea"], "region": ["AMER", "APAC", "EMEA"],
        "deployment": ["cloud", "cloud", "on-prem"], "attach_kb": [0.0, 12.5, 300.0],
        "body_chars": [120, 60, 900], "tenure_days": [400.0, 3.0, 900.0], "sla_hours": [48.0, 48.0, 25.5],
        "open_hours": [18.0, 2.0, 3.0], "messages_1h": [0, 3, 1], "reassigned_1h": [False, True, False],
        "article_read": [True, False, False], "acct_tickets": [20, 0, 90], "acct_breaches": [3, 0, 30],
        "acct_tickets_28d": [4, 0, 11], "acct_breaches_28d": [1, 0, 2], "team_open": [20, 31, 6],
        "team_wait_h": [1.5, 2.6, 7.0],
    }  # fmt: skip
    return pd.DataFrame(rows)


def fingerprint() -> str:
    """What the code of this module makes of the probe rows, as 16 hexadecimal digits.

    Names alone would not do: a changed formula under an old name is the mistake that nobody sees.
    """
    return _fingerprint_of(build(probe_rows()))


def _fingerprint_of(features: pd.DataFrame) -> str:
    lines: Sequence[str] = [",".join(features), *(f"{value:.9g}" for value in features.to_numpy().ravel())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
