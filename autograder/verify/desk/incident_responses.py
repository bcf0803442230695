"""What each incident costs while it is ignored, and how much of that the best response on record saves."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from autograder.verify.desk.incident_worlds import (
    DAYS,
    MATURING_DAYS,
    START,
    Models,
    Window,
    matured,
)
from autograder.verify.desk.ladder import regret
from autograder.verify.desk.scorers import CATEGORIES, Scorer, features, penalty_of

PLACES = 15
# Scores of the rows of the second half, and the rows as the responder sees them (their plan is the penalty).
Scored = tuple[np.ndarray, pd.DataFrame]
Response = Callable[[Window, Window, Models], Scored]


@dataclass(frozen=True)
class Quality:
    """How good scores are on the second half of an incident, on the tickets open at their decision.

    auc: against what happened; regret: mean KL of the truth against them, nats; value: share of the euros
    that the best choice of 15 tickets a day by the true uplift would save (choice by score x penalty).
    """

    auc: float
    regret: float
    value: float


def judged(window: Window, scored: Scored) -> Quality:
    """Judge scores of all rows of the second half (`second_half`)."""
    scores, seen = scored
    frame = second_half(window).assign(score=scores, worth=scores * penalty_of(seen))
    frame = frame[frame["still_open"]].drop_duplicates("ticket_id")
    saved = (frame["p_breach"] - frame["p_breach_fast"]) * frame["penalty"]

    def chosen(rank: pd.Series) -> float:
        best = rank.groupby(frame["day"]).rank(ascending=False, method="first") <= PLACES
        return saved[best].sum()

    return Quality(
        auc=roc_auc_score(frame["breach"], frame["score"]),
        regret=regret(frame["p_breach"], frame["score"]),
        value=chosen(frame["worth"]) / chosen(saved),
    )


def second_half(window: Window) -> pd.DataFrame:
    """Rows of the days on which responses are judged."""
    return window.days(MATURING_DAYS, DAYS)


def ignored(window: Window, quiet: Window, models: Models) -> Scored:
    """The model goes on; a column that is missing altogether is taken as empty."""
    return _by(models.boosted, _complete(second_half(window)))


def ignored_linear(window: Window, quiet: Window, models: Models) -> Scored:
    """The same with the logistic regression."""
    return _by(models.linear, _complete(second_half(window)))


def _by(model: Scorer, frame: pd.DataFrame) -> Scored:
    return model(frame), frame


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    return frame if "priority" not in frame else frame.assign(severity=None)


def _recalibrated(segment: str) -> Response:
    """Response moved by matured labels of the first half: level and slope, and a level of each segment."""

    def response(window: Window, quiet: Window, models: Models) -> Scored:
        learned, later = matured(window), second_half(window)
        names = sorted(set(learned[segment]))

        def terms(frame: pd.DataFrame) -> np.ndarray:
            p = np.clip(models.boosted(frame), 1e-4, 1 - 1e-4)
            logit = np.log(p / (1 - p))
            levels = [(frame[segment] == name).to_numpy(float) for name in names]
            return np.column_stack([logit, np.log1p(frame["team_wait_h"]), *levels])

        model = LogisticRegression(C=10.0).fit(terms(learned), learned["breach"])
        return model.predict_proba(terms(later))[:, 1], later

    return response


def _recalibrated_daily(window: Window, quiet: Window, models: Models) -> Scored:
    """Scores moved every day by the matured labels of the last fortnight: a queue that grows does not wait.

    Beside the score it takes what a queue acts through: team, severity, hours left and announced wait.
    """
    frame = window.days(0, DAYS)
    table = features(frame)
    p = np.clip(models.boosted.of(table), 1e-4, 1 - 1e-4)
    levels = [(table[name] == code).to_numpy(float) for name in ("team", "severity")
              for code in range(len(CATEGORIES[name]))]
    hours = [np.log1p(table[name].to_numpy()) for name in ("open_hours", "team_wait_h")]
    terms, breach = np.column_stack([np.log(p / (1 - p)), *levels, *hours]), frame["breach"].to_numpy()
    day, scores = (frame["day"] - START).to_numpy(), np.zeros(len(frame))
    for today in range(MATURING_DAYS, DAYS):
        learned = frame.index.isin(matured(window, today).index)
        model = LogisticRegression(max_iter=300).fit(terms[learned], breach[learned])
        scores[day == today] = model.predict_proba(terms[day == today])[:, 1]
    return scores[day >= MATURING_DAYS], second_half(window)


def _without_the_doubtful(window: Window, quiet: Window, models: Models) -> Scored:
    return _by(models.without[window.kind], second_half(window))


def _converted(window: Window, quiet: Window, models: Models) -> Scored:
    """Hours are hours and kB are kB again, as the contract says."""
    frame = second_half(window)
    units = {"sla_hours": 60, "open_hours": 60, "attach_kb": 1024}
    return _by(models.boosted, frame.assign(**{name: frame[name] / unit for name, unit in units.items()}))


def _mapped(window: Window, quiet: Window, models: Models) -> Scored:
    frame = second_half(window)
    return _by(models.boosted, frame.assign(severity=frame["priority"]))


def _backfilled(window: Window, quiet: Window, models: Models) -> Scored:
    """The join repaired: the columns of the CRM as they are in the same world without the incident."""
    return _by(models.boosted, second_half(quiet))


def _deduplicated(window: Window, quiet: Window, models: Models) -> Scored:
    """One score a ticket, given to each of its rows."""
    frame = second_half(window)
    one = frame.drop_duplicates("ticket_id")
    return frame["ticket_id"].map(pd.Series(models.boosted(one), index=one["ticket_id"])).to_numpy(), frame


RESPONSES: dict[str, tuple[str, Response]] = {
    "spike": ("recalibrated daily", _recalibrated_daily),
    "population": ("recalibrated by region", _recalibrated("region")),
    "concept": ("slice found by labels, recalibrated by area", _recalibrated("area")),
    "adversarial": ("without area, urgency and messages", _without_the_doubtful),
    "null_upstream": ("join repaired and backfilled", _backfilled),
    "unit_change": ("converted at the edge", _converted),
    "schema_change": ("name mapped for both versions", _mapped),
    "duplicates": ("deduplicated by key", _deduplicated),
    "stale": ("without features of the store", _without_the_doubtful),
    "label_stall": ("hold retraining, keep the model", ignored),
}


def psi(usual: np.ndarray, now: np.ndarray, bins: int = 10) -> float:
    """Population stability index over bins of equal share of `usual`; empty bins count half a row."""
    edges = np.unique(np.quantile(usual, np.linspace(0, 1, bins + 1)[1:-1]))

    def shares(values: np.ndarray) -> np.ndarray:
        counts = np.bincount(np.searchsorted(edges, values), minlength=len(edges) + 1)
        return np.maximum(counts, 0.5) / len(values)

    expected, actual = shares(usual), shares(now)
    return float(((actual - expected) * np.log(actual / expected)).sum())
