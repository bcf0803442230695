"""The model of the shift: boosted trees on what a day's rows say, and the euros that a breach costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier

PENALTY = {"starter": 20.0, "business": 90.0, "enterprise": 400.0}  # euros a breach, see desk/card.md
NUMBERS = ("open_hours", "sla_hours", "team_wait_h", "team_open", "messages_1h",
           "acct_tickets", "acct_breaches",
           "attach_kb", "body_chars", "seats")  # fmt: skip
WORDS = {"severity": ("P1", "P2", "P3", "P4"), "plan": tuple(PENALTY), "region": ("AMER", "APAC", "EMEA"),
         "area": ("billing", "how_to", "import_export", "integrations", "login_sso", "outage", "performance",
                  "ui")}  # fmt: skip
FROM_ACCOUNTS = ("plan", "seats", "tenure_days")
UNKNOWN_PENALTY = 90.0  # of a ticket whose plan is not known: that of a business account


class Scorer:
    """The chance of a breach of each ticket.

    Parameters
    ----------
    tickets : DataFrame
        Rows of days as they were served.
    breach : Series of float
        1 or 0, with the index of `tickets`.
    """

    def __init__(self, tickets: pd.DataFrame, breach: pd.Series) -> None:
        self._model = HistGradientBoostingClassifier(
            max_iter=80, max_leaf_nodes=10, min_samples_leaf=40, learning_rate=0.1, random_state=0,
            early_stopping=False)  # fmt: skip
        self._model.fit(features(tickets), breach)

    def probability(self, tickets: pd.DataFrame) -> np.ndarray:
        """One number from 0 to 1 a row."""
        return self._model.predict_proba(features(tickets))[:, 1]


def features(tickets: pd.DataFrame) -> np.ndarray:
    """One row a ticket; a column that is not there, and a word that is not known, are missing."""
    gone = pd.Series(np.nan, index=tickets.index)
    numbers = [pd.to_numeric(tickets.get(name, gone)).to_numpy(float) for name in NUMBERS]
    words = [tickets.get(name, gone).map({word: float(k) for k, word in enumerate(known)}).to_numpy(float)
             for name, known in WORDS.items()]  # fmt: skip
    return np.column_stack(numbers + words)


def penalty(tickets: pd.DataFrame) -> pd.Series:
    """Euros that a breach of each ticket costs."""
    return tickets["plan"].map(PENALTY).astype(float).fillna(UNKNOWN_PENALTY)


def repaired(tickets: pd.DataFrame, last_seen: pd.DataFrame) -> pd.DataFrame:
    """The rows with gaps filled from what is known elsewhere.

    Parameters
    ----------
    last_seen : DataFrame
        plan, seats and tenure_days of each account when it was last served with a plan, by account_id.
    """
    filled = {name: tickets[name].where(tickets[name].notna(), tickets["account_id"].map(last_seen[name]))
              for name in FROM_ACCOUNTS}  # fmt: skip
    promised = (tickets["due_at"] - tickets["created_at"]) / pd.Timedelta("1h")
    return tickets.assign(**filled, sla_hours=tickets["sla_hours"].fillna(promised))
