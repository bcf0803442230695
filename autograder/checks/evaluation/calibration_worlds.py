"""Predictions whose true chances are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.oracles.invariance import Arguments


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
