"""Where what came back first differs from what should have."""
from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

RELATIVE, ABSOLUTE = 1e-9, 1e-9
SHOWN = 8


@dataclass(frozen=True)
class Difference:
    """The first place where two values differ: its name, and both values as text."""

    place: str
    got: str
    expected: str


def first_difference(got: Any, expected: Any) -> Difference | None:
    """Compare scalars, dicts, Series and frames by value: dtypes, names and column order do not matter.

    Missing values equal each other whatever they are written as; floats agree within 1e-9; instants
    agree across time zones.
    """
    for kind, difference in ((pd.DataFrame, _frame_difference), (pd.Series, _rows_difference),
                             (dict, _dict_difference)):
        if isinstance(expected, kind):
            # Of anything else the learner's code would be asked: it would see keys, and could say anything.
            return difference(got, expected) if isinstance(got, kind) else _kinds_apart(got, expected)
    return None if same(got, expected) else _apart("", got, expected)


def same(left: Any, right: Any) -> bool:
    """Whether two scalars (or sets, tuples, ...) are equal in the sense of `first_difference`."""
    if _missing(left) or _missing(right):
        return _missing(left) and _missing(right)
    if _number(left) and _number(right):
        return bool(np.isclose(float(left), float(right), rtol=RELATIVE, atol=ABSOLUTE))
    try:
        return bool(left == right)
    except (TypeError, ValueError):
        return False


def show(value: Any) -> str:
    """A value as a learner reads it: short floats, instants without noise, sets sorted."""
    if _missing(value):
        return "missing"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d %H:%M:%S %Z").strip()
    if _number(value) and not isinstance(value, int | np.integer):
        return f"{float(value):.6g}"
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(str, value))) + "}"
    text = str(value)
    return text if len(text) <= 300 else text[:297] + "..."


def _apart(place: str, got: Any, expected: Any) -> Difference:
    """Both as text; where the short texts are the same, in full, so that the difference can be seen."""
    texts = show(got), show(expected)
    return Difference(place, *(texts if texts[0] != texts[1] else (repr(got), repr(expected))))


def _series_difference(got: Any, expected: pd.Series, what: str) -> Difference | None:
    if len(got) != len(expected):
        return Difference(f"number of {what}s", str(len(got)), str(len(expected)))
    if list(got.index) != list(expected.index):
        return Difference("index", _some(got.index), _some(expected.index))
    for label, left, right in zip(expected.index, got, expected, strict=True):
        if not same(left, right):
            return _apart(f"{what} {show(label)}", left, right)
    return None


def _kinds_apart(got: Any, expected: Any) -> Difference:
    return Difference("type", type(got).__name__, type(expected).__name__)


def _rows_difference(got: pd.Series, expected: pd.Series) -> Difference | None:
    return _series_difference(got, expected, "row")


def _frame_difference(got: Any, expected: pd.DataFrame) -> Difference | None:
    if set(got.columns) != set(expected.columns):
        return _columns_apart(list(got.columns), list(expected.columns))
    for column in expected.columns:
        found = _series_difference(got[column], expected[column], "row")
        if found and found.place.startswith("row "):
            return Difference(f"{found.place}, column {column}", found.got, found.expected)
        if found:
            return found
    return None


def _columns_apart(got: list[Any], expected: list[Any]) -> Difference:
    """All names, or of more than can be shown those that are in one of the two only."""
    if max(len(got), len(expected)) <= SHOWN:
        return Difference("columns", _some(got, "no columns"), _some(expected, "no columns"))
    extra, lacking = ([name for name in these if name not in set(those)]
                      for these, those in ((got, expected), (expected, got)))

    def text(names: list[Any], own: list[Any], others: list[Any]) -> str:
        parts = [f"{word} {_some(some)}" for word, some in (("with", own), ("without", others)) if some]
        return f"{len(names)} columns, {' and '.join(parts)}"
    return Difference("columns", text(got, extra, lacking), text(expected, lacking, extra))


def _dict_difference(got: Any, expected: dict[Hashable, Any]) -> Difference | None:
    for key, right in expected.items():
        if key not in got:
            return Difference(f"key {key!r}", "absent", show(right))
        if not same(got[key], right):
            return _apart(f"key {key!r}", got[key], right)
    extra = set(got) - set(expected)
    return Difference("keys", _some(sorted(map(str, extra))), "no such keys") if extra else None


def _missing(value: Any) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value)


def _number(value: Any) -> bool:
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def _some(labels: Any, none: str = "nothing") -> str:
    items = [show(label) for label in list(labels)[:SHOWN]]
    return ", ".join(items) + (", ..." if len(labels) > SHOWN else "") if items else none
