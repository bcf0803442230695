"""Made-up worlds for `ablate`: some columns carry signal, some noise, one may have seen its label.

A world is twelve independent folds of a linear model with squared loss. Of each fold only the sums of
squares and products are kept, so that one call of `cv` solves twelve small systems. To each fold's loss
comes what no feature explains, up to a million times what a feature is worth: only differences within a
fold say anything, and no share of the loss is right in a loss of .2 and in one of 100,000. The leak is so
close to the label that beside it no other feature is missed. UNEVEN worlds have a label that is a number and
nearly known: one feature explains 99.98 % of what can be explained, another .02 %, at some twelve standard
errors; so no share of the total gain separates signal from noise.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

FOLDS, TRAIN, VALID, COLUMNS, COLUMNS_OF_NOISE = 12, 600, 240, 7, 10
RIDGE = 1e-3
POWERS = (-1, 5)
NOISE, UNEVEN, LEAK, COPIES, PARTNERS = "noise", "uneven", "leak", "copies", "partners"
# The columns with signal; in COPIES column 2 is column 0 in other units, rounded: one of the two must stay.
SIGNAL = {NOISE: (0, 1), UNEVEN: (0, 1), LEAK: (0, 1), COPIES: (1,), PARTNERS: (0, 1, 2)}


@dataclass
class World:
    """features: names in alphabetical order, which says nothing. columns: what each name stands for."""

    kind: str
    features: list[str]
    columns: dict[str, int]
    cv: Callable[[Sequence[str]], np.ndarray]
    calls: list[int] = field(default_factory=list)

    def names(self, *columns: int) -> set[str]:
        return {name for name, column in self.columns.items() if column in columns}

    @property
    def signal(self) -> set[str]:
        return self.names(*SIGNAL[self.kind])

    @property
    def noise(self) -> set[str]:
        own = {2} if self.kind in (NOISE, UNEVEN) else set()
        return self.names(*(set(range(3, COLUMNS_OF_NOISE)) | own))


def make_world(rng: np.random.Generator, kind: str, scale: float = 1.0, power: float | None = None) -> World:
    """A world of this kind; its losses are multiplied by `scale`.

    power: of ten, what no feature explains; drawn between the POWERS if it is None.
    """
    train, valid = (_sums(rng, kind, rows, training) for rows, training in ((TRAIN, True), (VALID, False)))
    names = [f"f{number}" for number in rng.permutation(_columns(kind))]
    power = rng.uniform(*POWERS) if power is None else power
    unexplained = 10.0 ** power * rng.uniform(0.5, 1.5, FOLDS)
    columns = {name: place for place, name in enumerate(names)}
    calls: list[int] = []

    def cv(chosen: Sequence[str]) -> np.ndarray:
        """Validation losses of the model with these columns, one a fold."""
        calls.append(len(chosen))
        at = [0, *(1 + columns[name] for name in chosen)]
        block = np.ix_(range(FOLDS), at, at)
        weights = np.linalg.solve(train[0][block] + RIDGE * np.eye(len(at)), train[1][:, at, None])
        fitted = (weights * (valid[0][block] @ weights - 2 * valid[1][:, at, None])).sum(axis=(1, 2))
        return scale * (unexplained + (valid[2] + fitted) / VALID)

    return World(kind, sorted(names), columns, cv, calls)


def make_worlds(rng: np.random.Generator, kind: str, number: int) -> list[World]:
    """So many worlds of a kind; what no feature explains is spread evenly over the powers of ten."""
    low, high = POWERS
    powers = low + (high - low) * (rng.permutation(number) + rng.random(number)) / number
    return [make_world(rng, kind, power=power) for power in powers]


def _columns(kind: str) -> int:
    return COLUMNS_OF_NOISE if kind == NOISE else COLUMNS


def _sums(rng: np.random.Generator, kind: str, rows: int, training: bool) -> tuple[np.ndarray, ...]:
    """X'X, X'y and y'y of each fold, the constant first."""
    x = rng.normal(size=(FOLDS, rows, _columns(kind)))
    y = (0.3 * x[..., 0] + 0.3 * x[..., 1] + 0.35 * rng.normal(size=(FOLDS, rows)) > 0).astype(float)
    if kind == UNEVEN:
        y = 10 * x[..., 0] + 0.14 * x[..., 1] + 0.25 * rng.normal(size=(FOLDS, rows))
    if kind == LEAK:
        x[..., 2] = (y if training else x[..., 2] > 0) + 0.01 * rng.normal(size=(FOLDS, rows))
    if kind == COPIES:
        x[..., 2] = (60 * x[..., 0]).round()
    if kind == PARTNERS:
        x[..., 0] += x[..., 2]
    x = np.concatenate([np.ones((FOLDS, rows, 1)), x], axis=2)
    turned = x.transpose(0, 2, 1)
    return turned @ x, (turned @ y[..., None])[..., 0], (y * y).sum(axis=1)
