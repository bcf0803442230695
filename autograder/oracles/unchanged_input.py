"""The property of leaving the caller's tables as they were."""
from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.oracle import Property
from autograder.results import Counterexample


def leaves_input_alone(arguments: Callable[[Draw], Sequence[Any]], names: Sequence[str]) -> Property:
    """After the call each table argument equals its copy from before: values, columns, index, dtypes.

    Nothing else is asked: what the call returns or raises is the other oracles' business.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        given = arguments(draw)
        before = copy.deepcopy(given)
        with contextlib.suppress(Exception):
            answer(*given)
        pairs = zip(names, before, given, strict=True)
        return next(filter(None, (changed(name, old, new) for name, old, new in pairs)), None)
    return test


def leaves_cases_alone(cases: Callable[[Draw], Iterable[Case]], names: Sequence[str]) -> Property:
    """`leaves_input_alone` of each of these cases: some tables are changed only where they have a fault."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        calls = [lambda draw, made=made: made.args for made in cases(draw)]
        return leaves_inputs_alone(calls, names)(answer, draw)
    return test


def changed(name: str, old: Any, new: Any) -> Counterexample | None:
    """How an argument of this name differs from its copy from before; None for what is no table."""
    if not isinstance(old, pd.DataFrame | pd.Series) or _identical(old, new):
        return None
    return Counterexample(f"{name}_before = {name}.copy(); the call; compare", _what(old, new),
                          f"`{name}` is what it was before the call")


def leaves_inputs_alone(calls: Sequence[Callable[[Draw], Sequence[Any]]], names: Sequence[str]) -> Property:
    """`leaves_input_alone` of each of these calls: what one table needs no change for, another may."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        examples = (leaves_input_alone(arguments, names)(answer, draw) for arguments in calls)
        return next(filter(None, examples), None)
    return test


def _identical(old: Any, new: Any) -> bool:
    if isinstance(old, pd.DataFrame):
        same_labels = list(old.columns) == list(new.columns) and old.index.equals(new.index)
        return bool(same_labels and old.equals(new))
    return bool(old.equals(new) and old.index.equals(new.index))


def _what(old: Any, new: Any) -> str:
    if isinstance(old, pd.DataFrame) and list(old.columns) != list(new.columns):
        added = [str(column) for column in new.columns if column not in old.columns]
        return f"the caller's table gained the columns {added}" if added else "its columns changed"
    if len(old) != len(new):
        return f"rows left to the caller: {len(new)} of {len(old)}"
    if not old.index.equals(new.index):
        return "the caller's rows are in another order, or have another index"
    return "the caller's values changed"
