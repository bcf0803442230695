"""The models that the proofs deploy: one set of features known at the decision, two classes of model."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from craftdata.desk import catalogue as cat
from craftdata.desk.policies import says_urgent

CATEGORIES = {"area": cat.AREAS, "channel": cat.CHANNELS, "language": cat.LANGUAGES, "region": cat.REGIONS,
              "team": cat.TEAM_NAMES, "plan": cat.PLANS, "severity": cat.SEVERITIES}
NUMBERS = ("body_chars", "attach_kb", "seats", "tenure_days", "sla_hours", "open_hours", "messages_1h",
           "reassigned_1h", "article_read", "acct_tickets", "acct_breaches", "acct_tickets_28d",
           "acct_breaches_28d", "team_open", "team_wait_h")
SPREAD_WIDE = ("body_chars", "attach_kb", "seats", "tenure_days", "sla_hours", "open_hours", "acct_tickets",
               "acct_tickets_28d", "team_open", "team_wait_h")
PRIOR_TICKETS, PRIOR_RATE = 10.0, 0.2  # what an account counts for before it has a history


def features(tickets: pd.DataFrame) -> pd.DataFrame:
    """What a model may know of tickets at their decisions.

    Parameters
    ----------
    tickets : DataFrame
        As `Day.tickets`.

    Returns
    -------
    DataFrame
        One row per ticket, floats; a category is its place in the catalogue, -1 if it is missing there.
    """
    columns = {name: _codes(tickets[name], values) for name, values in CATEGORIES.items()}
    columns |= {name: tickets[name].to_numpy(float) for name in NUMBERS}
    columns["urgent"] = says_urgent(tickets["subject"].to_numpy(object)).astype(float)
    for suffix in ("", "_28d"):
        breaches = columns[f"acct_breaches{suffix}"] + PRIOR_TICKETS * PRIOR_RATE
        columns[f"acct_rate{suffix}"] = breaches / (columns[f"acct_tickets{suffix}"] + PRIOR_TICKETS)
    created = tickets["created_at"].dt
    columns["hour"] = (created.hour + created.minute / 60).to_numpy(float)
    columns["weekday"] = created.day_of_week.to_numpy(float)
    return pd.DataFrame(columns)


def _codes(words: pd.Series, catalogue: tuple[str, ...]) -> np.ndarray:
    """Place of each word in the catalogue; a Categorical takes ten times as long on a day."""
    place = {word: float(k) for k, word in enumerate(catalogue)}
    return np.array([place.get(word, -1.0) for word in words.to_numpy(object)])


def penalty_of(tickets: pd.DataFrame) -> np.ndarray:
    """Euros that a breach of each ticket costs, by its plan; the mean of the plans where it is missing."""
    code = _codes(tickets["plan"], cat.PLANS).astype(int)
    return np.where(code >= 0, cat.PENALTY[code], cat.PENALTY.mean())


@dataclass
class Scorer:
    """A fitted model that takes `Day.tickets` and returns the chance of a breach of each row.

    without: features it does not use.
    """

    model: object
    linear: bool
    without: tuple[str, ...] = ()

    def __call__(self, tickets: pd.DataFrame) -> np.ndarray:
        return self.of(features(tickets))

    def of(self, table: pd.DataFrame) -> np.ndarray:
        """The same for a table of `features`."""
        return self.model.predict_proba(_prepared(table, self.linear, self.without))[:, 1]


def fit(
    table: pd.DataFrame,
    breach: np.ndarray,
    linear: bool = False,
    weight: np.ndarray | None = None,
    without: tuple[str, ...] = (),
) -> Scorer:
    """Fit a logistic regression (`linear`) or gradient-boosted trees to a table of `features`."""
    if linear:
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=300))
    else:
        model = HistGradientBoostingClassifier(
            max_iter=150, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=40, l2_regularization=2.0,
            early_stopping=False, random_state=0,
        )
    step = "logisticregression__sample_weight" if linear else "sample_weight"
    model.fit(_prepared(table, linear, without), breach, **{step: weight})
    return Scorer(model, linear, without)


def _prepared(table: pd.DataFrame, linear: bool, without: tuple[str, ...]) -> np.ndarray:
    """The matrix of a model; a linear one gets logs of what spreads wide, and one column a category."""
    if not linear:
        return table.drop(columns=list(without)).to_numpy()
    columns = []
    for name in table.columns.difference(without, sort=False):
        x = table[name].to_numpy()
        if name in CATEGORIES:
            columns.extend((x == code).astype(float) for code in range(len(CATEGORIES[name])))
        elif name in SPREAD_WIDE:
            columns.append(np.log1p(np.nan_to_num(np.maximum(x, 0))))
        elif name == "hour":
            columns.extend((np.sin(x * np.pi / 12), np.cos(x * np.pi / 12)))
        else:
            columns.append(np.nan_to_num(x))
    return np.column_stack(columns)
