"""Between seconds of a world and instants in UTC."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd


def instants(start: dt.date, second: np.ndarray) -> np.ndarray:
    """Seconds of the world that begins on `start` as instants, datetime64[us] meant as UTC."""
    return np.datetime64(start, "us") + second.astype("timedelta64[s]")


def timestamps(start: dt.date, second: np.ndarray) -> pd.Series:
    """Seconds of the world as a series of UTC timestamps in microseconds."""
    return pd.Series(pd.array(instants(start, second), "datetime64[us]")).dt.tz_localize("UTC")


def second_of(start: dt.date, moment: object) -> int:
    """Second of the world of an instant.

    Raises
    ------
    ValueError
        If it is no instant, or has no time zone.
    """
    try:
        stamp = pd.Timestamp(moment)
    except (TypeError, ValueError):
        stamp = pd.NaT
    if stamp is pd.NaT:
        raise ValueError(f"as_of must be an instant like '2024-03-01T00:00Z', got {moment!r}")
    if stamp.tzinfo is None:
        raise ValueError(f"as_of must have a time zone (add Z for UTC), got {moment!r}")
    return int((stamp - pd.Timestamp(start, tz="UTC")) // pd.Timedelta(seconds=1))
