"""A Desk in operation: days are opened and closed, decisions checked and logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from . import policies
from .delivery import Deliveries, deliver
from .events import Events, draw_events
from .ground import DAY_S, Ground, draw_ground
from .identifiers import draw_ids
from .ledger import Course
from .observation import Day, observe
from .policies import Policy
from .scenario import Scenario
from .text import subjects


class DeskError(ValueError):
    """A call that the desk cannot follow; the message says why and what to do."""


@dataclass(frozen=True)
class DaySummary:
    """What the desk knows of a day when it closes; how the tickets end is known later, see `labels`.

    Parameters
    ----------
    number : int
        Day of the world.
    date : datetime.date
        The day in UTC.
    tickets, still_open, places, fast_lane : int
        Tickets decided on, those of them unresolved at their decision, places, and places given.
    """

    number: int
    date: dt.date
    tickets: int
    still_open: int
    places: int
    fast_lane: int


class Operation:
    """One Desk, day by day, with everything about it.

    Parameters
    ----------
    seed : int
        From 0 to 2**128 - 1.
    scenario : Scenario

    Attributes
    ----------
    course : Course
        The state of the world.
    ticket_ids : ndarray of str
        Identifiers of all tickets of the world, in the order of creation.
    """

    def __init__(self, seed: int, scenario: Scenario) -> None:
        self._begin(draw_ground(seed, scenario), 0)

    @classmethod
    def on(cls, ground: Ground, first_day: int) -> Self:
        """The operation of a part of a world whose tickets begin on `first_day`."""
        operation = cls.__new__(cls)
        operation._begin(ground, first_day)
        return operation

    def _begin(self, ground: Ground, first_day: int) -> None:
        self.course = Course(ground, first_day)
        self.ticket_ids = draw_ids(ground.streams, "tickets", "T", ground.tickets.serial)
        self._log: list[tuple[Events, Deliveries]] = []
        self._logged = 0

    @property
    def scenario(self) -> Scenario:
        """What the world was asked to look like."""
        return self.course.ground.scenario

    @property
    def now_s(self) -> int:
        """Second of the world up to which all decisions are made."""
        return self.course.day * DAY_S

    def open_day(self) -> Day:
        """The tickets whose decision falls on the next day; the same until the day is closed."""
        if self.course.day >= self.scenario.days:
            raise DeskError(
                f"all {self.scenario.days} days of this desk are over; open a desk with more days"
            )
        self.course.begin()
        return self.day(self.course.day)

    def day(self, number: int) -> Day:
        """A day as it was served, once it has begun."""
        own = self.course.decided_on(number)
        lines = self.subjects(np.arange(own.start, own.stop))
        return observe(self.course, number, self.ticket_ids[own], lines)

    def close_day(
        self, fast_lane: object = (), propensity: Mapping[str, float] | pd.Series | None = None
    ) -> DaySummary:
        """Put tickets into the fast lane, log the chances, and go on to the next day.

        Parameters
        ----------
        fast_lane : sequence of str
            ticket_ids, not more than there are places, all still open.
        propensity : mapping or Series, optional
            Chance of a place by ticket_id, 0 for those left out. None if nothing was left to chance: then 1
            is logged for those named and 0 for all others.

        Raises
        ------
        DeskError
            If the day is not open, or a name or a number makes no sense; the day then stays open.
        """
        course, own = self.course, self.course.decided_on(self.course.day)
        if course.begun == course.day:
            raise DeskError("no day is open; call open_day() first")
        is_open = course.ledger.is_open[own]
        position = {name: k for k, name in enumerate(self.ticket_ids[own].tolist())}
        chosen = _chosen(fast_lane, position, is_open, self.scenario.fast_lane_places)
        chance = _chances(propensity, position, is_open, chosen)
        course.settle(own.start + chosen, chance)
        return self._summary(course.day - 1, int(is_open.sum()), len(chosen))

    def run(self, policy: Policy = policies.nobody, days: int | None = None) -> list[DaySummary]:
        """Open and close `days` days (None for all that are left) as a policy says."""
        left = self.scenario.days - self.course.day
        summaries = []
        for _ in range(left if days is None else min(days, left)):
            if policy is policies.nobody:
                own = self.course.begin()
                nothing = np.zeros(own.stop - own.start)
                self.course.settle(np.empty(0, np.int64), nothing)
                still_open = int(self.course.ledger.is_open[own].sum())
                summaries.append(self._summary(self.course.day - 1, still_open, 0))
                continue
            decision = policies.decided(policy, self.open_day())
            summaries.append(self.close_day(decision.fast_lane, decision.propensity))
        return summaries

    def _summary(self, day: int, still_open: int, fast_lane: int) -> DaySummary:
        own = self.course.decided_on(day)
        date = self.scenario.start + dt.timedelta(days=day)
        return DaySummary(
            day, date, own.stop - own.start, still_open, self.scenario.fast_lane_places, fast_lane
        )

    def subjects(self, part: np.ndarray) -> np.ndarray:
        """Subject lines of the tickets with these indices (object array of str)."""
        ground = self.course.ground
        return subjects(ground.streams, ground.tickets, part, self.course.ledger.urgent[part])

    def event_log(self) -> list[tuple[Events, Deliveries]]:
        """Events of all tickets created on closed days and their deliveries, in parts; the future included.

        Those decided on are worked out once. Those that wait for their decision have only events before it
        in common with what will be, and come as the last part.
        """
        ground, day = self.course.ground, self.course.day
        decided, created = ground.decided_edges[day], ground.created_edges[day]
        if decided > self._logged:
            self._log.append(self._events_of(np.arange(self._logged, decided)))
            self._logged = int(decided)
        return [*self._log, self._events_of(np.arange(decided, created))]

    def _events_of(self, part: np.ndarray) -> tuple[Events, Deliveries]:
        events = draw_events(self.course.ground, self.course.ledger, part)
        return events, deliver(self.course.ground, self.course.ledger, events)


def _chosen(fast_lane: object, position: dict[str, int], is_open: np.ndarray, places: int) -> np.ndarray:
    """Positions of the named tickets within the day."""
    names = [str(name) for name in fast_lane]
    if isinstance(fast_lane, str):
        raise DeskError(
            f"fast_lane must be a list of ticket_ids, got the text {fast_lane!r}; put it in a list"
        )
    if len(set(names)) < len(names):
        raise DeskError("fast_lane names a ticket twice; drop duplicates of ticket_id")
    if len(names) > places:
        raise DeskError(f"fast_lane names {len(names)} tickets, but the day has {places} places; name fewer")
    for name in names:
        if name not in position:
            raise DeskError(f"fast_lane names {name!r}, which is not up for decision on this day")
        if not is_open[position[name]]:
            raise DeskError(f"fast_lane names {name!r}, resolved before its decision; use those still_open")
    return np.array([position[name] for name in names], np.int64)


def _chances(
    propensity: Mapping[str, float] | pd.Series | None,
    position: dict[str, int],
    is_open: np.ndarray,
    chosen: np.ndarray,
) -> np.ndarray:
    """The chance of each ticket of the day, in its order."""
    chance = np.zeros(len(position))
    if propensity is None:
        chance[chosen] = 1.0
        return chance
    for name, value in propensity.items():
        if name not in position:
            raise DeskError(f"propensity names {name!r}, which is not up for decision on this day")
        chance[position[name]] = value
    if not ((chance >= 0) & (chance <= 1)).all():
        raise DeskError("propensity must hold numbers from 0 to 1")
    if (chance[~is_open] > 0).any():
        raise DeskError(
            "propensity is above 0 for a ticket resolved before its decision; use those still_open"
        )
    if (chance[chosen] == 0).any():
        raise DeskError("fast_lane names a ticket whose propensity is 0; log the chance it really had")
    return chance
