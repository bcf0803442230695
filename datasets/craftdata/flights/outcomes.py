"""How each flight ended, and from when on that could be known."""
import pandas as pd

LATE_MINUTES = 30
# A diversion has no clock in the data. Three hours after the flight was due, everybody knew.
DIVERSION_KNOWN_AFTER = pd.Timedelta("180min")


def flight_outcomes(flights: pd.DataFrame, clocks: pd.DataFrame) -> pd.DataFrame:
    """Return what became of each flight.

    Parameters
    ----------
    flights, clocks : DataFrame
        As of ``load_flights`` and ``utc_clocks``, on the same index.

    Returns
    -------
    DataFrame
        ``cancelled``, ``diverted``: bool. ``disrupted``: bool, arrived more than 30 minutes late, or
        cancelled, or diverted. ``known_at``: the instant (UTC) from which ``disrupted`` was known: the
        landing; for a cancelled flight the scheduled departure; for a diverted one three hours after it was
        due given its departure. The last two are conventions, chosen late rather than early.
    """
    cancelled = flights["dep_time"].isna()
    diverted = flights["dep_time"].notna() & flights["arr_delay"].isna()
    due = clocks["scheduled_arrival"] + pd.to_timedelta(flights["dep_delay"].clip(lower=0), unit="m")
    known_at = clocks["actual_arrival"].where(~diverted, due + DIVERSION_KNOWN_AFTER)
    return pd.DataFrame({
        "cancelled": cancelled,
        "diverted": diverted,
        "disrupted": (flights["arr_delay"] > LATE_MINUTES) | cancelled | diverted,
        "known_at": known_at.where(~cancelled, clocks["scheduled_departure"]),
    })
