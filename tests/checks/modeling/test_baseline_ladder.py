"""The check of baseline_ladder: what its messages show."""
from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.checks.modeling.baseline_ladder import CHECK
from autograder.draws import public_draw

UNIT, TASK = "06_modeling", "baseline_ladder"


def by_label(rungs, X, y, folds):
    """The usual slip: positions of the folds are taken for labels of y."""
    y, rows = pd.Series(y), []
    for train, valid in folds:
        said = {"constant": np.full(len(valid), y[train].mean())} | {
            name: rung(X.iloc[train], y[train].to_numpy(), X.iloc[valid]) for name, rung in rungs.items()}
        risks = {name: np.clip(np.asarray(risk, float), 1e-6, 1 - 1e-6) for name, risk in said.items()}
        rows.append({name: -np.where(y[valid] == 1, np.log(risk), np.log1p(-risk)).mean()
                     for name, risk in risks.items()})
    return pd.DataFrame(rows, columns=["constant", *rungs], dtype=float)


def test_labels_of_y_that_are_not_those_of_x_are_shown() -> None:
    """Whoever makes the case again as it is shown finds the two answers apart."""
    result = CHECK.run(UNIT, "Ladder", by_label, public_draw(UNIT, TASK))
    found = result.failures[0]
    assert found.oracle == "LABELS_ALIGNED"
    assert "label of y" in found.counterexample.rows
