"""Find submissions in what a mentor was sent: zips, folders of them, plain notebooks."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder.submission.learner import Refused, checked_learner
from autograder.submission.manifest import FILE_NAME, digest, read_manifest
from autograder.submission.unpack import MEMBER_BYTES, read_zip

SKIPPED_FOLDERS = {".ipynb_checkpoints", "__MACOSX"}


@dataclass(frozen=True)
class Arrival:
    """One submission as it came.

    origin: the file, for messages. learner: a checked id. unit: folder name, or "" if the file does not
    say. time: aware, UTC. content: the notebook's bytes. notes: sentences about what was odd.
    """

    origin: Path
    learner: str
    unit: str
    time: datetime
    content: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A file that may be a submission.

    folder: the one it lies in below the folder that was named. found: whether it was found by looking,
    not named by the mentor.
    """

    path: Path
    folder: str = ""
    found: bool = False


def candidates(paths: Iterable[Path]) -> Iterator[Candidate]:
    """The zips and notebooks among `paths` and below them, in order of their names."""
    for path in paths:
        if not path.is_dir():
            yield Candidate(path)
            continue
        for file in sorted(path.rglob("*")):
            inner = file.relative_to(path).parts
            hidden = any(part in SKIPPED_FOLDERS or part.startswith(".") for part in inner)
            if file.suffix.lower() in (".zip", ".ipynb") and not hidden and not file.is_dir():
                yield Candidate(file, inner[0] if len(inner) > 1 else "", True)


def read_arrival(candidate: Candidate, unit_names: Sequence[str], now: datetime) -> Arrival:
    """Read one file; raises Refused.

    A plain notebook's learner is the folder it lies in, else its own name; one named after a unit says
    nothing of its learner. Its time is the file's.
    """
    path = candidate.path
    if candidate.found and path.is_symlink():
        raise Refused("is a link, not a file.")
    if not path.is_file():
        raise Refused("there is no such file." if not path.exists() else "is not a regular file.")
    if path.suffix.lower() == ".zip":
        return _from_zip(path, now)
    if path.suffix.lower() != ".ipynb":
        raise Refused("is neither a .zip of `craft submit` nor an .ipynb.")
    if path.stat().st_size > MEMBER_BYTES:
        raise Refused(f"has more than {MEMBER_BYTES // 1_000_000} MB. Clear its outputs and send it again.")
    learner = candidate.folder or path.stem
    if learner in unit_names:
        raise Refused(f"does not say whose it is: name the file LEARNER.ipynb, or put it into a folder "
                      f"LEARNER/ and collect the folder that holds it ('{learner}' is a unit).")
    return Arrival(path, checked_learner(learner), "", _file_time(path), path.read_bytes())


def _from_zip(path: Path, now: datetime) -> Arrival:
    members = read_zip(path)
    if FILE_NAME not in members:
        raise Refused(f"has no {FILE_NAME}; a zip is made by `craft submit`. A notebook can also be sent as "
                      "it is, named LEARNER.ipynb.")
    manifest = read_manifest(members.pop(FILE_NAME))
    notebooks = [name for name in members if name.lower().endswith(".ipynb")]
    if len(notebooks) != 1:
        raise Refused(f"has {len(notebooks) or 'no'} notebooks beside its manifest; it needs one. Ask for a "
                      "new `craft submit`.")
    content, time, notes = members.pop(notebooks[0]), manifest.time, []
    if members:
        notes.append("Left in the zip: " + ", ".join(sorted(members)) + ".")
    if digest(content) != manifest.sha256:
        notes.append("The notebook is not the one that `craft submit` packed: its digest differs.")
    if time > now + timedelta(days=1):
        time = min(_file_time(path), now)
        notes.append(f"Its time lies in the future ({manifest.time:%Y-%m-%d %H:%M}); the file's was taken.")
    return Arrival(path, checked_learner(manifest.name), manifest.unit, time, content, tuple(notes))


def _file_time(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
