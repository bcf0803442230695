"""Fit the model on one period and calibrate it on a later one.

Why a logistic regression: on a few months of this desk it beats boosted trees on the same features (figures
in README.md), a reviewer can read its weights, and it retrains in a second. Interactions that matter are
features with a name (`log_work_left`), not something to be found again in every training.
"""

from __future__ import annotations

import dataclasses
import logging
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from . import features
from .config import Config
from .model import Model, Term

log = logging.getLogger(__name__)

LEAST_BREACHES = 50
WEIGHT_DIGITS = 8  # the solver stops well before; more digits would differ between machines


class TrainingError(ValueError):
    """A period that is too small to learn from; the message says which one and what to do."""


@dataclass(frozen=True)
class Periods:
    """Examples of three periods in the order of time, with gaps between them.

    Parameters
    ----------
    train, calibration, test : DataFrame
        Rows of `join.examples`.
    """

    train: pd.DataFrame
    calibration: pd.DataFrame
    test: pd.DataFrame


def split(examples: pd.DataFrame, config: Config) -> Periods:
    """Cut whole days into three periods: the newest test, those before calibrate, all earlier ones train.

    The cut imitates what deployment does, with yesterday's model on tomorrow's tickets. Shuffled rows would
    let the model learn the very outage that it is tested on.

    Raises
    ------
    TrainingError
        If a period has too few breaches.
    """
    day, gap = pd.Timedelta(days=1), config.gap_days
    end = examples["date"].max() + day
    test_from = end - config.test_days * day
    calibrate_from = test_from - (gap + config.calibration_days) * day
    date = examples["date"]
    periods = Periods(
        train=examples[date < calibrate_from - gap * day],
        calibration=examples[(date >= calibrate_from) & (date < test_from - gap * day)],
        test=examples[date >= test_from],
    )
    for field in dataclasses.fields(periods):
        _check_size(field.name, getattr(periods, field.name))
    return periods


def _check_size(name: str, rows: pd.DataFrame) -> None:
    breaches = int(rows["breach"].sum())
    log.info("%s: %d tickets, %d breaches", name, len(rows), breaches)
    if breaches < LEAST_BREACHES:
        message = f"the {name} period has {breaches} breaches, {LEAST_BREACHES} are the least"
        raise TrainingError(f"{message}; watch the desk longer (history_days) or shorten the later periods")


def fit(periods: Periods, config: Config) -> Model:
    """The calibrated model of the first two periods; the test period is not touched."""
    model = fit_weights(periods.train, config)
    return fit_calibration(model, periods.calibration)


def fit_weights(rows: pd.DataFrame, config: Config) -> Model:
    """A logistic regression on standardised features, not calibrated yet."""
    table = features.build(rows)
    centre, scale = table.mean(), table.std(ddof=0)
    scale = scale.where(scale > 0, 1.0)  # a word of a menu that nobody chose
    regression = LogisticRegression(C=config.inverse_l2, max_iter=1000, tol=1e-8)
    regression.fit((table - centre) / scale, rows["breach"])
    numbers = zip(_rounded(centre), _rounded(scale), _rounded(regression.coef_[0]), strict=True)
    terms = [Term(name, *of_term) for name, of_term in zip(table.columns, numbers, strict=True)]
    return Model(tuple(terms), intercept=_rounded(regression.intercept_)[0])


def fit_calibration(model: Model, rows: pd.DataFrame) -> Model:
    """The model with slope and offset from a later period (Platt 1999).

    Two numbers, because a calibration period holds some two hundred breaches: isotonic regression on the same
    period follows their noise and loses .006 of log-loss (README.md).
    """
    curve = LogisticRegression(C=np.inf, tol=1e-8)
    curve.fit(model.margin(features.build(rows))[:, None], rows["breach"])
    slope, offset = _rounded([curve.coef_[0, 0], curve.intercept_[0]])
    return dataclasses.replace(model, slope=slope, offset=offset)


def _rounded(values: object) -> tuple[float, ...]:
    return tuple(float(value) for value in np.round(np.asarray(values, float), WEIGHT_DIGITS))
