"""The learner's name, told once and kept in `work/name.txt`."""
from __future__ import annotations

import getpass
from pathlib import Path

from autograder.course import Course


def name_file(course: Course) -> Path:
    return course.work / "name.txt"


def saved_name(course: Course) -> str:
    """The name in `work/name.txt`, or "" if none has been told."""
    file = name_file(course)
    return file.read_text(encoding="utf-8", errors="replace").strip() if file.is_file() else ""


def known_name(course: Course) -> str:
    """The saved name, else the system's name of the user: enough to draw data of one's own."""
    if name := saved_name(course):
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "learner"
