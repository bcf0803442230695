"""How events reach the warehouse: later than they happened, sometimes twice, sometimes with a wrong clock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .events import AGENT_REPLY, MESSAGE, REASSIGNED, RESOLVED, SLA_BREACHED, SLA_MET, SLOT_OF, SLOTS, Events
from .ground import Ground
from .ledger import Ledger
from .posting import agent_lag_s, usual_lag_s

SKEW_LEAST_S, SKEW_MOST_S = 300, 5400
SENT_OFFLINE = (AGENT_REPLY, MESSAGE, RESOLVED, REASSIGNED)
STAMPED_BY_AGENT = (AGENT_REPLY, MESSAGE, RESOLVED)


@dataclass(frozen=True)
class Deliveries:
    """One entry per row of the events table, in an order that means nothing.

    Parameters
    ----------
    event : ndarray of int
        Index into `Events`; an event delivered twice occurs twice.
    occurred_s : ndarray of int
        Second of the world that the sender's clock showed.
    ingested_s : ndarray of int
        Second of the world at which the warehouse stored the row.
    rank : ndarray of float
        Uniform by which the rows are ordered: a row keeps its own however many others come.
    """

    event: np.ndarray
    occurred_s: np.ndarray
    ingested_s: np.ndarray
    rank: np.ndarray


def deliver(ground: Ground, ledger: Ledger, events: Events) -> Deliveries:
    """Deliver every event at least once."""
    streams, laws, place = ground.streams, ground.laws, events.place
    skewed = np.isin(events.type, STAMPED_BY_AGENT) & (streams.at("delivery.skewed", place) < laws.skew_share)
    occurred = events.true_s + np.where(skewed, _skew_s(ground, place), 0)
    ingested = first_ingestion_s(ground, ledger, events)
    again = np.flatnonzero(streams.at("delivery.again", place) < laws.duplicate_share)
    pause = 5 + (7200 * streams.at("delivery.pause", place[again])).astype(np.int64)
    event = np.r_[np.arange(len(place)), again]
    rank = np.r_[streams.at("delivery.rank", place), streams.at("delivery.rank_again", place[again])]
    order = np.argsort(rank, kind="stable")
    ingested = np.r_[ingested, ingested[again] + pause]
    return Deliveries(event[order], occurred[event[order]], ingested[order], rank[order])


def _skew_s(ground: Ground, place: np.ndarray) -> np.ndarray:
    """Seconds that a wrong clock is off, early or late."""
    size = SKEW_LEAST_S + ((SKEW_MOST_S - SKEW_LEAST_S) * ground.streams.at("delivery.skew", place)).astype(
        np.int64
    )
    return np.where(ground.streams.at("delivery.skew_sign", place) < 0.6, -size, size)


def first_ingestion_s(ground: Ground, ledger: Ledger, events: Events) -> np.ndarray:
    """Second at which each event is stored for the first time."""
    lag = usual_lag_s(ground.streams, "event", events.place)
    by_app = np.flatnonzero(np.isin(events.type, SENT_OFFLINE))
    lag[by_app] = agent_lag_s(ground.streams, ground.laws, "event", events.place[by_app])
    first_resolution = (events.type == RESOLVED) & (events.place % SLOTS == SLOT_OF[RESOLVED])
    lag = np.where(first_resolution, ground.posting.heard_s[events.ticket], lag)
    is_outcome = (events.type == SLA_MET) | (events.type == SLA_BREACHED)
    return np.where(is_outcome, ledger.known_s[events.ticket], events.true_s + lag)
