"""How much work each ticket is, and the level of it that gives the wanted share of breaches."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import catalogue as cat
from .accounts import Accounts
from .clock import WorkClock
from .coefficients import Coefficients
from .incidents import size_at
from .outcome import Exposure, p_breach
from .scenario import Scenario
from .streams import Streams
from .tickets import Tickets

QUEUE_BY_SEVERITY = np.array([0.05, 0.4, 1.0, 1.4])
QUEUE_BY_PLAN = np.array([1.15, 1.0, 0.6])
# Effects on the log of the work of what the desk does not see: chance, true urgency, a wrong queue at first.
NOISE_SD, GENUINE_WORK, MISROUTED_WORK = 0.16, 0.90, 1.05
CALIBRATION_TICKETS = 20_000
DECISION_S = 3600
PHASE_DAYS, PHASE_STRIDE = 14, 1 << 9
PHASE_MEMORY = (0.18, 0.17, 0.13, 0.09)  # weights of the moves of this fortnight and the three before
RELEASE_FADE_DAYS = 60


@dataclass(frozen=True)
class Workload:
    """One entry per ticket.

    Parameters
    ----------
    log_work, sigma : ndarray of float
        Mean and standard deviation of the log of the effective hours of work.
    luck : ndarray of float
        Standard normal deviate of the log of the work: drawn once, the same under every policy.
    queue_factor : ndarray of float
        How much of the team's wait it sits out (P1 and enterprise are served first).
    start_hours : ndarray of float
        Effective hours on the team's clock at creation.
    open_sla, open_first : ndarray of float
        Effective hours from creation to the deadline and to the decision.
    """

    log_work: np.ndarray
    sigma: np.ndarray
    luck: np.ndarray
    queue_factor: np.ndarray
    start_hours: np.ndarray
    open_sla: np.ndarray
    open_first: np.ndarray

    @cached_property
    def work(self) -> np.ndarray:
        """Effective hours that each ticket takes."""
        return np.exp(self.log_work + self.sigma * self.luck)

    @property
    def effort(self) -> np.ndarray:
        """Agent hours that each ticket takes from its team."""
        return _effort(self.work)

    @property
    def planned_effort(self) -> np.ndarray:
        """Agent hours to expect from what is known before the work is done."""
        return _effort(np.exp(self.log_work + 0.3 * self.sigma**2))  # E[W^0.6]^(1/0.6) of a log-normal W

    def shifted(self, level: float | np.ndarray) -> Workload:
        """The same tickets with `level` added to the log of their work."""
        return dataclasses.replace(self, log_work=self.log_work + level)

    def part(self, tickets: slice | np.ndarray) -> Workload:
        """The workload of some of the tickets."""
        return Workload(*(getattr(self, field.name)[tickets] for field in dataclasses.fields(Workload)))

    def exposure(self, wait: np.ndarray | float) -> Exposure:
        """The law of the outcome when the team's wait at creation is `wait` effective hours."""
        return Exposure(self.log_work, self.sigma, wait * self.queue_factor, self.open_sla, self.open_first)


def draw_workload(
    streams: Streams,
    laws: Coefficients,
    skill: np.ndarray,
    accounts: Accounts,
    tickets: Tickets,
    clock: WorkClock,
) -> Workload:
    """Draw the work in every ticket, up to a common level (see `breach_level`).

    `skill` is what `agents.team_skill` gives: the effect of those who are there, (teams, areas, days).
    """
    noise = NOISE_SD * streams.normal_at("workload.noise", tickets.serial)
    log_work = _log_work(laws, accounts, tickets) + _phase(streams, tickets) + noise
    log_work += _release(laws, tickets) - skill[tickets.team, tickets.area, tickets.day]
    return Workload(
        log_work=log_work,
        sigma=laws.sigma[tickets.area],
        luck=streams.normal_at("workload.luck", tickets.serial),
        queue_factor=QUEUE_BY_SEVERITY[tickets.severity] * QUEUE_BY_PLAN[tickets.plan],
        start_hours=clock.hours_at(tickets.team, tickets.created_s),
        open_sla=_effective_hours(clock, tickets, tickets.sla_hours * 3600),
        open_first=_effective_hours(clock, tickets, np.full(len(log_work), DECISION_S)),
    )


def _phase(streams: Streams, tickets: Tickets) -> np.ndarray:
    """Good and bad times of an account: a level that moves every two weeks and forgets within two months."""
    shift = (PHASE_DAYS * streams.at("accounts.phase", tickets.account)).astype(np.int64)
    place = tickets.account * PHASE_STRIDE + (tickets.day + shift) // PHASE_DAYS
    level = np.zeros(len(place))
    for back, weight in enumerate(PHASE_MEMORY):
        level += weight * streams.normal_at("accounts.phase_level", place + len(PHASE_MEMORY) - back)
    return level


def _release(laws: Coefficients, tickets: Tickets) -> np.ndarray:
    """What releases add: most on the first day, fading over months."""
    effect = np.zeros(len(tickets.day))
    for day, area, size in zip(laws.release_day, laws.release_area, laws.release_size, strict=True):
        since = tickets.day - day
        effect += (
            (tickets.area == area) * (since >= 0) * size * np.exp(-np.maximum(since, 0) / RELEASE_FADE_DAYS)
        )
    return effect


def drift(scenario: Scenario, tickets: Tickets) -> np.ndarray:
    """What concept incidents add to the log of the work; nothing else in the world shows it."""
    size = size_at(scenario.incidents, "concept", tickets.created_s)
    return 0.9 * size * np.isin(tickets.area, [cat.BILLING, cat.UI])


def _effort(work: np.ndarray) -> np.ndarray:
    """Agent hours that so many effective hours of work cost: much of them is waiting for the customer."""
    return np.minimum(0.3 + 0.22 * work**0.6, 4.0)


def _effective_hours(clock: WorkClock, tickets: Tickets, seconds: np.ndarray) -> np.ndarray:
    """Effective hours in the `seconds` after creation."""
    begin, end = tickets.created_s, tickets.created_s + seconds
    by_team = clock.hours_at(tickets.team, end) - clock.hours_at(tickets.team, begin)
    return np.where(tickets.round_the_clock, seconds / 3600, by_team)


def _log_work(laws: Coefficients, accounts: Accounts, tickets: Tickets) -> np.ndarray:
    """Mean of log work before the common level: contracts promise roughly what the work allows."""
    t, team = tickets, tickets.team
    promised = 0.85 * np.log(t.sla_hours * np.where(t.round_the_clock, 1.0, 0.38))
    problem = laws.area[t.area] + laws.symptom[t.area, t.symptom]
    onprem = t.onprem * (laws.area_onprem[t.area] + laws.symptom_onprem[t.area, t.symptom])
    hidden = GENUINE_WORK * t.genuine + MISROUTED_WORK * t.misrouted
    handling = hidden - laws.team[team] - laws.team_area[team, t.area]
    article = t.read_article * np.where(np.isin(t.area, [cat.UI, cat.HOW_TO]), -0.8, -0.35)
    customer = accounts.difficulty[t.account] + 0.24 * np.abs(np.log(t.seats / 40))
    tenure = 0.65 * np.exp(-t.tenure_days / 60) + 0.35 * (t.tenure_days > 700)
    usage = laws.area_plan[t.plan, t.area]
    return promised + problem + onprem + handling + article + customer + tenure + usage


def breach_level(load: Workload, wait: np.ndarray | float, target: float) -> float:
    """Shift of log work for which the mean chance of a breach is `target` under these waits.

    Rounded to 1e-4, so that the last bit of a sum cannot change the world.
    """
    exposure = load.exposure(wait)
    every = slice(None, None, -(-len(load.log_work) // CALIBRATION_TICKETS))
    sample = Exposure(*(getattr(exposure, field.name)[every] for field in dataclasses.fields(Exposure)))
    low, high = -4.0, 4.0
    for _ in range(18):
        middle = (low + high) / 2
        share = p_breach(dataclasses.replace(sample, log_work=sample.log_work + middle)).mean()
        low, high = (middle, high) if share < target else (low, middle)
    return round(low, 4)
