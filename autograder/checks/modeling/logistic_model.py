"""LogisticModel: a loss and its gradient, stable and weighted, and a fit that arrives at the minimum."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.modeling import logistic_cases as cases
from autograder.checks.modeling import logistic_fits as fits
from autograder.checks.modeling.logistic_cases import Table, short
from autograder.checks.modeling.logistic_fits import STEEPEST, Make, coefficients, fitted
from autograder.draws import Draw
from autograder.oracles.oracle import ContractBroken, NotJudged, Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION, PROMISES = "One model by hand", "What a model must promise"
RELATIVE, ABSOLUTE = 1e-7, 1e-9
PARTS = ("loss", "gradient")


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


def unweighted(draw: Draw) -> Iterator[Table]:
    yield from (*cases.plain(draw), *cases.penalised(draw), *cases.with_intercept(draw))


# Who has another loss arrives at another minimum.
of_the_formula = defined(unweighted, *PARTS)
by_weight = defined(cases.weighted, *PARTS)
of_another_loss = defined(lambda draw: [*cases.plain(draw), *cases.penalised(draw)], "loss")


def gradient_of_its_loss(answer: Any, draw: Draw) -> Counterexample | None:
    """Finite differences of the answer's own loss give its gradient, at moderate margins."""
    if of_another_loss(answer, draw) and not defined(unweighted, "gradient")(answer, draw):
        # The gradient is that of the formula: of the loss ANOTHER_LOSS speaks.
        raise NotJudged
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
    """beta, X, y and weight are what they were, also after an exception, which others name."""
    table = next(cases.weighted_fits(draw))
    given = {
        "beta": table.beta.copy(),
        "X": table.X.copy(),
        "y": table.y.copy(),
        "weight": table.weight.copy(),
    }
    made = answer(l2=table.l2)
    with contextlib.suppress(Exception):
        made.loss_and_gradient(given["beta"], given["X"], given["y"], given["weight"])
    with contextlib.suppress(Exception):
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
    steepness = fits.steepness(table, cases.gradient(table, coefficients(made, table)))
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
            defined(cases.extreme, *PARTS),
        ),
        Oracle(
            "INTERCEPT_PENALISED",
            1.5,
            "The intercept is penalised, too.",
            "The risks are pulled towards one half: a rare event is overestimated for everybody.",
            SECTION,
            defined(cases.with_intercept, *PARTS),
        ),
        Oracle(
            "ANOTHER_LOSS",
            1.5,
            "The loss is not the one of the formula.",
            "The same penalty means something else with each number of rows.",
            SECTION,
            of_another_loss,
        ),
        Oracle(
            "WEIGHTS",
            1.5,
            "A row of weight 2 does not count like two rows, or a row of weight 0 counts.",
            "Weights that correct a sample correct something else, and nobody sees it.",
            PROMISES,
            by_weight,
        ),
        Oracle(
            "MINIMUM_OF_ANOTHER_L2",
            0.5,
            "fit finds the minimum for another l2 than the one given.",
            "The penalty that was chosen with care is not the one that the model has.",
            SECTION,
            fits.minimum_for_its_l2,
        ),
        *while_holds(
            all_hold(of_the_formula, fits.minimum_for_its_l2),
            Oracle(
                "NOT_ARRIVED",
                1.5,
                "beta_ is not the minimum of L for X as it was given.",
                "The coefficients say how long the training ran, and the next training says something else.",
                SECTION,
                fits.arrives(cases.many_fits),
            ),
        ),
        *while_holds(
            all_hold(of_the_formula, fits.arrives(cases.many_fits), by_weight),
            Oracle(
                "FITTED_WITHOUT_WEIGHTS",
                0.5,
                "fit does not use the weights, not as they are, or not in every step.",
                "The sample stays as biased as it was.",
                PROMISES,
                fits.arrives(cases.weighted_fits, weighted=True),
            ),
        ),
        Oracle(
            "PREDICTS_OTHERWISE",
            0.5,
            "predict does not give the probabilities that follow from beta_.",
            "What was trained and what is served are two models.",
            SECTION,
            fits.predicts,
        ),
        *while_holds(
            all_hold(of_the_formula, fits.arrives(cases.many_fits)),
            Oracle(
                "REMEMBERS",
                0.5,
                "fit returns something else than its object, or remembers an earlier fit.",
                "The second retraining of the night differs from the first.",
                SECTION,
                fits.starts_afresh,
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
