"""What a ticket is about and who handles it: everything but how much work it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from . import catalogue as cat
from .account_history import AccountHistory
from .accounts import Accounts
from .arrivals import Arrivals
from .coefficients import Coefficients
from .incidents import Incident, size_at
from .streams import Streams, pick

SPECIALIST_SHARE = 0.55
ENGLISH_ANYWAY = 0.15
GAMED_SHARE = 0.45
# What those who game the desk claim to write about: what they have seen to be taken seriously.
GAMED_AREA_SHARES = np.array([0.0, 0.10, 0.35, 0.35, 0.05, 0.0, 0.0, 0.15])
MOST_MESSAGES = 4


@dataclass(frozen=True)
class Tickets:
    """One entry per ticket, ordered by creation; codes are indices into the catalogue.

    Parameters
    ----------
    serial : ndarray of int
        Number of the ticket: the place of its random numbers in every stream.
    planned : ndarray of bool
        Whether it would have come without any incident.
    created_s, day : ndarray of int
        Second and day of the world of its creation.
    account, region, plan, seats, onprem
        The account and what was true of it at that moment.
    tenure_days : ndarray of int
        Days since the account signed up.
    area, symptom : ndarray of int
        What it is really about.
    stated_area, stated_symptom : ndarray of int
        What the customer says it is about: the same, unless somebody games the desk.
    severity, channel, language, team : ndarray of int
        Codes of the form and of the team that has the ticket after the first hour.
    sla_hours : ndarray of int
        Hours on the wall clock from creation to deadline.
    round_the_clock : ndarray of bool
        Enterprise tickets of P1 and P2 are worked on day and night.
    genuine, gamed : ndarray of bool
        Whether it is truly urgent, and whether it imitates a worse problem (both hidden).
    temptation : ndarray of float
        How much gaming it takes to make this customer write urgently: see `urgent_when`.
    misrouted, reassigned : ndarray of bool
        Whether it went to the wrong queue first (hidden), and whether that was noticed in the first hour.
    read_article : ndarray of bool
        Whether a help article solved part of it (hidden).
    messages : ndarray of int
        Messages the customer adds in the first hour, up to four.
    attach_kb : ndarray of float
        Size of the attachments in kB; 0 for none.
    outage : ndarray of bool
        Whether an outage caused it.
    """

    serial: np.ndarray
    planned: np.ndarray
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
    stated_area: np.ndarray
    stated_symptom: np.ndarray
    severity: np.ndarray
    channel: np.ndarray
    language: np.ndarray
    team: np.ndarray
    sla_hours: np.ndarray
    round_the_clock: np.ndarray
    genuine: np.ndarray
    gamed: np.ndarray
    temptation: np.ndarray
    misrouted: np.ndarray
    reassigned: np.ndarray
    read_article: np.ndarray
    messages: np.ndarray
    attach_kb: np.ndarray
    outage: np.ndarray

    def urgent_when(self, gaming: float, part: slice) -> np.ndarray:
        """Whether the subjects of a part of the tickets cry for haste, when gaming has reached this level."""
        return self.genuine[part] | self.gamed[part] | (self.temptation[part] < gaming)


def draw_tickets(
    streams: Streams,
    laws: Coefficients,
    accounts: Accounts,
    history: AccountHistory,
    arrivals: Arrivals,
    incidents: tuple[Incident, ...] = (),
) -> Tickets:
    """Draw the form, the routing and the first hour of every ticket."""
    account, serial = arrivals.account, arrivals.serial
    version = history.version_at(account, arrivals.created_s)
    plan, region = history.plan[version], accounts.region[account]
    area, symptom = _problem(streams, arrivals, plan)
    severity = _severity(streams, laws, serial, accounts.cries_wolf[account], area, symptom)
    gamed = _gamed(streams, arrivals, accounts, area, incidents)
    genuine = streams.at("tickets.genuine", serial) < np.array([0.45, 0.16, 0.05, 0.02])[severity]
    hard_to_route = np.isin(area, [cat.INTEGRATIONS, cat.PERFORMANCE, cat.IMPORT_EXPORT])
    misrouted = streams.at("tickets.misrouted", serial) < np.where(hard_to_route, 0.16, 0.06)
    day = arrivals.created_s // 86_400
    return Tickets(
        serial=serial,
        planned=arrivals.planned,
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
        stated_area=np.where(gamed, pick(streams.at("gaming.area", serial), GAMED_AREA_SHARES), area),
        stated_symptom=np.where(gamed, streams.integers_at("gaming.symptom", 6, serial), symptom),
        severity=severity,
        channel=pick(streams.at("tickets.channel", serial), cat.CHANNEL_SHARES),
        language=_language(streams, serial, accounts.language[account]),
        team=_route(streams, serial, area, region),
        sla_hours=cat.SLA_HOURS[plan, severity],
        round_the_clock=(plan == cat.ENTERPRISE) & (severity <= 1),
        genuine=genuine,
        gamed=gamed,
        temptation=_temptation(streams, serial, accounts.cries_wolf[account]),
        misrouted=misrouted,
        reassigned=streams.at("tickets.reassigned", serial) < np.where(misrouted, 0.8, 0.02),
        read_article=streams.at("tickets.read_article", serial) < np.where(area == cat.HOW_TO, 0.40, 0.12),
        messages=_messages(streams, serial, genuine, severity, misrouted, gamed),
        attach_kb=_attachments(streams, serial, area),
        outage=arrivals.outage,
    )


def _problem(streams: Streams, arrivals: Arrivals, plan: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Area and symptom, read at the serial of the repeated ticket: a repeat has those of the first."""
    area = pick(streams.at("tickets.area", arrivals.repeats), cat.AREA_SHARES[plan])
    symptom = pick(streams.at("tickets.symptom", arrivals.repeats), cat.SYMPTOM_SHARES)
    return np.where(arrivals.outage, cat.OUTAGE, area), symptom


def _severity(
    streams: Streams,
    laws: Coefficients,
    serial: np.ndarray,
    cries_wolf: np.ndarray,
    area: np.ndarray,
    symptom: np.ndarray,
) -> np.ndarray:
    """Severity as the customer states it: 0 is P1."""
    by_problem = np.array([0, 0, 0.35, 0.35, 0, 0, -0.9, 1.8])[area] + 0.5 * laws.symptom[area, symptom]
    pressure = streams.normal_at("tickets.severity", serial) + 0.6 * cries_wolf + by_problem
    return 3 - np.searchsorted([-0.55, 0.75, 1.95], pressure)


def _gamed(
    streams: Streams,
    arrivals: Arrivals,
    accounts: Accounts,
    area: np.ndarray,
    incidents: tuple[Incident, ...],
) -> np.ndarray:
    """Tickets of an adversarial incident: those who cry wolf do it more; a real outage needs no imitation."""
    size = size_at(incidents, "adversarial", arrivals.created_s)
    inclined = 0.5 + ndtr(accounts.cries_wolf[arrivals.account] / 0.7)
    return (streams.at("gaming.imitates", arrivals.serial) < GAMED_SHARE * size * inclined) & (
        area != cat.OUTAGE
    )


def _temptation(streams: Streams, serial: np.ndarray, cries_wolf: np.ndarray) -> np.ndarray:
    """Level of gaming above which a subject says that the ticket is urgent; below 0 for always."""
    exaggerates = 0.03 + 0.04 * np.maximum(cries_wolf, 0)
    return (streams.at("tickets.exaggerated", serial) - exaggerates) / np.maximum(ndtr(cries_wolf), 1e-3)


def _language(streams: Streams, serial: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """The account's language, or English: people of one company do not all write the same way."""
    return np.where(streams.at("tickets.language", serial) < ENGLISH_ANYWAY, 0, usual)


def _route(streams: Streams, serial: np.ndarray, area: np.ndarray, region: np.ndarray) -> np.ndarray:
    technical = np.isin(area, [cat.INTEGRATIONS, cat.PERFORMANCE])
    specialist = technical & (streams.at("tickets.specialist", serial) < SPECIALIST_SHARE)
    return np.where(specialist, cat.SPECIALIST_TEAM[region], region)


def _messages(
    streams: Streams,
    serial: np.ndarray,
    genuine: np.ndarray,
    severity: np.ndarray,
    misrouted: np.ndarray,
    gamed: np.ndarray,
) -> np.ndarray:
    """Messages of the customer in the first hour."""
    eager = streams.at("tickets.messages", serial)
    eager = eager + 0.34 * genuine + 0.15 * (severity == 0) + 0.20 * misrouted + 0.4 * gamed
    return np.minimum(np.searchsorted([0.62, 0.88, 0.97, 0.995], eager), MOST_MESSAGES)


def _attachments(streams: Streams, serial: np.ndarray, area: np.ndarray) -> np.ndarray:
    technical = np.isin(area, [cat.INTEGRATIONS, cat.PERFORMANCE, cat.IMPORT_EXPORT])
    size = np.exp(4.2 + 0.9 * technical + 1.5 * streams.normal_at("tickets.attachment", serial))
    return np.where(streams.at("tickets.attaches", serial) < 0.45, 0.0, np.round(size, 1))
