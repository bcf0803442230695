"""What the timetable says: known months ahead."""
import pandas as pd

from craftdata.flights.clocks import clock_minutes, local_day

CATEGORIES = ("carrier", "origin", "dest")
COLUMNS = (*CATEGORIES, "minute_of_day", "weekday", "block_minutes", "distance", "hour_departures")


def schedule_features(flights: pd.DataFrame, clocks: pd.DataFrame) -> pd.DataFrame:
    """Return the timetable features of each flight.

    ``minute_of_day`` local minutes after midnight of the scheduled departure; ``weekday`` 0 is Monday;
    ``block_minutes`` scheduled gate to gate; ``distance`` miles; ``hour_departures`` flights scheduled from
    this airport in this clock hour.
    """
    features = {name: flights[name].astype("category") for name in CATEGORIES}
    block = clocks["scheduled_arrival"] - clocks["scheduled_departure"]
    features["minute_of_day"] = clock_minutes(flights["sched_dep_time"])
    features["weekday"] = local_day(flights).dt.day_of_week
    features["block_minutes"] = block / pd.Timedelta("1min")
    features["distance"] = flights["distance"]
    features["hour_departures"] = flights.groupby(["origin", "time_hour"])["flight"].transform("size")
    return pd.DataFrame(features)[list(COLUMNS)]
