"""What can be asked of an object of a learner's code."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

_TEXT_AT_MOST = 500


def _next(value: Any) -> tuple[Any] | None:
    """The next item in a tuple, or None after the last: a generator may also give None."""
    try:
        return (next(value),)
    except StopIteration:
        return None


ACTIONS: dict[str, Callable[..., Any]] = {
    "call": lambda value, *args, **kwargs: value(*args, **kwargs),
    "attribute": getattr,
    "set attribute": setattr,
    "length": len,
    "item": lambda value, key: value[key],
    "contains": lambda value, item: item in value,
    "iterator": iter,
    "next": _next,
    "text": lambda value: str(value)[:_TEXT_AT_MOST],
}
