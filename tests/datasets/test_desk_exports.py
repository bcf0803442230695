"""Raw exports of the Desk: what every folder of raw files has, over seeds and scenarios."""

import dataclasses
import datetime as dt
import gzip
import json
import sqlite3
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from craftdata import desk
from craftdata.desk.exports import RawExport, raw_key, write_key
from craftdata.desk.exports.content import content_digest
from craftdata.desk.exports.releases import PRODUCERS
from craftdata.desk.streams import Streams

worlds = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**128 - 1),
        "days": st.integers(7, 40),
        "tickets_per_day": st.integers(5, 20),
        "start": st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1)),
    }
)
shares = {
    field.name: st.sampled_from([0.0, field.default, 0.3])
    for field in dataclasses.fields(desk.RawDefects)
    if isinstance(field.default, float)
}
switches = {
    field.name: st.booleans()
    for field in dataclasses.fields(desk.RawDefects)
    if isinstance(field.default, bool)
}
defects = st.builds(desk.RawDefects, **shares, **switches)
# Shrinking a world takes minutes and makes no clearer one: the seed and the defects say it all.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
over_worlds = settings(max_examples=10, deadline=None, phases=PHASES)
few_worlds = settings(max_examples=4, deadline=None, phases=PHASES)


def export_of(seed: int, scenario: desk.Scenario, what: desk.RawDefects | None = None) -> RawExport:
    world = desk.World(seed, scenario)
    world.run(desk.policies.incumbent_rule())
    return RawExport(world, what)


def some_export(world: dict, what: desk.RawDefects | None = None) -> RawExport:
    given = dict(world)
    return export_of(given.pop("seed"), desk.Scenario(**given, merge_share=0.12, fast_lane_places=2), what)


def made(folder: Path, seed: int, days: int, tickets_per_day: int) -> None:
    desk.make_raw(folder, seed, days, tickets_per_day, policy=desk.policies.incumbent_rule())


def texts_of(folder: Path) -> dict[str, list[str]]:
    """Lines of every event file by name."""
    return {
        path.relative_to(folder).as_posix(): _unpacked(path).removesuffix("\n").split("\n")
        for path in sorted((folder / "events").rglob("*.gz"))
    }


def _unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def test_the_same_call_writes_the_same_bytes(tmp_path):
    """Two exports in one process agree byte by byte: no time, name or order of creation is in a file."""
    for name in ("a", "b"):
        made(tmp_path / name, 7, 14, 10)
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert len(files) > 20
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file


@pytest.mark.parametrize("name", ["csat.csv", "crm.sqlite", "tickets.parquet", "events"])
def test_the_fingerprint_sees_a_change_of_any_file(name, tmp_path):
    """One value that differs in one file gives another digest; packing the same content anew does not."""
    made(tmp_path, 7, 14, 10)
    before = content_digest(tmp_path)
    path = sorted((tmp_path / "events").rglob("*.gz"))[0] if name == "events" else tmp_path / name
    change(path, lambda value: value)
    assert content_digest(tmp_path) == before
    change(path, lambda value: value + 1)
    assert content_digest(tmp_path) != before


def change(path: Path, how: Callable[[int], int]) -> None:
    """Write a file anew, a number in it changed by a function."""
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
        table.loc[3, "n_messages"] = how(table.loc[3, "n_messages"])
        table.to_parquet(path, compression="gzip")
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            database.execute("UPDATE accounts SET health_score = ? + health_score WHERE rowid = 3", (how(0),))
            database.commit()
    elif path.suffix == ".gz":
        lines = gzip.decompress(path.read_bytes())
        path.write_bytes(gzip.compress(lines + b"\n" * how(0), 1))
    else:
        path.write_bytes(path.read_bytes() + b" " * how(0))


@given(worlds, defects)
@over_worlds
def test_every_line_belongs_to_a_ticket_and_the_lines_add_up(world, what):
    """Lines in the files are those of the key, once a sending; the unreadable are the broken and the cut."""
    export = some_export(world, what)
    key = raw_key(export)
    with tempfile.TemporaryDirectory() as folder:
        export.write(folder)
        texts = texts_of(Path(folder))
        snapshot = pd.read_parquet(Path(folder) / "tickets.parquet")
    assert set(key.events["ticket_id"]) <= set(key.tickets["ticket_id"]) == set(snapshot["ticket_id"])
    readable, unreadable = set(), 0
    for line in (line for lines in texts.values() for line in lines):
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            unreadable += 1
            continue
        readable.add((event["event_id"], event["ingested_at"]))
    assert sum(map(len, texts.values())) == sum(len(file.rows) for file in export.files)
    told = key.events[~key.events["broken"]]
    stamps = told["ingested_at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    late = {(a, b) for a, b in zip(told["event_id"], stamps, strict=True)} - readable
    assert readable <= set(zip(told["event_id"], stamps, strict=True)) and not late
    cut = sum(file.cut_after is not None and not export.broken[file.rows[-1]] for file in export.files)
    assert unreadable == cut + sum(int(export.broken[file.rows].sum()) for file in export.files)


@given(worlds)
@over_worlds
def test_without_defects_the_files_say_what_the_tables_say(world):
    """Every switch off: events of the raw files are those of the world, one line each."""
    export = some_export(world, desk.RawDefects.none())
    events = export.world.events()
    events = events[~events["type"].isin(["sla_met", "sla_breached"])]
    events = events.sort_values("ingested_at").drop_duplicates("event_id")
    key = raw_key(export)
    again = events.groupby("ticket_id")["type"].agg(lambda kinds: "reopened" in set(kinds))
    once = events[~events["ticket_id"].map(again)]
    assert set(once["event_id"]) <= set(key.events["event_id"])
    assert key.events["event_id"].is_unique and not key.counts["redelivered"]
    silent = {name: n for name, n in key.counts.items() if name not in ("csat_self_selected", "european_csv")}
    assert not any(silent.values()), silent


@given(worlds)
@few_worlds
def test_every_defect_strikes_and_only_when_it_is_on(world):
    """A defect alone is in the key, and no other is (files come twice because they were cut off, too)."""
    world = {**world, "days": 40, "tickets_per_day": 20}
    given = dict(world)
    operation = desk.World(given.pop("seed"), desk.Scenario(**given, merge_share=0.3, fast_lane_places=2))
    operation.run()
    for name in desk.DEFECTS:
        counts = raw_key(RawExport(operation, desk.RawDefects.only(name))).counts
        struck = {other for other, count in counts.items() if count} - {"csat_self_selected", "european_csv"}
        allowed = {name} | ({"resent_files"} if name == "cut_files" else set())
        allowed |= {"plan_variants"} if name == "qa_tickets" else set()
        assert struck <= allowed, name
        assert counts[name] or name in ("merged_accounts", "skewed_clocks", "reopened"), name


def test_the_catalogue_explains_every_switch():
    """DEFECTS has a text for each field of RawDefects, and each key has findings in the answer key."""
    assert set(desk.DEFECTS) == {field.name for field in dataclasses.fields(desk.RawDefects)}
    assert len(desk.DEFECTS) >= 18 and len(desk.LEAKS) >= 6
    for kind in (*desk.DEFECTS.values(), *desk.LEAKS.values()):
        assert all(dataclasses.asdict(kind).values())


@given(st.integers(0, 2**128 - 1))
@settings(max_examples=30, deadline=None)
def test_shares_stay_within_their_bounds(seed):
    """A seed redraws each share by a factor from 0.7 to 1.3; what is off stays off."""
    usual, drawn = desk.RawDefects(), desk.RawDefects().drawn(Streams(seed))
    for name in shares:
        assert 0.7 <= getattr(drawn, name) / getattr(usual, name) < 1.3
    off = desk.RawDefects.none().drawn(Streams(seed))
    assert off == desk.RawDefects.none()


@pytest.mark.parametrize(
    "wrong", [{"berlin_time": 1}, {"qa_tickets": -0.1}, {"qa_tickets": True}, {"cut_files": 2}]
)
def test_a_share_that_makes_no_sense_is_named(wrong):
    """The error names the field and what is allowed."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        desk.RawDefects(**wrong)


def test_streams_of_the_exports_meet_no_other(monkeypatch, tmp_path):
    """No two names of streams of a world and its raw files share a checksum, and the tables do not move."""
    names = set()
    generator, at = Streams.generator, Streams.at
    monkeypatch.setattr(Streams, "generator", lambda self, name: names.add(name) or generator(self, name))
    monkeypatch.setattr(Streams, "at", lambda self, name, place: names.add(name) or at(self, name, place))
    before = desk.digest(desk.make_tables(1, days=14).events)
    made(tmp_path / "raw", 1, 14, 40)
    assert len(names) == len({zlib.crc32(name.encode()) for name in names})
    assert sum(name.startswith("raw.") for name in names) > 30
    assert desk.digest(desk.make_tables(1, days=14).events) == before


def test_days_land_one_by_one_and_the_folder_ends_up_the_same(tmp_path):
    """Day by day, files come late and twice; in the end the folder holds what one export writes."""
    world = desk.World(5, desk.Scenario(days=30, tickets_per_day=15))
    world.run()
    what = desk.RawDefects(late_files=0.2, resent_files=0.2, cut_files=0.1)
    export = RawExport(world, what)
    export.write(tmp_path / "whole")
    seen: list[str] = []
    for day in range(30):
        seen += export.write(tmp_path / "daily", day, day + 1)
    assert content_digest(tmp_path / "daily") == content_digest(tmp_path / "whole")
    assert len(seen) == len(set(seen)) == len(export.files)
    dates = [Path(name).name[:10] for name in seen]
    assert dates != sorted(dates)
    assert any(name.endswith(".2.jsonl.gz") for name in seen)


def test_a_delivery_ends_with_what_is_made_at_once(tmp_path):
    """deliver_raw yields every day with the files that landed on it, and leaves the folder of make_raw."""
    world = {"seed": 9, "days": 14, "tickets_per_day": 10}
    names = desk.make_raw(tmp_path / "whole", **world)
    mornings = list(desk.deliver_raw(tmp_path / "daily", **world))
    assert [date for date, _ in mornings] == [dt.date(2024, 2, 5) + dt.timedelta(days=k) for k in range(14)]
    assert sorted(name for _, landed in mornings for name in landed) == sorted(names)
    assert content_digest(tmp_path / "daily") == content_digest(tmp_path / "whole")


def test_a_folder_of_an_earlier_day_knows_nothing_of_later_ones(tmp_path):
    """Files written through a day hold no line, ticket, answer or account from after it."""
    world = desk.World(5, desk.Scenario(days=30, tickets_per_day=15))
    world.run()
    RawExport(world).write(tmp_path, 0, 12)
    end = pd.Timestamp(world.scenario.start) + pd.Timedelta(days=12)
    snapshot = pd.read_parquet(tmp_path / "tickets.parquet")
    assert (snapshot["created_at"] < end).all() and (snapshot["updated_at"] <= end).all()
    assert (snapshot["resolved_at"] <= end).all()
    for name, lines in texts_of(tmp_path).items():
        for line in lines[:-1]:
            assert f'"ingested_at":"{end:%Y-%m-%d}' not in line, name
    with sqlite3.connect(tmp_path / "crm.sqlite") as database:
        changes = pd.read_sql("SELECT * FROM account_changes", database)
    database.close()
    assert (changes[["valid_from", "synced_at"]] < f"{end:%Y-%m-%dT%H:%M:%SZ}").all(axis=None)


def test_nothing_but_content_is_in_the_files(tmp_path):
    """No seed, time, name or library is in a file: plain gzip, plain Parquet, rows of the CRM in no order."""
    import pyarrow.parquet as pq

    seed = 987_654_321
    made(tmp_path, seed, 14, 10)
    assert pq.read_schema(tmp_path / "tickets.parquet").metadata is None
    for path in (item for item in tmp_path.rglob("*") if item.is_file()):
        content = path.read_bytes()
        if path.suffix == ".gz":
            assert content[3] == 0 and content[4:8] == bytes(4), path
            content = gzip.decompress(content)
        assert str(seed).encode() not in content and f"{seed:x}".encode() not in content, path
    with sqlite3.connect(tmp_path / "crm.sqlite") as database:
        accounts = pd.read_sql("SELECT rowid, * FROM accounts", database)
    database.close()
    signup = pd.to_datetime(accounts["signup_date"], format="mixed", dayfirst=True)
    assert abs(signup.rank().corr(accounts["rowid"])) < 0.4


def test_identifiers_of_added_tickets_look_like_all_others():
    """Forms sent again, the QA bot's tickets and retried events cannot be told by their identifiers."""
    export = export_of(3, desk.Scenario(days=60, tickets_per_day=80))
    key = raw_key(export)
    value = key.tickets["ticket_id"].str[2:].map(lambda text: int(text, 16)) / 16**10
    for kind in ("form_again", "qa"):
        own = value[key.tickets["kind"] == kind]
        assert len(own) > 20 and abs(own.mean() - 0.5) < 5 * (1 / 12 / len(own)) ** 0.5
    assert key.tickets["ticket_id"].is_unique and key.tickets["ticket_id"].str.len().nunique() == 1
    retried = key.events.loc[key.events["retried"], "event_id"]
    retried = retried.str[2:].map(lambda text: int(text, 16)) / 16**12
    assert abs(retried.mean() - 0.5) < 5 * (1 / 12 / len(retried)) ** 0.5


def test_the_key_is_never_written_beside_the_files(tmp_path):
    """Raw files come without a key; a key within their folder is refused, elsewhere it is written."""
    export = export_of(3, desk.Scenario(days=14, tickets_per_day=10))
    export.write(tmp_path / "raw")
    names = {path.name for path in (tmp_path / "raw").rglob("*")}
    assert not any("key" in name or "truth" in name for name in names)
    key = raw_key(export)
    with pytest.raises(desk.DeskError, match="no learner gets"):
        write_key(tmp_path / "raw" / "key", key, tmp_path / "raw")
    write_key(tmp_path / "key", key, tmp_path / "raw")
    counts = json.loads((tmp_path / "key" / "counts.json").read_text())
    assert counts == key.counts and set(counts) == set(desk.DEFECTS)
    assert len(pd.read_parquet(tmp_path / "key" / "tickets.parquet")) == len(key.tickets)


def test_schemas_and_clocks_are_those_of_the_wiki(tmp_path):
    """Names by version, Z by producer, sla in hours or minutes: what WIKI.md promises."""
    what = desk.RawDefects().without("broken_lines", "cut_files")
    export = export_of(11, desk.Scenario(days=40, tickets_per_day=20), what)
    export.write(tmp_path)
    sla = {24, 48, 96, 168, 8, 16, 120, 4, 72}
    versions = set()
    for name, lines in texts_of(tmp_path).items():
        for event in map(json.loads, lines):
            moment, data = event["at" if event["v"] == 1 else "occurred_at"], event["data"]
            assert event["source"] == name.split("/")[1] in PRODUCERS
            assert moment.endswith("Z") == (event["source"] == "atlas")
            assert event["ingested_at"][:10] == Path(name).name[:10]
            if event["type"] == "created":
                assert data["sla"] in (sla if event["v"] == 1 else {60 * hours for hours in sla})
                assert ("prio" in data) == (event["v"] == 1) and ("priority" in data) == (event["v"] == 2)
            versions.add((event["source"], event["v"]))
    assert len(versions) == 4
    page = (tmp_path / "WIKI.md").read_text(encoding="utf-8")
    assert "{" not in page and "hermes" in page


def test_folders_and_days_that_cannot_be_written_are_refused(tmp_path):
    """An occupied folder, days that have not passed, and a desk that has not begun give a clear error."""
    world = desk.World(3, desk.Scenario(days=14, tickets_per_day=10))
    with pytest.raises(desk.DeskError, match="run"):
        desk.write_raw(tmp_path, world)
    world.run(days=10)
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError, match="not empty"):
        desk.write_raw(tmp_path, world)
    with pytest.raises(desk.DeskError, match="end_day"):
        RawExport(world).write(tmp_path / "new", 0, 11)
