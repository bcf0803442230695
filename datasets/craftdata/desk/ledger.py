"""The course that a world takes under the decisions made in it, day by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .backlog import STAFFING_DAYS, advance_day
from .clock import SLOT_S, SLOTS_PER_DAY
from .ground import DAY_S, Ground
from .outcome import (
    Exposure,
    finish_hours,
    finish_hours_fast,
    is_open_at_decision,
    p_breach,
    p_breach_fast,
)

FAST_LANE_EFFORT = 0.15  # further agent hours of a place, relative to the square of the ticket's own
TRUST_MEMORY = 0.97


@dataclass
class Ledger:
    """One entry per ticket and array, filled as the days pass; later days hold zeros until then.

    Parameters
    ----------
    wait : ndarray of float
        Effective hours that the team's queue meant at its creation.
    queue : ndarray of float
        Effective hours that the ticket itself has to wait.
    p_alone, p_fast : ndarray of float
        Chance of a breach left alone and in the fast lane; 0 if resolved before the decision.
    is_open : ndarray of bool
        Whether it is unresolved one hour after creation.
    urgent : ndarray of bool
        Whether its subject cries for haste.
    fast_lane : ndarray of bool
        Whether it got a place.
    propensity : ndarray of float
        Chance of a place that whoever decided logged; NaN until the decision.
    finish : ndarray of float
        Effective hours from creation to resolution.
    breach : ndarray of bool
    resolved_s, known_s : ndarray of int
        Second of the world of the resolution, and of the first ingestion of the outcome.
    """

    wait: np.ndarray
    queue: np.ndarray
    p_alone: np.ndarray
    p_fast: np.ndarray
    is_open: np.ndarray
    urgent: np.ndarray
    fast_lane: np.ndarray
    propensity: np.ndarray
    finish: np.ndarray
    breach: np.ndarray
    resolved_s: np.ndarray
    known_s: np.ndarray

    @classmethod
    def empty(cls, n: int) -> Ledger:
        """A ledger of `n` tickets before the first day."""
        kinds = {"is_open": bool, "urgent": bool, "fast_lane": bool, "breach": bool}
        kinds |= {"resolved_s": np.int64, "known_s": np.int64}
        columns = {name: np.zeros(n, kinds.get(name, float)) for name in cls.__dataclass_fields__}
        columns["propensity"][:] = np.nan
        return cls(**columns)


class Course:
    """A ground, the ledger of what has happened on it, and the rules by which a day passes.

    Parameters
    ----------
    ground : Ground
    first_day : int
        Day on which its tickets begin.

    Attributes
    ----------
    day : int
        The day whose decisions come next; all before it are closed.
    begun : int
        Days whose queues have been worked out: `day`, or `day + 1` once the day is open.
    """

    def __init__(self, ground: Ground, first_day: int = 0) -> None:
        teams = len(ground.clock.rate)
        self.ground, self.ledger = ground, Ledger.empty(len(ground.effort))
        self.day, self.begun = first_day, first_day
        self._backlog, self._owed, self._trust = np.zeros(teams), np.zeros(teams), 0.0

    def take_over(self, before: Course) -> None:
        """Go on with the queue that another course left."""
        self._backlog, self._owed, self._trust = before._backlog, before._owed, before._trust

    def decided_on(self, day: int) -> slice:
        """The tickets whose decision falls on a day, in the order of creation."""
        return slice(*self.ground.decided_edges[day : day + 2].tolist())

    def begin(self) -> slice:
        """Let the day begin: queues and chances of all tickets created on it. Returns those to decide on."""
        if self.begun == self.day:
            self._work_off_queue()
            self.begun += 1
        return self.decided_on(self.day)

    def settle(self, places: np.ndarray, propensity: np.ndarray) -> None:
        """Put tickets (indices) into the fast lane and close the day.

        `propensity` is logged for all tickets decided on that day, in their order.
        """
        own, ledger = self.decided_on(self.day), self.ledger
        ledger.propensity[own] = propensity
        if len(places):
            ledger.fast_lane[places] = True
            self._finish(places, finish_hours_fast(self.exposure(places), self.ground.load.work[places]))
            # A long case holds a senior up more than in proportion: others keep asking for the same person.
            effort = FAST_LANE_EFFORT * self.ground.effort[places] ** 2
            self._owed += np.bincount(self.ground.tickets.team[places], effort, len(self._owed))
        self._trust = TRUST_MEMORY * self._trust + (1 - TRUST_MEMORY) * self._advantage_of_urgency(own)
        self.day += 1

    def exposure(self, part: slice | np.ndarray) -> Exposure:
        """The law of the outcome of some tickets, given the queue they met."""
        load = self.ground.load
        return Exposure(
            load.log_work[part],
            load.sigma[part],
            self.ledger.queue[part],
            load.open_sla[part],
            load.open_first[part],
        )

    def _work_off_queue(self) -> None:
        """Queues of the day, and what becomes of its tickets if they are left alone."""
        ground, ledger, day = self.ground, self.ledger, self.day
        slots = slice(day * SLOTS_PER_DAY, (day + 1) * SLOTS_PER_DAY)
        staff = ground.staff[:, day // STAFFING_DAYS]
        # Seniors come from the same team: what the fast lane took yesterday is missing from this morning on.
        backlog, self._owed = self._backlog + self._owed, np.zeros(len(staff))
        level = advance_day(backlog, staff, ground.clock.rate[:, slots], ground.work_in[:, slots])
        self._backlog = level[:, -1]
        new = slice(*ground.created_edges[day : day + 2].tolist())
        slot = (ground.tickets.created_s[new] - day * DAY_S) // SLOT_S
        team = ground.tickets.team[new]
        ledger.wait[new] = level[team, slot] / staff[team]
        ledger.queue[new] = ledger.wait[new] * ground.load.queue_factor[new]
        ledger.urgent[new] = ground.tickets.urgent_when(ground.scenario.gaming * self._trust, new)
        x, work = self.exposure(new), ground.load.work[new]
        is_open = is_open_at_decision(x, work)
        ledger.is_open[new] = is_open
        ledger.p_alone[new] = np.where(is_open, p_breach(x), 0.0)
        ledger.p_fast[new] = np.where(is_open, p_breach_fast(x), 0.0)
        self._finish(new, finish_hours(x, work))

    def _finish(self, part: slice | np.ndarray, hours: np.ndarray) -> None:
        """Turn effective hours into seconds, so that rounding never contradicts the outcome."""
        ground, ledger, t = self.ground, self.ledger, self.ground.tickets
        created, due, decide = t.created_s[part], ground.due_s[part], ground.decide_s[part]
        is_open = ledger.is_open[part]
        breach = is_open & (hours > ground.load.open_sla[part])
        in_hours = ground.clock.second_at(t.team[part], ground.load.start_hours[part] + hours)
        end = np.where(t.round_the_clock[part], created + hours * 3600, in_hours).astype(np.int64)
        end = np.where(breach, np.maximum(end, due + 60), np.minimum(end, due))
        end = np.where(is_open, np.maximum(end, decide + 60), np.clip(end, self._earliest_s(part), decide))
        ledger.finish[part], ledger.breach[part], ledger.resolved_s[part] = hours, breach, end
        ledger.known_s[part] = ground.posting.known_s(part, breach, due, end)

    def _earliest_s(self, part: slice | np.ndarray) -> np.ndarray:
        """Second before which nobody answers: reading alone takes one to ten minutes."""
        t, streams = self.ground.tickets, self.ground.streams
        return t.created_s[part] + 60 + streams.integers_at("ledger.reading", 540, t.serial[part])

    def _advantage_of_urgency(self, own: slice) -> float:
        """How much more often urgent wording got a place than other wording on a day: customers notice."""
        urgent, lane = self.ledger.urgent[own], self.ledger.fast_lane[own]
        many, got = int(urgent.sum()), int(lane[urgent].sum())
        if many == 0 or many == len(urgent):
            return 0.0
        return max(0.0, got / many - (int(lane.sum()) - got) / (len(urgent) - many))
