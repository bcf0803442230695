"""What the prompt promises of every rule, seen on many drawn tickets: it tells two answers apart.

Another number is another rule, not a wrong one; so scores are no behaviour that could be compared. What every
rule must do is: a finite score for each ticket, the same score alone, the dearer and the tighter first.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.formulation.worlds import asked_days
from autograder.draws import Draw

TICKETS = 12
PLANS = ("enterprise", "business", "starter")


def promised(target: Callable[[pd.DataFrame], Any], tickets: pd.DataFrame) -> dict[str, Any]:
    """Which promises a rule keeps on which of these tickets.

    That the tighter comes first is promised where the open hours are more than the wait.
    """
    def scored(table: pd.DataFrame) -> np.ndarray:
        return np.asarray(target(table.copy()), dtype=float)

    scores = scored(tickets)
    enterprise, business, starter = (scored(tickets.assign(plan=plan)) for plan in PLANS)
    later = tickets.assign(due_at=tickets["due_at"] + pd.Timedelta(days=14),
                           sla_hours=tickets["sla_hours"] + 336, open_hours=tickets["open_hours"] + 80)
    promised_there = (tickets["open_hours"] > tickets["team_wait_h"]).to_numpy()
    alone = np.concatenate([scored(tickets.loc[[label]]) for label in tickets.index])
    return {"index": list(pd.Series(target(tickets.copy())).index), "finite": np.isfinite(scores),
            "dearer": (enterprise > business) & (business > starter),
            "tighter": (scores > scored(later)) | ~promised_there,
            "alone": np.isclose(alone, scores, rtol=1e-9, atol=1e-12)}


def drawn(draw: Draw) -> pd.DataFrame:
    """Open tickets of all plans, teams and forms, each due some hours after its team will have begun."""
    tickets = asked_days(draw.entropy, draw.name)[0]
    open_ones = tickets[tickets["still_open"] & tickets["team_wait_h"].notna()]
    rng = draw.rng("promises")
    chosen = open_ones.iloc[rng.choice(len(open_ones), TICKETS, replace=False)]
    return chosen.assign(open_hours=chosen["team_wait_h"] + rng.uniform(1, 30, TICKETS))
