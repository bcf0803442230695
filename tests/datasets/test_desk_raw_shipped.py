"""The frozen raw files of the Desk are shipped whole, small, and without a key."""

import hashlib
import importlib.util
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from craftdata import desk
from craftdata.desk.exports import shipped

MOST_BYTES = 3_500_000


def rebuild_script(pytestconfig):
    path = pytestconfig.rootpath / "datasets" / "rebuild_desk.py"
    spec = importlib.util.spec_from_file_location("rebuild_desk", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shipped_files_match_their_checksums_and_stay_small():
    """checksums.sha256 names every zip, each has its digest, all together are below 3.5 MB."""
    lines = (shipped.WORLDS / "checksums.sha256").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(listed) == {path.name for path in shipped.WORLDS.glob("*.zip")}
    assert set(listed) == {f"{name}.zip" for name in shipped.SHIPPED}
    for name, digest in listed.items():
        assert hashlib.sha256((shipped.WORLDS / name).read_bytes()).hexdigest() == digest
    assert sum(path.stat().st_size for path in shipped.WORLDS.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("name", shipped.SHIPPED)
def test_a_shipped_world_holds_the_raw_files_and_nothing_else(name):
    """Events, five files beside them and the wiki page; no key, no path out of the folder."""
    with zipfile.ZipFile(shipped.WORLDS / f"{name}.zip") as file:
        names = file.namelist()
    others = {path for path in names if not path.startswith("events/")}
    assert others == {"WIKI.md", "crm.sqlite", "csat.csv", "releases.json", "teams.json", "tickets.parquet"}
    assert all(path.endswith(".jsonl.gz") and ".." not in Path(path).parts for path in set(names) - others)


def test_load_raw_extracts_once_and_mends_what_was_changed(monkeypatch, tmp_path):
    """The folder comes from the cache; a file that is gone or was added brings the whole back."""
    monkeypatch.setattr(shipped, "default_folder", lambda: tmp_path)
    folder = desk.load_raw("tiny")
    assert folder == desk.load_raw("tiny") and folder.parent == tmp_path
    (folder / "csat.csv").unlink()
    (folder / "note.txt").write_text("mine")
    folder = desk.load_raw("tiny")
    assert (folder / "csat.csv").is_file() and not (folder / "note.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    assert len(pd.read_parquet(folder / "tickets.parquet")) > 800


def test_a_damaged_file_and_an_unknown_name_say_what_to_do(monkeypatch, tmp_path):
    """A broken zip names the command that rebuilds it; an unknown world names those that exist."""
    monkeypatch.setattr(shipped, "default_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(shipped, "WORLDS", tmp_path)
    (tmp_path / "tiny.zip").write_bytes(b"PK")
    with pytest.raises(OSError, match="rebuild_desk"):
        desk.load_raw("tiny")
    assert not list((tmp_path / "cache").iterdir())
    with pytest.raises(ValueError, match="half_year, tiny, year"):
        desk.load_raw("week")


def test_a_cache_that_cannot_be_written_costs_time_only(monkeypatch, tmp_path):
    """With a file in place of the cache the world comes from a folder of its own."""
    (tmp_path / "cache").write_text("")
    monkeypatch.setattr(shipped, "default_folder", lambda: tmp_path / "cache" / "below")
    folder = desk.load_raw("tiny")
    assert (folder / "crm.sqlite").is_file()
    shutil.rmtree(folder.parent)


def test_a_generated_world_is_built_once(monkeypatch, tmp_path):
    """The year is made by make_raw on first use and found again afterwards."""
    monkeypatch.setattr(shipped, "default_folder", lambda: tmp_path)
    monkeypatch.setattr(shipped, "YEAR", {"days": 14, "tickets_per_day": 10, "fast_lane_places": 1})
    first = desk.load_raw("year")
    before = (first / "tickets.parquet").stat().st_mtime_ns
    assert desk.load_raw("year") == first
    assert (first / "tickets.parquet").stat().st_mtime_ns == before


def test_seeds_of_shipped_worlds_are_no_graded_draw_and_not_in_the_package(pytestconfig):
    """Graded draws have 31 bits; the shipped seeds have more and stand in the rebuild script alone."""
    script = rebuild_script(pytestconfig)
    assert set(script.WORLDS) == set(shipped.SHIPPED)
    assert shipped.YEAR_SEED >= 2**31
    package = "".join(path.read_text("utf-8") for path in Path(desk.__file__).parent.rglob("*.py"))
    for parameters in script.WORLDS.values():
        assert parameters["seed"] >= 2**64
        assert str(parameters["seed"]) not in package
        assert f"{parameters['seed']:x}" not in package.replace("_", "").lower()


def test_packing_depends_on_content_alone(pytestconfig, tmp_path):
    """The same files packed twice give the same bytes, whenever they were written."""
    script = rebuild_script(pytestconfig)
    for name in ("a", "b"):
        folder = tmp_path / name
        (folder / "events").mkdir(parents=True)
        (folder / "events" / "x.jsonl.gz").write_bytes(b"1")
        (folder / "csat.csv").write_bytes(b"2" * 100)
        script.pack(folder, tmp_path / f"{name}.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
