"""What no decision can change about a world: who writes when, about what, and how much work it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .arrivals import draw_arrivals
from .backlog import staff_levels, waits, work_in
from .frame import Frame, draw_frame
from .posting import Posting, draw_posting
from .scenario import Scenario
from .tickets import Tickets, draw_tickets
from .workload import DECISION_S, Workload, breach_level, draw_workload, drift

FIRST_WAIT, LEVEL_ROUNDS = 0.6, 3  # effective hours of queue to begin with, and rounds of settling
DAY_S = 86_400
NEWCOMER_EFFORT = 0.2  # the reseller who brings new accounts does part of the work for them


@dataclass(frozen=True)
class Ground(Frame):
    """What every course of events in a world has in common: its frame, and these.

    Parameters
    ----------
    tickets : Tickets
        Ordered by creation.
    load : Workload
        At the level that meets the target share of breaches when nobody gets the fast lane.
    effort : ndarray (tickets,)
        Agent hours that each ticket takes.
    body_chars : ndarray (tickets,)
        Length of the customer's text: more work, more words.
    work_in : ndarray (teams, slots)
        Agent hours that arrive in each slot.
    staff : ndarray (teams, blocks of 28 days)
        Agents at work, planned without any incident.
    level : float
        What was added to the log of the work to meet the target share of breaches.
    posting : Posting
        How late outcomes reach the warehouse.
    created_edges, decided_edges : ndarray (days + 1,)
        Tickets created, and tickets decided on, on day `d` are those from edge `d` up to edge `d + 1`.
    """

    tickets: Tickets
    load: Workload
    effort: np.ndarray
    body_chars: np.ndarray
    work_in: np.ndarray
    staff: np.ndarray
    level: float
    posting: Posting
    created_edges: np.ndarray
    decided_edges: np.ndarray

    @cached_property
    def decide_s(self) -> np.ndarray:
        """Second of the world at which each ticket is decided on."""
        return self.tickets.created_s + DECISION_S

    @cached_property
    def due_s(self) -> np.ndarray:
        """Second of the world of each deadline."""
        return self.tickets.created_s + self.tickets.sla_hours * 3600


def draw_ground(seed: int, scenario: Scenario) -> Ground:
    """Draw everything that no decision changes.

    Raises
    ------
    ValueError
        If the seed is not a whole number from 0 to 2**128 - 1.
    """
    frame = draw_frame(seed, scenario)
    tickets, load = draw_part(frame, 0, scenario.days)
    level, staff = _settle(frame, tickets, load)
    return stand(frame, tickets, load, level, staff)


def draw_part(frame: Frame, first_day: int, last_day: int) -> tuple[Tickets, Workload]:
    """Tickets created from one day up to another, and their work before the common level."""
    arrivals = draw_arrivals(frame.streams, frame.scenario, frame.laws, frame.accounts, first_day, last_day)
    incidents = frame.scenario.incidents
    tickets = draw_tickets(frame.streams, frame.laws, frame.accounts, frame.history, arrivals, incidents)
    load = draw_workload(frame.streams, frame.laws, frame.skill, frame.accounts, tickets, frame.clock)
    return tickets, load


def stand(frame: Frame, tickets: Tickets, load: Workload, level: float, staff: np.ndarray) -> Ground:
    """The ground of some tickets, at a level of work and with a staff."""
    scenario, streams = frame.scenario, frame.streams
    chatty = 0.55 * streams.normal_at("tickets.body", tickets.serial)
    body_chars = np.exp(5.1 + 0.18 * load.log_work + chatty).astype(np.int64)
    load = load.shifted(level + drift(scenario, tickets))
    effort = load.effort * np.where(frame.accounts.newcomer[tickets.account], NEWCOMER_EFFORT, 1.0)
    edges = np.arange(scenario.days + 1) * DAY_S
    return Ground(
        **vars(frame),
        tickets=tickets,
        load=load,
        effort=effort,
        body_chars=body_chars,
        work_in=work_in(frame.clock, tickets.team, tickets.created_s, effort, scenario.days),
        staff=staff,
        level=level,
        posting=draw_posting(streams, frame.laws, scenario, tickets.serial),
        created_edges=np.searchsorted(tickets.created_s, edges),
        decided_edges=np.searchsorted(tickets.created_s, edges - DECISION_S),
    )


def _settle(frame: Frame, tickets: Tickets, load: Workload) -> tuple[float, np.ndarray]:
    """Level of log work that meets the target share of breaches, and the staff planned for it.

    The queue depends on the level and the level on the queue: a few rounds settle both. They use planned
    effort, because the level must not depend on how any ticket's work turns out, and only the tickets that
    come without incidents, because nobody plans for those.
    """
    scenario, laws, clock = frame.scenario, frame.laws, frame.clock
    usual = np.flatnonzero(tickets.planned)
    team, day, created_s = tickets.team[usual], tickets.day[usual], tickets.created_s[usual]
    expected = np.where(tickets.outage[usual], 0, 1)
    load, total = load.part(usual), 0.0
    wait: np.ndarray | float = FIRST_WAIT
    for _ in range(LEVEL_ROUNDS):
        level = breach_level(load, wait, laws.breach_share)
        load, total = load.shifted(level), total + level
        effort = load.planned_effort
        staff = staff_levels(clock, team, day, effort * expected, scenario.days, laws.utilisation)
        wait = waits(clock, staff, team, created_s, effort, scenario.days)
    return total, staff
