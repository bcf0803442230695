"""Where the aircraft was: its last departure from New York before the decision time."""
import pandas as pd

COLUMNS = ("previous_dep_delay", "previous_arr_delay", "previous_arrival_slack", "previous_age")
OLDEST_USABLE = pd.Timedelta("24h")
MINUTE = pd.Timedelta("1min")


def aircraft_features(
    flights: pd.DataFrame, clocks: pd.DataFrame, decision_time: pd.Series
) -> pd.DataFrame:
    """Return what was known of the aircraft's previous leg out of New York, all in minutes.

    ``previous_dep_delay`` its departure delay; ``previous_arr_delay`` its arrival delay if it had landed by
    the decision time, else NaN; ``previous_arrival_slack`` from its arrival (actual if it had landed, else
    as expected from its departure) to the departure in question; ``previous_age`` from its departure to the
    departure in question. NaN where the aircraft did not leave New York in the last 24 hours, or has no
    tail number: rows without a tail number never match each other.
    """
    previous = _previous_leg(flights, clocks, decision_time)
    due = clocks["scheduled_departure"]
    landed = previous["actual_arrival"] <= decision_time
    expected = previous["scheduled_arrival"] + pd.to_timedelta(previous["dep_delay"], unit="m")
    arrival = previous["actual_arrival"].where(landed, expected)
    return pd.DataFrame({
        "previous_dep_delay": previous["dep_delay"],
        "previous_arr_delay": previous["arr_delay"].where(landed),
        "previous_arrival_slack": (due - arrival) / MINUTE,
        "previous_age": (due - previous["departed"]) / MINUTE,
    })


def _previous_leg(flights: pd.DataFrame, clocks: pd.DataFrame, decision_time: pd.Series) -> pd.DataFrame:
    legs = flights[["tailnum", "dep_delay", "arr_delay"]].join(
        clocks[["actual_departure", "scheduled_arrival", "actual_arrival"]])
    legs = legs.assign(at=legs["actual_departure"]).dropna(subset=["tailnum", "at"])
    legs = legs.rename(columns={"actual_departure": "departed"})
    questions = flights[["tailnum"]].assign(at=decision_time).dropna()
    questions = questions.sort_values("at", kind="stable")
    found = pd.merge_asof(
        questions, legs.sort_values("at", kind="stable"), on="at", by="tailnum", tolerance=OLDEST_USABLE)
    found.index = questions.index
    return found.reindex(flights.index)
