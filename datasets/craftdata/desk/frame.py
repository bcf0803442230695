"""What stands before the first ticket comes: laws, calendars, customers and staff of a world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .account_history import AccountHistory, draw_history
from .accounts import Accounts, draw_accounts
from .agents import Agents, draw_agents, team_skill
from .calendar import Calendar
from .clock import WorkClock, work_clock
from .coefficients import Coefficients, draw_calendars, draw_coefficients
from .scenario import Scenario
from .streams import Streams

TAIL_DAYS = 90  # how far the clock runs beyond the last day, for deadlines and long resolutions


@dataclass(frozen=True)
class Frame:
    """Everything about a world but its tickets.

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
    skill : ndarray (teams, areas, days)
        What those present take off the log of the work.
    """

    scenario: Scenario
    streams: Streams
    laws: Coefficients
    calendars: tuple[Calendar, ...]
    clock: WorkClock
    accounts: Accounts
    history: AccountHistory
    agents: Agents
    skill: np.ndarray


def draw_frame(seed: int, scenario: Scenario) -> Frame:
    """Draw everything but the tickets; raises ValueError for a seed out of bounds."""
    streams = Streams(seed)
    laws = draw_coefficients(streams, scenario)
    days = scenario.days + TAIL_DAYS
    calendars = draw_calendars(streams, scenario.start, days)
    accounts, agents = draw_accounts(streams, scenario), draw_agents(streams, scenario)
    return Frame(
        scenario=scenario,
        streams=streams,
        laws=laws,
        calendars=calendars,
        clock=work_clock(calendars, scenario.start, days, laws.off_hours_rate),
        accounts=accounts,
        history=draw_history(streams, scenario, accounts),
        agents=agents,
        skill=team_skill(agents, scenario.days),
    )
