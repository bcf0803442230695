"""How events reach the warehouse: later than they happened, sometimes twice, sometimes with a wrong clock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .coefficients import Coefficients
from .events import AGENT_REPLY, MESSAGE, RESOLVED, SLA_BREACHED, SLA_MET, Events
from .streams import Streams

LATE_MEAN_S = 6 * 3600
SKEW_LEAST_S, SKEW_MOST_S = 300, 5400
BATCH_S = 3600  # the SLA engine posts outcomes once an hour
HELD_SHARE, HELD_MEAN_S = 0.10, 20 * 3600  # outcomes kept back for reconciliation


@dataclass(frozen=True)
class Deliveries:
    """One entry per row of the events table.

    Parameters
    ----------
    event : ndarray of int
        Index into `Events`; an event delivered twice occurs twice.
    occurred_s : ndarray of int
        Second of the world that the sender's clock showed.
    ingested_s : ndarray of int
        Second of the world at which the warehouse stored the row.
    skewed : ndarray of bool
        Whether the sender's clock was wrong (hidden).
    """

    event: np.ndarray
    occurred_s: np.ndarray
    ingested_s: np.ndarray
    skewed: np.ndarray


def deliver(streams: Streams, laws: Coefficients, events: Events) -> Deliveries:
    """Deliver every event at least once, in a random order of rows."""
    n = len(events.type)
    by_agent = np.isin(events.type, [AGENT_REPLY, MESSAGE, RESOLVED])
    skewed = by_agent & (streams.uniform("delivery.skewed", n) < laws.skew_share)
    occurred = events.true_s + np.where(skewed, _skew(streams, n), 0)
    ingested = _first_ingestion(streams, laws, events, by_agent)
    again = np.flatnonzero(streams.uniform("delivery.again", n) < laws.duplicate_share)
    pause = 5 + (7200 * streams.uniform("delivery.pause", n)).astype(np.int64)
    event = np.r_[np.arange(n), again]
    ingested = np.r_[ingested, ingested[again] + pause[again]]
    order = np.argsort(streams.uniform("delivery.order", len(event)), kind="stable")
    event = event[order]
    return Deliveries(event, occurred[event], ingested[order], skewed[event])


def _skew(streams: Streams, n: int) -> np.ndarray:
    """Seconds that a wrong clock is off, early or late."""
    u = streams.uniform("delivery.skew", 2, n)
    size = SKEW_LEAST_S + (u[0] * (SKEW_MOST_S - SKEW_LEAST_S)).astype(np.int64)
    return np.where(u[1] < 0.6, -size, size)


def _first_ingestion(
    streams: Streams, laws: Coefficients, events: Events, by_agent: np.ndarray
) -> np.ndarray:
    """Second at which each event is stored for the first time."""
    n = len(events.type)
    usual = 2 + np.exp(1.2 * streams.normal("delivery.lag", n)).astype(np.int64)
    offline = by_agent & (streams.uniform("delivery.late", n) < laws.late_share)
    delay = (LATE_MEAN_S * streams.exponential("delivery.delay", n)).astype(np.int64)
    ingested = events.true_s + usual + np.where(offline, delay, 0)
    is_outcome = (events.type == SLA_MET) | (events.type == SLA_BREACHED)
    # The engine cannot report that a ticket was resolved in time before it has heard of the resolution.
    heard = np.zeros(int(events.ticket.max(initial=-1)) + 1, np.int64)
    resolved = events.type == RESOLVED
    heard[events.ticket[resolved]] = ingested[resolved]
    ready = np.where(events.type == SLA_MET, heard[events.ticket], events.true_s)
    held = streams.uniform("delivery.held", n) < HELD_SHARE
    wait = np.where(held, (HELD_MEAN_S * streams.exponential("delivery.hold", n)).astype(np.int64), 0)
    posted = -(-(ready + wait) // BATCH_S) * BATCH_S + usual
    return np.where(is_outcome, posted, ingested)
