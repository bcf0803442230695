"""Rounds of coins that are not divided by what the difference is divided by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from autograder.checks.evaluation.losses import exact, losses, shown
from autograder.draws import Draw
from autograder.oracles.compare import show
from autograder.results import Counterexample

MANY, ERRORS = 2000, 4
# Groups and the rows of each; every group has the sum 1. No round of either slip is exactly as far as the
# difference. Right are .125, .031 and .008; means of sums give .62, .69 and .29, sums .62, .69 and .73.
SIZES = ((4, 3), (6, 4), (8, 3))
SLIPS = {
    "the number of groups": lambda groups: groups,
    "nothing": lambda groups: 1,
}


def rounds_of_another_scale(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The p-values are those of the means of the groups' sums, or of the sums, against the mean of the rows.

    An answer without coins has three such p-values by luck about once in a thousand.
    """
    worlds = [[[1 / rows] * rows] * groups for groups, rows in SIZES]
    found = [float(answer(*losses(draw, world), MANY, 1)[1]) for world in worlds]
    for name, divisor in SLIPS.items():
        wrong = np.array([slipped(world, divisor(len(world))) for world in worlds])
        if (np.abs(found - wrong) <= ERRORS * np.sqrt(wrong * (1 - wrong) / MANY)).all():
            return Counterexample(
                f"compare(loss_a, loss_b, groups, repeats={MANY}, seed=1)[1]",
                show(found[1]),
                f"about {exact(worlds[1]):.3f}",
                shown(worlds[1]),
                f"The difference is divided by the number of rows, the sum of a round by {name}: nearly each "
                "round then looks farther from 0. Divide both by the number of rows.",
            )
    return None


def slipped(differences: Sequence[Sequence[float]], divisor: float) -> float:
    """The p-value over all rounds whose sums are divided by `divisor`."""
    sums = np.array([np.sum(part) for part in differences])
    rounds = np.abs(np.array(list(product((-1, 1), repeat=len(sums)))) @ sums) / divisor
    return float((rounds >= abs(sums.sum()) / sum(map(len, differences))).mean())
