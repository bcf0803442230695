"""The property of not caring about what must not matter: row order, time zone, index, row duplication."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.compare import first_difference
from autograder.oracles.oracle import Property
from autograder.results import Counterexample

Arguments = tuple[Any, ...]


def invariant(arguments: Callable[[Draw], Arguments], change: Callable[[Arguments, Draw], Arguments],
              call: str, note: str, back: Callable[[Any], Any] = lambda value: value) -> Property:
    """The answer on changed arguments equals the answer on the original ones.

    `change` must not matter by the task's definition; `back` maps both results to a common form (for
    example by sorting rows) before they are compared.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        expected = back(answer(*arguments(draw)))
        got = back(answer(*change(arguments(draw), draw)))
        difference = first_difference(got, expected)
        if difference is None:
            return None
        place = f" ({difference.place})" if difference.place else ""
        return Counterexample(call, f"{difference.got}{place}", f"{difference.expected}{place}, as before",
                              "", note)
    return test


def shuffled(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The same rows with their index, in another order."""
    return frame.iloc[rng.permutation(len(frame))]


def in_zone(frame: pd.DataFrame, zone: str) -> pd.DataFrame:
    """The same instants, written in another time zone."""
    changed = frame.copy()
    for column in changed.columns:
        if isinstance(changed[column].dtype, pd.DatetimeTZDtype):
            changed[column] = changed[column].dt.tz_convert(zone)
    return changed
