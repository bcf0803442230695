"""What a call does, and whether two calls did the same."""
from __future__ import annotations

import contextlib
import dataclasses
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from autograder.oracles.compare import ABSOLUTE, RELATIVE, first_difference, same


@dataclass(frozen=True)
class Behaviour:
    """One call's effects: its value or the type of its exception, and its arguments after the call."""

    value: Any
    raised: str
    arguments: tuple[Any, ...]


def observe(target: Callable[..., Any], arguments: tuple[Any, ...]) -> Behaviour:
    """Call `target` and note what it did; the arguments are kept as the call left them."""
    value, raised = None, ""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), \
            warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = target(*arguments)
        except (Exception, SystemExit) as error:
            raised = type(error).__name__
    return Behaviour(value, raised, arguments)


def same_behaviour(left: Behaviour, right: Behaviour) -> bool:
    """Whether two calls agree in value, exception type and what they did to their arguments."""
    return (left.raised == right.raised and alike(left.value, right.value)
            and alike(left.arguments, right.arguments))


def alike(left: Any, right: Any) -> bool:
    """Equality by value, through containers and attributes; missing values equal each other.

    Floats agree within 1e-9. As for the oracles, dtypes and the order of columns do not matter; an index
    and the order of rows do.
    """
    if isinstance(left, pd.DataFrame | pd.Series) or isinstance(right, pd.DataFrame | pd.Series):
        return type(left) is type(right) and _tables_alike(left, right)
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return left.shape == right.shape and _arrays_alike(left, right)
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return set(left) == set(right) and all(alike(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return (type(left) is type(right) and len(left) == len(right)
                and all(map(alike, left, right)))
    if type(left) is type(right) and _is_known_by_its_attributes(left):
        return alike(vars(left), vars(right))
    return same(left, right)


def _is_known_by_its_attributes(value: Any) -> bool:
    """A dataclass's own equality stumbles over tables; a plain object's compares identity."""
    return hasattr(value, "__dict__") and (
        dataclasses.is_dataclass(value) or type(value).__eq__ is object.__eq__)


def _tables_alike(left: Any, right: Any) -> bool:
    if isinstance(left, pd.DataFrame):
        if set(left.columns) != set(right.columns):
            return False
        left = left[list(right.columns)]
    # Cell by cell is slow; most tables that are alike are so to pandas already.
    return left.equals(right) or first_difference(left, right) is None


def _arrays_alike(left: np.ndarray, right: np.ndarray) -> bool:
    if left.dtype.kind in "fc" or right.dtype.kind in "fc":
        with contextlib.suppress(TypeError):
            return bool(np.allclose(left, right, rtol=RELATIVE, atol=ABSOLUTE, equal_nan=True))
    return all(same(a, b) for a, b in zip(left.ravel().tolist(), right.ravel().tolist(), strict=True))
