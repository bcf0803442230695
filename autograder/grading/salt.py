"""The course's salt: the secret from which all graded draws of all learners come."""
from __future__ import annotations

import os
import secrets
from pathlib import Path

from autograder.course import CourseError
from autograder.draws import learner_key

SALT_VARIABLE = "CRAFT_SALT"


def course_salt(build: Path) -> str:
    """The salt, from the environment or from `build/course_salt`, which the first call makes (mode 0600).

    Raises CourseError if the file is there and empty.
    """
    if given := os.environ.get(SALT_VARIABLE):
        return given
    file = build / "course_salt"
    build.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        salt = file.read_text(encoding="ascii").strip()
        if not salt:
            raise CourseError(f"{file}: is empty. Restore it from a copy, or delete it: the next grading "
                              "then makes a new one, and every learner gets new graded data.") from None
        return salt
    with os.fdopen(handle, "w", encoding="ascii") as new:
        salt = secrets.token_hex(32)
        new.write(salt + "\n")
    return salt


def key_of(learner: str, build: Path) -> str:
    """The learner's key under the course's salt: what the grading process is given instead of the salt."""
    return learner_key(learner, course_salt(build))
