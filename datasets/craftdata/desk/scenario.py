"""What a world of the Desk is asked to look like."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from numbers import Integral, Real

from .incidents import Incident

BOUNDS = {
    "days": (7, 3660),
    "tickets_per_day": (5, 100_000),
    "accounts": (20, 1_000_000),
    "growth": (-0.9, 2.0),
    "breach_share": (0.02, 0.6),
    "utilisation": (0.3, 1.1),
    "off_hours_rate": (0.01, 1.0),
    "outages_per_year": (0, 50),
    "releases_per_year": (0, 50),
    "fast_lane_places": (0, 1_000_000),
    "gaming": (0.0, 2.0),
    "turnover": (0.0, 3.0),
    "reopen_share": (0.0, 0.5),
    "merge_share": (0.0, 0.5),
    "late_share": (0.0, 0.5),
    "duplicate_share": (0.0, 0.5),
    "skew_share": (0.0, 0.5),
}
WHOLE_NUMBERS = ("days", "accounts", "fast_lane_places")


@dataclass(frozen=True)
class Scenario:
    """Parameters of one world; together with a seed they fix every byte of it.

    Parameters
    ----------
    start : datetime.date
        First day of the world; the world begins at 00:00 UTC of it.
    days : int
        Length of the world in days of 24 hours; tables are exported at the end of the last one.
    tickets_per_day : float
        Tickets expected on an average day at the start of the world.
    accounts : int or None
        Customer accounts over the whole world; None gives seven for each daily ticket, 20 at least.
    growth : float
        Relative growth of the volume in a year, compounded (0.55 is +55 %).
    breach_share : float
        Share of tickets that breach their SLA when left alone. Each seed redraws the target within
        15 % of this value.
    utilisation : float
        Expected work divided by the work the teams can do; queues grow as it nears 1.
    off_hours_rate : float
        Work done in an hour outside opening hours, relative to an open hour (someone is on call); a third
        of it on days on which the team does not open.
    outages_per_year : float
        Expected outages a year, each a burst of tickets about the same thing.
    releases_per_year : float
        Expected releases a year, each of which makes the tickets of one area harder for two months or so.
    fast_lane_places : int
        Places in the fast lane on each day of operation.
    gaming : float
        How strongly customers come to write as urgently as those who got the fast lane; 0 for not at all.
    turnover : float
        Expected share of the agents that leaves in a year; newcomers need two months to learn.
    reopen_share : float
        Share of resolved tickets that the customer opens again (the outcome of the SLA stands).
    merge_share : float
        Share of accounts into which a duplicate account of the same customer is merged.
    incidents : tuple of Incident
        What goes wrong and when; nothing before the first of them changes by it.
    late_share : float
        Share of agents' events that an offline app delivers hours late.
    duplicate_share : float
        Share of events that are delivered twice.
    skew_share : float
        Share of agents' events stamped by a clock that is minutes to an hour and a half off.
        Each seed redraws the three delivery shares within 30 % of these values, and growth, utilisation and
        off-hours rate within the bounds that `Coefficients` states.

    Raises
    ------
    ValueError
        Names the field, the value and what is allowed.
    """

    start: dt.date = dt.date(2024, 2, 5)
    days: int = 60
    tickets_per_day: float = 40.0
    accounts: int | None = None
    growth: float = 0.55
    breach_share: float = 0.19
    utilisation: float = 0.90
    off_hours_rate: float = 0.12
    outages_per_year: float = 4.0
    releases_per_year: float = 2.0
    late_share: float = 0.06
    duplicate_share: float = 0.02
    skew_share: float = 0.02
    fast_lane_places: int = 20
    gaming: float = 0.6
    turnover: float = 0.35
    reopen_share: float = 0.05
    merge_share: float = 0.02
    incidents: tuple[Incident, ...] = ()

    def __post_init__(self) -> None:
        if type(self.start) is not dt.date or not 1990 <= self.start.year <= 2090:
            raise ValueError(f"start must be a datetime.date from 1990 to 2090, got {self.start!r}")
        for name, (low, high) in BOUNDS.items():
            value = getattr(self, name)
            if value is None and name == "accounts":
                continue
            _check_number(name, value, low, high, whole=name in WHOLE_NUMBERS)
        object.__setattr__(self, "incidents", _checked_incidents(self.incidents, self.days))

    @property
    def account_count(self) -> int:
        """Number of accounts, with the default resolved; newcomers of an incident not counted."""
        return self.accounts or max(20, round(7 * self.tickets_per_day))

    @property
    def newcomer_count(self) -> int:
        """Accounts that only population incidents bring."""
        brings = any(incident.kind == "population" for incident in self.incidents)
        return max(10, round(0.12 * self.account_count)) if brings else 0

    @property
    def end_s(self) -> int:
        """Seconds from the start of the world to the export of its tables."""
        return self.days * 86_400


def _checked_incidents(incidents: object, days: int) -> tuple[Incident, ...]:
    if not isinstance(incidents, (tuple, list)) or not all(isinstance(item, Incident) for item in incidents):
        raise ValueError(f"incidents must be a tuple of desk.Incident, got {incidents!r}")
    for item in incidents:
        if item.start_day >= days:
            message = f"incidents must start within the {days} days of the world, got {item!r}"
            raise ValueError(message)
    return tuple(incidents)


def _check_number(name: str, value: object, low: float, high: float, *, whole: bool) -> None:
    kind = Integral if whole else Real
    if isinstance(value, bool) or not isinstance(value, kind) or not low <= value <= high:
        noun = "a whole number" if whole else "a number"
        raise ValueError(f"{name} must be {noun} from {low} to {high}, got {value!r}")
