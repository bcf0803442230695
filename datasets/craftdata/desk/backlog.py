"""The shared queue of each team: who waits because others were there first."""

from __future__ import annotations

import numpy as np

from .clock import SLOT_S, SLOTS_PER_DAY, WorkClock

STAFFING_DAYS = 28
FEWEST_AGENTS = 0.5
OVERTIME_FROM, OVERTIME_SLOPE, OVERTIME_MOST = 3.0, 0.06, 0.60
SLOT_H = SLOT_S / 3600


def staff_levels(
    clock: WorkClock, team: np.ndarray, day: np.ndarray, effort: np.ndarray, days: int, utilisation: float
) -> np.ndarray:
    """Agents of each team in each block of 28 days, shape (teams, blocks).

    Planned from the work of the block before (85 %) and of the block itself (15 %). Pass the expected effort,
    not the real one, or the queue would depend on the outcome it is used to predict; and zero for tickets
    of outages, which nobody plans for.
    """
    teams, blocks = len(clock.rate), -(-days // STAFFING_DAYS)
    edges = np.minimum(np.arange(blocks + 1) * STAFFING_DAYS, days)
    cell = team * blocks + day // STAFFING_DAYS
    work = np.bincount(cell, effort, teams * blocks).reshape(teams, blocks)
    capacity = np.diff(clock.worked[:, edges * SLOTS_PER_DAY], axis=1)
    needed = work / capacity / utilisation
    planned = 0.85 * needed[:, np.maximum(np.arange(blocks) - 1, 0)] + 0.15 * needed
    return np.maximum(np.round(planned, 3), FEWEST_AGENTS)


def advance_day(backlog: np.ndarray, staff: np.ndarray, rate: np.ndarray, work_in: np.ndarray) -> np.ndarray:
    """Backlog of each team through one day, in agent hours.

    Parameters
    ----------
    backlog : ndarray (teams,)
        Agent hours waiting when the day begins.
    staff : ndarray (teams,)
        Agents; above three hours of wait they work up to 60 % more.
    rate, work_in : ndarray (teams, 96)
        Work done per agent and hour, and agent hours that arrive, in each slot.

    Returns
    -------
    ndarray (teams, 97)
        Backlog at the start of each slot and at the end of the day: Lindley's recursion, solved by
        running minima.
    """
    overtime = np.clip(OVERTIME_SLOPE * (backlog / staff - OVERTIME_FROM), 0, OVERTIME_MOST)
    served = rate * (staff * (1 + overtime) * SLOT_H)[:, None]
    free = np.concatenate([backlog[:, None], work_in - served], axis=1).cumsum(axis=1)
    return free - np.minimum(np.minimum.accumulate(free, axis=1), 0)


def work_in(
    clock: WorkClock, team: np.ndarray, second: np.ndarray, effort: np.ndarray, days: int
) -> np.ndarray:
    """Agent hours that arrive at each team in each slot, shape (teams, days * 96)."""
    teams, slots = len(clock.rate), days * SLOTS_PER_DAY
    return np.bincount(team * slots + second // SLOT_S, effort, teams * slots).reshape(teams, slots)


def waits(
    clock: WorkClock, staff: np.ndarray, team: np.ndarray, second: np.ndarray, effort: np.ndarray, days: int
) -> np.ndarray:
    """Effective hours that the team's queue means for each ticket at its creation, without its own work."""
    arrives = work_in(clock, team, second, effort, days)
    wait = np.empty(arrives.shape)
    backlog = np.zeros(len(wait))
    for day in range(days):
        today, agents = slice(day * SLOTS_PER_DAY, (day + 1) * SLOTS_PER_DAY), staff[:, day // STAFFING_DAYS]
        level = advance_day(backlog, agents, clock.rate[:, today], arrives[:, today])
        wait[:, today] = level[:, :-1] / agents[:, None]
        backlog = level[:, -1]
    return wait[team, second // SLOT_S]
