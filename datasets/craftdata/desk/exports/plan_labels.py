"""Plans as people type them."""

from __future__ import annotations

import numpy as np

from .. import catalogue as cat
from ..streams import Streams

INTERNAL = len(cat.PLANS)  # code of the plan of the QA bot's account
PLAN_NAMES = (*cat.PLANS, "internal")
VARIANTS = (
    ("Starter", "STARTER", "starter ", "start", "Starter plan"),
    ("Business", "BUSINESS", "business ", "biz", "bussiness"),
    ("Enterprise", "ENT", "enterprise ", "Enterprise plan", "enterprize"),
)


def plan_labels(
    streams: Streams, name: str, place: np.ndarray, plan: np.ndarray, share: float
) -> np.ndarray:
    """Label of each plan code (object array of str), a share of them otherwise than in the contract."""
    labels = np.array(PLAN_NAMES, object)[plan]
    varies = (streams.at(f"raw.{name}.varies", place) < share) & (plan < INTERNAL)
    choice = streams.integers_at(f"raw.{name}.variant", len(VARIANTS[0]), place[varies])
    labels[varies] = np.array(VARIANTS, object)[plan[varies], choice]
    return labels
