"""What of two reports by slice is compared, whatever order their slices come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.evaluation.slices import by_slice
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.oracle import Property


def of(*columns: str, listed: bool = False) -> View:
    """The view of these columns, slice by slice, whatever order they come in.

    listed: whether it also matters which slices there are; otherwise those on both sides are compared.
    """

    def view(value: Any, case: Case) -> tuple[Any, Any]:
        got, expected = (by_slice(frame) for frame in (value, case.expected))
        if not got.index.is_unique:
            return _names(got), _names(expected)
        if list(got.index) != list(expected.index):
            if listed:
                return _names(got), _names(expected)
            both = got.index.intersection(expected.index)
            got, expected = got.loc[both], expected.loc[both]
        return got[list(columns)], expected[list(columns)]

    return view


def _names(frame: pd.DataFrame) -> str:
    return f"{len(frame)} slices: {', '.join(frame.index)}"


def says(cases: Callable[[Draw], Iterator[Case]], *columns: str) -> Property:
    return agrees(cases, of(*columns))


def tested(value: Any, case: Case) -> tuple[Any, Any]:
    """The view of the slices, their accounts, which were tested, and which were flagged untested."""
    got, expected = (by_slice(frame) for frame in (value, case.expected))
    if list(got.index) != list(expected.index):
        return _names(got), _names(expected)
    untested = expected["p_value"].isna()
    views = (
        frame[["accounts"]].assign(
            p_value=np.where(frame["p_value"].isna(), "missing", "a number"),
            flagged=frame["flagged"].astype(bool) & untested,
        )
        for frame in (got, expected)
    )
    return next(views), next(views)
