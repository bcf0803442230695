"""Instants for hand-made cases: a Monday at the Desk, counted in minutes or days."""
from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

MONDAY = pd.Timestamp("2024-03-04 08:00", tz="UTC")
UTC_DTYPE = "datetime64[us, UTC]"


def at(minutes: float, days: float = 0) -> pd.Timestamp:
    """The instant `days` and `minutes` after Monday 08:00 UTC."""
    return MONDAY + pd.Timedelta(minutes=minutes, days=days)


def instants(values: Iterable[pd.Timestamp | None]) -> pd.Series:
    """A Series of instants in UTC; None becomes a missing time."""
    return pd.Series(pd.to_datetime(list(values), utc=True)).astype(UTC_DTYPE)
