"""One simulated Desk with everything about it, the truth included.

The object built here knows the answer to every exercise: it stays in the process that grades.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .account_history import AccountHistory, draw_history
from .accounts import Accounts, draw_accounts
from .arrivals import draw_arrivals
from .backlog import staff_levels, waits
from .calendar import Calendar
from .clock import WorkClock, work_clock
from .coefficients import Coefficients, draw_calendars, draw_coefficients
from .events import Course
from .outcome import Exposure, finish_hours, is_open_at_decision
from .scenario import Scenario
from .streams import Streams
from .tickets import Tickets, draw_tickets
from .workload import DECISION_S, Workload, breach_level, draw_workload

TAIL_DAYS = 90  # how far the clock runs beyond the last day, for deadlines and long resolutions
FIRST_WAIT, LEVEL_ROUNDS = 0.6, 3  # effective hours of queue to begin with, and rounds of settling


@dataclass(frozen=True)
class World:
    """A world in which every ticket was left alone.

    Parameters
    ----------
    scenario : Scenario
    streams : Streams
    laws : Coefficients
    calendars : tuple of Calendar
        In the order of `catalogue.TEAMS`.
    clock : WorkClock
    accounts : Accounts
    history : AccountHistory
    tickets : Tickets
    load : Workload
    exposure : Exposure
        With the queue that each ticket met.
    open_at_decision : ndarray of bool
        Whether each ticket was unresolved one hour after creation.
    course : Course
    """

    scenario: Scenario
    streams: Streams
    laws: Coefficients
    calendars: tuple[Calendar, ...]
    clock: WorkClock
    accounts: Accounts
    history: AccountHistory
    tickets: Tickets
    load: Workload
    exposure: Exposure
    open_at_decision: np.ndarray
    course: Course


def build_world(seed: int, scenario: Scenario) -> World:
    """Draw a world and let its days pass without a single intervention.

    Raises
    ------
    ValueError
        If the seed is not a whole number from 0 to 2**128 - 1.
    """
    streams = Streams(seed)
    laws = draw_coefficients(streams, scenario)
    days = scenario.days + TAIL_DAYS
    calendars = draw_calendars(streams, scenario.start, days)
    clock = work_clock(calendars, scenario.start, days, scenario.off_hours_rate)
    accounts = draw_accounts(streams, scenario)
    history = draw_history(streams, scenario, accounts)
    tickets = draw_tickets(streams, laws, accounts, history, draw_arrivals(streams, scenario, accounts))
    load = _levelled(scenario, laws, clock, tickets, draw_workload(streams, laws, accounts, tickets, clock))
    exposure = load.exposure(_wait(scenario, clock, tickets, load, load.effort))
    hours = finish_hours(exposure, load.work)
    is_open = is_open_at_decision(exposure, load.work)
    course = _course(clock, tickets, hours, is_open, is_open & (hours > load.open_sla))
    return World(
        scenario, streams, laws, calendars, clock, accounts, history, tickets, load, exposure, is_open, course
    )


def _levelled(
    scenario: Scenario, laws: Coefficients, clock: WorkClock, tickets: Tickets, load: Workload
) -> Workload:
    """The work at the level that meets the target share of breaches.

    The queue depends on the level and the level on the queue: a few rounds settle both. They use planned
    effort, because the level must not depend on how any ticket's work turns out.
    """
    wait: np.ndarray | float = FIRST_WAIT
    for _ in range(LEVEL_ROUNDS):
        load = load.shifted(breach_level(load, wait, laws.breach_share))
        wait = _wait(scenario, clock, tickets, load, load.planned_effort)
    return load


def _wait(
    scenario: Scenario, clock: WorkClock, tickets: Tickets, load: Workload, effort: np.ndarray
) -> np.ndarray:
    planned = np.where(tickets.outage, 0, load.planned_effort)
    staff = staff_levels(clock, tickets.team, tickets.day, planned, scenario.days, scenario.utilisation)
    return waits(clock, staff, tickets.team, tickets.created_s, effort, scenario.days)


def _course(
    clock: WorkClock, tickets: Tickets, hours: np.ndarray, is_open: np.ndarray, breach: np.ndarray
) -> Course:
    """Turn effective hours into seconds, so that rounding never contradicts the outcome."""
    t, created = tickets, tickets.created_s
    in_hours = clock.second_at(t.team, clock.hours_at(t.team, created) + hours)
    end = np.where(t.round_the_clock, created + hours * 3600, in_hours).astype(np.int64)
    due = created + t.sla_hours * 3600
    end = np.where(breach, np.maximum(end, due + 60), np.minimum(end, due))
    decision = created + DECISION_S
    end = np.where(is_open, np.maximum(end, decision + 1), np.clip(end, created + 90, decision))
    return Course(due_s=due, resolved_s=end, breach=breach, finish_hours=hours)
