"""Score the tickets of a day, fall back when they cannot be trusted, and log everything as it was served.

A day that breaks the contract is scored by the desk's old rule as a whole. The desk must always get an order:
a service that raises an error leaves the places of that day empty.
"""

from __future__ import annotations

import logging

import numpy as np
import pandas as pd

from craftdata.desk import policies

from . import features
from .artefact import Artefact
from .join import PENALTY
from .model import Model
from .served_log import RULE, ServedLog, refusal

log = logging.getLogger(__name__)

class Scorer:
    """Expected cost of leaving each ticket alone, in euros; give it to `desk.policies.by_score`.

    The score is probability x penalty and not the probability: a likely breach of a small customer costs less
    than an unlikely one of a large customer. What the fast lane would *change* is not modelled yet.

    Parameters
    ----------
    artefact : Artefact
    served : ServedLog
        Where to log.
    """

    def __init__(self, artefact: Artefact, served: ServedLog) -> None:
        self.artefact, self.served = artefact, served

    def __call__(self, tickets: pd.DataFrame) -> np.ndarray:
        """One number for each row of `Day.tickets`, whatever state they are in."""
        reason = refusal(tickets)
        if reason:
            log.error("fell back to the rule: %s", reason)
            score = rule_score(tickets)
            self.served.add(tickets, model=RULE, reason=reason, probability=np.nan, score=score)
            return score
        probability, score = answers(self.artefact.model, tickets)
        version = self.artefact.version
        self.served.add(tickets, model=version, reason="", probability=probability, score=score)
        return score


def answers(model: Model, tickets: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Probability and score (euros) of rows that keep the contract; 0 for tickets that are resolved."""
    said = np.where(tickets["still_open"], model.probability(features.build(tickets)), 0.0)
    return said, said * tickets["plan"].map(PENALTY).to_numpy(float)


def rule_score(tickets: pd.DataFrame) -> np.ndarray:
    """The order of the desk's old rule: 2 for P1 and P2 that sound urgent or come from enterprises, 1 for the
    rest of P1 and P2, 0 for all others. A missing column or value counts as an ordinary one.
    """
    def word(name: str) -> pd.Series:
        return tickets[name] if name in tickets else pd.Series("", index=tickets.index)

    severe = word("severity").isin(["P1", "P2"]).to_numpy()
    first = policies.says_urgent(word("subject").to_numpy()) | (word("plan") == "enterprise").to_numpy(bool)
    return severe * (1.0 + first)


def replay(served: pd.DataFrame, artefact: Artefact) -> pd.DataFrame:
    """Logged rows of this artefact that it would answer differently today; empty if the log can be trusted.

    Parameters
    ----------
    served : DataFrame
        `ServedLog.table()`.
    """
    own = served[served["model"] == artefact.version]
    rows = own.infer_objects()  # a day without some column has turned flags into objects
    said, score = answers(artefact.model, rows)
    return own[(said != own["probability"]) | (score != own["score"])]
