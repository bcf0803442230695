"""The order of predictions, which mending them leaves as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.evaluation.calibration_worlds import LARGE, SMALL, lucky_low_rows, world
from autograder.draws import Draw
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged
from autograder.results import Counterexample


def keeps_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A larger prediction never becomes the smaller one, whatever luck the validation rows had."""
    for rows, shift, factor in ((SMALL, 0.0, 1.0), (LARGE, 0.5, 1.7)):
        given = world(draw.rng(f"order {rows}"), rows, shift, factor).arguments
        found = _turned(answer, given, "", "The ranking was not in question.")
        if found:
            return found
    return _sure_ones_turned(answer, draw) or _turned(
        answer,
        lucky_low_rows(draw.rng("order by luck")),
        ", 200 validation rows: of the 60 lowest 11 breached, of the next 110 5, of the 30 highest 24",
        "By luck the lowest breached more often than those in the middle. What follows them turns around: "
        "log(p) and log(1 - p) with a weight each can do so. What is fitted must rise everywhere.",
    )


def _sure_ones_turned(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """0 and 1 become the smallest and the largest, or equal to their neighbours."""
    rows = world(draw.rng(f"order {SMALL}"), SMALL, 0.0, 1.0).arguments[:2]
    asked = np.array([0.0, 0.001, 0.3, 0.97, 0.999, 1.0])
    try:
        return _turned(
            answer,
            (*rows, asked),
            f" with p = {asked.tolist()}",
            "Their log-odds are infinite, and no number in the middle stands for that: keep p off 0 and 1 "
            "before you take the logarithm.",
        )
    except Exception as problem:
        # What fails on 0 or 1 has another fault, and CERTAINTY shows it.
        raise NotJudged from problem


def _turned(answer: Callable[..., Any], given: Arguments, says: str, note: str) -> Counterexample | None:
    order = np.argsort(given[2])
    p = given[2][order]
    got = np.asarray(answer(*given), dtype=float)[order]
    falls = np.flatnonzero(np.diff(got) < -1e-9)
    if not len(falls):
        return None
    at = falls[np.diff(got)[falls].argmin()]
    return Counterexample(
        f"calibrate(validation_p, validation_y, p){says}",
        f"{p[at]:.4f} became {got[at]:.4f}, {p[at + 1]:.4f} became {got[at + 1]:.4f}",
        "the larger prediction stays the larger one, or becomes equal",
        "",
        note,
    )
