"""The contract of scikit-learn as an oracle: what it holds of, and what it finds."""
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator

from autograder.draws import Draw
from autograder.oracles.estimator import can_be_cloned, keeps_the_contract, table_of, through
from autograder.oracles.oracle import ContractBroken

DRAW = Draw("public", 1)


class Mean:
    """A tiny estimator that keeps the contract; its children break one promise each."""

    def __init__(self, weight: float = 1.0) -> None:
        self.weight = weight

    def get_params(self) -> dict[str, Any]:
        return {"weight": self.weight}

    def fit(self, X: pd.DataFrame) -> "Mean":
        self.mean_ = self.weight * X["a"].mean()
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        return X.assign(a=self.mean_)


class Doubles(Mean):
    def __init__(self, weight: float = 1.0) -> None:
        self.weight = 2 * weight


class FitChangesParameters(Mean):
    def fit(self, X: pd.DataFrame) -> Mean:
        self.weight += 1
        return super().fit(X)


class FitReturnsNothing(Mean):
    def fit(self, X: pd.DataFrame) -> None:  # type: ignore[override]
        super().fit(X)


class Remembers(Mean):
    def fit(self, X: pd.DataFrame) -> Mean:
        self.seen = pd.concat([getattr(self, "seen", X[:0]), X])
        return super().fit(self.seen)


def found_in(kind: type) -> str:
    rows, others = pd.DataFrame({"a": [1.0, 2.0]}), pd.DataFrame({"a": [5.0]})
    test = keeps_the_contract(lambda draw: {"weight": 3.0}, lambda draw: (rows.copy(),),
                              lambda draw: (others,), lambda made, data: made.transform(data[0]),
                              "Mean(weight=3)")
    example = test(kind, DRAW)
    return example.call if example else ""


def test_a_class_that_keeps_the_contract_passes() -> None:
    """Nothing is found in an estimator as scikit-learn wants it."""
    assert found_in(Mean) == ""


@pytest.mark.parametrize(("kind", "call"), [
    (Doubles, "Mean(weight=3).get_params()"), (FitChangesParameters, "Mean(weight=3).get_params() after fit"),
    (FitReturnsNothing, "Mean(weight=3).fit(...)"),
    (Remembers, "Mean(weight=3), fitted on other rows before")])
def test_each_broken_promise_is_found_by_its_own_example(kind: type, call: str) -> None:
    """The constructor, fit's effect on parameters, its return value and its memory are told apart."""
    assert found_in(kind) == call


class EmptiesItsTable(Mean):
    def fit(self, X: pd.DataFrame) -> Mean:
        super().fit(X)
        X.drop(X.index, inplace=True)
        return self


def test_what_fit_does_to_its_table_is_no_breach_of_the_contract() -> None:
    """A class that empties what it is given fits as afresh as any."""
    assert found_in(EmptiesItsTable) == ""


def test_through_asks_about_what_is_done_with_the_class() -> None:
    """The property sees the function that `use` makes of the class."""
    seen = []
    test = through(lambda target, number: target(number).weight, lambda answer, draw: seen.append(answer(4)))
    test(Mean, DRAW)
    assert seen == [4]


def test_a_table_is_read_from_an_array_and_nothing_else() -> None:
    """An array of the right width is read as the table it would be; other widths and kinds are refused."""
    assert list(table_of(np.zeros((2, 2)), ["a", "b"], "f()").columns) == ["a", "b"]
    assert list(table_of(pd.Series([1.0]), ["a"], "f()").columns) == ["a"]
    for value in (np.zeros((2, 3)), [1, 2], None):
        with pytest.raises(ContractBroken, match=r"f\(\) returned"):
            table_of(value, ["a", "b"], "f()")


class Names(BaseEstimator):
    def __init__(self, names: list[str]) -> None:
        self.names = names


class Copies(Names):
    def __init__(self, names: list[str]) -> None:
        self.names = list(names)


class ReplacesEmpty(Names):
    def __init__(self, names: list[str]) -> None:
        self.names = names or []


class CopiesAlone:
    """Without BaseEstimator."""

    def __init__(self, names: list[str]) -> None:
        self.names = list(names)

    def get_params(self) -> dict[str, Any]:
        return {"names": self.names}


@pytest.mark.parametrize(("kind", "cloned"), [(Names, True), (Copies, False), (ReplacesEmpty, False),
                                              (CopiesAlone, False)])
def test_a_constructor_that_copies_cannot_be_cloned(kind: type, cloned: bool) -> None:
    """What stores another object than its argument is found, also where only empty arguments are replaced."""
    test = can_be_cloned(lambda draw: [{"names": ["a"]}, {"names": []}], "Names(names)")
    assert (test(kind, DRAW) is None) == cloned
