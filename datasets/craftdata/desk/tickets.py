"""What a ticket says and who handles it: everything but how much work it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .account_history import AccountHistory
from .accounts import Accounts
from .arrivals import Arrivals
from .coefficients import Coefficients
from .streams import Streams, pick

SPECIALIST_SHARE = 0.55
MOST_MESSAGES = 4


@dataclass(frozen=True)
class Tickets:
    """One entry per ticket, ordered by creation; codes are indices into the catalogue.

    Parameters
    ----------
    created_s, day : ndarray of int
        Second and day of the world of its creation.
    account, region, plan, seats, onprem
        The account and what was true of it at that moment.
    tenure_days : ndarray of int
        Days since the account signed up.
    area, symptom, severity, channel, team : ndarray of int
        Codes of the form and of the team that has the ticket after the first hour.
    sla_hours : ndarray of int
        Hours on the wall clock from creation to deadline.
    round_the_clock : ndarray of bool
        Enterprise tickets of P1 and P2 are worked on day and night.
    genuine, urgent : ndarray of bool
        Whether it is truly urgent (hidden), and whether its subject says so.
    misrouted, reassigned : ndarray of bool
        Whether it went to the wrong queue first (hidden), and whether that was noticed in the first hour.
    read_article : ndarray of bool
        Whether a help article solved part of it (hidden).
    messages : ndarray of int
        Messages the customer adds in the first hour, up to four.
    outage : ndarray of bool
        Whether an outage caused it.
    """

    created_s: np.ndarray
    day: np.ndarray
    account: np.ndarray
    region: np.ndarray
    plan: np.ndarray
    seats: np.ndarray
    onprem: np.ndarray
    tenure_days: np.ndarray
    area: np.ndarray
    symptom: np.ndarray
    severity: np.ndarray
    channel: np.ndarray
    team: np.ndarray
    sla_hours: np.ndarray
    round_the_clock: np.ndarray
    genuine: np.ndarray
    urgent: np.ndarray
    misrouted: np.ndarray
    reassigned: np.ndarray
    read_article: np.ndarray
    messages: np.ndarray
    outage: np.ndarray


def draw_tickets(
    streams: Streams, laws: Coefficients, accounts: Accounts, history: AccountHistory, arrivals: Arrivals
) -> Tickets:
    """Draw the form, the routing and the first hour of every ticket."""
    account, n = arrivals.account, len(arrivals.account)
    version = history.version_at(account, arrivals.created_s)
    plan, region = history.plan[version], accounts.region[account]
    area, symptom = _problem(streams, arrivals, plan)
    severity = _severity(streams, laws, accounts.cries_wolf[account], area, symptom)
    genuine = streams.uniform("tickets.genuine", n) < np.array([0.45, 0.16, 0.05, 0.02])[severity]
    hard_to_route = np.isin(area, [cat.INTEGRATIONS, cat.PERFORMANCE, cat.IMPORT_EXPORT])
    misrouted = streams.uniform("tickets.misrouted", n) < np.where(hard_to_route, 0.16, 0.06)
    exaggerates = 0.03 + 0.04 * np.maximum(accounts.cries_wolf[account], 0)
    day = arrivals.created_s // 86_400
    return Tickets(
        created_s=arrivals.created_s,
        day=day,
        account=account,
        region=region,
        plan=plan,
        seats=history.seats[version],
        onprem=accounts.onprem[account],
        tenure_days=np.maximum(day - accounts.signup_day[account], 0),
        area=area,
        symptom=symptom,
        severity=severity,
        channel=pick(streams.uniform("tickets.channel", n), cat.CHANNEL_SHARES),
        team=_route(streams, area, region),
        sla_hours=cat.SLA_HOURS[plan, severity],
        round_the_clock=(plan == cat.ENTERPRISE) & (severity <= 1),
        genuine=genuine,
        urgent=genuine | (streams.uniform("tickets.exaggerated", n) < exaggerates),
        misrouted=misrouted,
        reassigned=streams.uniform("tickets.reassigned", n) < np.where(misrouted, 0.6, 0.02),
        read_article=streams.uniform("tickets.read_article", n) < np.where(area == cat.HOW_TO, 0.40, 0.12),
        messages=_messages(streams, genuine, severity, misrouted),
        outage=arrivals.outage,
    )


def _problem(streams: Streams, arrivals: Arrivals, plan: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Area and symptom; a repeat has those of the ticket it repeats."""
    n = len(plan)
    area = pick(streams.uniform("tickets.area", n), cat.AREA_SHARES[plan])
    symptom = pick(streams.uniform("tickets.symptom", n), cat.SYMPTOM_SHARES)
    area = np.where(arrivals.outage, cat.OUTAGE, area)
    return area[arrivals.repeats], symptom[arrivals.repeats]


def _severity(
    streams: Streams, laws: Coefficients, cries_wolf: np.ndarray, area: np.ndarray, symptom: np.ndarray
) -> np.ndarray:
    """Severity as the customer states it: 0 is P1."""
    by_problem = np.array([0, 0, 0.35, 0.35, 0, 0, -0.9, 1.8])[area] + 0.5 * laws.symptom[area, symptom]
    pressure = streams.normal("tickets.severity", len(area)) + 0.6 * cries_wolf + by_problem
    return 3 - np.searchsorted([-0.55, 0.75, 1.95], pressure)


def _route(streams: Streams, area: np.ndarray, region: np.ndarray) -> np.ndarray:
    technical = np.isin(area, [cat.INTEGRATIONS, cat.PERFORMANCE])
    specialist = technical & (streams.uniform("tickets.specialist", len(area)) < SPECIALIST_SHARE)
    return np.where(specialist, cat.SPECIALIST_TEAM[region], region)


def _messages(
    streams: Streams, genuine: np.ndarray, severity: np.ndarray, misrouted: np.ndarray
) -> np.ndarray:
    """Messages of the customer in the first hour."""
    eager = streams.uniform("tickets.messages", len(genuine))
    eager = eager + 0.22 * genuine + 0.15 * (severity == 0) + 0.16 * misrouted
    return np.minimum(np.searchsorted([0.62, 0.88, 0.97, 0.995], eager), MOST_MESSAGES)
