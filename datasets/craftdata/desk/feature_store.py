"""What the service knows of accounts and teams when it looks at a ticket: nothing that comes later."""

from __future__ import annotations

import numpy as np

from . import catalogue as cat
from .ground import DAY_S
from .incidents import Incident, running_on
from .ledger import Course

RECENT_DAYS = 28
BACKUP_DAYS = 56  # how far a stale incident of size 1 looks back for the day of the backup


def refreshed_day(course: Course, day: int) -> int:
    """Day at whose beginning the features served on `day` were computed.

    While the store is stale that is the morning after a day so busy that a copy was made by hand.
    """
    stale = running_on(course.ground.scenario.incidents, "stale", day)
    return day if stale is None else _busiest_day(course, stale) + 1


def _busiest_day(course: Course, stale: Incident) -> int:
    """The day of the longest mean wait among those before the incident that its size looks back on."""
    last = max(stale.start_day - 1, 1)
    first = max(last - max(round(BACKUP_DAYS * stale.size), 1), 0)
    own = slice(*course.ground.created_edges[[first, last]].tolist())
    day, wait = course.ground.tickets.day[own] - first, course.ledger.wait[own]
    n = np.maximum(np.bincount(day, minlength=last - first), 1)
    return first + int(np.argmax(np.bincount(day, wait, last - first) / n))


def account_features(course: Course, own: slice, day: int) -> dict[str, np.ndarray]:
    """Outcomes of each ticket's account that the warehouse had when the store was last refreshed.

    `acct_tickets` and `acct_breaches` count all of them, the columns ending in `_28d` those that became
    known in the 28 days before.
    """
    ground, ledger = course.ground, course.ledger
    until = refreshed_day(course, day) * DAY_S
    past = np.flatnonzero(ledger.known_s[: own.start] < until)
    recent = past[ledger.known_s[past] >= until - RECENT_DAYS * DAY_S]
    account, n = ground.tickets.account, len(ground.accounts.ids)
    columns = {}
    for suffix, counted in (("", past), ("_28d", recent)):
        tickets = np.bincount(account[counted], minlength=n)
        breaches = np.bincount(account[counted[ledger.breach[counted]]], minlength=n)
        columns[f"acct_tickets{suffix}"] = tickets[account[own]]
        columns[f"acct_breaches{suffix}"] = breaches[account[own]]
    return columns


def team_features(course: Course, own: slice, day: int) -> dict[str, np.ndarray]:
    """The queue of each ticket's team, as the queue page shows it.

    `team_open` counts the team's open tickets at the moment of the decision; the page takes tickets decided
    on the same day as open, because it learns of their resolution overnight. `team_wait_h` is the wait in
    working hours that it announced when the ticket was created, to a tenth.
    """
    ground, ledger, teams = course.ground, course.ledger, len(cat.TEAMS)
    team, moment = ground.tickets.team[own], ground.decide_s[own]
    served = refreshed_day(course, day)
    first = ground.decided_edges[served]
    older = np.flatnonzero(ledger.resolved_s[:first] >= served * DAY_S)
    older_team = ground.tickets.team[older]
    if served < day:
        still = np.bincount(older_team, minlength=teams)[team]
        return {"team_open": still, "team_wait_h": np.round(_last_waits(course, first), 1)[team]}
    stride = 1 << 40
    closing = np.sort(older_team * stride + ledger.resolved_s[older])
    closed_before = np.searchsorted(closing, team * stride + moment, side="right")
    still = np.cumsum(np.bincount(older_team, minlength=teams))[team] - closed_before
    place = np.zeros(len(team), np.int64)
    for k in range(teams):
        place[team == k] = np.arange(1, 1 + int((team == k).sum()))
    return {"team_open": still + place, "team_wait_h": np.round(ledger.wait[own], 1)}


def _last_waits(course: Course, before: int) -> np.ndarray:
    """The wait that the last of each team's first `before` tickets met; 0 if there was none."""
    wait, team = np.zeros(len(cat.TEAMS)), course.ground.tickets.team[:before]
    for k in range(len(wait)):
        own = np.flatnonzero(team == k)
        wait[k] = course.ledger.wait[own[-1]] if len(own) else 0.0
    return wait
