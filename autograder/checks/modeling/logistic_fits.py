"""What the fit of a hand-written logistic regression must do: arrive at the minimum of its l2, each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from autograder.checks.modeling import logistic_cases as cases
from autograder.checks.modeling.logistic_cases import Table, short
from autograder.draws import Draw
from autograder.oracles.oracle import ContractBroken, Property
from autograder.results import Counterexample

STEEPEST, NEARLY = 1.01e-6, 1e-5
ARRIVED = "no entry of the gradient larger than 1e-6, or 1e-6 times the largest value of its column"
# BFGS, L-BFGS-B and trust-exact of SciPy arrive on each of 31 draws with gtol 1e-8 if the columns are scaled,
# with 1e-10 also if not. A gradient of 1e-6 in a column of thousands is beyond them: at the minimum losses no
# longer differ. By its defaults BFGS is lucky on the first five tables of one draw in three.
TIGHTER = (
    "If an optimiser says that it has converged: its defaults stop earlier than is asked here. Tighten gtol, "
    "and ftol where there is one; scaled columns help, too, as do second derivatives."
)
RESCALED = (
    "The penalty is on rescaled columns: scaling for the optimiser is fine, as long as l2 goes with the "
    "coefficients of the columns as they were given."
)
MOVED = (
    "It is the minimum for columns that were scaled or moved: beta_ belongs to X as it was given. Divide "
    "each coefficient by what its column was divided by, and take from the intercept what moving adds."
)
NEVER_LEFT = "It is where a fit begins: none of its steps was kept."
FARTHER = (
    "L is larger there than at beta = 0: the steps are too long for a column of large values, and throw beta "
    "ever farther. Shorter ones take for ever in the others: use second derivatives, or scale the columns."
)
Make = Callable[[Draw], Iterator[Table]]


def fitted(target: Any, table: Table, weighted: bool = False) -> Any:
    made = target(l2=table.l2)
    arguments = (table.X.copy(), table.y.copy()) + ((table.weight.copy(),) if weighted else ())
    made.fit(*arguments)
    return made


def coefficients(made: Any, table: Table) -> np.ndarray:
    beta = np.asarray(made.beta_, dtype=float)
    if beta.shape != table.beta.shape:
        raise ContractBroken(
            f"beta_ has the shape {beta.shape}; the prompt asks for the intercept and one "
            f"coefficient a column: {table.beta.shape}"
        )
    return beta


def steepness(table: Table, slope: np.ndarray) -> float:
    """The largest entry of a gradient, counted in units of the largest value of its column beyond 1."""
    return float((np.abs(slope) / np.append(1.0, np.abs(table.X).max(axis=0).clip(min=1.0))).max())


def arrives(make: Make, weighted: bool = False) -> Property:
    """The gradient of the formula is 0 at beta_, within the prompt's tolerance."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for table in make(draw):
            beta = coefficients(fitted(answer, table, weighted), table)
            slope = cases.gradient(table, beta)
            if not steepness(table, slope) <= STEEPEST:
                call = f"LogisticModel(l2={table.l2:g}).fit(X, y{', weight' if weighted else ''})"
                return Counterexample(
                    call,
                    f"beta_ = {short(beta)}, where the gradient is {short(slope)}",
                    ARRIVED,
                    str(table)[:700],
                    table.note if weighted else f"{table.note} {_cause(table, beta, slope)}",
                )
        return None

    return test


def _cause(table: Table, beta: np.ndarray, slope: np.ndarray) -> str:
    if not beta.any():
        return NEVER_LEFT
    if of_moved_columns(table, beta, slope):
        return MOVED
    if not cases.loss(table, beta) <= cases.loss(table, 0 * beta):
        return FARTHER
    return RESCALED if penalises_rescaled(table, beta, slope) else TIGHTER


def of_moved_columns(table: Table, beta: np.ndarray, slope: np.ndarray) -> bool:
    """Whether beta is the minimum for columns that were centred, divided by their size, or both."""
    X = table.X
    ways = product((0.0, X.mean(axis=0), X.min(axis=0), np.median(X, axis=0)), (1.0, *_sizes(X)))
    next(ways)  # neither centred nor divided
    least = max(STEEPEST, min(NEARLY, 0.01 * np.abs(slope).max()))
    tables = (replace(table, X=(X - move) / size) for move, size in ways)
    return any(np.abs(cases.gradient(moved, beta)).max() <= least for moved in tables)


def _sizes(X: np.ndarray) -> tuple[np.ndarray, ...]:
    return X.std(axis=0), X.std(axis=0, ddof=1), np.ptp(X, axis=0), np.abs(X).max(axis=0)


def penalises_rescaled(table: Table, beta: np.ndarray, slope: np.ndarray) -> bool:
    """Whether beta is the minimum with the penalty on coefficients of columns divided by their size.

    With sizes s the penalty is l2 / 2 * sum((s * beta)**2): at its minimum the formula's gradient is
    l2 * beta * (1 - s**2), and 0 for the intercept.
    """
    return any(
        np.allclose(slope, np.append(0.0, table.l2 * beta[1:] * (1 - size**2)), rtol=1e-2, atol=STEEPEST)
        for size in _sizes(table.X)
    )


def minimum_for_its_l2(answer: Any, draw: Draw) -> Counterexample | None:
    """The gradient is not just a multiple of the coefficients, as it is at the minimum for another l2."""
    table = next(cases.fits(draw))
    beta = coefficients(fitted(answer, table), table)
    slope, penalised = cases.gradient(table, beta), np.append(0.0, beta[1:])
    factor = float(slope @ penalised / max(penalised @ penalised, 1e-300))
    steepest = np.abs(slope).max()
    if steepest <= 1e-5 or np.abs(slope - factor * penalised).max() > 1e-3 * steepest:
        return None
    return Counterexample(
        f"LogisticModel(l2={table.l2:g}).fit(X, y)",
        f"beta_ = {short(beta)}, the minimum for l2 = {table.l2 - factor:.4g}",
        f"the minimum for l2 = {table.l2:g}",
        f"{len(table.y)} rows of weight 1; at beta_ the gradient is {short(slope)}: "
        f"{factor:.4g} times the coefficients, and 0 for the intercept",
        "L divides by the sum of the weights; the objective of scikit-learn's C does not.",
    )


def predicts(answer: Any, draw: Draw) -> Counterexample | None:
    """The risks follow from beta_, at any margin."""
    table = next(cases.fits(draw))
    made = fitted(answer, table)
    beta = coefficients(made, table)
    far = np.array([[1e5, 0.0], [-1e5, 0.0], [0.0, 0.0]])
    near = "1 / (1 + e^-m) with the margin m of each row."
    for X, note in ((table.X[:3], near), (far, "Any margin has a risk.")):
        got = np.asarray(made.predict(X.copy()), dtype=float)
        expected = cases.risk(cases.margins(beta, X))
        if got.shape != expected.shape or not np.allclose(got, expected, rtol=1e-9, atol=1e-12):
            return Counterexample(
                "model.predict(X)",
                short(got),
                short(expected),
                f"beta_ = {short(beta)}, X = {short(X)}",
                note,
            )
    return None


def starts_afresh(answer: Any, draw: Draw) -> Counterexample | None:
    """fit returns its object, also a second time, on another table, as if it were the first.

    The second table has another number of columns; or the same columns with the labels turned round and no
    weights. There a start from the last coefficients is as far off as one can be: Newton's steps overshoot.
    """
    _, other, table, separated, _ = cases.fits(draw)
    weighted = replace(separated, weight=1.0 + 4.0 * separated.y)
    turned = replace(separated, y=1 - separated.y, note="The same columns, other labels, no weights.")
    for first, second in ((other, table), (weighted, turned)):
        made = answer(l2=second.l2)
        returned = made.fit(first.X.copy(), first.y.copy(), first.weight.copy())
        if returned is not made or made.fit(second.X.copy(), second.y.copy()) is not made:
            return Counterexample(
                "model.fit(X, y)",
                "another object, or None",
                "the model itself",
                "",
                "So that LogisticModel(l2).fit(X, y).predict(X) can be written.",
            )
        slope = cases.gradient(second, coefficients(made, second))
        if not steepness(second, slope) <= STEEPEST:
            return Counterexample(
                "model.fit(X, y), fitted on another table before",
                f"gradient {short(slope)}",
                ARRIVED,
                str(second)[:700],
                second.note,
            )
    return None
