"""The people of the teams: who is there when, what they are good at, and what a departure costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .identifiers import draw_ids
from .scenario import Scenario
from .streams import Streams

TICKETS_PER_AGENT = 12.0  # on an average day
FEWEST, MOST = 3, 60  # seats of a team
TEAM_SHARE = np.array([0.36, 0.26, 0.22, 0.09, 0.07])
SENIOR_SHARE = 0.25
VACANCY_DAYS = 25
LEARNING = ((30, 0.55), (60, 0.20))  # until that many days after being hired a newcomer lacks that much skill
TALENT_SD = 0.38
GENERATIONS = 1 << 8  # people in one seat, in the places of a stream


@dataclass(frozen=True)
class Agents:
    """One entry per agent, ordered by team, seat and time.

    Parameters
    ----------
    ids : ndarray of str
        Random identifiers.
    team, seat : ndarray of int
        Team, and the seat within it that the agent holds.
    senior : ndarray of bool
        Seniors work the fast lane.
    hired_day, left_day : ndarray of int
        Days of the world; hired before the world began if negative, left after its end if beyond it.
    talent : ndarray (agents, areas)
        What the agent takes off the log of the work in each area when experienced.
    """

    ids: np.ndarray
    team: np.ndarray
    seat: np.ndarray
    senior: np.ndarray
    hired_day: np.ndarray
    left_day: np.ndarray
    talent: np.ndarray


def draw_agents(streams: Streams, scenario: Scenario) -> Agents:
    """Fill every seat of every team over the whole world."""
    seats = np.clip(np.round(scenario.tickets_per_day * TEAM_SHARE / TICKETS_PER_AGENT), FEWEST, MOST)
    rows = []
    for team, count in enumerate(seats.astype(int)):
        for seat in range(count):
            rows += _seat(streams, scenario, team, seat)
    team, seat, generation, hired, left = (np.array(column) for column in zip(*rows, strict=True))
    place = (team * 64 + seat) * GENERATIONS + generation
    areas = len(cat.AREAS)
    talent = TALENT_SD * streams.normal_at("agents.talent", place[:, None] * areas + np.arange(areas))
    return Agents(
        ids=draw_ids(streams, "agents", "G", place),
        team=team,
        seat=seat,
        senior=seat < np.maximum(1, SENIOR_SHARE * seats[team]),
        hired_day=hired,
        left_day=left,
        talent=talent,
    )


def _seat(streams: Streams, scenario: Scenario, team: int, seat: int) -> list[tuple[int, ...]]:
    """(team, seat, generation, hired, left) of everyone who holds the seat within the world."""
    place = (team * 64 + seat) * GENERATIONS + np.arange(GENERATIONS)
    stay = 365 / max(scenario.turnover, 1e-6) * streams.exponential_at("agents.stay", place)
    pause = 3 + VACANCY_DAYS * streams.at("agents.vacancy", place)
    hired, rows = -90 - int(900 * streams.at("agents.first", place[:1])[0]), []
    left = int(min(stay[0], 1e6))  # the first one has been there for a while and has no memory of it
    for generation in range(1, GENERATIONS):
        rows.append((team, seat, generation - 1, hired, left))
        hired = left + int(pause[generation])
        left = hired + 20 + int(min(stay[generation], 1e6))
        if hired >= scenario.days:
            break
    return rows


def team_skill(agents: Agents, days: int) -> np.ndarray:
    """What those present take off the log of the work, shape (teams, areas, days), rounded to 1e-6."""
    teams, areas = len(cat.TEAMS), agents.talent.shape[1]
    step = np.zeros((teams, areas + 1, days + 1))  # the last row counts heads
    everyone = np.column_stack([agents.talent, np.ones(len(agents.team))])
    for k, team in enumerate(agents.team):
        hired, left = (int(np.clip(day[k], 0, days)) for day in (agents.hired_day, agents.left_day))
        step[team, :, hired] += everyone[k]
        step[team, :, left] -= everyone[k]
        since = hired
        for until, lack in LEARNING:
            end = int(np.clip(min(agents.hired_day[k] + until, left), 0, days))
            step[team, :areas, since] -= lack
            step[team, :areas, max(end, since)] += lack
            since = max(end, since)
    level = np.cumsum(step, axis=2)[:, :, :days]
    return np.round(level[:, :areas] / np.maximum(level[:, areas:], 1), 6)


def agent_of(
    agents: Agents, team: np.ndarray, day: np.ndarray, senior: np.ndarray, u: np.ndarray
) -> np.ndarray:
    """Index of the agent who has each ticket on a day: one of those present, a senior where asked for."""
    out = np.empty(len(team), np.int64)
    key = (team * 2 + senior) * 100_000 + day
    for value in np.unique(key):
        own = key == value
        k, d = divmod(int(value), 100_000)
        there = (agents.team == k // 2) & (agents.hired_day <= d) & (agents.left_day > d)
        wanted = there & (agents.senior == bool(k % 2))
        choice = np.flatnonzero(next(m for m in (wanted, there, agents.team == k // 2) if m.any()))
        out[own] = choice[(u[own] * len(choice)).astype(int)]
    return out
