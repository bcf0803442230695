"""The log of what the service saw and what it made of it.

It is the evidence of today and the training set of tomorrow, so it is written by every policy, the old rule
included: a desk that wants a model has to be watched first.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from craftdata.desk import Day, Decision, policies

from . import contract

RULE = "rule"  # stands where the version of a model would


class ServedLog:
    """Rows as they came, with what was made of them.

    Rows are added and never changed. `model` is the version that answered, `reason` is empty or says why a
    model did not, `probability` is missing where no model answered.
    """

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []

    def add(self, tickets: pd.DataFrame, **answer: object) -> None:
        """Add the rows of a day; `answer` holds model, reason, probability and score."""
        self._parts.append(tickets.assign(**answer))

    def table(self) -> pd.DataFrame:
        """All rows so far, in the order of serving."""
        return pd.concat(self._parts, ignore_index=True)


def recorded(policy: policies.Policy, served: ServedLog) -> policies.Policy:
    """`policy`, with every day that it sees written to the log: how a desk without a model is watched."""

    def decide(day: Day) -> Decision | list[str]:
        served.add(day.tickets, model=RULE, reason=refusal(day.tickets), probability=np.nan, score=np.nan)
        return policy(day)

    return decide


def refusal(tickets: pd.DataFrame) -> str:
    """Why a model must not score these rows; empty if it may."""
    try:
        contract.check(tickets, contract.SERVED, "served tickets")
    except contract.ContractError as error:
        return str(error)
    return ""
