"""Which fits of a logistic regression arrive, and what is said of those that do not."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import minimize

from autograder.checks.modeling import logistic_cases as cases
from autograder.checks.modeling import logistic_fits as fits
from autograder.checks.modeling.logistic_model import CHECK
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAWS = [public_draw("06_modeling", "LogisticModel"),
         *(graded_draw("06_modeling", "LogisticModel", learner_key(name)) for name in "abcdef")]
arrives = fits.arrives(cases.many_fits)


class Fitted:
    """An optimiser of SciPy on columns divided by their size; beta_ is given back for X as it came."""

    method, options, scales = "L-BFGS-B", {"gtol": 1e-10, "ftol": 1e-16, "maxiter": 20_000}, True

    def __init__(self, l2: float) -> None:
        self.l2 = l2

    def fit(self, X: np.ndarray, y: np.ndarray) -> Fitted:
        size = np.append(1.0, X.std(axis=0) if self.scales else np.ones(X.shape[1]))
        table = cases.table(self.l2, np.zeros(len(size)), X, y, np.ones(len(y)), "")
        found = minimize(lambda b: (cases.loss(table, b / size), cases.gradient(table, b / size) / size),
                         np.zeros(len(size)), jac=True, method=self.method, options=self.options)
        self.beta_ = found.x / size
        return self


class Bfgs(Fitted):
    method, options = "BFGS", {"gtol": 1e-10, "maxiter": 20_000}


class Unscaled(Fitted):
    scales = False


class Defaults(Bfgs):
    options, scales = {}, False


class ScaledDefaults(Bfgs):
    options = {}


@pytest.mark.parametrize("kind", (Fitted, Bfgs, Unscaled))
def test_optimisers_of_scipy_arrive_if_they_are_told_to(kind: type[Fitted]) -> None:
    assert [draw for draw in DRAWS if arrives(kind, draw)] == []


@pytest.mark.parametrize("kind", (Defaults, ScaledDefaults))
def test_by_their_defaults_they_stop_too_early_on_each_draw(kind: type[Fitted]) -> None:
    assert all(fits.TIGHTER in arrives(kind, draw).note for draw in DRAWS)


def moved(by: Callable[[np.ndarray], np.ndarray]) -> type[Fitted]:
    class Moved(Fitted):
        def fit(self, X: np.ndarray, y: np.ndarray) -> Fitted:
            return super().fit(by(X), y)

    return Moved


@pytest.mark.parametrize("by", (
    lambda X: (X - X.mean(axis=0)) / X.std(axis=0), lambda X: X - X.mean(axis=0),
    lambda X: X / X.std(axis=0, ddof=1), lambda X: X / np.abs(X).max(axis=0),
    lambda X: (X - X.min(axis=0)) / np.ptp(X, axis=0)))
def test_coefficients_of_other_columns_are_named_as_those(by: Callable[[np.ndarray], np.ndarray]) -> None:
    assert all(fits.MOVED in arrives(moved(by), draw).note for draw in DRAWS)


class Descent:
    """Plain gradient descent, with steps that are too long for a column of large values."""

    steps, length = 3000, 0.1

    def __init__(self, l2: float) -> None:
        self.l2 = l2

    def fit(self, X: np.ndarray, y: np.ndarray) -> Descent:
        self.beta_ = np.zeros(X.shape[1] + 1)
        table = cases.table(self.l2, self.beta_, X, y, np.ones(len(y)), "")
        for _ in range(self.steps):
            self.beta_ = self.beta_ - self.length * cases.gradient(table, self.beta_)
        return self


class Idle(Descent):
    steps = 0


class Short(Descent):
    length = 0.01


@pytest.mark.parametrize(("kind", "says"), (
    (Descent, fits.FARTHER), (Idle, fits.NEVER_LEFT), (Short, fits.TIGHTER)))
def test_descent_is_not_called_a_minimum_of_other_columns(kind: type[Descent], says: str) -> None:
    assert all(says in arrives(kind, draw).note for draw in DRAWS[:3])


def test_a_gradient_of_the_formula_is_not_blamed_for_another_loss() -> None:
    """The half is missing in the loss alone: twice the gradient would be wrong twice."""
    class WithoutHalf(Fitted):
        def loss_and_gradient(self, beta, X, y, weight):
            table = cases.table(self.l2, beta, X, y, weight, "")
            return cases.loss(table) + self.l2 / 2 * (beta[1:] ** 2).sum(), cases.gradient(table)
    oracles = {oracle.id: oracle for oracle in CHECK.oracles}
    told = {name: put(oracles[name], WithoutHalf, DRAWS[0]).outcome
            for name in ("NOT_ITS_GRADIENT", "ANOTHER_LOSS")}
    assert told == {"NOT_ITS_GRADIENT": Outcome.UNJUDGED, "ANOTHER_LOSS": Outcome.WRONG}
