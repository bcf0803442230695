"""Learner ids: they become folder names and rows of the gradebook."""
from __future__ import annotations

import re

LEARNER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


class Refused(Exception):
    """A submission that cannot be taken; the message says why and what to do."""


def checked_learner(name: str) -> str:
    """`name` if it can be a learner id; raises Refused."""
    if not LEARNER.fullmatch(name) or name.endswith("."):
        raise Refused(f"{name[:70]!r} cannot be a learner's name: it has at most 64 letters, digits, '_', "
                      "'-' and '.', and begins with a letter, a digit or '_'.")
    return name
