"""Every feature was known at the decision time, and the cache holds what a rebuild gives."""
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from craftdata import flights
from craftdata.flights import cache, disruption, tables
from craftdata.flights.features import aircraft, operations, schedule, weather

GROUP_SIZES = {"SCHEDULE": 8, "WEATHER": 10, "OPERATIONS": 23, "AIRCRAFT": 4}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def problem(folder) -> flights.Disruption:
    """Built, since nothing is in the folder."""
    return flights.load_disruption(folder)


@pytest.fixture(scope="module")
def world() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    table = flights.load_flights()
    clocks = flights.utc_clocks(table, flights.load_zones())
    return table, clocks, flights.flight_outcomes(table, clocks)


def numbers(problem: flights.Disruption, name: str) -> np.ndarray:
    return problem.X[name].to_numpy(float)


def sample(problem: flights.Disruption) -> np.ndarray:
    with_previous_leg = np.flatnonzero(problem.X["previous_age"].notna())
    return np.random.default_rng(0).choice(with_previous_leg, 40, replace=False)


def test_there_are_45_features_in_four_groups(problem):
    assert {name: len(columns) for name, columns in problem.groups.items()} == GROUP_SIZES
    assert [column for group in problem.groups.values() for column in group] == list(problem.X)
    assert set(problem.X.drop(columns=list(schedule.CATEGORIES)).dtypes.astype(str)) == {"float32"}


def test_train_is_january_to_june_and_test_the_rest(problem):
    month = flights.load_flights()["month"]
    assert problem.train.sum() == 166_158
    assert month[problem.train].max() == 6 and month[problem.test].min() == 7
    assert (problem.train ^ problem.test).all()


def test_disrupted_is_late_cancelled_or_diverted(problem, world):
    table, _, outcomes = world
    undisrupted = table["arr_delay"].notna() & (table["arr_delay"] <= 30)
    assert problem.y.eq((~undisrupted).astype(int)).all()
    assert outcomes["cancelled"].sum() == 8_255 and outcomes["diverted"].sum() == 1_175


def test_no_outcome_is_known_before_the_decision(problem):
    assert (problem.known_at > problem.decision_time).all() and problem.known_at.notna().all()


def test_a_read_cache_equals_what_was_built(problem, folder, monkeypatch):
    files = list(folder.iterdir())
    monkeypatch.setattr(disruption, "_feature_table", lambda: pytest.fail("built again"))
    cached = flights.load_disruption(folder)
    assert list(folder.iterdir()) == files and len(files) == 1
    pd.testing.assert_frame_equal(cached.X, problem.X, check_exact=True)
    for name in ("y", "decision_time", "known_at"):
        pd.testing.assert_series_equal(getattr(cached, name), getattr(problem, name))
    assert (cached.train == problem.train).all()


@pytest.mark.parametrize("days", [20.2, 41.6, 49.55])
def test_features_do_not_change_when_everything_after_the_decision_does(world, days):
    table, clocks, outcomes = world
    first = table["month"] <= 2
    moment = pd.Timestamp("2013-01-01", tz="UTC") + pd.Timedelta(days=days)
    before = _features(table[first], clocks[first], outcomes[first], flights.load_weather())
    after = _features(*_another_future(table[first], clocks[first], moment))
    decided = clocks.loc[first, "scheduled_departure"] - disruption.HORIZON <= moment
    pd.testing.assert_frame_equal(before[decided], after[decided])
    assert not before[~decided].equals(after[~decided])


def _features(table, clocks, outcomes, reports) -> pd.DataFrame:
    decision_time = clocks["scheduled_departure"] - disruption.HORIZON
    return pd.concat([
        weather.weather_features(table, decision_time, reports),
        operations.operations_features(table, clocks, outcomes, decision_time),
        aircraft.aircraft_features(table, clocks, decision_time),
    ], axis=1)


def _another_future(table, clocks, moment):
    """The same past, but later departures, landings, cancellations and weather after ``moment``."""
    table = table.copy()
    table.loc[clocks["actual_arrival"] > moment, "arr_delay"] += 200
    table.loc[clocks["actual_departure"] > moment, "dep_delay"] += 77
    to_come = (clocks["scheduled_departure"] > moment) & ~(clocks["actual_departure"] <= moment)
    to_cancel = to_come & (np.arange(len(table)) % 3 == 0)
    table.loc[to_cancel, ["dep_time", "dep_delay", "arr_delay"]] = np.nan
    reports = flights.load_weather()
    reports.loc[reports["time_hour"] + weather.PUBLISHED_AFTER > moment, ["temp", "visib", "precip"]] = 1.5
    clocks = flights.utc_clocks(table, flights.load_zones())
    return table, clocks, flights.flight_outcomes(table, clocks), reports


def test_disruption_rates_equal_a_loop_over_known_outcomes(problem, world):
    table, _, outcomes = world
    for row in sample(problem):
        now = problem.decision_time[row]
        for name, keys, days in [
            ("carrier_rate_7d", ["carrier"], 7), ("route_rate_28d", ["origin", "dest"], 28),
        ]:
            same = (table[keys] == table.loc[row, keys]).all(axis=1)
            known = outcomes["known_at"].between(now - pd.Timedelta(days=days), now, inclusive="right")
            seen = outcomes.loc[same & known, "disrupted"]
            assert problem.X.loc[row, name] == pytest.approx((seen.sum() + 1) / (len(seen) + 5), rel=1e-5)


def test_waiting_flights_and_recent_delays_equal_a_loop(problem, world):
    table, clocks, _ = world
    for row in sample(problem):
        now = problem.decision_time[row]
        here = table["origin"] == table.loc[row, "origin"]
        due = clocks["scheduled_departure"] <= now
        waiting = here & due & (clocks["actual_departure"] > now)
        assert problem.X.loc[row, "origin_waiting"] == waiting.sum()
        left = here & clocks["actual_departure"].between(now - pd.Timedelta("3h"), now, inclusive="right")
        delays = table.loc[left, "dep_delay"].clip(-15, 300)
        assert problem.X.loc[row, "origin_delay_3h"] == pytest.approx(delays.mean(), rel=1e-4, nan_ok=True)


def test_previous_leg_is_the_last_departure_of_the_same_tail_by_the_decision_time(problem, world):
    table, clocks, _ = world
    for row in sample(problem):
        now = problem.decision_time[row]
        same_tail = table["tailnum"] == table.loc[row, "tailnum"]
        earlier = clocks[same_tail & (clocks["actual_departure"] <= now)]
        leg = earlier["actual_departure"].idxmax()
        age = clocks.loc[row, "scheduled_departure"] - clocks.loc[leg, "actual_departure"]
        assert problem.X.loc[row, "previous_age"] == age / pd.Timedelta("1min")
        landed = clocks.loc[leg, "actual_arrival"] <= now
        expected = table.loc[leg, "arr_delay"] if landed else np.nan
        assert problem.X.loc[row, "previous_arr_delay"] == pytest.approx(expected, nan_ok=True)


def test_weather_is_the_last_report_an_hour_old_or_more(problem, world):
    reports = flights.load_weather()
    for row in sample(problem):
        now = problem.decision_time[row]
        published = reports["time_hour"] + pd.Timedelta("60min")
        usable = (reports["origin"] == problem.X.loc[row, "origin"]) & published.between(
            now - pd.Timedelta("6h"), now)
        expected = reports.loc[published[usable].idxmax(), "temp"]
        assert problem.X.loc[row, "temp"] == pytest.approx(expected, nan_ok=True)


def test_flights_without_a_tail_number_have_no_previous_leg(problem, world):
    nameless = world[0]["tailnum"].isna().to_numpy()
    assert nameless.sum() == 2_512
    assert problem.X.loc[nameless, list(aircraft.COLUMNS)].isna().all(axis=None)


def test_the_broken_wind_sensor_is_not_believed(problem):
    assert np.nanmax(numbers(problem, "wind_speed")) < weather.STRONGEST_BELIEVABLE_WIND


def small_table() -> pd.DataFrame:
    return pd.DataFrame({"x": [1.0, 2.0]})


def test_a_damaged_cache_is_built_again(tmp_path):
    cache.read_or_build(tmp_path, "small", small_table)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40])
    pd.testing.assert_frame_equal(cache.read_or_build(tmp_path, "small", small_table), small_table())
    pd.testing.assert_frame_equal(pd.read_parquet(file), small_table())


def test_a_cache_that_cannot_be_written_still_gives_the_table(tmp_path):
    (tmp_path / "file").write_text("a file where the folder should be")
    table = cache.read_or_build(tmp_path / "file", "small", small_table)
    pd.testing.assert_frame_equal(table, small_table())


def test_the_name_of_the_cache_changes_with_the_code_and_the_data(tmp_path, monkeypatch):
    (tmp_path / "checksums.sha256").write_text("a")
    (tmp_path / "module.py").write_text("x = 1")
    monkeypatch.setattr(cache, "SOURCE", tmp_path)
    digests = [cache.source_digest()]
    (tmp_path / "module.py").write_text("x = 2")
    digests.append(cache.source_digest())
    (tmp_path / "checksums.sha256").write_text("b")
    digests.append(cache.source_digest())
    assert len(set(digests)) == 3


def test_the_cache_is_in_the_course_when_there_is_one_and_else_the_users(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "COURSE_ROOT", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    assert cache.default_folder() == tmp_path / "user" / "ml-craft"
    (tmp_path / "curriculum").mkdir()
    assert cache.default_folder() == tmp_path / "build" / "cache"


def test_shipped_tables_are_small():
    assert sum(path.stat().st_size for path in tables.FOLDER.glob("*.parquet")) < 6e6
