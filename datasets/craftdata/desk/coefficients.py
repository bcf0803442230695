"""The laws of one world, redrawn by seed so that no constant learned on one draw passes on another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from . import catalogue as cat
from .calendar import Calendar
from .holidays import holidays_of
from .scenario import Scenario
from .streams import Streams, poisson_quantile

AREA_WORK = np.array([0.25, -0.10, 0.85, 0.65, 0.45, 0.15, -0.75, 0.35])
# Enterprises have long integrations and imports; on premises nobody can look, least of all at integrations.
AREA_PLAN = np.array([[0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0.3, 0, 0.3, 0, 0, 0]])
AREA_ONPREM = np.array([0.2, 0.2, 0.65, 0.2, 0.2, 0.2, 0.2, 0.2])
AREA_SIGMA = np.array([0.91, 0.94, 1.15, 1.21, 1.05, 0.91, 0.86, 0.90])
RELEASE_AREAS = np.array([cat.INTEGRATIONS, cat.PERFORMANCE, cat.IMPORT_EXPORT, cat.UI])
TEAM_SKILL = np.array([0.0, 0.0, -0.15, 0.25, 0.25])


@dataclass(frozen=True)
class Coefficients:
    """Effects on the log of the work a ticket needs, and the shares that delivery defects aim at.

    Parameters
    ----------
    area : ndarray (areas,)
        Effect of the product area: a fixed value plus a normal with standard deviation 0.12.
    area_plan : ndarray (plans, areas)
        Further effect of the area for customers of a plan, who use the product differently: fixed values
        plus normals with standard deviation 0.25.
    area_onprem : ndarray (areas,)
        Further effect of the area on premises: fixed values plus normals with standard deviation 0.30.
    symptom : ndarray (areas, symptoms)
        Effect of the symptom, standard deviation 0.50.
    symptom_onprem : ndarray (areas, symptoms)
        Further effect of the symptom on premises, standard deviation 0.75.
    team : ndarray (teams,)
        Skill of the team (subtracted), a fixed value plus a normal with standard deviation 0.18.
    team_area : ndarray (teams, areas)
        Skill of the team in an area (subtracted), standard deviation 0.38.
    sigma : ndarray (areas,)
        Standard deviation of log work: fixed values times one factor from 0.93 to 1.07.
    breach_share : float
        Target for the share of breaches: the scenario's value times a factor from 0.85 to 1.15.
    late_share, duplicate_share, skew_share, reopen_share : float
        The scenario's values, each times a factor from 0.7 to 1.3.
    growth : float
        The scenario's value times a factor from 0.7 to 1.3.
    utilisation : float
        The scenario's value times a factor from 0.98 to 1.02.
    off_hours_rate : float
        The scenario's value times a factor from 0.8 to 1.2, at most 1.
    repeat_share : float
        Share of tickets about the same problem as the one before, from 0.07 to 0.13.
    release_day, release_area : ndarray (releases,)
        Day of the world and product area of each release.
    release_size : ndarray (releases,)
        Effect on log work of that area on its first day, from 0.4 to 0.9; it fades within months.
    """

    area: np.ndarray
    area_plan: np.ndarray
    area_onprem: np.ndarray
    symptom: np.ndarray
    symptom_onprem: np.ndarray
    team: np.ndarray
    team_area: np.ndarray
    sigma: np.ndarray
    breach_share: float
    late_share: float
    duplicate_share: float
    skew_share: float
    reopen_share: float
    growth: float
    utilisation: float
    off_hours_rate: float
    repeat_share: float
    release_day: np.ndarray
    release_area: np.ndarray
    release_size: np.ndarray


def draw_coefficients(streams: Streams, scenario: Scenario) -> Coefficients:
    """Draw the laws of one world; see `Coefficients` for the bounds."""
    areas, symptoms, teams = len(cat.AREAS), cat.SYMPTOMS_PER_AREA, len(cat.TEAMS)
    factor = (streams.uniform("coefficients.delivery", 4) * 0.6 + 0.7).tolist()
    breach_factor = float(0.85 + 0.3 * streams.uniform("coefficients.breach", 1)[0])
    world = streams.uniform("coefficients.world", 4).tolist()
    releases = poisson_quantile(
        streams.uniform("releases.count", 1), np.array([scenario.releases_per_year * scenario.days / 365])
    )
    number = np.arange(int(releases[0]))
    return Coefficients(
        area=AREA_WORK + 0.12 * streams.normal("coefficients.area", areas),
        area_plan=AREA_PLAN + 0.25 * streams.normal("coefficients.area_plan", len(cat.PLANS), areas),
        area_onprem=AREA_ONPREM + 0.30 * streams.normal("coefficients.area_onprem", areas),
        symptom=0.50 * streams.normal("coefficients.symptom", areas, symptoms),
        symptom_onprem=0.75 * streams.normal("coefficients.symptom_onprem", areas, symptoms),
        team=TEAM_SKILL + 0.18 * streams.normal("coefficients.team", teams),
        team_area=0.38 * streams.normal("coefficients.team_area", teams, areas),
        sigma=AREA_SIGMA * (0.93 + 0.14 * streams.uniform("coefficients.sigma", 1)),
        breach_share=scenario.breach_share * breach_factor,
        late_share=scenario.late_share * factor[0],
        duplicate_share=scenario.duplicate_share * factor[1],
        skew_share=scenario.skew_share * factor[2],
        reopen_share=scenario.reopen_share * factor[3],
        growth=scenario.growth * (0.7 + 0.6 * world[0]),
        utilisation=scenario.utilisation * (0.98 + 0.04 * world[1]),
        off_hours_rate=min(scenario.off_hours_rate * (0.8 + 0.4 * world[2]), 1.0),
        repeat_share=0.07 + 0.06 * world[3],
        release_day=streams.integers_at("releases.day", scenario.days, number),
        release_area=RELEASE_AREAS[streams.integers_at("releases.area", len(RELEASE_AREAS), number)],
        release_size=0.4 + 0.5 * streams.at("releases.size", number),
    )


def draw_calendars(streams: Streams, start: dt.date, days: int) -> tuple[Calendar, ...]:
    """Opening hours of each team, in the order of `catalogue.TEAMS`.

    Opening and closing time are drawn from three each; one team in five also works on Saturdays.
    """
    opens = streams.integers("teams.opens", len(cat.OPENING_TIMES), len(cat.TEAMS))
    closes = streams.integers("teams.closes", len(cat.CLOSING_TIMES), len(cat.TEAMS))
    saturday = streams.uniform("teams.saturday", len(cat.TEAMS)) < 0.2
    first, last = start.year, (start + dt.timedelta(days=days)).year
    return tuple(
        Calendar(
            zone=team.zone,
            opens=cat.OPENING_TIMES[opens[k]],
            closes=cat.CLOSING_TIMES[closes[k]],
            workdays=cat.MONDAY_TO_SATURDAY if saturday[k] else cat.WEEKDAYS,
            holidays=holidays_of(team.region, first, last),
        )
        for k, team in enumerate(cat.TEAMS)
    )
