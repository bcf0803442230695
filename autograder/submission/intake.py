"""Take one submission in: onto its release, into the history, and to where nbgrader finds it."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Course, Unit
from autograder.notebook.files import notebook_bytes, write_atomically
from autograder.notebook.rebuild import NoNotebook, Rebuilt, answer_cells, rebuild
from autograder.submission.arrivals import Arrival, Candidate, candidates, read_arrival
from autograder.submission.learner import Refused
from autograder.submission.manifest import digest

NBGRADER_TIME = "%Y-%m-%d %H:%M:%S.%f UTC"


class Fate(StrEnum):
    """What became of a submission."""

    TAKEN = "taken"
    KNOWN = "already there"
    OLDER = "older, kept aside"
    REFUSED = "refused"


@dataclass(frozen=True)
class Receipt:
    """What became of one file. `learner` and `unit` are "" where it could not be told."""

    origin: Path
    fate: Fate
    learner: str = ""
    unit: str = ""
    time: datetime | None = None
    notes: tuple[str, ...] = ()


def collect(course: Course, paths: Sequence[Path], releases: Callable[[Unit], NotebookNode], now: datetime,
            only: Unit | None = None, force: bool = False) -> list[Receipt]:
    """Take in everything found in `paths`; one file's trouble is its own.

    releases: gives a unit's release. only: the unit of files that do not say theirs. force: let an older
    submission replace a newer one.
    """
    units = course.units()
    released = {unit.folder: releases(unit) for unit in units if unit.exercise.exists()}
    receipts = []
    for candidate in candidates(paths):
        try:
            arrival = read_arrival(candidate, [unit.name for unit in units], now)
            unit, rebuilt = _place(arrival, {unit.folder: unit for unit in units}, released, only)
            receipts.append(_store(course, arrival, unit, rebuilt, force))
        except (Refused, NoNotebook) as reason:
            receipts.append(_refusal(candidate, str(reason)))
        except Exception as error:
            # Whatever a sent file provokes must not stop the others.
            receipts.append(_refusal(candidate, f"could not be read ({type(error).__name__}: {error})."))
    return receipts


def _refusal(candidate: Candidate, reason: str) -> Receipt:
    return Receipt(candidate.path, Fate.REFUSED, candidate.folder, notes=(reason,))


def _place(arrival: Arrival, units: Mapping[str, Unit], released: Mapping[str, NotebookNode],
           only: Unit | None) -> tuple[Unit, Rebuilt]:
    """The unit of an arrival, and the submission rebuilt on its release; raises Refused, NoNotebook."""
    said = arrival.unit or (only.folder if only else "")
    if said and said not in released:
        raise Refused(f"is for unit {said!r}; this course has {', '.join(released) or 'none'}.")
    if only and arrival.unit and arrival.unit != only.folder:
        raise Refused(f"is for unit {arrival.unit}, not {only.folder}.")
    if not said:
        said = _best_unit(arrival.content, released)
        if not said:
            raise Refused("has no answer cell of any unit of this course. Was it made from the exercise?")
    rebuilt = rebuild(released[said], arrival.content)
    if not rebuilt.found:
        other = _best_unit(arrival.content, released)
        raise Refused(f"has no answer cell of unit {said}{f'; it looks like unit {other}' if other else ''}. "
                      f"Send the notebook of unit {said}.")
    return units[said], rebuilt


def _best_unit(content: bytes, released: Mapping[str, NotebookNode]) -> str:
    """The unit of whose answer cells a notebook has the greatest share, or "" if it has none of any."""
    shares = {folder: len(rebuild(release, content).found) / max(1, answer_cells(release))
              for folder, release in released.items()}
    best = max(shares, key=lambda folder: shares[folder], default="")
    return best if best and shares[best] else ""


def _store(course: Course, arrival: Arrival, unit: Unit, rebuilt: Rebuilt, force: bool) -> Receipt:
    history = course.build / "collected" / arrival.learner / unit.folder
    kept = history / f"{arrival.time:%Y%m%dT%H%M%SZ}-{digest(arrival.content)[:8]}.ipynb"
    target = course.build / "submitted" / arrival.learner / unit.folder
    standing = _standing_time(target)
    seen, notes = kept.exists(), list(arrival.notes + rebuilt.notes)
    if not seen:
        write_atomically(kept, arrival.content)
    if seen and standing == arrival.time:
        fate = Fate.KNOWN
    elif standing and standing >= arrival.time and not force:
        fate = Fate.OLDER
        notes.append(f"The one of {standing:%Y-%m-%d %H:%M:%S} UTC stands; --force takes this one instead.")
    else:
        fate = Fate.TAKEN
        if standing and standing >= arrival.time:
            notes.append("It replaces a newer one: grade it with `nbgrader autograde --force`.")
        write_atomically(target / unit.exercise.name, notebook_bytes(rebuilt.notebook))
        write_atomically(target / "timestamp.txt", arrival.time.strftime(NBGRADER_TIME).encode())
    return Receipt(arrival.origin, fate, arrival.learner, unit.folder, arrival.time, tuple(notes))


def _standing_time(target: Path) -> datetime | None:
    try:
        text = (target / "timestamp.txt").read_text(encoding="ascii").strip()
        return datetime.strptime(text, NBGRADER_TIME).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
