"""The objects of a learner's code that the judge holds on to, by number."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.sandbox.errors import BadMessage

_TEXT_AT_MOST = 2000


class Objects:
    """Keeps objects alive while the judge may ask for them. at_most: how many at once."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._last = 0

    def refer(self, value: Any) -> Any:
        """How an object stands in a message; the same object always has the same number."""
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._objects) >= self._at_most:
                raise RuntimeError(f"more than {self._at_most} objects were returned and kept")
            self._last = number = self._last + 1
            self._objects[number] = value
            self._numbers[id(value)] = number
        kind = type.__dict__["__name__"].__get__(type(value))
        return ["handle", number, kind, _attribute(value, "__name__") or kind, _attribute(value, "__doc__")]

    def get(self, number: Any, *rest: Any) -> Any:
        """The object of a number; raises BadMessage."""
        if number not in self._objects:
            raise BadMessage("an object that is not kept")
        return self._objects[number]

    def drop(self, numbers: Sequence[int]) -> None:
        """Let go of objects that the judge has let go of."""
        for number in numbers:
            if number in self._objects:
                del self._numbers[id(self._objects.pop(number))]


def _attribute(value: Any, name: str) -> str:
    try:
        found = getattr(value, name, None)
    except Exception:
        return ""
    return found[:_TEXT_AT_MOST] if isinstance(found, str) else ""
