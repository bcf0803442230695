"""How the airports and carriers were doing, by what had been seen at the decision time."""
import numpy as np
import pandas as pd

from craftdata.flights.clocks import whole_minutes
from craftdata.flights.windows import EventLog, group_codes

HOUR, DAY = 60, 24 * 60
GROUPS = {
    "origin": ("origin",),
    "carrier": ("carrier",),
    "dest": ("dest",),
    "route": ("origin", "dest"),
    "origin_carrier": ("origin", "carrier"),
    "flight_number": ("carrier", "flight"),
}
DELAY_HOURS = {"origin": (1, 3, 6), "origin_carrier": (3, 6), "dest": (6,), "route": (6,)}
NOW_GROUPS = ("origin", "origin_carrier")
CANCEL_HOURS = 6
RATE_DAYS = {
    "carrier": (1, 7, 28), "origin": (1, 7), "route": (7, 28), "origin_carrier": (7, 28),
    "flight_number": (28,), "dest": (1, 7),
}
# One flight 20 h late must not set the mean of its hour; nor do early departures make up for late ones.
DELAY_RANGE = (-15, 300)
PRIOR_RATE, PRIOR_FLIGHTS = 0.2, 5

COLUMNS = (
    *(f"{group}_delay_{hours}h" for group, spans in DELAY_HOURS.items() for hours in spans),
    *(f"{group}_cancelled_{CANCEL_HOURS}h" for group in NOW_GROUPS),
    *(f"{group}_waiting" for group in NOW_GROUPS),
    *(f"{group}_rate_{days}d" for group, spans in RATE_DAYS.items() for days in spans),
)


def operations_features(
    flights: pd.DataFrame, clocks: pd.DataFrame, outcomes: pd.DataFrame, decision_time: pd.Series
) -> pd.DataFrame:
    """Return recent delays, cancellations, waiting flights and disruption rates per group.

    ``*_delay_Nh`` mean departure delay (minutes, clipped) of the flights that left in the last N hours, NaN
    if none did; ``*_cancelled_6h`` share cancelled of those scheduled in the last 6 hours; ``*_waiting``
    flights due to have left that have not; ``*_rate_Nd`` share disrupted of those whose outcome became
    known in the last N days, shrunk towards 0.2 with the weight of 5 flights.
    """
    now = whole_minutes(decision_time)
    codes = {name: group_codes(flights, *columns) for name, columns in GROUPS.items()}
    features = {
        **_delays(flights, clocks, codes, now),
        **_cancellations(clocks, outcomes, codes, now),
        **_waiting(clocks, codes, now),
        **_rates(outcomes, codes, now),
    }
    return pd.DataFrame(features, index=flights.index)[list(COLUMNS)]


def _delays(flights, clocks, codes, now) -> dict[str, np.ndarray]:
    departed = whole_minutes(clocks["actual_departure"])
    delay = flights["dep_delay"].clip(*DELAY_RANGE).to_numpy()
    features = {}
    for name, spans in DELAY_HOURS.items():
        log = EventLog.of(codes[name], departed, delay)
        for hours in spans:
            features[f"{name}_delay_{hours}h"] = _mean(*log.within(codes[name], now, hours * HOUR))
    return features


def _cancellations(clocks, outcomes, codes, now) -> dict[str, np.ndarray]:
    due = whole_minutes(clocks["scheduled_departure"])
    cancelled = outcomes["cancelled"].to_numpy(float)
    features = {}
    for name in NOW_GROUPS:
        log = EventLog.of(codes[name], due, cancelled)
        features[f"{name}_cancelled_{CANCEL_HOURS}h"] = _mean(
            *log.within(codes[name], now, CANCEL_HOURS * HOUR))
    return features


def _waiting(clocks, codes, now) -> dict[str, np.ndarray]:
    due = whole_minutes(clocks["scheduled_departure"])
    # fmax: a flight that left early never waited, and a cancelled one (NaN) stops waiting when it was due.
    left = np.fmax(whole_minutes(clocks["actual_departure"]), due)
    features = {}
    for name in NOW_GROUPS:
        arrived, _ = EventLog.of(codes[name], due).within(codes[name], now)
        gone, _ = EventLog.of(codes[name], left).within(codes[name], now)
        features[f"{name}_waiting"] = arrived - gone
    return features


def _rates(outcomes, codes, now) -> dict[str, np.ndarray]:
    known = whole_minutes(outcomes["known_at"])
    disrupted = outcomes["disrupted"].to_numpy(float)
    features = {}
    for name, spans in RATE_DAYS.items():
        log = EventLog.of(codes[name], known, disrupted)
        for days in spans:
            count, total = log.within(codes[name], now, days * DAY)
            features[f"{name}_rate_{days}d"] = (
                (total + PRIOR_RATE * PRIOR_FLIGHTS) / (count + PRIOR_FLIGHTS))
    return features


def _mean(count: np.ndarray, total: np.ndarray) -> np.ndarray:
    return np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)
