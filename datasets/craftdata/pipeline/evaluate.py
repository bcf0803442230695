"""How good a model is on the test period, beside the table that an analyst would make in an afternoon.

The unit of comparison is the week: tickets of one outage or one account err together, so 1,500 tickets are
far fewer than 1,500 observations. The team counts the weeks won and claims no interval from four of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.metrics import log_loss, roc_auc_score

from . import features
from .model import Model
from .train import Periods

TOP_SHARE = 0.1
ALMOST = 0.01  # the table never says "never"


@dataclass(frozen=True)
class Evaluation:
    """Figures of one model on one test period.

    Parameters
    ----------
    tickets : int
    breach_rate, mean_probability : float
        What happened and what was said; they should agree to a few points.
    auc, log_loss : float
        Of the model.
    log_loss_constant, log_loss_table : float
        Of one rate for all, and of the rate by plan and severity; both from the training period.
    weeks, weeks_won : int
        Weeks (of seven days, the last perhaps shorter), and those in which the model's log-loss beats the
        table's.
    cost_in_top_tenth, cost_in_top_tenth_table : float
        Share of the euros lost by breaches that stands in the tenth of the tickets with the highest expected
        cost, by the model and by the table. It describes a ranking; what decisions gain needs an experiment.
    """

    tickets: int
    breach_rate: float
    mean_probability: float
    auc: float
    log_loss: float
    log_loss_constant: float
    log_loss_table: float
    weeks: int
    weeks_won: int
    cost_in_top_tenth: float
    cost_in_top_tenth_table: float


def evaluate(model: Model, periods: Periods) -> Evaluation:
    """Compare `model` with the two simple answers on the test period."""
    test = periods.test
    said = model.probability(features.build(test))
    table = rate_table(periods.train, test)
    won = weekly_losses(test, said) < weekly_losses(test, table)
    constant = np.full(len(test), periods.train["breach"].mean())
    return Evaluation(
        tickets=len(test),
        breach_rate=_figure(test["breach"].mean()),
        mean_probability=_figure(said.mean()),
        auc=_figure(roc_auc_score(test["breach"], said)),
        log_loss=_figure(log_loss(test["breach"], said)),
        log_loss_constant=_figure(log_loss(test["breach"], constant)),
        log_loss_table=_figure(log_loss(test["breach"], table)),
        weeks=len(won),
        weeks_won=int(won.sum()),
        cost_in_top_tenth=_figure(cost_in_top(test, said * test["penalty"])),
        cost_in_top_tenth_table=_figure(cost_in_top(test, table * test["penalty"])),
    )


def rate_table(train: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """The breach rate in `train` of each row's plan and severity; the overall rate for a pair not seen."""
    rates = train.groupby(["plan", "severity"])["breach"].mean().rename("rate").reset_index()
    found = rows[["plan", "severity"]].merge(rates, how="left", validate="many_to_one")["rate"]
    return found.fillna(train["breach"].mean()).clip(ALMOST, 1 - ALMOST).to_numpy()


def weekly_losses(rows: pd.DataFrame, said: np.ndarray) -> pd.Series:
    """Mean log-loss of each week of the period."""
    chance = np.where(rows["breach"], said, 1 - said)
    week = (rows["date"] - rows["date"].min()).dt.days // 7
    return pd.Series(-np.log(chance), index=rows.index).groupby(week).mean()


def cost_in_top(rows: pd.DataFrame, expected_cost: pd.Series) -> float:
    """Share of the cost of all breaches that the tenth of the rows with the highest expected cost holds."""
    lost = rows["penalty"].where(rows["breach"], 0.0)
    top = expected_cost.sort_values(ascending=False, kind="stable").index[: round(TOP_SHARE * len(rows))]
    return lost[top].sum() / lost.sum()


def _figure(value: float) -> float:
    return round(float(value), 4)
