"""The answer key of one world, for graders and tests only."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .events import SLA_BREACHED, SLA_MET
from .outcome import p_breach, p_breach_fast
from .scenario import Scenario
from .tables import events_of, ticket_ids, timestamps
from .world import World, build_world

PROBABILITY_DIGITS = 9


def make_truth(seed: int, days: int = 60, tickets_per_day: float = 40, **parameters: object) -> pd.DataFrame:
    """What is true of every ticket of the world that `make_tables` makes from the same arguments.

    Returns
    -------
    DataFrame
        One row per ticket, ordered by `ticket_id` like `Tables.tickets`:

        open_at_decision : bool, unresolved one hour after creation
        p_breach, p_breach_fast : float, chance of a breach if left alone and if put in the fast lane at
            `decide_at`; 0 for a ticket resolved before that
        breach : bool, whether it breached (every ticket was left alone)
        resolved_at, outcome_at : UTC, real resolution; resolution or deadline, whichever is first
        known_at : UTC, when the outcome's event was first ingested, even if after the export

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    world = build_world(seed, Scenario(days=days, tickets_per_day=tickets_per_day, **parameters))
    ids = ticket_ids(world)
    order = np.argsort(ids, kind="stable")
    course = world.course
    at = {"resolved_at": course.resolved_s, "outcome_at": course.outcome_s, "known_at": known_s(world)}
    columns = {
        "ticket_id": pd.array(ids[order], dtype="str"),
        "open_at_decision": world.open_at_decision[order],
        "p_breach": _if_open(world, p_breach(world.exposure))[order],
        "p_breach_fast": _if_open(world, p_breach_fast(world.exposure))[order],
        "breach": world.course.breach[order],
        **{name: timestamps(world.scenario, second[order]) for name, second in at.items()},
    }
    return pd.DataFrame(columns)


def known_s(world: World) -> np.ndarray:
    """Second of the world at which each ticket's outcome was first ingested."""
    events, deliveries = events_of(world)
    is_outcome = np.isin(events.type[deliveries.event], [SLA_MET, SLA_BREACHED])
    first = np.full(len(world.tickets.day), np.iinfo(np.int64).max)
    np.minimum.at(first, events.ticket[deliveries.event[is_outcome]], deliveries.ingested_s[is_outcome])
    return first


def _if_open(world: World, probability: np.ndarray) -> np.ndarray:
    return np.round(np.where(world.open_at_decision, probability, 0.0), PROBABILITY_DIGITS)
