"""The check of CrossFitTargetEncoder: its definition, and what lazy answers earn."""
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.checks.features import encoder_cases as cases
from autograder.checks.features.encoder import CHECK
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("05_features", "CrossFitTargetEncoder")
GRADED = [graded_draw("05_features", "CrossFitTargetEncoder", learner_key(f"l{i}")) for i in range(3)]


class Constant:
    """The same value everywhere, with a spotless contract."""

    def __init__(self, cv: Any = 5, strength: float = 10.0) -> None:
        self.cv, self.strength = cv, strength

    def get_params(self) -> dict[str, Any]:
        return {"cv": self.cv, "strength": self.strength}

    def fit(self, X: pd.DataFrame, y: Any) -> "Constant":
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(0.25, index=X.index, columns=X.columns)

    def fit_transform(self, X: pd.DataFrame, y: Any) -> pd.DataFrame:
        return self.transform(X)


def test_a_constant_earns_little() -> None:
    """A class that has learned nothing gets no point for encoding."""
    result = CHECK.run("05_features", "Encoder", Constant, PUBLIC)
    failed = {failure.oracle for failure in result.failures}
    assert {"OWN_ROW", "OWN_FOLD", "PRIOR_FROM_ALL", "PARTIAL_TABLE", "WRONG_SOMEWHERE"} <= failed
    assert result.points <= 4


@pytest.mark.parametrize("draw", [PUBLIC, *GRADED], ids=["public", "l0", "l1", "l2"])
def test_no_label_moves_its_own_part(draw: Any) -> None:
    """By the definition, flipping labels of a part never moves a value of that part."""
    folds, strength, X, y = next(cases.everything(draw)).args
    before = cases.cross_fitted(X, y, folds, strength)
    for _, own in folds:
        flipped = np.array(y)
        flipped[own] = 1 - flipped[own]
        after = cases.cross_fitted(X, flipped, folds, strength)
        assert after.iloc[own].equals(before.iloc[own])


def test_drawn_tables_hold_what_the_small_cases_do() -> None:
    """Each drawn table has missing and lonely categories, and the folds are a partition."""
    for draw in [PUBLIC, *GRADED]:
        folds, _, X, _ = [case.args for case in cases.everything(draw)][2]
        assert X["account_id"].isna().any() and (X["account_id"].value_counts() == 1).any()
        assert sorted(place for _, own in folds for place in own) == list(range(len(X)))
