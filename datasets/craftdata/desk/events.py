"""What happened to each ticket, on the clock of the world: nothing here is late, repeated or skewed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .ground import Ground
from .ledger import Ledger
from .streams import poisson_quantile
from .tickets import MOST_MESSAGES

EVENT_TYPES = (
    "created", "customer_msg", "reassigned", "agent_reply", "priority_changed", "message", "resolved",
    "sla_met", "sla_breached", "fast_lane", "article_read", "reopened",
)  # fmt: skip
CREATED, CUSTOMER_MSG, REASSIGNED, AGENT_REPLY, PRIORITY_CHANGED, MESSAGE, RESOLVED = range(7)
SLA_MET, SLA_BREACHED, FAST_LANE, ARTICLE_READ, REOPENED = range(7, 12)
# Values an event can carry, as one list: nothing, then severities, then teams.
VALUES = (None, *cat.SEVERITIES, *cat.TEAM_NAMES)
FIRST_SEVERITY, FIRST_TEAM = 1, 1 + len(cat.SEVERITIES)
MOST_LATER_MESSAGES = 6
ESCALATION_SHARE, ESCALATION_AT = 0.8, 0.8
REOPEN_MEAN_S, SECOND_WORK_MEAN_S = 40 * 3600, 20 * 3600
# Each ticket has a fixed slot for each event that can happen to it: the place of the event's random numbers.
SLOTS = 32
SLOT_OF = {
    CREATED: 0, CUSTOMER_MSG: 1, REASSIGNED: 5, AGENT_REPLY: 6, PRIORITY_CHANGED: 7, MESSAGE: 8,
    RESOLVED: 14, SLA_MET: 15, SLA_BREACHED: 15, FAST_LANE: 16, ARTICLE_READ: 17, REOPENED: 18,
}  # fmt: skip
RESOLVED_AGAIN_SLOT = 19


@dataclass(frozen=True)
class Events:
    """One entry per event, in no order that means anything yet.

    Parameters
    ----------
    ticket : ndarray of int
        Index of the ticket.
    place : ndarray of int
        Place of the event's random numbers; no two events share one.
    type : ndarray of int
        Index into `EVENT_TYPES`.
    true_s : ndarray of int
        Second of the world at which it really happened.
    value : ndarray of int
        Index into `VALUES`.
    """

    ticket: np.ndarray
    place: np.ndarray
    type: np.ndarray
    true_s: np.ndarray
    value: np.ndarray


def draw_events(ground: Ground, ledger: Ledger, part: np.ndarray) -> Events:
    """All events of the tickets with these indices, under the decisions that the ledger holds."""
    always = np.ones(len(part), bool)
    breach, resolved_s = ledger.breach[part], ledger.resolved_s[part]
    outcome_s = np.minimum(resolved_s, ground.due_s[part])
    builder = _Builder(ground, part)
    builder.add(CREATED, always, ground.tickets.created_s[part])
    _first_hour(builder, resolved_s)
    _first_reply(builder, ledger)
    _later(builder, ledger)
    _reopening(builder, resolved_s)
    builder.add(FAST_LANE, ledger.fast_lane[part], ground.decide_s[part])
    builder.add(RESOLVED, always, resolved_s)
    builder.add(SLA_MET, ~breach, outcome_s)
    builder.add(SLA_BREACHED, breach, outcome_s)
    return Events(*(np.concatenate(column) for column in zip(*builder.parts, strict=True)))


class _Builder:
    """Collects the columns of `Events`, type by type."""

    def __init__(self, ground: Ground, part: np.ndarray) -> None:
        self.ground, self.part = ground, part
        self.base = ground.tickets.serial[part] * SLOTS
        self.parts: list[tuple[np.ndarray, ...]] = []

    def u(self, name: str, slot: int) -> np.ndarray:
        """The uniform of that name of each ticket's slot."""
        return self.ground.streams.at(f"events.{name}", self.base + slot)

    def add(
        self,
        kind: int,
        happens: np.ndarray,
        second: np.ndarray,
        value: np.ndarray | None = None,
        slot: int | None = None,
    ) -> None:
        """One event of a type for each ticket to which it happens."""
        own = np.flatnonzero(happens)
        place = self.base[own] + (SLOT_OF[kind] if slot is None else slot)
        codes = np.zeros(len(own), np.int64) if value is None else value[own]
        self.parts.append((self.part[own], place, np.full(len(own), kind), second[own], codes))


def message_s(ground: Ground, part: np.ndarray, k: int) -> np.ndarray:
    """Second of the k-th message that a customer may add in the first hour."""
    place = ground.tickets.serial[part] * SLOTS + SLOT_OF[CUSTOMER_MSG] + k
    return (
        ground.tickets.created_s[part]
        + 60
        + (3500 * ground.streams.at("events.moment", place)).astype(np.int64)
    )


def reassigned_s(ground: Ground, part: np.ndarray) -> np.ndarray:
    """Second at which a wrong queue is noticed, if it is."""
    place = ground.tickets.serial[part] * SLOTS + SLOT_OF[REASSIGNED]
    return (
        ground.tickets.created_s[part]
        + 300
        + (3200 * ground.streams.at("events.moment", place)).astype(np.int64)
    )


def article_s(ground: Ground, part: np.ndarray) -> np.ndarray:
    """Second at which the customer opens a help article, if at all."""
    place = ground.tickets.serial[part] * SLOTS + SLOT_OF[ARTICLE_READ]
    return (
        ground.tickets.created_s[part]
        + 30
        + (600 * ground.streams.at("events.moment", place)).astype(np.int64)
    )


def _first_hour(builder: _Builder, resolved_s: np.ndarray) -> None:
    """Messages of the customer, a help article, and the correction of a wrong queue, while it is open."""
    ground, part, t = builder.ground, builder.part, builder.ground.tickets
    for k in range(MOST_MESSAGES):
        moment = message_s(ground, part, k)
        builder.add(CUSTOMER_MSG, (t.messages[part] > k) & (moment < resolved_s), moment, None, 1 + k)
    moment = article_s(ground, part)
    builder.add(ARTICLE_READ, t.read_article[part] & (moment < resolved_s), moment)
    moment = reassigned_s(ground, part)
    teams = len(cat.TEAMS)
    step = 1 + (builder.u("first_team", SLOT_OF[REASSIGNED]) * (teams - 1)).astype(np.int64)
    before = FIRST_TEAM + (t.team[part] + step) % teams
    builder.add(REASSIGNED, t.reassigned[part] & (moment < resolved_s), moment, before)


def _first_reply(builder: _Builder, ledger: Ledger) -> None:
    """The first answer of an agent, near the end of the wait."""
    ground, part, t = builder.ground, builder.part, builder.ground.tickets
    z = ground.streams.normal_at("events.reply", builder.base)
    hours = 0.9 * ledger.queue[part] + np.exp(0.9 * z - 1)
    in_hours = ground.clock.second_at(t.team[part], ground.load.start_hours[part] + hours)
    moment = np.where(t.round_the_clock[part], t.created_s[part] + hours * 3600, in_hours).astype(np.int64)
    moment = np.minimum(moment, ledger.resolved_s[part] - 60)
    builder.add(AGENT_REPLY, moment > t.created_s[part], moment)


def _later(builder: _Builder, ledger: Ledger) -> None:
    """Escalation near the deadline, and the conversation until the end."""
    part, t = builder.part, builder.ground.tickets
    created, resolved_s = t.created_s[part], ledger.resolved_s[part]
    escalates_s = created + (3600 * ESCALATION_AT * t.sla_hours[part]).astype(np.int64)
    escalates = (resolved_s > escalates_s) & (t.severity[part] > 0)
    escalates &= builder.u("escalates", SLOT_OF[PRIORITY_CHANGED]) < ESCALATION_SHARE
    raised = FIRST_SEVERITY + np.maximum(t.severity[part] - 1, 0)
    builder.add(PRIORITY_CHANGED, escalates, escalates_s, raised)
    count = poisson_quantile(
        builder.u("messages", SLOT_OF[MESSAGE]), 0.5 + 0.9 * np.log1p(ledger.finish[part])
    )
    for k in range(MOST_LATER_MESSAGES):
        slot = SLOT_OF[MESSAGE] + k
        moment = created + ((resolved_s - created) * builder.u("moment", slot)).astype(np.int64)
        builder.add(MESSAGE, (count > k) & (moment > created + 3600), moment, None, slot)


def _reopening(builder: _Builder, resolved_s: np.ndarray) -> None:
    """Some customers come back after the resolution; the outcome of the SLA stands."""
    streams, slot = builder.ground.streams, SLOT_OF[REOPENED]
    reopened = builder.u("reopens", slot) < builder.ground.laws.reopen_share
    later = 600 + REOPEN_MEAN_S * streams.exponential_at("events.reopened_after", builder.base)
    second = resolved_s + later.astype(np.int64)
    again = 900 + SECOND_WORK_MEAN_S * streams.exponential_at("events.second_work", builder.base)
    builder.add(REOPENED, reopened, second)
    builder.add(RESOLVED, reopened, second + again.astype(np.int64), None, RESOLVED_AGAIN_SLOT)
