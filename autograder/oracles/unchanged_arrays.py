"""The property of leaving the caller's arrays as they were."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.draws import Draw
from autograder.oracles.oracle import Property
from autograder.results import Counterexample


def leaves_arrays_alone(arguments: Callable[[Draw], Sequence[Any]], names: Sequence[str]) -> Property:
    """After the call each array among the arguments equals its copy from before, value by value.

    Nothing else is asked: what the call returns or raises is the other oracles' business.
    """

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        given = arguments(draw)
        before = [copy.deepcopy(value) if isinstance(value, np.ndarray) else None for value in given]
        with contextlib.suppress(Exception):
            answer(*given)
        for name, old, new in zip(names, before, given, strict=True):
            if old is not None and not np.array_equal(old, new):
                place = int(np.flatnonzero(old != new)[0]) if old.shape == new.shape else 0
                return Counterexample(
                    f"{name}_before = {name}.copy(); the call; compare",
                    f"{name}[{place}] is {new[place]}",
                    f"{old[place]}, as before the call",
                )
        return None

    return test
