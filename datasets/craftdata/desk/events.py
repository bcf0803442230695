"""What happened to each ticket, on the clock of the world: nothing here is late, repeated or skewed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .clock import WorkClock
from .streams import Streams, poisson_quantile
from .tickets import MOST_MESSAGES, Tickets

EVENT_TYPES = (
    "created", "customer_msg", "reassigned", "agent_reply", "priority_changed",
    "message", "resolved", "sla_met", "sla_breached",
)  # fmt: skip
CREATED, CUSTOMER_MSG, REASSIGNED, AGENT_REPLY, PRIORITY_CHANGED = range(5)
MESSAGE, RESOLVED, SLA_MET, SLA_BREACHED = range(5, 9)
# Values an event can carry, as one list: nothing, then severities, then teams.
VALUES = (None, *cat.SEVERITIES, *cat.TEAM_NAMES)
FIRST_SEVERITY, FIRST_TEAM = 1, 1 + len(cat.SEVERITIES)
MOST_LATER_MESSAGES = 6
ESCALATION_SHARE, ESCALATION_AT = 0.8, 0.8


@dataclass(frozen=True)
class Events:
    """One entry per event, in no order that means anything yet.

    Parameters
    ----------
    ticket : ndarray of int
        Index of the ticket.
    type : ndarray of int
        Index into `EVENT_TYPES`.
    true_s : ndarray of int
        Second of the world at which it really happened.
    value : ndarray of int
        Index into `VALUES`.
    """

    ticket: np.ndarray
    type: np.ndarray
    true_s: np.ndarray
    value: np.ndarray


@dataclass(frozen=True)
class Course:
    """How each ticket went.

    Parameters
    ----------
    due_s, resolved_s : ndarray of int
        Seconds of the world of its deadline and of its resolution.
    breach : ndarray of bool
        Whether it was resolved after the deadline.
    finish_hours : ndarray of float
        Effective hours from creation to resolution.
    """

    due_s: np.ndarray
    resolved_s: np.ndarray
    breach: np.ndarray
    finish_hours: np.ndarray

    @property
    def outcome_s(self) -> np.ndarray:
        """Second at which the outcome is decided: resolution or deadline, whichever is first."""
        return np.minimum(self.resolved_s, self.due_s)


def draw_events(
    streams: Streams, tickets: Tickets, clock: WorkClock, queue: np.ndarray, course: Course
) -> Events:
    """All events of all tickets. `queue` is the wait of each ticket in effective hours."""
    parts = [
        _part(CREATED, np.ones(len(queue), bool), tickets.created_s),
        *_first_hour(streams, tickets, course),
        _first_reply(streams, tickets, clock, queue, course),
        *_later(streams, tickets, course),
        _part(RESOLVED, np.ones(len(queue), bool), course.resolved_s),
        _part(SLA_MET, ~course.breach, course.outcome_s),
        _part(SLA_BREACHED, course.breach, course.outcome_s),
    ]
    return Events(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _part(kind: int, happens: np.ndarray, second: np.ndarray, value: np.ndarray | None = None) -> tuple:
    """Columns of `Events` for one type: one event for each ticket to which it happens."""
    ticket = np.flatnonzero(happens)
    codes = np.zeros(len(ticket), np.int64) if value is None else value[ticket]
    return ticket, np.full(len(ticket), kind), second[ticket], codes


def _first_hour(streams: Streams, tickets: Tickets, course: Course) -> list[tuple]:
    """Messages of the customer and the correction of a wrong queue, while the ticket is open."""
    n, created = len(tickets.day), tickets.created_s
    moment = created + 60 + (3500 * streams.uniform("events.customer_msg", MOST_MESSAGES, n)).astype(np.int64)
    parts = [
        _part(CUSTOMER_MSG, (tickets.messages > k) & (moment[k] < course.resolved_s), moment[k])
        for k in range(MOST_MESSAGES)
    ]
    noticed = created + 300 + (3200 * streams.uniform("events.reassigned", n)).astype(np.int64)
    step = 1 + streams.integers("events.first_team", len(cat.TEAMS) - 1, n)
    before = FIRST_TEAM + (tickets.team + step) % len(cat.TEAMS)
    return [*parts, _part(REASSIGNED, tickets.reassigned & (noticed < course.resolved_s), noticed, before)]


def _first_reply(
    streams: Streams, tickets: Tickets, clock: WorkClock, queue: np.ndarray, course: Course
) -> tuple:
    """The first answer of an agent, near the end of the wait."""
    hours = 0.9 * queue + np.exp(0.9 * streams.normal("events.reply", len(queue)) - 1)
    in_hours = clock.second_at(tickets.team, clock.hours_at(tickets.team, tickets.created_s) + hours)
    moment = np.where(tickets.round_the_clock, tickets.created_s + hours * 3600, in_hours).astype(np.int64)
    moment = np.minimum(moment, course.resolved_s - 60)
    return _part(AGENT_REPLY, moment > tickets.created_s, moment)


def _later(streams: Streams, tickets: Tickets, course: Course) -> list[tuple]:
    """Escalation near the deadline, and the conversation until the end."""
    n, created = len(tickets.day), tickets.created_s
    escalates_s = created + (3600 * ESCALATION_AT * tickets.sla_hours).astype(np.int64)
    escalates = (course.resolved_s > escalates_s) & (tickets.severity > 0)
    escalates &= streams.uniform("events.escalates", n) < ESCALATION_SHARE
    raised = FIRST_SEVERITY + np.maximum(tickets.severity - 1, 0)
    parts = [_part(PRIORITY_CHANGED, escalates, escalates_s, raised)]
    count = poisson_quantile(streams.uniform("events.messages", n), 0.5 + 0.9 * np.log1p(course.finish_hours))
    length = course.resolved_s - created
    moment = created + (length * streams.uniform("events.message", MOST_LATER_MESSAGES, n)).astype(np.int64)
    later = (moment > created + 3600) & (count > np.arange(MOST_LATER_MESSAGES)[:, None])
    return parts + [_part(MESSAGE, later[k], moment[k]) for k in range(MOST_LATER_MESSAGES)]
