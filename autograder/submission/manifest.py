"""The manifest of a submission: who sent which unit's notebook when."""
from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from autograder.submission.learner import Refused

FILE_NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """name: learner id. unit: folder name. time: aware, UTC. sha256: of the notebook's bytes, in hex.

    course_version: version of the package that packed it.
    """

    name: str
    unit: str
    time: datetime
    sha256: str
    course_version: str

    def as_bytes(self) -> bytes:
        data = {**asdict(self), "time": self.time.astimezone(UTC).isoformat()}
        return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """Read `manifest.json`; raises Refused naming the field that is wrong."""
    try:
        data = json.loads(content.decode("utf-8"))
        time = datetime.fromisoformat(str(data["time"]))
        fields = {key: data[key] for key in ("name", "unit", "sha256", "course_version")}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(f"{FILE_NAME} is not what `craft submit` writes ({type(error).__name__}: {error}). Ask "
                      "for a new `craft submit`.") from error
    wrong = [key for key, value in fields.items() if not isinstance(value, str)]
    if wrong or time.tzinfo is None:
        raise Refused(f"{FILE_NAME}: '{(wrong or ['time'])[0]}' is not what `craft submit` writes. Ask for a "
                      "new `craft submit`.")
    return Manifest(**fields, time=time.astimezone(UTC))


def digest(notebook: bytes) -> str:
    return hashlib.sha256(notebook).hexdigest()
