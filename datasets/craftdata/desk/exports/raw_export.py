"""A world's data as the Desk's sources deliver it: files in five formats, with their defects."""

from __future__ import annotations

import datetime as dt
import gzip
from functools import cached_property
from importlib import resources
from pathlib import Path

import numpy as np

from ..ground import DAY_S
from ..operation import DeskError, Operation
from ..streams import Streams
from .crm_accounts import CrmDraw, draw_crm
from .event_files import EventFile, broken_lines, event_files, file_bytes
from .json_lines import json_lines
from .lines import Lines, draw_lines
from .raw_defects import RawDefects
from .releases import Releases, draw_releases, releases_json
from .roster import Roster, draw_roster
from .side_files import as_json, crm_tables, csat_csv, teams_json, write_database
from .snapshot import snapshot_frame, write_parquet

COMPRESSION = 6


class RawExport:
    """The raw files of one world.

    Parameters
    ----------
    world : Operation
        A desk whose days have passed, `World` or what `make_tables` works with; it must not go on afterwards.
    defects : RawDefects
        Shares before the world's seed redraws them.

    Raises
    ------
    DeskError
        If no day has passed.
    """

    def __init__(self, world: Operation, defects: RawDefects | None = None) -> None:
        if world.course.day == 0:
            raise DeskError("no day of this desk has passed; call run() before its raw files are written")
        self.world = world
        self.defects = (defects or RawDefects()).drawn(self.streams)

    @property
    def streams(self) -> Streams:
        """The random numbers of the world."""
        return self.world.course.ground.streams

    @cached_property
    def releases(self) -> Releases:
        """When the producers began to send schema 2."""
        return draw_releases(self.streams, self.world.scenario)

    @cached_property
    def roster(self) -> Roster:
        """All tickets of the raw files."""
        return draw_roster(self.world, self.defects)

    @cached_property
    def lines(self) -> Lines:
        """All lines that the gateway received."""
        return draw_lines(self.world, self.roster, self.releases, self.defects)

    @cached_property
    def files(self) -> list[EventFile]:
        """All files of events."""
        return event_files(self.world, self.lines, self.defects)

    @cached_property
    def broken(self) -> np.ndarray:
        """Whether each line ends in the middle."""
        return broken_lines(self.world, self.lines, self.defects)

    def crm_draw(self, until_s: int) -> CrmDraw:
        """What the CRM's defects strike in an export at a second of the world."""
        return draw_crm(self.world, self.defects, until_s)

    def write(self, path: str | Path, first_day: int = 0, end_day: int | None = None) -> tuple[str, ...]:
        """Write the event files that land on these days, and all other files as of the end of the last.

        Parameters
        ----------
        path : path
            Folder. It must be new or empty if `first_day` is 0; else event files are added to it.
        first_day, end_day : int
            Days of the world, `end_day` excluded; None for all days that have passed.

        Returns
        -------
        tuple of str
            Names of the event files written, relative to `path`.

        Raises
        ------
        FileExistsError
            If a new folder is wanted and `path` is not empty.
        DeskError
            If the days are not days that have passed.
        """
        path, end = Path(path), self.world.course.day if end_day is None else end_day
        if not 0 <= first_day < end <= self.world.course.day:
            raise DeskError(
                f"first_day and end_day must be days from 0 to {self.world.course.day} in this order, "
                f"got {first_day} and {end}"
            )
        if first_day == 0 and path.exists() and any(path.iterdir()):
            raise FileExistsError(f"{path} is not empty; name a new folder or empty this one")
        landed = [file for file in self.files if first_day <= file.landed < end and file.day < end]
        for file in landed:
            target = path / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            texts = json_lines(self.world, self.roster, self.lines.part(file.rows), self.defects)
            target.write_bytes(_compressed(file_bytes(file, texts, self.broken[file.rows])))
        self._write_side_files(path, end * DAY_S)
        return tuple(file.name for file in landed)

    def _write_side_files(self, path: Path, until_s: int) -> None:
        path.mkdir(parents=True, exist_ok=True)
        world, defects = self.world, self.defects
        snapshot = snapshot_frame(world, self.roster, self.releases, defects, until_s)
        write_parquet(path / "tickets.parquet", snapshot)
        tables = crm_tables(world, self.crm_draw(until_s), defects, until_s)
        write_database(path / "crm.sqlite", tables)
        (path / "csat.csv").write_bytes(csat_csv(world, defects, until_s))
        (path / "teams.json").write_bytes(teams_json(world, until_s))
        (path / "releases.json").write_bytes(as_json(releases_json(world.scenario.start, self.releases)))
        (path / "WIKI.md").write_bytes(self._wiki().encode())

    def _wiki(self) -> str:
        """The page that documents the sources, last edited between the two releases."""
        begin = dt.datetime.combine(self.world.scenario.start, dt.time())
        atlas = begin + dt.timedelta(seconds=self.releases.second[0])
        planned = begin + dt.timedelta(seconds=self.releases.hermes_planned)
        text = resources.files(__package__).joinpath("wiki.md").read_text(encoding="utf-8")
        return text.format(
            edited=f"{atlas + dt.timedelta(days=1):%Y-%m-%d}",
            atlas=f"{atlas:%Y-%m-%d} at {atlas:%H:%M} UTC",
            hermes_planned=f"{planned:%Y-%m-%d}",
        )


def _compressed(content: bytes) -> bytes:
    """Gzip without time or name, so that the same content gives the same bytes."""
    return gzip.compress(content, COMPRESSION, mtime=0)


def write_raw(path: str | Path, world: Operation, defects: RawDefects | None = None) -> tuple[str, ...]:
    """Write the raw files of a desk whose days have passed; see `RawExport.write` for day by day."""
    return RawExport(world, defects).write(path)
