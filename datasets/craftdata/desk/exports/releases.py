"""Who sends events, and since when in which version of the schema."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from .. import catalogue as cat
from ..events import AGENT_REPLY, MESSAGE, PRIORITY_CHANGED, REASSIGNED, RESOLVED
from ..ground import DAY_S
from ..scenario import Scenario
from ..streams import Streams

PRODUCERS = ("atlas", "hermes")
ATLAS, HERMES = range(2)
BY_AGENTS = (AGENT_REPLY, MESSAGE, PRIORITY_CHANGED, REASSIGNED, RESOLVED)
HERMES_TEAMS = tuple(k for k, team in enumerate(cat.TEAMS) if team.region == cat.EMEA)
HERMES_ZONE = "Europe/Berlin"
RELEASE_HOUR = 6
OLD_APP_SHARE, OLD_APP_DAYS = 0.3, 12  # some agents go on with the old app for a while


@dataclass(frozen=True)
class Releases:
    """Seconds of the world.

    Parameters
    ----------
    second : tuple of int
        When each producer began to send schema 2, in the order of `PRODUCERS`.
    hermes_planned : int
        When hermes was going to, as the wiki says; it was late.
    """

    second: tuple[int, int]
    hermes_planned: int


def draw_releases(streams: Streams, scenario: Scenario) -> Releases:
    """Draw the releases: atlas' from 40 to 60 % of the world, hermes' days or weeks later."""
    u, days = streams.uniform("raw.releases", 3).tolist(), scenario.days
    atlas = int(days * (0.40 + 0.20 * u[0]))
    planned = atlas + max(1, round(days * (0.03 + 0.04 * u[1])))
    hermes = planned + max(1, round(days * (0.02 + 0.04 * u[2])))
    first, plan, second = (day * DAY_S + RELEASE_HOUR * 3600 for day in (atlas, planned, hermes))
    return Releases((first, second), plan)


def producer_of(kind: np.ndarray, team: np.ndarray) -> np.ndarray:
    """Producer of each event: what agents of the EMEA teams do comes from hermes, all else from atlas."""
    return np.where(np.isin(kind, BY_AGENTS) & np.isin(team, HERMES_TEAMS), HERMES, ATLAS)


def versions_of(
    streams: Streams, releases: Releases, producer: np.ndarray, second: np.ndarray, place: np.ndarray
) -> np.ndarray:
    """Schema version of each event, by the second at which it really happened."""
    since = second - np.array(releases.second)[producer]
    old = (producer == HERMES) & (since < OLD_APP_DAYS * DAY_S)
    old &= streams.at("raw.old_app", place) < OLD_APP_SHARE
    return np.where((since >= 0) & ~old, 2, 1)


def releases_json(start: dt.date, releases: Releases) -> list[dict[str, object]]:
    """The table of releases as the sources publish it."""
    begin = dt.datetime.combine(start, dt.time())
    rows: list[dict[str, object]] = []
    for producer, second in zip(PRODUCERS, releases.second, strict=True):
        rows.append({"producer": producer, "schema": 1, "from": None})
        moment = begin + dt.timedelta(seconds=second)
        rows.append({"producer": producer, "schema": 2, "from": f"{moment:%Y-%m-%dT%H:%M:%SZ}"})
    return rows
