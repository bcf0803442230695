"""LogisticModel: a loss and its gradient, stable and weighted, and a fit that arrives at the minimum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.modeling import logistic_cases as cases
from autograder.checks.modeling.logistic_cases import Table, short
from autograder.draws import Draw
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.waiting import while_holds
from autograder.results import Counterexample

SECTION, PROMISES = "One model by hand", "What a model must promise"
RELATIVE, ABSOLUTE = 1e-7, 1e-9
STEEPEST = 1.01e-6
PARTS = ("loss", "gradient")
TIGHTER = "If an optimiser says that it has converged: tighten its gtol, or give it second derivatives."
Make = Callable[[Draw], Iterator[Table]]


def contract(value: Any, *arguments: Any, **parameters: Any) -> str | None:
    """An object is judged by what its methods return."""
    return None


def loss_and_gradient(target: Any, table: Table) -> tuple[float, np.ndarray]:
    made = target(l2=table.l2)
    value = made.loss_and_gradient(table.beta.copy(), table.X.copy(), table.y.copy(), table.weight.copy())
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise ContractBroken(
            f"loss_and_gradient returned a {type(value).__name__}; the prompt asks for (loss, gradient)"
        )
    slope = np.asarray(value[1], dtype=float)
    if np.ndim(value[0]) != 0 or slope.shape != table.beta.shape:
        raise ContractBroken(
            f"loss_and_gradient returned values of the shapes {np.shape(value[0])} and "
            f"{slope.shape}; the prompt asks for a float and an array like beta"
        )
    return float(value[0]), slope


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


def close(got: Any, expected: Any) -> bool:
    return bool(np.allclose(got, expected, rtol=RELATIVE, atol=ABSOLUTE))


def defined(make: Make, *parts: str) -> Property:
    """The loss, the gradient or both are those of the formula."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for table in make(draw):
            got = dict(zip(PARTS, loss_and_gradient(answer, table), strict=True))
            expected = {"loss": cases.loss(table), "gradient": cases.gradient(table)}
            for part in parts:
                if not close(got[part], expected[part]):
                    return Counterexample(
                        "LogisticModel(l2).loss_and_gradient(beta, X, y, weight)",
                        f"{part} {short(np.asarray(got[part]))}",
                        f"{part} {short(np.asarray(expected[part]))}",
                        str(table),
                        table.note,
                    )
        return None

    return test


def gradient_of_its_loss(answer: Any, draw: Draw) -> Counterexample | None:
    """Finite differences of the answer's own loss give its gradient, at moderate margins."""
    for table in (*cases.plain(draw), *cases.penalised(draw)):
        _, slope = loss_and_gradient(answer, table)
        for place in range(len(table.beta)):
            step = np.zeros(len(table.beta))
            step[place] = 1e-5
            up, down = (
                loss_and_gradient(answer, replace(table, beta=table.beta + way * step))[0] for way in (1, -1)
            )
            measured = (up - down) / 2e-5
            if not abs(measured - slope[place]) < 1e-6 * (1 + abs(measured)):
                return Counterexample(
                    "LogisticModel(l2).loss_and_gradient(beta, X, y, weight)",
                    f"gradient[{place}] = {slope[place]:.6g}",
                    f"{measured:.6g}: so much the returned loss changes with beta[{place}]",
                    str(table),
                    "Finite differences of a loss check any gradient, also one that you did not derive.",
                )
    return None


def arrives(make: Make, weighted: bool = False) -> Property:
    """The gradient of the formula is 0 at beta_, within the prompt's tolerance."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for table in make(draw):
            beta = coefficients(fitted(answer, table, weighted), table)
            slope = cases.gradient(table, beta)
            if not np.abs(slope).max() <= STEEPEST:
                call = f"LogisticModel(l2={table.l2:g}).fit(X, y{', weight' if weighted else ''})"
                return Counterexample(
                    call,
                    f"beta_ = {short(beta)}, where the gradient is {short(slope)}",
                    "no entry of the gradient larger than 1e-6",
                    str(table)[:700],
                    f"{table.note} {TIGHTER}",
                )
        return None

    return test


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
    """fit returns its object, also a second time, on other columns, as if it were the first."""
    other, table = list(cases.fits(draw))[1:3]
    made = answer(l2=table.l2)
    for X, y in ((other.X, other.y), (table.X, table.y)):
        if made.fit(X.copy(), y.copy()) is not made:
            return Counterexample(
                "model.fit(X, y)",
                "another object, or None",
                "the model itself",
                "",
                "So that LogisticModel(l2).fit(X, y).predict(X) can be written.",
            )
    slope = cases.gradient(table, coefficients(made, table))
    if not np.abs(slope).max() <= STEEPEST:
        return Counterexample(
            "model.fit(X, y), fitted on another table before",
            f"gradient {short(slope)}",
            "no entry of the gradient larger than 1e-6",
            str(table)[:700],
        )
    return None


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    table = next(cases.plain(draw))
    target = getattr(answer, "target", answer)
    try:
        loss_and_gradient(target, table)
        made = target(l2=1.0)
        made.fit(table.X.copy(), table.y.copy())
        coefficients(made, table)
        risks = np.asarray(made.predict(table.X.copy()))
    except ContractBroken as problem:
        return Counterexample("LogisticModel(l2=1.0)", *str(problem).split("; the prompt asks for ", 1))
    if risks.shape != (2,):
        return Counterexample("model.predict(X) of two rows", f"shape {risks.shape}", "shape (2,)")
    return None


def untouched(answer: Any, draw: Draw) -> Counterexample | None:
    """beta, X, y and weight are what they were."""
    table = next(cases.weighted_fits(draw))
    given = {
        "beta": table.beta.copy(),
        "X": table.X.copy(),
        "y": table.y.copy(),
        "weight": table.weight.copy(),
    }
    made = answer(l2=table.l2)
    made.loss_and_gradient(given["beta"], given["X"], given["y"], given["weight"])
    made.fit(given["X"], given["y"], given["weight"])
    for name, value in given.items():
        if not np.array_equal(value, getattr(table, name)):
            return Counterexample(
                f"{name}_before = {name}.copy(); the calls; compare",
                "the caller's values changed",
                f"`{name}` is what it was before",
            )
    return None


def use(target: Any, table: Table, weighted: bool) -> Any:
    """All that can be seen of a model on some data, rounded: two ways to the minimum are no difference."""
    made = fitted(target, table, weighted)
    extreme = np.vstack([table.X, 1e4 * table.X])
    at = replace(table, beta=np.linspace(-1, 1, len(table.beta)))
    loss, slope = loss_and_gradient(target, at)
    steepness = np.abs(cases.gradient(table, coefficients(made, table))).max()
    return {
        "loss": round(loss, 7),
        "gradient": np.round(slope, 6).tolist(),
        "arrived": bool(steepness <= STEEPEST),
        "risks": np.round(np.asarray(made.predict(extreme), dtype=float), 3).tolist(),
    }


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    return [(table, False) for table in cases.fits(draw)] + [
        (table, True) for table in cases.weighted_fits(draw)
    ]


CHECK = Check(
    "LogisticModel",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
        Oracle(
            "NOT_ITS_GRADIENT",
            2,
            "The gradient is not that of the loss which is returned.",
            "The optimiser walks to another place than the one that the loss describes, or in circles.",
            SECTION,
            gradient_of_its_loss,
        ),
        Oracle(
            "OVERFLOWS",
            2,
            "At a large margin the loss or its gradient is not finite, or is cut off.",
            "One odd row makes the loss NaN in the middle of the night, or hides how wrong the model is.",
            SECTION,
            defined(cases.extreme, "loss", "gradient"),
        ),
        Oracle(
            "INTERCEPT_PENALISED",
            1.5,
            "The intercept is penalised, too.",
            "The risks are pulled towards one half: a rare event is overestimated for everybody.",
            SECTION,
            defined(cases.with_intercept, "loss", "gradient"),
        ),
        Oracle(
            "ANOTHER_LOSS",
            1.5,
            "The loss is not the one of the formula.",
            "The same penalty means something else with each number of rows.",
            SECTION,
            defined(lambda draw: [*cases.plain(draw), *cases.penalised(draw)], "loss"),
        ),
        Oracle(
            "WEIGHTS",
            1.5,
            "A row of weight 2 does not count like two rows, or a row of weight 0 counts.",
            "Weights that correct a sample correct something else, and nobody sees it.",
            PROMISES,
            defined(cases.weighted, "loss", "gradient"),
        ),
        Oracle(
            "MINIMUM_OF_ANOTHER_L2",
            0.5,
            "fit finds the minimum for another l2 than the one given.",
            "The penalty that was chosen with care is not the one that the model has.",
            SECTION,
            minimum_for_its_l2,
        ),
        *while_holds(
            minimum_for_its_l2,
            Oracle(
                "NOT_ARRIVED",
                1.5,
                "fit ends before the minimum.",
                "The coefficients say how long the training ran, and the next training says something else.",
                SECTION,
                arrives(cases.fits),
            ),
        ),
        *while_holds(
            arrives(cases.fits),
            Oracle(
                "FITTED_WITHOUT_WEIGHTS",
                0.5,
                "fit does not use the weights, or not in every step.",
                "The sample stays as biased as it was.",
                PROMISES,
                arrives(cases.weighted_fits, weighted=True),
            ),
        ),
        Oracle(
            "PREDICTS_OTHERWISE",
            0.5,
            "predict does not give the probabilities that follow from beta_.",
            "What was trained and what is served are two models.",
            SECTION,
            predicts,
        ),
        *while_holds(
            arrives(cases.fits),
            Oracle(
                "REMEMBERS",
                0.5,
                "fit returns something else than its object, or remembers an earlier fit.",
                "The second retraining of the night differs from the first.",
                SECTION,
                starts_afresh,
            ),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's arrays.",
            "The next model of the comparison is trained on scaled data and scales it again.",
            SECTION,
            untouched,
            guard=True,
        ),
    ),
    probes,
    use,
)
