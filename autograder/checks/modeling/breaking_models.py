"""Models to put a learner's test to, each of which breaks one of the seven promises.

Each takes (X, y, weight, new) with open_hours and severity, and returns risks. Those with a state are made
anew for each check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from autograder.checks.modeling.promising_models import (
    EDGES,
    FitPredict,
    binned,
    hours,
    logistic,
    pooled,
    pulled,
    shrunk,
)


def two_columns(X, y, weight, new):
    """Wrong: the chances of both outcomes, as predict_proba gives them."""
    risk = pooled(X, y, weight, new)
    return np.column_stack([1 - risk, risk])


def linear(X, y, weight, new):
    """Wrong: least squares, so that risks leave the range from 0 to 1."""
    share = weight / weight.sum()
    x, mean = hours(X), share @ y
    centred_hours = x - share @ x
    slope = min((share * centred_hours) @ y / ((share * centred_hours) @ centred_hours), 0.0)
    return mean + 1.3 * slope * (hours(new) - share @ x)


def always_fails(X, y, weight, new):
    """Wrong: it raises a ValueError at every call."""
    raise ValueError("could not convert string to float: 'P3'")


def unweighted(X, y, weight, new):
    """Wrong: the weights are not looked at."""
    return pooled(X, y, np.ones(len(y)), new)


def mask(X, y, weight, new):
    """Wrong: a weight only says whether a row counts at all."""
    return binned(X, y, (weight > 0).astype(float), new)


def never_zero(X, y, weight, new):
    """Wrong: a row of weight 0 counts a little."""
    return pooled(X, y, np.maximum(weight, 0.5), new)


def squared(X, y, weight, new):
    """Wrong: weights count twice, as where they are multiplied in at two places."""
    return binned(X, y, weight**2, new)


def without_a_scale(X, y, weight, new):
    """Wrong: weights are divided by the largest one, so where it is 2 two rows count like one."""
    return shrunk(X, y, weight / weight.max(), new)


def any_way(X, y, weight, new):
    """Wrong: a rate for each range of hours, rising or falling."""
    place, asked = (np.searchsorted(EDGES, hours(table)) for table in (X, new))
    mass = np.bincount(place, weight, minlength=8)
    rates = np.bincount(place, weight * y, minlength=8) / np.maximum(mass, 1e-12)
    base = np.average(y, weights=weight)
    return np.where(mass > 0, rates, base)[asked]


def upwards(X, y, weight, new):
    """Wrong: logistic regression whose slope may be positive."""
    return logistic(X, y, weight, new, only_falling=False)


def bumps(X, y, weight, new):
    """Wrong: falling, but for hours from 52 to 58, where it rises again by a tenth."""
    risk = logistic(X, y, weight, new)
    return risk + 0.1 * (1 - risk) * ((hours(new) >= 52) & (hours(new) <= 58))


def creeps(X, y, weight, new):
    """Wrong: a falling step function, to which each hour adds up to .00005."""
    risk = pooled(X, y, weight, new)
    return risk + 5e-5 * (1 - risk) * hours(new)


def rises_for(severity: str) -> Callable[[], FitPredict]:
    """A maker of models that rise for one severity, and fall for the others."""

    def model(X, y, weight, new):
        risk = pooled(X, y, weight, new)
        tens = np.floor(hours(new) / 10) / 10
        return risk + 0.04 * (1 - risk) * tens * (new["severity"] == severity).to_numpy()

    model.__doc__ = (
        f"Wrong: a falling step function, but to the risks of tickets of severity {severity} each ten hours "
        "add up to .004."
    )
    return lambda: model


def centred(X, y, weight, new):
    """Wrong: the new rows are scaled by their own mean."""
    shifted = new.assign(open_hours=np.clip(hours(new) - hours(new).mean() + hours(X).mean(), 1, 100))
    return pooled(X, y, weight, shifted)


def first_row(X, y, weight, new):
    """Wrong: the first new row gets the base rate."""
    risk = logistic(X, y, weight, new)
    return np.where(np.arange(len(new)) == 0, np.average(y, weights=weight), risk)


def one_row_fails(X, y, weight, new):
    """Wrong: a table of one row gets another risk."""
    risk = logistic(X, y, weight, new)
    return risk if len(new) > 1 else 0.5 * risk


def one_row_raises(X, y, weight, new):
    """Wrong: a table of one row raises a ValueError."""
    if len(new) == 1:
        raise ValueError("Expected 2D array, got 1D array instead")
    return logistic(X, y, weight, new)


def a_little_of_the_batch(X, y, weight, new):
    """Wrong: the mean of the new rows moves each risk by up to a ten-thousandth."""
    shift = np.tanh((hours(new).mean() - hours(X).mean()) / 20)
    return 1e-4 + (1 - 2e-4) * pooled(X, y, weight, new) + 1e-4 * shift


def noisy() -> FitPredict:
    """Wrong: a little noise from a generator without a seed of its own."""
    rng = np.random.default_rng()

    def model(X, y, weight, new):
        risk = pooled(X, y, weight, new)
        return np.clip(risk + rng.normal() * 0.02, 0, 1)

    return model


def warm_start() -> FitPredict:
    """Wrong: the second training starts from the first, and ends elsewhere."""
    calls: list[int] = []

    def model(X, y, weight, new):
        calls.append(1)
        base = np.average(y, weights=weight)
        return base + (logistic(X, y, weight, new) - base) * (1 - 0.05 / len(calls))

    return model


def replicas() -> FitPredict:
    """Wrong: each call adds another shift of up to .00004, as where replicas are trained one by one."""
    calls: list[int] = []

    def model(X, y, weight, new):
        calls.append(1)
        return (1 - 4e-5) * pooled(X, y, weight, new) + 4e-5 * (0.618034 * len(calls) % 1)

    return model


def balanced(X, y, weight, new):
    """Wrong: both outcomes get the same total weight, as class_weight="balanced" does."""
    total = np.array([weight[y == 0].sum(), weight[y == 1].sum()])
    return logistic(X, y, weight / total[y.astype(int)], new)


def timid(X, y, weight, new):
    """Wrong: every risk is pulled half way to one half."""
    return 0.25 + 0.5 * binned(X, y, weight, new)


def off(X, y, weight, new):
    """Wrong: on every table the mean risk is off by .07, too high for rates up to one half, else too low."""
    risk, base = pooled(X, y, weight, new), np.average(y, weights=weight)
    return risk + 0.07 / (1 - base) * (1 - risk) if base <= 0.5 else risk - 0.07 / base * risk


def base_rate(X, y, weight, new):
    """Wrong: the breach rate for everybody."""
    return np.full(len(new), np.average(y, weights=weight))


def hardly(X, y, weight, new):
    """Wrong: so strong a penalty that nearly nothing is learned."""
    base = np.average(y, weights=weight)
    return base + 0.1 * (logistic(X, y, weight, new) - base)


def too_cautious(X, y, weight, new):
    """Wrong: pulled to the breach rate so far that rates of 0 and 1 are .15 apart; .2 is promised."""
    return pulled(X, y, weight, new, 0.15)


WRONG: Mapping[str, tuple[Callable[[], FitPredict], ...]] = {
    "shape": (lambda: two_columns, lambda: linear, lambda: always_fails),
    "weights": (
        lambda: unweighted,
        lambda: mask,
        lambda: never_zero,
        lambda: squared,
        lambda: without_a_scale,
    ),
    "monotone": (
        lambda: any_way,
        lambda: upwards,
        lambda: bumps,
        lambda: creeps,
        *map(rises_for, ("P1", "P2", "P3", "P4")),
    ),
    "row by row": (
        lambda: centred,
        lambda: first_row,
        lambda: one_row_fails,
        lambda: one_row_raises,
        lambda: a_little_of_the_batch,
    ),
    "repeatable": (noisy, warm_start, replicas),
    "calibrated": (lambda: balanced, lambda: timid, lambda: off),
    "learns": (lambda: base_rate, lambda: hardly, lambda: too_cautious),
}
