"""When the SLA engine posts an outcome, and when the warehouse has it: the lag of every label."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .coefficients import Coefficients
from .incidents import Incident
from .scenario import Scenario
from .streams import Streams

LATE_MEAN_S = 6 * 3600
BATCH_S = 3600  # the SLA engine posts outcomes once an hour
HELD_SHARE, HELD_MEAN_S = 0.10, 20 * 3600  # outcomes kept back for reconciliation
CATCH_UP_S = 4 * 3600  # how long it takes to post what a stall has held up


@dataclass(frozen=True)
class Posting:
    """One entry per ticket; all in seconds.

    Parameters
    ----------
    heard_s : ndarray of int
        From the resolution until the warehouse has heard of it.
    held_s : ndarray of int
        How long the outcome is kept back for reconciliation.
    lag_s : ndarray of int
        From the posting of the outcome until the warehouse has it.
    stalls : tuple of Incident
        Incidents during which nothing is posted.
    """

    heard_s: np.ndarray
    held_s: np.ndarray
    lag_s: np.ndarray
    stalls: tuple[Incident, ...]

    def known_s(
        self, part: slice, breach: np.ndarray, due_s: np.ndarray, resolved_s: np.ndarray
    ) -> np.ndarray:
        """Second of the world at which the warehouse first has the outcome of each ticket of `part`.

        A breach can be told at the deadline; a success only when the resolution has been heard of.
        """
        ready = np.where(breach, due_s, resolved_s + self.heard_s[part])
        posted = -(-(ready + self.held_s[part]) // BATCH_S) * BATCH_S
        for stall in self.stalls:
            first, end = stall.window_s
            late = end + self.lag_s[part] * 977 % CATCH_UP_S  # in no order that means anything
            posted = np.where((posted >= first) & (posted < end), late, posted)
        return posted + self.lag_s[part]


def draw_posting(streams: Streams, laws: Coefficients, scenario: Scenario, serial: np.ndarray) -> Posting:
    """Draw the lags of every ticket's outcome."""
    held = streams.at("posting.held", serial) < HELD_SHARE
    hold = HELD_MEAN_S * streams.exponential_at("posting.hold", serial)
    return Posting(
        heard_s=agent_lag_s(streams, laws, "resolved", serial),
        held_s=np.where(held, hold, 0).astype(np.int64),
        lag_s=usual_lag_s(streams, "outcome", serial),
        stalls=tuple(item for item in scenario.incidents if item.kind == "label_stall"),
    )


def usual_lag_s(streams: Streams, name: str, place: np.ndarray) -> np.ndarray:
    """Seconds until the warehouse has an event that a server sends: a few seconds."""
    return 2 + np.exp(1.2 * streams.normal_at(f"delivery.lag.{name}", place)).astype(np.int64)


def agent_lag_s(streams: Streams, laws: Coefficients, name: str, place: np.ndarray) -> np.ndarray:
    """Seconds until the warehouse has an event from an agent's app, which is offline now and then."""
    offline = streams.at(f"delivery.late.{name}", place) < laws.late_share
    delay = LATE_MEAN_S * streams.exponential_at(f"delivery.delay.{name}", place)
    return usual_lag_s(streams, name, place) + np.where(offline, delay, 0).astype(np.int64)
