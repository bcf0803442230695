"""The known defects of the shipped tables and how to count each one again.

This is the one place where the counts stand; the card quotes them and the tests recount them.
"""
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from craftdata.flights import tables
from craftdata.flights.clocks import clock_minutes, utc_clocks

DEPARTURE_KEYS = ["year", "month", "day", "carrier", "flight"]
SMALL_PLANE_SEATS = 10
BELIEVABLE_WIND = 200


@dataclass(frozen=True)
class Tables:
    """The shipped tables, loaded once for all counts."""

    flights: pd.DataFrame
    weather: pd.DataFrame
    planes: pd.DataFrame
    zones: pd.DataFrame


@dataclass(frozen=True)
class Defect:
    """A defect: what it is, how many there are (or the measured figure), how to count, what it teaches."""

    name: str
    count: float
    recount: Callable[[Tables], float]
    teaches: str


def load_tables() -> Tables:
    """Return the tables that the counts need."""
    return Tables(
        tables.load_flights(), tables.load_weather(), tables.load_planes(), tables.load_zones())


def as_markdown() -> str:
    """Return the defects as the table that card.md quotes."""
    rows = [f"| {defect.name} | {defect.count:,} | {defect.teaches} |" for defect in DEFECTS]
    return "\n".join(["| defect | count | teaches |", "|---|---:|---|", *rows])


def _known_tail(t: Tables) -> pd.Series:
    return t.flights["tailnum"].isin(t.planes["tailnum"])


def _unknown_tails(t: Tables) -> int:
    return int(t.flights.loc[~_known_tail(t), "tailnum"].nunique())


def _unknown_tail_percent(t: Tables, carrier: str) -> float:
    own = t.flights["carrier"] == carrier
    unknown = ~_known_tail(t) & t.flights["tailnum"].notna()
    return round(100 * float(unknown[own].mean()), 1)


def _wrong_planes(t: Tables) -> pd.DataFrame:
    small = t.planes.loc[t.planes["seats"] <= SMALL_PLANE_SEATS, "tailnum"]
    return t.flights[t.flights["tailnum"].isin(small)]


def _null_tails(t: Tables) -> pd.DataFrame:
    return t.flights[t.flights["tailnum"].isna()]


def _to(t: Tables, *airports: str) -> int:
    return int(t.flights["dest"].isin(airports).sum())


def _left_without_delay(t: Tables) -> pd.DataFrame:
    return t.flights[t.flights["dep_time"].notna() & t.flights["arr_delay"].isna()]


def _past_midnight(t: Tables) -> int:
    early_clock = t.flights["dep_time"] < t.flights["sched_dep_time"]
    return int((early_clock & (t.flights["dep_delay"] > 0)).sum())


def _naive_gate_minus_air(t: Tables, airport: str) -> int:
    there = t.flights[t.flights["dest"] == airport]
    gate = clock_minutes(there["arr_time"]) - clock_minutes(there["dep_time"])
    return round(float((gate % 1440 - there["air_time"]).median()))


def _impossible_arrival_clocks(t: Tables) -> int:
    """Recorded arrival clocks that differ from schedule plus delay, both read in the local zone."""
    clocks = utc_clocks(t.flights, t.zones)
    zone = t.flights["dest"].map(t.zones.set_index("airport")["zone"])
    arrived = t.flights["arr_delay"].notna()
    different = 0
    for name, rows in zone[arrived].groupby(zone[arrived]).groups.items():
        local = clocks.loc[rows, "actual_arrival"].dt.tz_convert(name)
        recorded = clock_minutes(t.flights.loc[rows, "arr_time"]) % 1440
        different += int((local.dt.hour * 60 + local.dt.minute != recorded).sum())
    return different


def _missing_weather_hours(t: Tables) -> int:
    hours = pd.date_range(t.weather["time_hour"].min(), t.weather["time_hour"].max(), freq="h")
    return len(hours) * t.weather["origin"].nunique() - len(t.weather)


def _without_weather(t: Tables) -> pd.DataFrame:
    keys = ["origin", "time_hour"]
    joined = t.flights[["month", "day", *keys]].merge(t.weather[keys], on=keys, how="left", indicator=True)
    return joined[joined["_merge"] == "left_only"]


def _repeated_local_hours(t: Tables) -> int:
    return int(t.weather.duplicated(["origin", "year", "month", "day", "hour"], keep=False).sum())


def _pressure_missing_percent(t: Tables, raining: bool) -> float:
    missing = t.weather["pressure"].isna()
    return round(100 * float(missing[(t.weather["precip"] > 0) == raining].mean()), 1)


def _missing_percent(column: pd.Series) -> float:
    return round(100 * float(column.isna().mean()), 1)


def _spellings(t: Tables, prefix: str) -> int:
    names = t.planes["manufacturer"].drop_duplicates()
    return int(names.str.startswith(prefix).sum())


def _unseen(t: Tables, column: str) -> set:
    """Values of the second half of the year that the first half does not have."""
    late = t.flights["month"] > 6
    return set(t.flights.loc[late, column].dropna()) - set(t.flights.loc[~late, column])


DEFECTS = (
    Defect("tails without a plane record", 721, _unknown_tails, "missingness has a cause"),
    Defect("flights with such a tail", 50_094,
           lambda t: int((~_known_tail(t) & t.flights["tailnum"].notna()).sum()), "join coverage"),
    Defect("share of MQ flights with such a tail, %", 96.2, lambda t: _unknown_tail_percent(t, "MQ"),
           "MQ and AA report fleet numbers, not tails"),
    Defect("share of AA flights with such a tail, %", 68.7, lambda t: _unknown_tail_percent(t, "AA"),
           "MQ and AA report fleet numbers, not tails"),
    Defect("flights joined to a plane of 10 seats or fewer", 2_285, lambda t: len(_wrong_planes(t)),
           "a join that succeeds can be wrong"),
    Defect("longest of them, miles", 2_586, lambda t: int(_wrong_planes(t)["distance"].max()),
           "a join that succeeds can be wrong"),
    Defect("flights without a tail number", 2_512, lambda t: len(_null_tails(t)), "null as target leak"),
    Defect("of these, cancelled", 2_512, lambda t: int(_null_tails(t)["dep_time"].isna().sum()),
           "null as target leak"),
    Defect("flights to SJU, BQN, STT, PSE, absent from the package's airports", 7_602,
           lambda t: _to(t, "SJU", "BQN", "STT", "PSE"), "an inner join drops rows silently"),
    Defect("cancelled flights (no dep_time)", 8_255, lambda t: int(t.flights["dep_time"].isna().sum()),
           "which label do they get?"),
    Defect("diverted flights (departed, no arr_delay)", 1_175, lambda t: len(_left_without_delay(t)),
           "which label do they get?"),
    Defect("of these, without arr_time", 458,
           lambda t: int(_left_without_delay(t)["arr_time"].isna().sum()), "two kinds of missing"),
    Defect("dep_time 2400", 29, lambda t: int((t.flights["dep_time"] == 2400).sum()),
           "HHMM numbers are not times"),
    Defect("arr_time 2400", 150, lambda t: int((t.flights["arr_time"] == 2400).sum()),
           "HHMM numbers are not times"),
    Defect("late departures past midnight (clock before schedule)", 1_207, _past_midnight,
           "a clock without a date"),
    Defect("naive gate-to-gate minus air time, median at LAX, min", -149,
           lambda t: _naive_gate_minus_air(t, "LAX"), "two zones in one row"),
    Defect("naive gate-to-gate minus air time, median at HNL, min", -331,
           lambda t: _naive_gate_minus_air(t, "HNL"), "two zones in one row"),
    Defect("naive gate-to-gate minus air time, median at SJU, min", 37,
           lambda t: _naive_gate_minus_air(t, "SJU"), "two zones in one row"),
    Defect("arrival clocks that contradict schedule plus delay", 1, _impossible_arrival_clocks,
           "02:03 on 10 March at PBI: a time that did not exist"),
    Defect("station-hours missing from the weather", 75, _missing_weather_hours, "join coverage"),
    Defect("flights without weather in their hour", 1_556, lambda t: len(_without_weather(t)),
           "join coverage"),
    Defect("of these, on 31 December", 776,
           lambda t: int(_without_weather(t).eval("month == 12 and day == 31").sum()),
           "the file ends on 30 December 23:00 UTC"),
    Defect("weather rows sharing a local hour", 6, _repeated_local_hours, "join on UTC"),
    Defect("weather rows sharing a UTC hour", 0,
           lambda t: int(t.weather.duplicated(["origin", "time_hour"]).sum()), "join on UTC"),
    Defect("wind speeds above 200 mph", 1,
           lambda t: int((t.weather["wind_speed"] > BELIEVABLE_WIND).sum()), "range checks"),
    Defect("the highest of them, mph", 1_048, lambda t: int(t.weather["wind_speed"].max()), "range checks"),
    Defect("pressure missing when it rains, %", 53.3, lambda t: _pressure_missing_percent(t, True),
           "missing not at random"),
    Defect("pressure missing when it does not, %", 7.4, lambda t: _pressure_missing_percent(t, False),
           "missing not at random"),
    Defect("wind_gust missing, %", 79.6, lambda t: _missing_percent(t.weather["wind_gust"]),
           "missing by definition"),
    Defect("planes without a year", 70, lambda t: int(t.planes["year"].isna().sum()), "cleaning"),
    Defect("planes without a speed, %", 99.3, lambda t: _missing_percent(t.planes["speed"]), "cleaning"),
    Defect("spellings of Airbus", 2, lambda t: _spellings(t, "AIRBUS"), "category cleaning"),
    Defect("spellings of McDonnell Douglas", 3, lambda t: _spellings(t, "MCDONNELL"), "category cleaning"),
    Defect("repeated (date, carrier, flight)", 24,
           lambda t: int(t.flights.duplicated(DEPARTURE_KEYS).sum()), "find the grain"),
    Defect("repeated (date, carrier, flight, origin)", 0,
           lambda t: int(t.flights.duplicated([*DEPARTURE_KEYS, "origin"]).sum()), "find the grain"),
    Defect("tails first seen after June", 218, lambda t: len(_unseen(t, "tailnum")), "unseen categories"),
    Defect("flight numbers (of any carrier) first seen after June", 850,
           lambda t: len(_unseen(t, "flight")), "unseen categories"),
    Defect("destinations first seen after June", 5, lambda t: len(_unseen(t, "dest")),
           "unseen categories"),
    Defect("flights of carrier OO in the year", 32,
           lambda t: int((t.flights["carrier"] == "OO").sum()), "small groups"),
)
