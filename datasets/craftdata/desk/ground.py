"""What no decision can change about a world: who writes when, about what, and how much work it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .account_history import AccountHistory, draw_history
from .accounts import Accounts, draw_accounts
from .agents import Agents, draw_agents, team_skill
from .arrivals import draw_arrivals
from .backlog import staff_levels, waits, work_in
from .calendar import Calendar
from .clock import WorkClock, work_clock
from .coefficients import Coefficients, draw_calendars, draw_coefficients
from .posting import Posting, draw_posting
from .scenario import Scenario
from .streams import Streams
from .tickets import Tickets, draw_tickets
from .workload import DECISION_S, Workload, breach_level, draw_workload, drift

TAIL_DAYS = 90  # how far the clock runs beyond the last day, for deadlines and long resolutions
FIRST_WAIT, LEVEL_ROUNDS = 0.6, 3  # effective hours of queue to begin with, and rounds of settling
DAY_S = 86_400


@dataclass(frozen=True)
class Ground:
    """What every course of events in a world has in common.

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
    agents : Agents
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
    posting : Posting
        How late outcomes reach the warehouse.
    created_edges, decided_edges : ndarray (days + 1,)
        Tickets created, and tickets decided on, on day `d` are those from edge `d` up to edge `d + 1`.
    """

    scenario: Scenario
    streams: Streams
    laws: Coefficients
    calendars: tuple[Calendar, ...]
    clock: WorkClock
    accounts: Accounts
    history: AccountHistory
    agents: Agents
    tickets: Tickets
    load: Workload
    effort: np.ndarray
    body_chars: np.ndarray
    work_in: np.ndarray
    staff: np.ndarray
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
    streams = Streams(seed)
    laws = draw_coefficients(streams, scenario)
    days = scenario.days + TAIL_DAYS
    calendars = draw_calendars(streams, scenario.start, days)
    clock = work_clock(calendars, scenario.start, days, laws.off_hours_rate)
    accounts, agents = draw_accounts(streams, scenario), draw_agents(streams, scenario)
    history = draw_history(streams, scenario, accounts)
    arrivals = draw_arrivals(streams, scenario, laws, accounts)
    tickets = draw_tickets(streams, laws, accounts, history, arrivals, scenario.incidents)
    load = draw_workload(streams, laws, team_skill(agents, scenario.days), accounts, tickets, clock)
    chatty = 0.55 * streams.normal_at("tickets.body", tickets.serial)
    body_chars = np.exp(5.1 + 0.18 * load.log_work + chatty).astype(np.int64)
    level, staff = _settle(scenario, laws, clock, tickets, load)
    load = load.shifted(level + drift(scenario, tickets))
    effort = load.effort
    edges = np.arange(scenario.days + 1) * DAY_S
    return Ground(
        scenario=scenario,
        streams=streams,
        laws=laws,
        calendars=calendars,
        clock=clock,
        accounts=accounts,
        history=history,
        agents=agents,
        tickets=tickets,
        load=load,
        effort=effort,
        body_chars=body_chars,
        work_in=work_in(clock, tickets.team, tickets.created_s, effort, scenario.days),
        staff=staff,
        posting=draw_posting(streams, laws, scenario, tickets.serial),
        created_edges=np.searchsorted(tickets.created_s, edges),
        decided_edges=np.searchsorted(tickets.created_s, edges - DECISION_S),
    )


def _settle(
    scenario: Scenario, laws: Coefficients, clock: WorkClock, tickets: Tickets, load: Workload
) -> tuple[float, np.ndarray]:
    """Level of log work that meets the target share of breaches, and the staff planned for it.

    The queue depends on the level and the level on the queue: a few rounds settle both. They use planned
    effort, because the level must not depend on how any ticket's work turns out, and only the tickets that
    come without incidents, because nobody plans for those.
    """
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
