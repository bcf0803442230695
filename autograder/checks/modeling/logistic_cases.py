"""Small tables for a logistic regression by hand, with the loss, gradient and minimum of the definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.draws import Draw


@dataclass(frozen=True)
class Table:
    """Rows to fit, and what is asked at them. note: why the expected value is so."""

    l2: float
    beta: np.ndarray
    X: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    note: str

    def __str__(self) -> str:
        return (
            f"l2 = {self.l2:g}, beta = {short(self.beta)}, X = {short(self.X)}, y = {short(self.y)}, "
            f"weight = {short(self.weight)}"
        )


def short(values: np.ndarray) -> str:
    text = np.array2string(np.asarray(values), precision=4, separator=", ", threshold=24, edgeitems=4)
    return " ".join(text.split())


def margins(beta: np.ndarray, X: np.ndarray) -> np.ndarray:
    return beta[0] + X @ beta[1:]


def loss(table: Table, beta: np.ndarray | None = None) -> float:
    """The formula of the prompt, stable for any margin."""
    at = table.beta if beta is None else beta
    sign = np.where(table.y == 1, -1.0, 1.0)
    rows = np.logaddexp(0.0, sign * margins(at, table.X))
    return float((table.weight * rows).sum() / table.weight.sum() + 0.5 * table.l2 * (at[1:] ** 2).sum())


def gradient(table: Table, beta: np.ndarray | None = None) -> np.ndarray:
    at = table.beta if beta is None else beta
    off = table.weight * (risk(margins(at, table.X)) - table.y) / table.weight.sum()
    return np.concatenate([[off.sum()], table.X.T @ off + table.l2 * at[1:]])


def risk(margin: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0.0, -margin))


def table(l2: float, beta: Any, X: Any, y: Any, weight: Any, note: str) -> Table:
    arrays = [np.array(values, dtype=float) for values in (beta, X, weight)]
    return Table(l2, arrays[0], arrays[1], np.array(y), arrays[2], note)


def plain(draw: Draw) -> Iterator[Table]:
    yield table(
        0.0,
        [0.0, 0.0],
        [[0.0], [1.0]],
        [0, 1],
        [1, 1],
        "With beta = 0 every risk is .5: the mean loss is ln 2, the gradient half the mean residuals.",
    )
    yield table(0.0, [0.5, -1.0], [[0.0], [1.0], [3.0]], [0, 1, 0], [1, 1, 1], "")
    rng = draw.rng("plain")
    yield table(0.0, rng.normal(size=3), rng.normal(size=(5, 2)), [1, 0, 1, 1, 0], np.ones(5), "")


def penalised(draw: Draw) -> Iterator[Table]:
    yield table(
        2.0,
        [0.0, 3.0],
        [[0.0]],
        [1],
        [1],
        "The penalty is l2 / 2 times 3 squared = 9; the row's loss is ln 2.",
    )
    rng = draw.rng("penalised")
    yield table(0.7, [0.0, *rng.normal(size=2)], rng.normal(size=(4, 2)), [1, 0, 0, 1], np.ones(4), "")


def with_intercept(draw: Draw) -> Iterator[Table]:
    yield table(2.0, [3.0, 0.0], [[0.0]], [1], [1], "beta[0] = 3 is the intercept: it costs no penalty.")


def weighted(draw: Draw) -> Iterator[Table]:
    yield table(
        0.0,
        [1.0, 0.0],
        [[0.0], [0.0]],
        [0, 1],
        [3, 1],
        "As if the first row stood there three times: a mean over four rows.",
    )
    yield table(0.0, [1.0, 0.5], [[0.0], [2.0], [5.0]], [0, 1, 0], [2, 1, 0], "The third row counts nothing.")
    rng = draw.rng("weighted")
    yield table(
        0.0, rng.normal(size=3), rng.normal(size=(6, 2)), rng.integers(0, 2, 6), rng.uniform(0, 3, 6), ""
    )


def extreme(draw: Draw) -> Iterator[Table]:
    yield table(0.0, [-1000.0, 0.0], [[0.0]], [1], [1], "A margin of -1000 and y = 1: the loss is 1000.")
    yield table(0.0, [0.0, 1.0], [[800.0]], [0], [1], "A margin of 800 and y = 0: the loss is 800.")
    yield table(0.0, [0.0, 1.0], [[40.0]], [0], [1], "A margin of 40 and y = 0: the loss is 40.")
    yield table(0.0, [0.0, 1.0], [[40.0]], [1], [1], "A margin of 40 and y = 1: a loss of next to nothing.")


def fits(draw: Draw) -> Iterator[Table]:
    """Tables to fit, the plainest first: the note says what is special."""
    rng = draw.rng("fits")

    def made(n: int, columns: int, l2: float, scales: Any, note: str) -> Table:
        X = rng.normal(size=(n, columns)) * np.array(scales) + rng.normal(size=columns) * np.array(scales)
        true = rng.normal(size=columns) / np.array(scales)
        y = (rng.uniform(size=n) < risk(X @ true - (X @ true).mean())).astype(int)
        y[:2] = [0, 1]
        return table(l2, np.zeros(columns + 1), X, y, np.ones(n), note)

    yield made(40, 2, 0.1, [1.0, 1.0], "Columns of ordinary size.")
    yield made(40, 3, 0.01, [0.001, 1.0, 1000.0], "Columns in thousandths and in thousands.")
    yield made(30, 2, 1e-4, [30.0, 1000.0], "A weak penalty, columns in tens and thousands.")
    x = np.linspace(-2, 2, 12)[:, None]
    yield table(
        1e-4,
        np.zeros(2),
        x,
        (x[:, 0] > 0).astype(int),
        np.ones(12),
        "The column separates the labels: only the penalty keeps the coefficient finite.",
    )
    yield table(
        1e-4,
        np.zeros(2),
        1000 * x,
        (x[:, 0] > 0).astype(int),
        np.ones(12),
        "The column separates the labels, and is in thousands.",
    )


def many_fits(draw: Draw) -> Iterator[Table]:
    """The same, and more of the plainest: whoever stops too early is lucky on one, not on all."""
    yield from fits(draw)
    for number in range(12):
        other = Draw(draw.name, draw.seed(f"more fits {number}"))
        yield next(fits(other))


def weighted_fits(draw: Draw) -> Iterator[Table]:
    rng = draw.rng("weighted fits")
    X = rng.normal(size=(24, 2))
    y = (np.arange(24) % 2).astype(int)
    yield table(0.05, np.zeros(3), X, y, 1.0 + 4.0 * y, "Rows with y = 1 weigh five times as much.")
    yield table(0.05, np.zeros(3), X, y, (np.arange(24) % 3).astype(float), "Some rows weigh nothing.")
    yield table(
        0.05,
        np.zeros(3),
        X,
        y,
        np.where(np.arange(24) % 5 < 3, 0.5, 1.7),
        "Weights need not be whole: a row of weight .5 counts like half a row.",
    )
