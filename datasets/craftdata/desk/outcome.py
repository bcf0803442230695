"""When a ticket is finished, and the chance of a breach in closed form.

A ticket needs `W` hours of work, log-normal with `log_work` and `sigma`, after `queue` hours of waiting; all
are effective hours of its team's clock (`clock.WorkClock`). The contract leaves `open_sla` effective hours
until the deadline and `open_first` until the decision one hour after creation. Left alone it breaches if
`queue + W > open_sla`. In the fast lane, entered at the decision, it waits `HANDOVER` and the rest of the
work takes half as long. Both chances are conditional on the ticket being open at the decision, which is all
that is known of `W` then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

HANDOVER, SPEED = 0.2, 2.0  # effective hours until a senior agent starts, and how much faster they are
TINY_HOURS = 1e-9


@dataclass(frozen=True)
class Exposure:
    """What the law of the outcome depends on, one entry per ticket, hours effective."""

    log_work: np.ndarray
    sigma: np.ndarray
    queue: np.ndarray
    open_sla: np.ndarray
    open_first: np.ndarray


def p_breach(x: Exposure) -> np.ndarray:
    """P(breach, left alone | open at the decision) of each ticket."""
    return _ratio(x, x.open_sla - x.queue)


def p_breach_fast(x: Exposure) -> np.ndarray:
    """P(breach, put in the fast lane | open at the decision) of each ticket."""
    remaining = np.maximum(x.open_sla - x.open_first - HANDOVER, 0) * SPEED
    return _ratio(x, _done(x) + remaining)


def finish_hours(x: Exposure, work: np.ndarray) -> np.ndarray:
    """Effective hours from creation to resolution when left alone."""
    return x.queue + work


def finish_hours_fast(x: Exposure, work: np.ndarray) -> np.ndarray:
    """Effective hours from creation to resolution for a ticket that enters the fast lane at the decision."""
    return x.open_first + HANDOVER + (work - _done(x)) / SPEED


def is_open_at_decision(x: Exposure, work: np.ndarray) -> np.ndarray:
    """Whether the ticket is still unresolved one hour after creation."""
    return finish_hours(x, work) > x.open_first


def _done(x: Exposure) -> np.ndarray:
    """Work done before the decision."""
    return np.maximum(x.open_first - x.queue, 0)


def _ratio(x: Exposure, threshold: np.ndarray) -> np.ndarray:
    """P(W > threshold | W > work done before the decision)."""
    return np.minimum(_survival(x, threshold) / np.maximum(_survival(x, _done(x)), 1e-300), 1.0)


def _survival(x: Exposure, hours: np.ndarray) -> np.ndarray:
    """P(W > hours)."""
    return ndtr((x.log_work - np.log(np.maximum(hours, TINY_HOURS))) / x.sigma)
