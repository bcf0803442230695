"""Read the shipped tables. Nothing is repaired here: the defects are teaching material (card.md)."""
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent


def load_flights() -> pd.DataFrame:
    """Return all departures from EWR, JFK and LGA in 2013: 336,776 rows, 19 columns.

    One row is one scheduled flight; (year, month, day, carrier, flight, origin) is unique.
    Clock columns (``dep_time``, ``sched_dep_time``, ``arr_time``, ``sched_arr_time``) are HHMM numbers in
    the *local* time of the airport concerned, delays and ``air_time`` are minutes, ``distance`` is miles,
    ``time_hour`` is the scheduled hour of departure (UTC). Missing values are NaN.

    Raises
    ------
    FileNotFoundError
        If the shipped file is missing; the message says how to get it back.
    """
    return _read("flights.parquet")


def load_weather() -> pd.DataFrame:
    """Return hourly weather at the three origins: 26,115 rows, 15 columns.

    (``origin``, ``time_hour``) is unique; the local columns year, month, day, hour are not.
    ``temp`` and ``dewp`` are degrees Fahrenheit, ``humid`` percent, ``wind_dir`` degrees, ``wind_speed``
    and ``wind_gust`` mph, ``precip`` inches, ``pressure`` millibars, ``visib`` miles.

    Raises
    ------
    FileNotFoundError
        If the shipped file is missing; the message says how to get it back.
    """
    return _read("weather.parquet")


def load_planes() -> pd.DataFrame:
    """Return the aircraft register of 2013: 3,322 rows, 9 columns, ``tailnum`` unique.

    ``year`` is the year of manufacture, ``speed`` the cruising speed in mph (almost always missing).

    Raises
    ------
    FileNotFoundError
        If the shipped file is missing; the message says how to get it back.
    """
    return _read("planes.parquet")


def load_airlines() -> pd.DataFrame:
    """Return the names of the 16 carriers: columns ``carrier`` (unique) and ``name``.

    Raises
    ------
    FileNotFoundError
        If the shipped file is missing; the message says how to get it back.
    """
    return _read("airlines.parquet")


def load_zones() -> pd.DataFrame:
    """Return the time zone of every airport in the flights: columns ``airport`` (unique) and ``zone``.

    107 rows: the 105 destinations (LGA among them) and the origins EWR and JFK. ``zone`` is an IANA name.

    Raises
    ------
    FileNotFoundError
        If the shipped file is missing; the message says how to get it back.
    """
    return _read("zones.parquet")


def _read(name: str) -> pd.DataFrame:
    path = FOLDER / name
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is missing. Restore it with `git checkout -- {path.name}` in {FOLDER}, "
            "or rebuild it with `python datasets/rebuild_flights.py` in the root of the course."
        )
    return pd.read_parquet(path)
