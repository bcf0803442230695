"""The fixed vocabulary of the Desk: plans, teams, SLAs, and how common each thing is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

PLANS = ("starter", "business", "enterprise")
SEVERITIES = ("P1", "P2", "P3", "P4")
REGIONS = ("AMER", "EMEA", "APAC")
REGION_ZONES = ("America/New_York", "Europe/Berlin", "Asia/Singapore")
LANGUAGES = ("en", "de", "es", "fr", "ja")
CHANNELS = ("portal", "email", "chat", "api")
AREAS = ("billing", "login_sso", "integrations", "performance", "import_export", "ui", "how_to", "outage")
SYMPTOMS_PER_AREA = 6
CSM_OWNERS = (
    "a.lindqvist", "b.okafor", "c.moreau", "d.hartmann", "e.tanaka", "f.silva",
    "g.novak", "h.rahman", "i.keller", "j.reyes", "k.larsen", "l.chen",
)  # fmt: skip

BILLING, LOGIN, INTEGRATIONS, PERFORMANCE, IMPORT_EXPORT, UI, HOW_TO, OUTAGE = range(8)
STARTER, BUSINESS, ENTERPRISE = range(3)
AMER, EMEA, APAC = range(3)

# Hours from creation to deadline on the wall clock, nights and weekends included: plan x severity.
SLA_HOURS = np.array([[24, 48, 96, 168], [8, 16, 48, 120], [4, 8, 24, 72]])
# Cost of one breach by plan, in euros.
PENALTY = np.array([20.0, 90.0, 400.0])
# Share of each area among the tickets of a plan: plan x area.
AREA_SHARES = np.array([
    [0.20, 0.16, 0.06, 0.08, 0.10, 0.12, 0.27, 0.01],
    [0.13, 0.15, 0.15, 0.13, 0.14, 0.12, 0.17, 0.01],
    [0.07, 0.14, 0.25, 0.19, 0.14, 0.10, 0.10, 0.01],
])  # fmt: skip
SYMPTOM_SHARES = np.array([0.30, 0.24, 0.17, 0.13, 0.10, 0.06])
# Language of the accounts of a region: region x language.
LANGUAGE_SHARES = np.array([
    [0.90, 0.01, 0.06, 0.03, 0.00],
    [0.45, 0.33, 0.08, 0.13, 0.01],
    [0.62, 0.01, 0.00, 0.01, 0.36],
])  # fmt: skip
CHANNEL_SHARES = np.array([0.42, 0.38, 0.15, 0.05])


@dataclass(frozen=True)
class TeamProfile:
    """Where a team sits; its opening hours are drawn by seed."""

    name: str
    zone: str
    region: int


TEAMS = (
    TeamProfile("amer-1", "America/New_York", AMER),
    TeamProfile("emea-1", "Europe/Berlin", EMEA),
    TeamProfile("apac-1", "Asia/Singapore", APAC),
    TeamProfile("spec-amer", "America/Los_Angeles", AMER),
    TeamProfile("spec-emea", "Europe/Berlin", EMEA),
)
TEAM_NAMES = tuple(team.name for team in TEAMS)
# Team that a specialist question of a region goes to; APAC has no specialists of its own.
SPECIALIST_TEAM = np.array([3, 4, 2])

OPENING_TIMES = (dt.time(8), dt.time(8, 30), dt.time(9))
CLOSING_TIMES = (dt.time(17), dt.time(17, 30), dt.time(18))
WEEKDAYS = (0, 1, 2, 3, 4)
MONDAY_TO_SATURDAY = (0, 1, 2, 3, 4, 5)
