"""The sign by which each kind of incident can be seen, as its entry in `desk.INCIDENTS` names it."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from autograder.verify.desk.incident_worlds import BEFORE, START, Models, Window
from craftdata.desk.faults import FROM_CRM
from craftdata.desk.policies import says_urgent

Measure = Callable[[Window, Models, int, int], float]


@dataclass(frozen=True)
class Signal:
    """A number worked out over `look` days, and the value above which it is an alarm.

    measure takes the window, the models, and the first and last day (excluded) counted from the onset.
    """

    sign: str
    look: int
    alarm: float
    measure: Measure

    def blocks(self, window: Window, models: Models, first: int, last: int) -> np.ndarray:
        """The number over consecutive blocks of `look` days."""
        starts = range(first, last - self.look + 1, self.look)
        return np.array([self.measure(window, models, day, day + self.look) for day in starts])


def _volume(window: Window, models: Models, first: int, last: int) -> float:
    """Tickets relative to the same weekdays of the four weeks before the onset."""
    day = (window.frame["day"] - START).to_numpy()
    counts = pd.Series(np.bincount(day + BEFORE, minlength=BEFORE), np.arange(-BEFORE, day.max() + 1))
    weekdays = [d for d in range(-BEFORE, 0) if d % 7 in {k % 7 for k in range(first, last)}]
    return float(counts.loc[first : last - 1].mean() / counts.loc[weekdays].mean())


def _unseen_accounts(window: Window, models: Models, first: int, last: int) -> float:
    """Share of the tickets whose account had never written before the onset."""
    return float((~window.days(first, last)["account_id"].isin(models.accounts)).mean())


def _late_breaches(window: Window, models: Models, first: int, last: int) -> float:
    """Breaches above those predicted in the slice of billing and ui, in standard errors. Needs labels."""
    part = window.days(first, last)
    part = part[part["still_open"] & part["area"].isin(["billing", "ui"])]
    p = models.boosted(part)
    return float((part["breach"].sum() - p.sum()) / np.sqrt((p * (1 - p)).sum()))


def _urgent(window: Window, models: Models, first: int, last: int) -> float:
    """Share of urgent subjects plus mean number of messages in the first hour."""
    part = window.days(first, last)
    return float(says_urgent(part["subject"].to_numpy(object)).mean() + part["messages_1h"].mean())


def _missing(window: Window, models: Models, first: int, last: int) -> float:
    return float(window.days(first, last)[[*FROM_CRM]].isna().to_numpy().mean())


def _median_sla(window: Window, models: Models, first: int, last: int) -> float:
    """Median of sla_hours relative to the four weeks before the onset."""
    usual = window.days(-BEFORE, 0)["sla_hours"].median()
    return float(window.days(first, last)["sla_hours"].median() / usual)


def _renamed(window: Window, models: Models, first: int, last: int) -> float:
    """Share of days whose columns are not those of the day before the window."""
    usual = window.columns[START - BEFORE]
    return float(np.mean([window.columns[START + day] != usual for day in range(first, last)]))


def _repeated(window: Window, models: Models, first: int, last: int) -> float:
    return float(window.days(first, last).duplicated(["ticket_id", "day"]).mean())


def _skew(window: Window, models: Models, first: int, last: int) -> float:
    """Share of the tickets whose acct_tickets, as served, is not the count of the outcomes known that day."""
    wrong, rows = 0, 0
    for day in range(first, last):
        known = window.outcomes["known_at"] < window.moment(day)
        counts = window.outcomes["account_id"][known].value_counts()
        part = window.days(day, day + 1)
        fresh = part["account_id"].map(counts).fillna(0).to_numpy()
        wrong, rows = wrong + int((part["acct_tickets"].to_numpy() != fresh).sum()), rows + len(part)
    return wrong / rows


def _silence(window: Window, models: Models, first: int, last: int) -> float:
    """1 less the outcomes ingested, relative to the same number of days before the onset."""
    known = window.outcomes["known_at"]

    def daily(a: int, b: int) -> float:
        return known.between(window.moment(a), window.moment(b), inclusive="left").sum() / (b - a)

    return float(1 - daily(first, last) / daily(-BEFORE, 0))


SIGNALS = {
    "spike": Signal("tickets relative to the same weekdays before, over a week", 7, 1.25, _volume),
    "population": Signal("share of tickets of unseen accounts, over two days", 2, 0.15, _unseen_accounts),
    "concept": Signal("breaches of billing and ui above those predicted, in standard errors, by labels of a "
                      "week", 7, 3.5, _late_breaches),
    "adversarial": Signal("urgent share + messages in the first hour, over a week", 7, 1.2, _urgent),
    "null_upstream": Signal("share missing in the five columns of the CRM, a day", 1, 0.5, _missing),
    "unit_change": Signal("median of sla_hours relative to before, over a day", 1, 10.0, _median_sla),
    "schema_change": Signal("columns that are not those of before, on a day", 1, 0.5, _renamed),
    "duplicates": Signal("share of rows whose ticket_id came before, over a day", 1, 0.1, _repeated),
    "stale": Signal("share of tickets whose acct_tickets is not what the labels give, a day", 1, 0.05,
                    _skew),
    "label_stall": Signal("outcomes ingested, less than before by this share, a week", 7, 0.9, _silence),
}
