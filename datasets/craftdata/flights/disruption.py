"""The point-in-time problem: two hours before departure, will this flight be disrupted?"""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from craftdata.flights import cache, tables
from craftdata.flights.clocks import utc_clocks
from craftdata.flights.features import aircraft, operations, schedule, weather
from craftdata.flights.outcomes import flight_outcomes

HORIZON = pd.Timedelta("120min")
LAST_TRAIN_MONTH = 6
GROUPS = {
    "SCHEDULE": schedule.COLUMNS,
    "WEATHER": weather.COLUMNS,
    "OPERATIONS": operations.COLUMNS,
    "AIRCRAFT": aircraft.COLUMNS,
}


@dataclass(frozen=True)
class Disruption:
    """Features, labels and clocks, one row per flight, all on the index of ``load_flights``.

    Attributes
    ----------
    X : DataFrame of shape (336776, 45)
        Features as known at ``decision_time``: float32, and three categorical columns.
    y : Series of int8
        1 if the flight arrived more than 30 minutes late, was cancelled or diverted.
    decision_time : Series
        Two hours before scheduled departure (UTC).
    known_at : Series
        From when on ``y`` was known (UTC); always after ``decision_time``.
    groups : dict of str to tuple of str
        Columns of ``X`` by origin: SCHEDULE, WEATHER, OPERATIONS, AIRCRAFT.
    train, test : bool arrays
        January to June (166,158 flights) and July to December.
    """

    X: pd.DataFrame
    y: pd.Series
    decision_time: pd.Series
    known_at: pd.Series
    groups: dict[str, tuple[str, ...]]
    train: np.ndarray
    test: np.ndarray


def load_disruption(cache_folder: Path | None = None) -> Disruption:
    """Return the problem; the first call builds the features and keeps them, later ones read them.

    Parameters
    ----------
    cache_folder : Path, optional
        Where to keep the features; by default ``build/cache`` in the course, or the user's cache folder if
        that cannot be written.
    """
    folder = cache_folder or cache.default_folder()
    return _as_problem(cache.read_or_build(folder, "disruption", _feature_table))


def build_disruption() -> Disruption:
    """Return the problem built afresh from the tables, without reading or writing the cache."""
    return _as_problem(_feature_table())


def _feature_table() -> pd.DataFrame:
    flights = tables.load_flights()
    clocks = utc_clocks(flights, tables.load_zones())
    outcomes = flight_outcomes(flights, clocks)
    decision_time = clocks["scheduled_departure"] - HORIZON
    features = [
        schedule.schedule_features(flights, clocks),
        weather.weather_features(flights, decision_time, tables.load_weather()),
        operations.operations_features(flights, clocks, outcomes, decision_time),
        aircraft.aircraft_features(flights, clocks, decision_time),
    ]
    table = pd.concat(features, axis=1)
    numbers = table.columns.difference(schedule.CATEGORIES)
    return table.astype(dict.fromkeys(numbers, "float32")).assign(
        y=outcomes["disrupted"].astype("int8"),
        decision_time=decision_time,
        known_at=outcomes["known_at"],
        train=flights["month"] <= LAST_TRAIN_MONTH,
    )


def _as_problem(table: pd.DataFrame) -> Disruption:
    columns = [column for group in GROUPS.values() for column in group]
    train = table["train"].to_numpy()
    return Disruption(
        X=table[columns], y=table["y"], decision_time=table["decision_time"], known_at=table["known_at"],
        groups=dict(GROUPS), train=train, test=~train,
    )
