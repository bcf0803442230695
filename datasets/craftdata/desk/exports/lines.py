"""The lines that reach the warehouse: events of the world, and what producers add, lose or hold."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from ..events import (
    CREATED,
    REOPENED,
    RESOLVED,
    RESOLVED_AGAIN_SLOT,
    SLA_BREACHED,
    SLA_MET,
    SLOT_OF,
    SLOTS,
)
from ..ground import DAY_S
from ..identifiers import draw_ids
from ..operation import Operation
from ..posting import usual_lag_s
from .raw_defects import RawDefects, struck
from .releases import HERMES, Releases, producer_of, versions_of
from .roster import REAL, Roster

RETRIED_FROM = 1 << 46  # an event's number in its identifier when its producer sends it anew
BACKFILL_AFTER_DAYS, BACKFILL_TAKES_S = 1, 3600
# The SLA engine's outcomes are no source's: whoever reads the raw files works them out.
NOT_SENT = (SLA_MET, SLA_BREACHED)


@dataclass(frozen=True)
class Lines:
    """One entry per line, files sent again aside; ordered by `ingested_s`, ties at random.

    Parameters
    ----------
    ticket : ndarray of int
        Index into `Roster`.
    place : ndarray of int
        Place of the event's random numbers.
    type, value : ndarray of int
        Indices into `events.EVENT_TYPES` and `events.VALUES`.
    true_s, occurred_s, ingested_s : ndarray of int
        Seconds of the world: when it happened, what the sender's clock showed, when the gateway had it.
    producer, version : ndarray of int
    retried, again : ndarray of bool
        Whether it is the event's second sending under a new identifier, and whether it is a later delivery of
        a line that had arrived.
    """

    ticket: np.ndarray
    place: np.ndarray
    type: np.ndarray
    value: np.ndarray
    true_s: np.ndarray
    occurred_s: np.ndarray
    ingested_s: np.ndarray
    producer: np.ndarray
    version: np.ndarray
    retried: np.ndarray
    again: np.ndarray

    def part(self, rows: np.ndarray) -> Lines:
        """Some of the lines."""
        return Lines(**{field.name: getattr(self, field.name)[rows] for field in dataclasses.fields(self)})

    def event_ids(self, world: Operation) -> np.ndarray:
        """Identifier of the event of each line."""
        number = self.place + np.where(self.retried, RETRIED_FROM, 0)
        return draw_ids(world.course.ground.streams, "events", "E", number, digits=12)


def draw_lines(world: Operation, roster: Roster, releases: Releases, defects: RawDefects) -> Lines:
    """All lines ingested by the end of the last closed day."""
    streams = world.course.ground.streams
    parts = [_of_world(world, roster, defects), _of_added_tickets(world, roster)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    ticket, place, kind, value, true_s, occurred_s, first_s, pause_s = columns
    producer = producer_of(kind, roster.team[ticket])
    if defects.backfilled_week:
        first_s = _backfilled(world, producer, place, first_s)
    version = versions_of(streams, releases, producer, true_s, place)
    lines = Lines(
        ticket, place, kind, value, true_s, occurred_s, first_s + pause_s, producer,
        version if defects.schema_2 else np.ones_like(version), np.zeros(len(place), bool), pause_s > 0,
    )  # fmt: skip
    lines = _with_retries(world, lines, defects)
    rank = streams.at("raw.rank", lines.place * 4 + lines.retried * 2 + lines.again)
    order = np.lexsort((rank, lines.ingested_s))
    return lines.part(order[lines.ingested_s[order] < world.now_s])


def _of_world(world: Operation, roster: Roster, defects: RawDefects) -> tuple[np.ndarray, ...]:
    """Deliveries of the events of real tickets: first ingestion, and how long after it each came."""
    rows, lost = [], lost_resolutions(world, roster, defects)
    for events, deliveries in world.event_log():
        event = deliveries.event
        first = np.full(len(events.place), np.iinfo(np.int64).max)
        np.minimum.at(first, event, deliveries.ingested_s)
        pause_s = deliveries.ingested_s - first[event]
        lag = usual_lag_s(world.course.ground.streams, "event", events.place)
        base = first if defects.late_events else events.true_s + lag
        kept = ~np.isin(events.type, NOT_SENT)
        kept &= ~(lost[events.ticket] & _first_resolution(events.type, events.place))
        if not defects.reopened:
            kept &= ~_second_life(events.type, events.place)
        row = np.flatnonzero(kept[event] & (defects.redelivered | (pause_s == 0)))
        own = event[row]
        rows.append((
            events.ticket[own], events.place[own], events.type[own], events.value[own], events.true_s[own],
            deliveries.occurred_s[row] if defects.skewed_clocks else events.true_s[own],
            base[own], pause_s[row],
        ))  # fmt: skip
    return tuple(np.concatenate(column) for column in zip(*rows, strict=True))


def _second_life(kind: np.ndarray, place: np.ndarray) -> np.ndarray:
    return (kind == REOPENED) | ((kind == RESOLVED) & (place % SLOTS == RESOLVED_AGAIN_SLOT))


def _first_resolution(kind: np.ndarray, place: np.ndarray) -> np.ndarray:
    return (kind == RESOLVED) & (place % SLOTS == SLOT_OF[RESOLVED])


def lost_resolutions(world: Operation, roster: Roster, defects: RawDefects) -> np.ndarray:
    """Tickets (of the roster) whose first resolution's event never arrives."""
    lost = np.zeros(len(roster.ids), bool)
    happened = np.flatnonzero((roster.kind == REAL) & (roster.resolved_s < world.now_s))
    streams = world.course.ground.streams
    lost[happened] = struck(streams, "lost", roster.number[happened], defects.lost_resolved)
    return lost


def _of_added_tickets(world: Operation, roster: Roster) -> tuple[np.ndarray, ...]:
    """Creation and resolution of the tickets that are not the world's."""
    added = np.flatnonzero(roster.kind != REAL)
    ticket = np.r_[added, added]
    kind = np.repeat([CREATED, RESOLVED], len(added))
    place = roster.number[ticket] * SLOTS + np.where(kind == CREATED, SLOT_OF[CREATED], SLOT_OF[RESOLVED])
    second = np.where(kind == CREATED, roster.created_s[ticket], roster.resolved_s[ticket])
    nothing = np.zeros(len(ticket), np.int64)
    ingested = second + usual_lag_s(world.course.ground.streams, "event", place)
    return ticket, place, kind, nothing, second, second, ingested, nothing


def backfilled_days(world: Operation) -> tuple[int, int]:
    """First day of the week that hermes held back, and the day after its last."""
    days = world.scenario.days
    first = int(days * (0.15 + 0.15 * world.course.ground.streams.uniform("raw.backfill", 1)[0]))
    return first, first + max(1, min(7, days // 5))


def _backfilled(
    world: Operation, producer: np.ndarray, place: np.ndarray, ingested_s: np.ndarray
) -> np.ndarray:
    """Seconds of ingestion when hermes kept its events of a week and sent them all a day later."""
    first, end = backfilled_days(world)
    held = (producer == HERMES) & (ingested_s >= first * DAY_S) & (ingested_s < end * DAY_S)
    within = world.course.ground.streams.integers_at("raw.backfill_order", BACKFILL_TAKES_S, place)
    return np.where(held, (end + BACKFILL_AFTER_DAYS) * DAY_S + 7200 + within, ingested_s)


def _with_retries(world: Operation, lines: Lines, defects: RawDefects) -> Lines:
    """The lines, and once more those whose producer waited for an answer in vain."""
    streams = world.course.ground.streams
    first = np.flatnonzero(~lines.again)
    hit = struck(streams, "event_retries", lines.place[first], defects.event_retries)
    again = lines.part(first[hit])
    pause = 1 + streams.integers_at("raw.retry_pause", 3, again.place)
    again = dataclasses.replace(
        again,
        occurred_s=again.occurred_s + streams.integers_at("raw.retry_clock", 3, again.place),
        ingested_s=again.ingested_s + pause,
        retried=np.ones(len(pause), bool),
    )
    columns = (
        np.concatenate([getattr(lines, field.name), getattr(again, field.name)])
        for field in dataclasses.fields(Lines)
    )
    return Lines(*columns)

