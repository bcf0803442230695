"""The last weather report published by the decision time."""
import pandas as pd

MEASURED = ("temp", "dewp", "humid", "wind_dir", "wind_speed", "wind_gust", "precip", "pressure", "visib")
COLUMNS = (*MEASURED, "dew_point_spread")
# The minute of the observation is not recorded; by the end of its hour everybody had it.
PUBLISHED_AFTER = pd.Timedelta("60min")
OLDEST_USABLE = pd.Timedelta("6h")
STRONGEST_BELIEVABLE_WIND = 200  # mph; the strongest gust ever measured by an anemometer is 253


def weather_features(
    flights: pd.DataFrame, decision_time: pd.Series, weather: pd.DataFrame
) -> pd.DataFrame:
    """Return for each flight the newest report of its origin that was public at ``decision_time``.

    Reports older than six hours count as missing. Units are those of ``load_weather``;
    ``dew_point_spread`` is ``temp - dewp`` (degrees Fahrenheit; near 0 means fog).
    """
    questions = flights[["origin"]].assign(at=decision_time).sort_values("at", kind="stable")
    latest = pd.merge_asof(questions, _reports(weather), on="at", by="origin", tolerance=OLDEST_USABLE)
    latest.index = questions.index
    features = latest.loc[flights.index, list(MEASURED)]
    return features.assign(dew_point_spread=features["temp"] - features["dewp"])


def _reports(weather: pd.DataFrame) -> pd.DataFrame:
    reports = weather[["origin", *MEASURED]].assign(at=weather["time_hour"] + PUBLISHED_AFTER)
    broken_sensor = reports["wind_speed"] > STRONGEST_BELIEVABLE_WIND
    reports.loc[broken_sensor, ["wind_speed", "wind_gust"]] = float("nan")
    return reports.sort_values("at", kind="stable")
