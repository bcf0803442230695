"""Made-up desks for `choose_rung`: rungs with known true losses, measured on folds that scatter together.

True savings and upkeep are in units of a drawn scale. A rung's own scatter is 0.8 to 1.6 of them a fold, in
"calm" at most 0.1; that of a month, common to all rungs, 20 to 60; the loss of the first rung 200 to 5,000,
so that no share of a total says anything. A mean difference of two rungs has a standard error of at most
1.6 * sqrt(2) / sqrt(12) = .65 (.04 in "calm"), and every true difference that must be seen is 3.5 or more
after upkeep (.9 in "calm": a tenth of what is saved there, so that no share of the saving says anything). In
"even" the dearer rungs save 4 more, which folds do show, and cost a little more than that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

FOLDS = 12
NOISE, UPKEEP, JUMP, CHEAP, CLIMB, CALM, EVEN = "noise", "upkeep", "jump", "cheap", "climb", "calm", "even"
SCATTER = {CALM: (0.02, 0.1)}
# True savings against the first rung, and upkeep; the place of the right rung.
KINDS: dict[str, tuple[list[float], list[float], int]] = {
    NOISE: ([0, 10, 10, 10, 10, 10, 10, 10, 10], [0, 2, 2.02, 2.04, 2.06, 2.08, 2.1, 2.12, 2.14], 1),
    UPKEEP: ([0, 10, 14, 16], [0, 2, 12, 20], 1),
    JUMP: ([0, 0, 0, 14], [0, 2, 4, 6], 3),
    CHEAP: ([0, 9, 10, 10], [0, 6, 8, 1], 3),
    CLIMB: ([0, 10, 20, 12, 22], [0, 2, 5, 9, 13], 2),
    CALM: ([0, 9, 10, 10], [0, 1, 1.1, 3], 2),
    EVEN: ([0, 10, 14, 14, 14], [0, 2, 6.15, 6.2, 6.25], 1),
}


@dataclass(frozen=True)
class Desk:
    """losses: of `FOLDS` folds by rung. upkeep: by rung, in another order. wanted: the right rung."""

    kind: str
    losses: pd.DataFrame
    upkeep: pd.Series
    wanted: str


def make_desk(rng: np.random.Generator, kind: str, scale: float | None = None) -> Desk:
    """A desk of this kind; scale: euros a month of one unit, drawn if None."""
    savings, upkeep, place = KINDS[kind]
    own = rng.normal(size=(FOLDS, len(savings))) * rng.uniform(*SCATTER.get(kind, (0.8, 1.6)))
    months = rng.normal(size=(FOLDS, 1)) * rng.uniform(20, 60) + 200 * 10.0 ** rng.uniform(0, 1.4)
    drawn = 100 * 10.0 ** rng.uniform(-3, 3)
    unit = drawn if scale is None else scale
    names = [f"rung {letter}" for letter in rng.permutation(list("abcdefghi"))[: len(savings)]]
    losses = pd.DataFrame((months - np.array(savings) + own) * unit, columns=names)
    order = rng.permutation(len(names))
    costs = pd.Series(np.array(upkeep, dtype=float) * unit, index=names).iloc[order]
    return Desk(kind, losses, costs, names[place])
