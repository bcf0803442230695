"""Weeks of figures for DriftMonitor: made by lot around a known season, and from desks it has not seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from autograder.draws import Draw
from craftdata import desk
from craftdata.control_room.figures import FIGURES, figures_of

REFERENCE, WATCHED = 42, 28
MONDAY = pd.Timestamp("2024-01-01")
QUIET_DESKS = 6
# Kind and size of the incidents that a desk is tried with; the sizes are such that a day's figures stand out.
# No spike: one that begins in a week of holidays is found late, if at all, by one right answer in sixty.
INCIDENTS = (("population", 3.0), ("adversarial", 3.0), ("population", 3.0), ("adversarial", 3.0))
Weeks = tuple[pd.DataFrame, pd.DataFrame]


def made_weeks(
    draw: Draw,
    name: str,
    figures: int = 6,
    season: float = 0.0,
    watched: int = WATCHED,
    change: Callable[[np.ndarray], np.ndarray | float] = lambda day: 0.0,
) -> Weeks:
    """Weeks of figures that are normal around a season of the week, with standard deviation 1.

    season: how far weekends lie from weekdays. change: what is added to the first figure on the watched days
    0, 1, .... Figures are named a, b, ..., z, a1, b1, .... Returns the reference and the days to
    watch, indexed by date.
    """
    rng = draw.rng(name)
    days = pd.date_range(MONDAY, periods=REFERENCE + watched)
    weekend = np.asarray(days.day_of_week >= 5)
    level = rng.uniform(-20, 20, figures)
    values = level + rng.standard_normal((len(days), figures)) - season * weekend[:, None]
    values[REFERENCE:, 0] += change(np.arange(watched))
    table = pd.DataFrame(values, index=days, columns=[_name(number) for number in range(figures)])
    return table.iloc[:REFERENCE], table.iloc[REFERENCE:]


def _name(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number % 26] + str(number // 26 or "")


def steps_away(draw: Draw, name: str, when: tuple[int, ...] = tuple(range(14))) -> Weeks:
    """Figures that are away on some of 14 days, each by its own distance, from 1.5 to 9 standard deviations.

    So dense that whatever a monitor's limit is, some figure lies hardly above it. The watched days are
    without noise, and begin on a Monday; every second figure has fallen. when: the days 0, 1, ....
    """
    names = [f"f{number:02}" for number in range(34)]
    away = 1.5 * 1.056 ** np.arange(len(names)) * (-1.0) ** np.arange(len(names))
    days = pd.date_range(MONDAY, periods=REFERENCE + 14)
    values = draw.rng(name).standard_normal((len(days), len(names)))
    values[REFERENCE:] = away * np.isin(np.arange(14), when)[:, None]
    table = pd.DataFrame(values - 5.0 * np.asarray(days.day_of_week >= 5)[:, None], index=days, columns=names)
    return table.iloc[:REFERENCE], table.iloc[REFERENCE:]


def many_jumps(draw: Draw, name: str, figures: int, quiet: int, away: int, back: int = 0) -> Weeks:
    """Figures that jump by 8 after some quiet days, every second one down, stay away, and come back."""
    reference, days = made_weeks(draw, name, figures, season=5.0, watched=quiet + away + back)
    moved = np.zeros((len(days), figures))
    moved[quiet : quiet + away] = 8.0 * (-1.0) ** np.arange(figures)
    return reference, days + moved


def creeping_weeks(
    draw: Draw, name: str, watched: int, step: float = 0.25, figures: int = 10, farthest: float = np.inf
) -> Weeks:
    """Figures that all creep away by `step` a day from Monday on, every second one down.

    On the watched day 0 they are one step away; they stay where they are `farthest` away.
    """
    reference, days = made_weeks(draw, name, figures, season=5.0, watched=watched)
    away = np.minimum(step * np.arange(1, watched + 1), farthest)[:, None]
    return reference, days + away * (-1.0) ** np.arange(figures)


def quiet_desks(draw: Draw) -> tuple[Weeks, ...]:
    """Ten weeks of desks on which nothing out of the ordinary happens."""
    return _desks(draw.entropy, draw.name, ("quiet",) * QUIET_DESKS)[0]


def struck_desks(draw: Draw) -> tuple[tuple[str, int, Weeks], ...]:
    """Desks with an incident: its kind, the first of the watched days on which it acts, and the weeks."""
    weeks, onsets = _desks(draw.entropy, draw.name, tuple(kind for kind, _ in INCIDENTS))
    return tuple((kind, onset, one) for (kind, _), onset, one in zip(INCIDENTS, onsets, weeks, strict=True))


@lru_cache(maxsize=8)
def _desks(entropy: int, name: str, kinds: tuple[str, ...]) -> tuple[tuple[Weeks, ...], tuple[int, ...]]:
    draw, made, onsets = Draw(name, entropy), [], []
    for number, kind in enumerate(kinds):
        rng = draw.rng(f"desk {kind} {number}")
        onset = int(rng.integers(3, 12))
        start = dt.date(2024, 1, 1) + dt.timedelta(days=int(rng.integers(900)))
        incidents = (
            ()
            if kind == "quiet"
            else (desk.Incident(kind, REFERENCE + onset, WATCHED, dict(INCIDENTS)[kind]),)
        )
        days = REFERENCE + (WATCHED if kind == "quiet" else onset + 8)
        scenario = desk.Scenario(days=days, tickets_per_day=60, start=start, incidents=incidents)
        made.append(_weeks(desk.World(draw.seed(f"world {kind} {number}"), scenario)))
        onsets.append(onset)
    return tuple(made), tuple(onsets)


def _weeks(world: desk.World) -> Weeks:
    rows = {}
    for _ in range(world.scenario.days):
        day = world.open_day()
        rows[pd.Timestamp(day.date)] = figures_of(day.columns)
        world.close_day()
    table = pd.DataFrame.from_dict(rows, orient="index")[list(FIGURES)]
    return table.iloc[:REFERENCE], table.iloc[REFERENCE:]


def gap_in_reference(weeks: Weeks) -> Weeks:
    """Three days are missing, each another weekday: whoever knows weekends by few days loses none of them."""
    reference = weeks[0].copy()
    reference.iloc[[4, 15, 23], :] = np.nan
    return reference, weeks[1]


def outage(weeks: Weeks) -> Weeks:
    """Two days of the reference on which the figure was 40 standard deviations away."""
    reference = weeks[0].copy()
    reference.iloc[[16, 17], 0] += 40.0
    return reference, weeks[1]
