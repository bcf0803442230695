"""HHMM numbers in two zones become the right instants."""
import numpy as np
import pandas as pd
import pytest

from craftdata import flights


def flight(day: str, dep: int, arr: int, dest: str, dep_delay=0.0, arr_delay=0.0) -> dict:
    """A flight out of New York with the columns that the clocks read."""
    date = pd.Timestamp(day)
    hour = (date + pd.Timedelta(hours=dep // 100)).tz_localize("America/New_York").tz_convert("UTC")
    return {
        "year": date.year, "month": date.month, "day": date.day, "minute": dep % 100, "time_hour": hour,
        "sched_dep_time": dep, "sched_arr_time": arr, "dest": dest, "dep_delay": dep_delay,
        "arr_delay": arr_delay,
    }


def clocks_of(*rows: dict) -> pd.DataFrame:
    return flights.utc_clocks(pd.DataFrame(rows), flights.load_zones())


@pytest.mark.parametrize(("row", "departure", "arrival"), [
    (flight("2013-01-01", 900, 1215, "LAX"), "2013-01-01 14:00", "2013-01-01 20:15"),
    (flight("2013-07-01", 900, 1215, "LAX"), "2013-07-01 13:00", "2013-07-01 19:15"),
    (flight("2013-07-01", 900, 1240, "SJU"), "2013-07-01 13:00", "2013-07-01 16:40"),
    (flight("2013-01-01", 900, 1340, "SJU"), "2013-01-01 14:00", "2013-01-01 17:40"),
    (flight("2013-07-01", 1000, 1500, "HNL"), "2013-07-01 14:00", "2013-07-02 01:00"),
], ids=["Los Angeles in winter", "Los Angeles in summer", "San Juan in summer", "San Juan in winter",
        "Honolulu, already tomorrow in UTC"])
def test_arrival_is_read_in_the_zone_of_the_destination(row, departure, arrival):
    clocks = clocks_of(row).iloc[0]
    assert clocks["scheduled_departure"] == pd.Timestamp(departure, tz="UTC")
    assert clocks["scheduled_arrival"] == pd.Timestamp(arrival, tz="UTC")


def test_an_arrival_past_midnight_belongs_to_the_next_day():
    clocks = clocks_of(flight("2013-01-01", 2330, 45, "BOS")).iloc[0]
    assert clocks["scheduled_arrival"] - clocks["scheduled_departure"] == pd.Timedelta("75min")


@pytest.mark.parametrize(("day", "minutes"), [("2013-03-09", 180), ("2013-06-09", 240), ("2013-11-02", 300)],
                         ids=["spring forward", "any night", "fall back"])
def test_from_23_to_3_by_the_clock_is_an_hour_less_or_more_when_the_clocks_change(day, minutes):
    clocks = clocks_of(flight(day, 2300, 300, "BOS")).iloc[0]
    assert clocks["scheduled_arrival"] - clocks["scheduled_departure"] == pd.Timedelta(minutes=minutes)


def test_actual_clocks_are_missing_where_the_delay_is():
    clocks = clocks_of(flight("2013-01-01", 900, 1000, "BOS", np.nan, np.nan)).iloc[0]
    assert clocks[["actual_departure", "actual_arrival"]].isna().all()
    assert clocks[["scheduled_departure", "scheduled_arrival"]].notna().all()


def test_2400_is_the_end_of_the_day():
    assert flights.clock_minutes(pd.Series([2400, 2359, 1, np.nan])).tolist()[:3] == [1440, 1439, 1]


def test_an_unknown_destination_is_named():
    with pytest.raises(ValueError, match="XXX"):
        clocks_of(flight("2013-01-01", 900, 1000, "XXX"))


def test_index_of_the_flights_is_kept():
    table = flights.load_flights().sample(500, random_state=0)
    clocks = flights.utc_clocks(table, flights.load_zones())
    pd.testing.assert_index_equal(clocks.index, table.index)


def test_recorded_departure_clocks_agree_with_schedule_plus_delay():
    table = flights.load_flights()
    departure = flights.utc_clocks(table, flights.load_zones())["actual_departure"]
    local = departure.dt.tz_convert("America/New_York")
    recorded = flights.clock_minutes(table["dep_time"]) % 1440
    departed = recorded.notna()
    assert (local.dt.hour * 60 + local.dt.minute)[departed].eq(recorded[departed]).all()


def test_scheduled_flights_last_between_40_minutes_and_12_hours():
    clocks = flights.utc_clocks(flights.load_flights(), flights.load_zones())
    lasts = clocks["scheduled_arrival"] - clocks["scheduled_departure"]
    assert lasts.between(pd.Timedelta("40min"), pd.Timedelta("12h")).all()
