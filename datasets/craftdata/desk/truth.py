"""The answer key of a world: for graders, tests, and lessons that show the truth beside a score."""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import catalogue as cat
from .ground import DAY_S
from .operation import Operation
from .outcome import finish_hours, finish_hours_fast
from .tables import left_alone
from .timestamps import timestamps

PROBABILITY_DIGITS = 9


def make_truth(seed: int, days: int = 60, tickets_per_day: float = 40, **parameters: object) -> pd.DataFrame:
    """What is true of every ticket of the world that `make_tables` makes from the same arguments.

    Returns
    -------
    DataFrame
        As `truth_of` gives it; every ticket was left alone.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    return truth_of(left_alone(seed, days=days, tickets_per_day=tickets_per_day, **parameters))


def truth_of(world: Operation) -> pd.DataFrame:
    """What is true of every ticket created before the end of the last closed day.

    Returns
    -------
    DataFrame
        One row per ticket, ordered by `ticket_id` like the tables:

        day : int, day of the world of its decision
        open_at_decision : bool, unresolved one hour after creation
        p_breach, p_breach_fast : float, chance of a breach if left alone and if put in the fast lane at
            `decide_at`, given the queue it met; 0 for a ticket resolved before that
        breach_alone, breach_fast : bool, what happens with its luck under either decision
        fast_lane, propensity : the decision, and the logged chance of it (NaN if not decided on yet)
        breach : bool, what happened
        penalty : float, euros that a breach costs
        wait, queue : float, effective hours of the team's queue at creation, and those it has to wait itself
        log_work, sigma : float, law of the work; open_sla, open_first : float, effective hours that the
            contract leaves until the deadline and until the decision
        effort : float, agent hours; outage, gamed, misrouted : bool
        resolved_at, outcome_at : UTC, real resolution; resolution or deadline, whichever is first
        known_at : UTC, when the outcome's event is first ingested, even if in the future
    """
    ground, ledger = world.course.ground, world.course.ledger
    part = np.arange(ground.created_edges[world.course.begun])
    part = part[np.argsort(world.ticket_ids[part], kind="stable")]
    x, work, is_open = world.course.exposure(part), ground.load.work[part], ledger.is_open[part]
    start, due_s = world.scenario.start, ground.due_s[part]
    columns = {
        "ticket_id": pd.array(world.ticket_ids[part], dtype="str"),
        "day": ground.decide_s[part] // DAY_S,
        "open_at_decision": is_open,
        "p_breach": np.round(ledger.p_alone[part], PROBABILITY_DIGITS),
        "p_breach_fast": np.round(ledger.p_fast[part], PROBABILITY_DIGITS),
        "breach_alone": is_open & (finish_hours(x, work) > x.open_sla),
        "breach_fast": is_open & (finish_hours_fast(x, work) > x.open_sla),
        "fast_lane": ledger.fast_lane[part],
        "propensity": ledger.propensity[part],
        "breach": ledger.breach[part],
        "penalty": cat.PENALTY[ground.tickets.plan[part]],
        "wait": ledger.wait[part],
        **{name: getattr(x, name) for name in ("queue", "log_work", "sigma", "open_sla", "open_first")},
        "effort": ground.effort[part],
        **{name: getattr(ground.tickets, name)[part] for name in ("outage", "gamed", "misrouted")},
        "resolved_at": timestamps(start, ledger.resolved_s[part]),
        "outcome_at": timestamps(start, np.minimum(ledger.resolved_s[part], due_s)),
        "known_at": timestamps(start, ledger.known_s[part]),
    }
    return pd.DataFrame(columns)
