"""Measure the raw files of one world: each defect alone, all together and cleaned, the leaks, the time."""
from __future__ import annotations

import datetime as dt
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from autograder.verify.desk.cleaner import (
    RawFiles,
    labels_from_events,
    labels_from_snapshot,
    read_raw,
    reconciled_labels,
)
from autograder.verify.desk.naive_reading import NaiveReading
from autograder.verify.desk.raw_figures import FIGURES
from craftdata.desk import Scenario, World, policies
from craftdata.desk.exports import RawDefects, RawExport, raw_key
from craftdata.desk.exports.generated import MERGE_SHARE

START = dt.date(2024, 8, 5)  # so that worlds of 90 days hold the hour that comes twice in Berlin


@dataclass(frozen=True)
class Recovery:
    """What the reference cleaner made of one world; shares of the tickets whose outcome had come.

    told_by_events: of those whose end the events tell. extra: labels of other tickets.
    lines_balance: see the function of that name.
    """

    tickets: int
    by_snapshot: float
    by_events: float
    told_by_events: float
    reconciled: float
    lines_balance: bool
    extra: int


def world_of(seed: int, days: int, tickets_per_day: float) -> World:
    """A world under the incumbent rule, with few places in the fast lane."""
    scenario = Scenario(start=START, days=days, tickets_per_day=tickets_per_day, merge_share=MERGE_SHARE,
                        fast_lane_places=max(1, round(0.07 * tickets_per_day)))
    world = World(seed, scenario)
    world.run(policies.incumbent_rule())
    return world


def figures_of(seed: int, days: int = 60, tickets_per_day: float = 30) -> dict[str, tuple[float, float]]:
    """Each figure without defects and with its own defect alone, by kind of defect."""
    world = world_of(seed, days, tickets_per_day)
    with tempfile.TemporaryDirectory() as folder:
        clean = _written(world, RawDefects.none(), Path(folder) / "clean")
        pairs = {}
        for name, figure in FIGURES.items():
            planted = _written(world, RawDefects.only(name), Path(folder) / name)
            pairs[name] = figure.of(clean), figure.of(planted)
        pairs["late_files"] = _landed(world, Path(folder))
    return pairs


def _written(world: World, defects: RawDefects, folder: Path) -> NaiveReading:
    RawExport(world, defects).write(folder)
    return NaiveReading(folder)


def _landed(world: World, folder: Path) -> tuple[float, float]:
    """Lines of one day that lie in the folder on the next morning, when a file of that day is late."""
    late, clean = (RawExport(world, d) for d in (RawDefects.only("late_files"), RawDefects.none()))
    behind = [file for file in late.files if file.landed > file.day]
    day = max(behind, key=lambda file: len(file.rows)).day
    counts = []
    for name, export in (("clean", clean), ("late", late)):
        export.write(folder / f"landed_{name}", 0, day + 1)
        date = f"{world.scenario.start + dt.timedelta(days=day)}"
        ingested = NaiveReading(folder / f"landed_{name}").lines["ingested_at"].dt.strftime("%Y-%m-%d")
        counts.append(float((ingested == date).sum()))
    return counts[0], counts[1]


def recovery_of(seed: int, days: int = 120, tickets_per_day: float = 45) -> Recovery:
    """What the reference cleaner recovers from files with all defects."""
    world = world_of(seed, days, tickets_per_day)
    export = RawExport(world)
    key = raw_key(export)
    with tempfile.TemporaryDirectory() as folder:
        export.write(folder)
        files = read_raw(Path(folder))
    begin = pd.Timestamp(world.scenario.start, tz="UTC")
    export_at = begin + pd.Timedelta(days=world.course.day)
    released_at = begin + pd.Timedelta(seconds=export.releases.second[0])
    real = key.tickets[(key.tickets["kind"] == "real") & key.tickets["mature"]]
    truth = real.set_index("ticket_id")["breach"]
    by_snapshot = labels_from_snapshot(files, export_at, released_at)
    by_events = labels_from_events(files, export_at)
    reconciled = reconciled_labels(files, export_at, released_at)
    return Recovery(
        tickets=len(truth),
        by_snapshot=share_right(truth, by_snapshot),
        by_events=share_right(truth, by_events),
        told_by_events=share_right(truth[truth.index.isin(by_events.index)], by_events),
        reconciled=share_right(truth, reconciled),
        lines_balance=lines_balance(export, files),
        extra=len(reconciled.index.difference(truth.index)),
    )


def share_right(truth: pd.Series, labels: pd.Series) -> float:
    """Share of the tickets whose label is there and right."""
    known = labels.reindex(truth.index)
    return float(((known == truth) & known.notna()).mean())


def lines_balance(export: RawExport, files: RawFiles) -> bool:
    """Whether the lines read and those in quarantine are the lines that were sent, no more and no fewer."""
    sent = sum(len(file.rows) for file in export.files)
    broken = sum(int(export.broken[file.rows].sum()) for file in export.files)
    cut = sum(file.cut_after is not None and not export.broken[file.rows[-1]] for file in export.files)
    return len(files.lines) == sent - broken - cut and len(files.quarantine) == broken + cut


def seconds_of_a_year(seed: int, tickets_per_day: float = 240) -> tuple[int, int, float]:
    """Tickets, lines and CPU seconds of the export of a year; the world itself is not counted."""
    world = world_of(seed, 365, tickets_per_day)
    begun = time.process_time()
    export = RawExport(world)
    with tempfile.TemporaryDirectory() as folder:
        export.write(folder)
    return len(world.ticket_ids), len(export.lines.ticket), time.process_time() - begun
