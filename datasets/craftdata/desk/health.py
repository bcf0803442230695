"""The CRM's health score: what an account's recent outcomes made of it at each review."""

from __future__ import annotations

import numpy as np

from .account_history import ACCOUNT_STRIDE, AccountHistory
from .streams import Streams

WINDOW_S = 56 * 86_400
PRIOR_BREACHES, PRIOR_TICKETS = 0.8, 4.0


def health_scores(
    streams: Streams, history: AccountHistory, account: np.ndarray, outcome_s: np.ndarray, breach: np.ndarray
) -> np.ndarray:
    """Score of every version of every account, 0 (bad) to 100, whole numbers (int64).

    A review counts the outcomes of the 56 days before it; between reviews the score stays.

    Parameters
    ----------
    account, outcome_s, breach : ndarray (tickets,)
        Account, second of the outcome, and whether it was a breach.
    """
    keys = account * ACCOUNT_STRIDE + outcome_s
    order = np.argsort(keys, kind="stable")
    breaches = np.r_[0, np.cumsum(breach[order])]
    at = history.account * ACCOUNT_STRIDE + history.valid_from_s
    first = np.searchsorted(keys[order], at - WINDOW_S, side="left")
    last = np.searchsorted(keys[order], at, side="left")
    rate = (breaches[last] - breaches[first] + PRIOR_BREACHES) / (last - first + PRIOR_TICKETS)
    score = 92 - 75 * rate + 6 * streams.normal_at("health.noise", history.place)
    latest = np.maximum.accumulate(np.where(history.reviewed, np.arange(len(at)), 0))
    return np.clip(np.round(score), 0, 100).astype(np.int64)[latest]
