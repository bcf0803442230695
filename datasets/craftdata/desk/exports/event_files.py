"""Files of events: one a day and producer, some of them sent again, cut off, or landing days late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..ground import DAY_S
from ..operation import Operation
from .lines import Lines
from .raw_defects import RawDefects, struck
from .releases import PRODUCERS

# A file that comes a second time or late is on a day that leaves time for it before the end.
LATE_LEAST, LATE_RANGE, AGAIN_RANGE = 2, 3, 4
MARGIN_DAYS = LATE_LEAST + LATE_RANGE + AGAIN_RANGE


@dataclass(frozen=True)
class EventFile:
    """One file of events.

    Parameters
    ----------
    name : str
        Path within the folder, with / between its parts.
    day : int
        Day of the world on which its lines were ingested.
    landed : int
        Day of the world on which the file came.
    rows : ndarray of int
        Its lines, as indices into `Lines`, in their order.
    sending : int
        1, or 2 for a file that came before under another name.
    cut_after : int or None
        Characters of the last line that made it into a file that was cut off.
    """

    name: str
    day: int
    landed: int
    rows: np.ndarray
    sending: int = 1
    cut_after: int | None = None


def event_files(world: Operation, lines: Lines, defects: RawDefects) -> list[EventFile]:
    """All files that land by the end of the last closed day, in the order of their days."""
    days, key = world.course.day, lines.ingested_s // DAY_S * len(PRODUCERS) + lines.producer
    order = np.argsort(key, kind="stable")
    edges = np.searchsorted(key[order], np.arange(days * len(PRODUCERS) + 1))
    full = np.flatnonzero(np.diff(edges))
    early = full[(full // len(PRODUCERS) < days - MARGIN_DAYS) & (np.diff(edges)[full] > 3)]
    streams = world.course.ground.streams
    names = ("late_files", "cut_files", "resent_files")
    late, cut, again = (
        set(early[struck(streams, name, early, getattr(defects, name))].tolist()) for name in names
    )
    files: list[EventFile] = []
    for place in full.tolist():
        rows = order[edges[place] : edges[place + 1]]
        files += _sendings(world, place, rows, place in late, place in cut, place in again)
    return files


def _sendings(
    world: Operation, place: int, rows: np.ndarray, late: bool, cut: bool, again: bool
) -> Iterator[EventFile]:
    """The file of one day and producer, and the second one if there is one."""
    day, producer = divmod(place, len(PRODUCERS))
    names = ("raw.late_by", "raw.again_after", "raw.cut_at", "raw.cut_within")
    streams = world.course.ground.streams
    u_late, u_again, u_cut, u_within = (float(streams.at(name, np.array([place]))[0]) for name in names)
    stem = f"events/{PRODUCERS[producer]}/{world.scenario.start + dt.timedelta(days=day)}"
    landed = day + (LATE_LEAST + int(LATE_RANGE * u_late) if late else 0)
    sent = rows[: 2 + int((0.2 + 0.7 * u_cut) * (len(rows) - 2))] if cut else rows
    cut_after = 20 + int(100 * u_within) if cut else None
    yield EventFile(f"{stem}.jsonl.gz", day, landed, sent, 1, cut_after)
    if cut or again:
        yield EventFile(f"{stem}.2.jsonl.gz", day, landed + 1 + int(AGAIN_RANGE * u_again), rows, 2)


def broken_lines(world: Operation, lines: Lines, defects: RawDefects) -> np.ndarray:
    """Whether each line ends in the middle, in every file that holds it (bool)."""
    place = lines.place * 4 + lines.retried * 2 + lines.again
    return struck(world.course.ground.streams, "broken_lines", place, defects.broken_lines)


def file_bytes(file: EventFile, texts: np.ndarray, broken: np.ndarray) -> bytes:
    """Content of a file before compression: lines that end with a line feed, but for one that was cut off.

    Parameters
    ----------
    texts, broken : ndarray (lines of the file,)
        Text of each of its lines, and whether it ends in the middle.
    """
    own = texts.tolist()
    for k in np.flatnonzero(broken).tolist():
        own[k] = own[k][: len(own[k]) // 2]
    if file.cut_after is None:
        return ("\n".join(own) + "\n").encode()
    own[-1] = own[-1][: file.cut_after]
    return "\n".join(own).encode()
