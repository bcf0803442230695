"""What a rule reports."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the file it is in, what is wrong, and what to do about it."""

    file: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.wrong} {self.remedy}".rstrip()
