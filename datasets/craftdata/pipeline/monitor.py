"""Watch what was served, day by day, and speak up rarely.

Two kinds of finding. A day that breaks the contract is reported at once: there is nothing to weigh. All other
signals are compared with the same weekday of the reference days, in robust standard deviations, and have to
stay away for days in a row, because single days are odd all the time (an outage, a Monday after a holiday).
The limits are set for at most one false alarm in a quiet quarter over all signals; README.md says what they
were measured to give. A desk that is warned weekly stops reading warnings.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import features
from .config import Config
from .join import BREACHED
from .model import Model

log = logging.getLogger(__name__)

TO_SIGMA = 1.4826  # median absolute deviation to standard deviation, for a normal


@dataclass(frozen=True)
class Alarm:
    """One finding.

    Parameters
    ----------
    date : Timestamp
        Day of the alarm (00:00 UTC), not of its onset.
    signal : str
        A column of `signals`, or "contract".
    detail : str
        What was seen and what is usual, or what the contract said.
    """

    date: pd.Timestamp
    signal: str
    detail: str


def watch(
    served: pd.DataFrame, events: pd.DataFrame, model: Model, since: pd.Timestamp, config: Config
) -> list[Alarm]:
    """All alarms from `since` on, in the order of time; the days before it are the reference.

    Parameters
    ----------
    served : DataFrame
        `ServedLog.table()`.
    events : DataFrame
        One row an event, as of the end of the last day.
    """
    daily = signals(served, events, model)
    start = daily.index[0] + pd.Timedelta(days=config.warmup_days)
    away = distances(daily[start:], since)
    alarms = [*refused_days(served, since), *drifted(daily, away, since, config)]
    for alarm in sorted(alarms, key=lambda alarm: (alarm.date, alarm.signal)):
        log.warning("%s, %s: %s", f"{alarm.date:%Y-%m-%d}", alarm.signal, alarm.detail)
    return sorted(alarms, key=lambda alarm: (alarm.date, alarm.signal))


def signals(served: pd.DataFrame, events: pd.DataFrame, model: Model) -> pd.DataFrame:
    """One row a day, one column a signal; missing on days that broke the contract, but for the outcomes.

    Columns: `tickets` (log of the number), `severe` (share of P1 and P2), `enterprise` and `apac` (shares),
    `messages` (mean in the first hour), `attach` (mean log of 1 + kB), `probability` (mean), `outcomes` (log
    of 1 + the number that came in).
    """
    date = served["decide_at"].dt.floor("D")
    usable = served[served["reason"] == ""].infer_objects()
    each = pd.DataFrame({
        "severe": usable["severity"].isin(["P1", "P2"]),
        "enterprise": usable["plan"] == "enterprise",
        "apac": usable["region"] == "APAC",
        "messages": usable["messages_1h"],
        "attach": np.log1p(usable["attach_kb"]),
        "probability": model.probability(features.build(usable)),
    }).astype(float)  # fmt: skip
    by_day = each.groupby(date[usable.index])
    daily = by_day.mean().assign(tickets=np.log(by_day.size()))
    daily = daily.reindex(pd.date_range(date.min(), date.max(), name="date"))
    return daily.assign(outcomes=np.log1p(outcomes_a_day(events).reindex(daily.index, fill_value=0)))


def outcomes_a_day(events: pd.DataFrame) -> pd.Series:
    """Number of outcomes that came in on each day (00:00 UTC) on which any did."""
    known = events.loc[events["type"].isin(BREACHED), "ingested_at"]
    return known.dt.floor("D").value_counts()


def distances(daily: pd.DataFrame, since: pd.Timestamp) -> pd.DataFrame:
    """How far each day is from its weekday's median before `since`, in robust standard deviations.

    The deviation is that of weekdays or of weekends: on a Sunday half as many tickets make each mean noisier.
    """
    rest = daily - _of_reference(daily, daily.index.day_of_week, since)
    scale = TO_SIGMA * _of_reference(rest.abs(), daily.index.day_of_week >= 5, since)
    return rest / scale.where(scale > 0)


def _of_reference(daily: pd.DataFrame, kind: np.ndarray, since: pd.Timestamp) -> pd.DataFrame:
    """For each day the median of the days of its kind before `since`."""
    past = daily.index < since
    return daily[past].groupby(kind[past]).median().reindex(kind).set_axis(daily.index)


def drifted(
    daily: pd.DataFrame, away: pd.DataFrame, since: pd.Timestamp, config: Config
) -> Iterator[Alarm]:
    """An alarm for each signal and each spell of `alarm_days` days or more that it is away, once a spell."""
    for signal in away:
        side = np.sign(away[signal]).where(away[signal].abs() > config.alarm_z, 0.0)
        side = side[side.index >= since]
        spell = (side != side.shift()).cumsum()
        run = side.groupby(spell).cumcount() + 1
        for date in side.index[(side != 0) & (run == config.alarm_days)]:
            seen, distance = daily.at[date, signal], away.at[date, signal]
            yield Alarm(date, signal, f"{seen:.3g} is {distance:+.1f} sd from what is usual on this weekday")


def refused_days(served: pd.DataFrame, since: pd.Timestamp) -> Iterator[Alarm]:
    """An alarm for each day of which rows were refused, with the contract's own words."""
    refused = served[(served["reason"] != "") & (served["decide_at"] >= since)]
    for date, rows in refused.groupby(refused["decide_at"].dt.floor("D")):
        yield Alarm(date, "contract", rows["reason"].iloc[0])
