"""From HHMM numbers in two local times to instants in UTC."""
import numpy as np
import pandas as pd

ORIGIN_ZONE = "America/New_York"
INSTANT = "datetime64[us, UTC]"


def clock_minutes(hhmm: pd.Series) -> pd.Series:
    """Return minutes after local midnight for HHMM numbers; 2400 is 1440, missing stays missing.

    >>> clock_minutes(pd.Series([5, 517, 2400])).tolist()
    [5, 317, 1440]
    """
    return (hhmm // 100) * 60 + hhmm % 100


def utc_clocks(flights: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """Return when each flight should have left and arrived and when it did, as instants.

    Parameters
    ----------
    flights : DataFrame
        Rows as of ``load_flights``: the local day and HHMM columns, ``dep_delay``, ``arr_delay``, ``dest``.
    zones : DataFrame
        As of ``load_zones``; must contain every ``dest``.

    Returns
    -------
    DataFrame
        ``scheduled_departure``, ``actual_departure``, ``scheduled_arrival``, ``actual_arrival``, in UTC to
        the minute, on the index of ``flights``. Actual times are NaT where the delay is missing (cancelled
        or diverted). They are schedule plus delay, because ``dep_time`` and ``arr_time`` carry no date.

    Raises
    ------
    ValueError
        If a destination has no zone.
    """
    zone = flights["dest"].map(zones.set_index("airport")["zone"])
    if zone.isna().any():
        unknown = ", ".join(sorted(flights.loc[zone.isna(), "dest"].unique()))
        raise ValueError(f"no time zone for destination {unknown}: add it to the zones table (load_zones).")
    departure = _scheduled_departure(flights)
    arrival = _scheduled_arrival(flights, zone, departure)
    return pd.DataFrame({
        "scheduled_departure": departure,
        "actual_departure": departure + pd.to_timedelta(flights["dep_delay"], unit="m"),
        "scheduled_arrival": arrival,
        "actual_arrival": arrival + pd.to_timedelta(flights["arr_delay"], unit="m"),
    }).astype(INSTANT)


def whole_minutes(instants: pd.Series) -> np.ndarray:
    """Return minutes since 1970 as float64, NaN for NaT: exact for whole minutes, and quick to search."""
    return ((instants - pd.Timestamp(0, tz="UTC")) / pd.Timedelta("1min")).to_numpy(float)


def local_day(flights: pd.DataFrame) -> pd.Series:
    """Return the scheduled day of departure as a date at midnight, without a zone."""
    return pd.to_datetime(flights[["year", "month", "day"]])


def _scheduled_departure(flights: pd.DataFrame) -> pd.Series:
    # time_hour is UTC already and agrees with the local columns on all rows, both DST nights included.
    return (flights["time_hour"] + pd.to_timedelta(flights["minute"], unit="m")).astype(INSTANT)


def _scheduled_arrival(flights: pd.DataFrame, zone: pd.Series, departure: pd.Series) -> pd.Series:
    wall = local_day(flights) + pd.to_timedelta(clock_minutes(flights["sched_arr_time"]), unit="m")
    lands_next_day = _localise(wall, zone) < departure
    # The day is added to the wall clock: 24 hours added to the instant are wrong on a DST night.
    return _localise(wall + pd.to_timedelta(lands_next_day.astype(int), unit="D"), zone)


def _localise(wall: pd.Series, zone: pd.Series) -> pd.Series:
    """Read wall clocks in their own zones; the repeated hour is taken as the first (summer) one."""
    instants = pd.Series(pd.NaT, index=wall.index, dtype=INSTANT)
    for name, rows in wall.groupby(zone).groups.items():
        local = wall.loc[rows].dt.tz_localize(name, ambiguous=True, nonexistent="shift_forward")
        instants.loc[rows] = local.dt.tz_convert("UTC")
    return instants
