"""Worlds larger than memory: tickets and their outcomes written day by day as partitioned Parquet."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .backlog import staff_levels
from .frame import Frame, draw_frame
from .ground import draw_ground, draw_part, stand
from .ledger import Course
from .operation import Operation
from .scenario import Scenario
from .timestamps import timestamps
from .views import tickets_frame

TICKETS_AT_ONCE = 150_000
FEWEST_DAYS = 7  # a part draws two further days at either edge; shorter parts would draw most tickets twice
TWIN_TICKETS_PER_DAY = 200.0


def write_partitions(path: str | Path, seed: int, scenario: Scenario) -> int:
    """Write a world's tickets to `path/date=YYYY-MM-DD/tickets.parquet`; nobody gets the fast lane.

    Columns are those of `Tables.tickets`, then `breach` and `known_at`, when the outcome was known. The level
    of work is taken from a smaller twin of the world, so it is not the world that `make_tables` makes. Needs
    memory for about 150,000 tickets or a week of them, whichever is more.

    Returns
    -------
    int
        How many tickets were written.

    Raises
    ------
    FileExistsError
        If `path` exists and is not empty.
    """
    path = Path(path)
    if path.exists() and any(path.iterdir()):
        raise FileExistsError(f"{path} is not empty; name a new folder or empty this one")
    written = 0
    for operation in parts(seed, scenario):
        written += _write_days(path, operation)
    return written


def parts(seed: int, scenario: Scenario) -> Iterator[Operation]:
    """The world in parts of some days each, after they have passed; the queue runs on from part to part."""
    frame = draw_frame(seed, scenario)
    small = min(scenario.tickets_per_day, TWIN_TICKETS_PER_DAY)
    twin = draw_ground(
        seed, dataclasses.replace(scenario, tickets_per_day=small, accounts=None, incidents=())
    )
    level = twin.level
    edges = _edges(scenario)
    staff = _staff(frame, level, edges)
    before: Course | None = None
    for first, last in zip(edges[:-1], edges[1:], strict=True):
        ground = stand(frame, *draw_part(frame, first, last), level, staff)
        operation = Operation.on(ground, first)
        if before is not None:
            operation.course.take_over(before)
        operation.run(days=last - first)
        yield operation
        before = operation.course


def _edges(scenario: Scenario) -> list[int]:
    """First day of each part, and the end."""
    busiest = scenario.tickets_per_day * (1 + max(scenario.growth, 0)) ** (scenario.days / 365)
    days = max(FEWEST_DAYS, int(TICKETS_AT_ONCE / busiest))
    return [*range(0, scenario.days, days), scenario.days]


def _staff(frame: Frame, level: float, edges: list[int]) -> np.ndarray:
    """Staff of the whole world, planned from the work of its parts."""
    team, day, effort = [], [], []
    teams, scenario = len(frame.calendars), frame.scenario
    for first, last in zip(edges[:-1], edges[1:], strict=True):
        tickets, load = draw_part(frame, first, last)
        work = load.shifted(level).planned_effort * np.where(tickets.outage | ~tickets.planned, 0, 1)
        cell = tickets.team * scenario.days + tickets.day
        total = np.bincount(cell, work, teams * scenario.days)
        used = np.flatnonzero(total)
        team.append(used // scenario.days)
        day.append(used % scenario.days)
        effort.append(total[used])
    columns = (np.concatenate(column) for column in (team, day, effort))
    return staff_levels(frame.clock, *columns, scenario.days, frame.laws.utilisation)


def _write_days(path: Path, operation: Operation) -> int:
    """Write each day of a part; returns the number of tickets."""
    ground, ledger, start = operation.course.ground, operation.course.ledger, operation.scenario.start
    edges = ground.created_edges
    for day in np.flatnonzero(np.diff(edges)):
        part = np.arange(edges[day], edges[day + 1])
        part = part[np.argsort(operation.ticket_ids[part], kind="stable")]
        table = tickets_frame(operation, part)
        table["breach"] = ledger.breach[part]
        table["known_at"] = timestamps(start, ledger.known_s[part])
        folder = path / f"date={start + pd.Timedelta(days=int(day)):%Y-%m-%d}"
        folder.mkdir(parents=True)
        pq.write_table(pa.Table.from_pandas(table, preserve_index=False), folder / "tickets.parquet")
    return len(operation.ticket_ids)
