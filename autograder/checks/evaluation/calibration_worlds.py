"""Predictions whose true chances are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from autograder.oracles.invariance import Arguments

# Validation rows of a world: so many that a line on the log-odds is known, and so few that it is not.
LARGE, SMALL = 6000, 200
# Validation rows of which the model was certain, of either kind.
SURE = 3


@dataclass(frozen=True)
class World:
    """Rows whose true chance is known. p: what the model says. The first `rows` are the validation rows."""

    chance: np.ndarray
    p: np.ndarray
    y: np.ndarray
    rows: int

    @property
    def arguments(self) -> Arguments:
        return self.p[: self.rows].copy(), self.y[: self.rows].copy(), self.p[self.rows :].copy()

    def harm(self, p: np.ndarray) -> float:
        """Mean KL divergence from the true chance to p, of the rows to mend."""
        q, r = self.chance[self.rows :], np.clip(p, 1e-12, 1 - 1e-12)
        return float(np.mean(q * np.log(q / r) + (1 - q) * np.log((1 - q) / (1 - r))))


def world(
    rng: np.random.Generator, rows: int, shift: float, factor: float, centre: float = -1.2
) -> World:
    """Tickets whose model says shift + factor * the true log-odds; centre: their mean. A drawn order."""
    odds = rng.normal(centre, 1.4, rows + 1000)
    chance, p = 1 / (1 + np.exp(-odds)), 1 / (1 + np.exp(-(shift + factor * odds)))
    return World(chance, p, (rng.random(len(odds)) < chance).astype(float), rows)


def with_sure_rows(made: World) -> World:
    """The same world, where the first validation rows are exactly 0 and 1, and ended so."""
    p, y = made.p.copy(), made.y.copy()
    p[: 2 * SURE] = y[: 2 * SURE] = np.repeat([0.0, 1.0], SURE)
    return replace(made, p=p, y=y)


def lucky_low_rows(rng: np.random.Generator) -> Arguments:
    """200 rows of which the lowest breached more often than the middle, the highest most; a grid of p."""
    bands = ((60, 0.01, 0.05, 11), (110, 0.1, 0.4, 5), (30, 0.6, 0.95, 24))
    p = np.concatenate([rng.uniform(low, high, rows) for rows, low, high, _ in bands])
    y = np.concatenate([rng.permutation(np.arange(rows) < ones) for rows, *_, ones in bands])
    order = rng.permutation(len(p))
    return p[order], y[order].astype(float), np.linspace(0.005, 0.995, 199)
