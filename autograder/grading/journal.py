"""Results as they come, one file each: a grading that is cut short goes on from here."""
from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from autograder.course import Course
from autograder.grading.graded import Graded
from autograder.grading.places import journal_file
from autograder.grading.submissions import Submission
from autograder.notebook.files import write_atomically


@dataclass(frozen=True)
class Grading:
    """One submission as it was graded once.

    unit: its folder. submitted_at, graded_at: aware, UTC (submitted_at may be None). digest: of the
    submission. fingerprint: of all that the grading was made of. nonce: made anew by each run of the checks.
    """

    learner: str
    unit: str
    submitted_at: datetime | None
    digest: str
    fingerprint: str
    nonce: str
    graded_at: datetime
    graded: Graded

    @property
    def id(self) -> str:
        """The same for the same run of the same submission, however often it is recorded."""
        parts = (self.learner, self.unit, str(self.submitted_at), self.digest, self.fingerprint, self.nonce)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    def of(self, submission: Submission) -> Grading:
        """This result, for the same bytes handed in at another time."""
        return Grading(**{**self.__dict__, "submitted_at": submission.submitted_at})


def new_grading(submission: Submission, fingerprint: str, graded: Graded, now: datetime) -> Grading:
    """What a run of the checks has found just now."""
    return Grading(submission.learner, submission.unit, submission.submitted_at, submission.digest,
                   fingerprint, secrets.token_hex(8), now, graded)


def write_grading(course: Course, grading: Grading) -> None:
    """Keep a grading; the earlier one of the same learner and unit is in the gradebook's history by now."""
    data = {**grading.__dict__, "submitted_at": _text(grading.submitted_at),
            "graded_at": _text(grading.graded_at), "graded": grading.graded.as_json()}
    write_atomically(journal_file(course, grading.unit, grading.learner), json.dumps(data).encode())


def read_grading(course: Course, unit: str, learner: str) -> Grading | None:
    """The kept grading; None if there is none, or one of an older format."""
    try:
        data: Mapping[str, Any] = json.loads(journal_file(course, unit, learner).read_bytes())
        return Grading(**{**data, "submitted_at": _time(data["submitted_at"]),
                          "graded_at": _time(data["graded_at"]), "graded": Graded.from_json(data["graded"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat() if time else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
