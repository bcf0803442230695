"""The rungs of the ladder: which columns each adds, and the two classes of model that climb it."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from craftdata.desk import wording
from craftdata.desk.catalogue import (
    AREAS,
    CHANNELS,
    LANGUAGES,
    PLANS,
    REGIONS,
    SEVERITIES,
    SYMPTOMS_PER_AREA,
    TEAM_NAMES,
)
from craftdata.desk.policies import says_urgent

SYMPTOMS = tuple(f"{area} {k}" for area in AREAS for k in range(SYMPTOMS_PER_AREA))
# Values of each category, in the order of their codes.
CATEGORIES = {
    "plan": PLANS, "severity": SEVERITIES, "area": AREAS, "channel": CHANNELS, "language": LANGUAGES,
    "region": REGIONS, "team": TEAM_NAMES, "symptom": SYMPTOMS, "deployment": ("cloud", "on-prem"),
}
SPREAD_WIDE = ("seats", "tenure_days", "body_chars", "attach_kb", "sla_hours", "open_hours", "acct_tickets",
               "acct_tickets_28d", "team_open", "team_wait_h")
PRIOR_TICKETS, PRIOR_RATE = 8.0, 0.2  # what an account counts for before it has a history


@dataclass(frozen=True)
class Rung:
    """One step: its name, and the columns that it adds to those of the steps below."""

    name: str
    adds: tuple[str, ...]


FORM = ("plan", "severity", "area", "channel", "language", "region", "deployment", "seats", "tenure_days",
        "body_chars", "attach_kb")
RUNGS = (
    Rung("raw form fields", FORM),
    Rung("+ SLA and clock", ("sla_hours", "weekday", "hour")),
    Rung("+ open hours of the team", ("team", "open_hours")),
    Rung("+ symptom in the text", ("symptom", "urgent")),
    Rung("+ first-hour events", ("messages_1h", "reassigned_1h", "article_read")),
    Rung("+ account history and queue", ("acct_tickets", "acct_rate", "acct_tickets_28d", "acct_rate_28d",
                                         "team_open", "team_wait_h")),
)


def columns_of(rung: int) -> list[str]:
    """The columns that the rung of this number knows, those below included."""
    return [name for step in RUNGS[:rung + 1] for name in step.adds]


def table_of(tickets: pd.DataFrame) -> pd.DataFrame:
    """Every column of every rung, one row per ticket of `Day.tickets`, floats.

    A category is its code, missing where it is unknown; hour and weekday of the creation are those in UTC.
    """
    columns = {name: _codes(tickets[name], values) for name, values in CATEGORIES.items() if name in tickets}
    columns["symptom"] = symptoms_of(tickets)
    columns["urgent"] = says_urgent(tickets["subject"].to_numpy(object)).astype(float)
    for name in {*SPREAD_WIDE, "messages_1h", "reassigned_1h", "article_read"}:
        columns[name] = tickets[name].to_numpy(float)
    for suffix in ("", "_28d"):
        n, breaches = (tickets[f"acct_{what}{suffix}"].to_numpy(float) for what in ("tickets", "breaches"))
        columns[f"acct_rate{suffix}"] = (breaches + PRIOR_TICKETS * PRIOR_RATE) / (n + PRIOR_TICKETS)
    created = tickets["created_at"].dt
    columns["hour"] = (created.hour + created.minute / 60).to_numpy(float)
    columns["weekday"] = created.day_of_week.to_numpy(float)
    return pd.DataFrame(columns)


def _codes(column: pd.Series, values: tuple[str, ...]) -> np.ndarray:
    codes = pd.Categorical(column, categories=list(values)).codes.astype(float)
    return np.where(codes < 0, np.nan, codes)


def symptoms_of(tickets: pd.DataFrame) -> np.ndarray:
    """Code of the symptom that each subject names, missing where a typing error hides it."""
    found = np.full(len(tickets), np.nan)
    subject = tickets["subject"].str.lower().to_numpy(object)
    for language, words in zip(LANGUAGES, wording.LANGUAGES, strict=True):
        own = np.flatnonzero(tickets["language"].to_numpy(object) == language)
        code, inverse = pd.factorize(subject[own])
        known = _symptom_codes(words)
        unique = np.array([known.get(_bare(line, words), np.nan) for line in inverse], float)
        found[own] = unique[code]
    return found


def _symptom_codes(words: wording.Wording) -> dict[str, int]:
    return {line.lower(): area * SYMPTOMS_PER_AREA + symptom for area, lines in enumerate(words.symptoms)
            for symptom, wordings in enumerate(lines) for line in wordings}


def _bare(line: str, words: wording.Wording) -> str:
    """A subject in lower case without its opener or cry and without its context."""
    for start in sorted((*words.openers, *words.urgent), key=len, reverse=True):
        if line.startswith(start.lower()):
            line = line[len(start):]
            break
    for end in sorted(words.contexts, key=len, reverse=True):
        if line.endswith(end.lower()):
            return line[:len(line) - len(end)]
    return line


def boosted(train: pd.DataFrame, breach: np.ndarray, test: pd.DataFrame) -> np.ndarray:
    """Chances that gradient-boosted trees predict for `test`."""
    model = HistGradientBoostingClassifier(
        max_iter=160, learning_rate=0.07, max_leaf_nodes=21, min_samples_leaf=40, l2_regularization=3.0,
        early_stopping=False, random_state=0,
        categorical_features=[name in CATEGORIES for name in train.columns])
    return model.fit(train.to_numpy(), breach).predict_proba(test.to_numpy())[:, 1]


def linear(train: pd.DataFrame, breach: np.ndarray, test: pd.DataFrame, engineered: bool) -> np.ndarray:
    """Chances of a logistic regression; `engineered` adds what trees find by themselves."""
    scale = StandardScaler().fit(_matrix(train, engineered))
    model = LogisticRegression(C=0.2, max_iter=400)
    model.fit(scale.transform(_matrix(train, engineered)), breach)
    return model.predict_proba(scale.transform(_matrix(test, engineered)))[:, 1]


def _matrix(table: pd.DataFrame, engineered: bool) -> np.ndarray:
    """One column a category; engineered: logs of what spreads wide, and products with deployment and team."""
    onprem = table["deployment"].to_numpy() == 1
    columns = []
    for name in table.columns:
        x = table[name].to_numpy()
        if name in CATEGORIES:
            dummies = [(x == code).astype(float) for code in range(len(CATEGORIES[name]))]
            columns += dummies
            if engineered and name in ("symptom", "area"):
                columns += [dummy * onprem for dummy in dummies]
            if engineered and name == "area" and "team" in table:
                columns += [dummy * (table["team"] == team) for team in range(len(TEAM_NAMES))
                            for dummy in dummies]
        elif engineered and name in SPREAD_WIDE:
            columns.append(np.log1p(np.nan_to_num(x)))
        elif engineered and name == "hour":
            columns += [np.sin(x * np.pi / 12), np.cos(x * np.pi / 12)]
        elif engineered and name == "weekday":
            columns += [x == day for day in range(7)]
        else:
            columns.append(np.nan_to_num(x))
    return np.column_stack([*columns, np.zeros(len(table))]).astype(float)
