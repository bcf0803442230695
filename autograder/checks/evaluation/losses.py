"""Losses of two models whose differences by group are chosen, and the p-value over all rounds of coins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from autograder.draws import GRADED, Draw

Losses = tuple[np.ndarray, np.ndarray, np.ndarray]


def losses(draw: Draw, differences: Sequence[Sequence[float]], scatter: float = 2.0) -> Losses:
    """Losses whose differences by group are these; rows in a drawn order, groups by drawn names."""
    rng = draw.rng("losses")
    names = np.array([f"A-{number}" for number in range(1, len(differences) + 1)])
    if draw.name == GRADED:
        names = rng.permutation(1000)[: len(differences)]
    groups = np.repeat(names, [len(part) for part in differences])
    flat = np.concatenate([np.asarray(part, dtype=float) for part in differences])
    loss_b = np.round(rng.exponential(scatter, len(flat)), 3) + 1
    order = rng.permutation(len(flat))
    return (loss_b + flat)[order], loss_b[order], groups[order]


def exact(differences: Sequence[Sequence[float]]) -> float:
    """The p-value over all rounds of coins."""
    sums = np.array([np.sum(part) for part in differences])
    rounds = np.abs(np.array(list(product((-1, 1), repeat=len(sums)))) @ sums)
    return float((rounds >= abs(sums.sum()) - 1e-9).mean())


def shown(differences: Sequence[Sequence[float]]) -> str:
    rows = [f"{len(part)} rows, sum {np.sum(part):+.2f}" for part in differences[:8]]
    return "loss_a - loss_b by group: " + "; ".join(rows) + ("; ..." if len(differences) > 8 else "")
