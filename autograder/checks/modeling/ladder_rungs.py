"""Rungs for the check of `baseline_ladder`, each of which tells one mistake from right answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Rung = Callable[[pd.DataFrame, np.ndarray, pd.DataFrame], np.ndarray]


def half(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """One half for every row."""
    return np.full(len(new), 0.5)


def memory(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """The label of a row with the same id that it was trained on, one half for others."""
    labels = dict(zip(X["id"].tolist(), np.asarray(y, dtype=float).tolist(), strict=True))
    return np.array([0.1 + 0.8 * labels[row] if row in labels else 0.5 for row in new["id"].tolist()])


def group_rate(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """The mean label of the rows with the same x, pulled a little to one half."""
    outcomes = np.asarray(y, dtype=float)
    groups = X["x"].to_numpy()
    rate = {x: (outcomes[groups == x].sum() + 0.5) / ((groups == x).sum() + 1) for x in set(groups.tolist())}
    return np.array([rate.get(x, 0.5) for x in new["x"].tolist()])


def backwards_rate(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """As group_rate, of the rows from the last to the first: positions pick from an array alone."""
    order = np.arange(len(X))[::-1]
    return group_rate(X.iloc[order], y[order], new)


def table_rate(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """As group_rate, by a table of x and label: pandas aligns labels that have an index to the rows'."""
    groups = pd.DataFrame({"x": X["x"], "y": y}).dropna().groupby("x")["y"].agg(["sum", "size"])
    rates = (groups["sum"] + 0.5) / (groups["size"] + 1)
    return new["x"].map(rates).fillna(0.5).to_numpy(dtype=float)


def certain(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """Sure that x says it: 1 for x = 1, 0 for others."""
    return (new["x"].to_numpy() == 1).astype(float)


def labelled(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """By the index labels of the new rows: 0.9 for odd labels, 0.2 for even ones."""
    return np.array([0.9 if label % 2 else 0.2 for label in new.index])


def tilted(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """0.3 and 0.8 in turn, whatever the rows are."""
    return np.where(np.arange(len(new)) % 2 == 1, 0.8, 0.3)


def columned(X: pd.DataFrame, y: Any, new: pd.DataFrame) -> np.ndarray:
    """One half for every row; 0.9 if either table has other columns than id and x."""
    return np.full(len(new), 0.5 if list(X.columns) == list(new.columns) == ["id", "x"] else 0.9)
