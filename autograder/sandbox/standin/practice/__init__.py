"""`from autograder.practice import check_for` where a submission runs: the checks are elsewhere."""
from __future__ import annotations

from collections.abc import Callable


class Later:
    """Shown in place of a result."""

    passed = False

    def __repr__(self) -> str:
        return "Checked when the notebook is graded."


class Checker:
    """Takes every call that the real checker takes, and checks nothing."""

    def __getattr__(self, name: str) -> Callable[..., Later]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: Later()

    def __repr__(self) -> str:
        return "Checks, made when the notebook is graded."


def check_for(unit: str) -> Checker:
    """A checker that takes every call."""
    return Checker()


__all__ = ["Checker", "check_for"]
