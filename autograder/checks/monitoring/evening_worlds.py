"""Makes evenings.csv: what lay on the table, evening by evening, at desks of which the cause is known.

    python -m autograder.checks.monitoring.evening_worlds

Each desk is run by the Desk itself, twice on one seed: quiet, and with its incident. The six pieces of
evidence are taken from it by the definitions of this unit's tasks. To run 38 desks takes minutes, so they are
shipped; after a change of the Desk's laws they are made anew.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from autograder.checks.monitoring import dq_functions, skew_cases
from craftdata import control_room, desk
from craftdata.control_room.figures import FIGURES, figures_of

FILE = Path(__file__).with_name("evenings.csv")
REFERENCE, WATCHED, YEAR, TOGETHER = 42, 28, 364, 4
GRACE, RIPENING, LEAST = pd.Timedelta("36h"), pd.Timedelta("21D"), 50
TICKETS = 60
# How many desks of each kind: its cause, and the size of its incident. Half of them have no last year.
KINDS = {
    "quiet": ("quiet", 0.0, 8),
    "christmas": ("season", 0.0, 6),
    "unit_change": ("bug", 1.0, 2),
    "null_upstream": ("bug", 1.0, 2),
    "schema_change": ("bug", 1.0, 2),
    "stale": ("bug", 1.0, 2),
    "label_stall": ("labels", 1.0, 4),
    "population": ("covariate", 3.0, 6),
    "concept": ("concept", 2.5, 6),
}
PIPELINE = ("unit_change", "null_upstream", "schema_change", "stale")


@dataclass(frozen=True)
class Plan:
    """A desk to run. onset: the first of the watched evenings on which its incident acts, from 0."""

    name: str
    kind: str
    cause: str
    seed: int
    start: dt.date
    first: int
    onset: int
    incidents: tuple[desk.Incident, ...]


def plans() -> list[Plan]:
    made = []
    for kind, (cause, size, number) in KINDS.items():
        for one in range(number):
            rng = np.random.default_rng([13, len(made)])
            first = REFERENCE + (YEAR if one % 2 == 0 else 0)
            # The first watched day: 10 to 16 December for the season, else between February and October.
            day = dt.date(2024, 12, 10) if kind == "christmas" else dt.date(2024, 2, 12)
            day += dt.timedelta(days=int(rng.integers(7 if kind == "christmas" else 240)))
            onset = int(rng.integers(3, 9))
            quiet = kind in ("quiet", "christmas")
            incidents = () if quiet else (desk.Incident(kind, first + onset, WATCHED, size),)
            seed = int(rng.integers(2**31, 2**62))
            made.append(Plan(f"{kind} {one + 1}", kind, cause, seed, day - dt.timedelta(days=first), first,
                             onset, incidents))  # fmt: skip
    return made


def evenings_of(plan: Plan) -> pd.DataFrame:
    """One row an evening: desk, kind, cause, onset, evening (from 0) and the six pieces of evidence."""
    calm, struck = _world(plan, ()), _world(plan, plan.incidents)
    table, chance = _figures(struck, plan), _chances(calm, struck)
    tickets, labels = struck.tickets(), struck.labels()
    arrived = labels["known_at"].dt.tz_convert("UTC").dt.normalize().dt.tz_localize(None).value_counts()
    rows = []
    for evening in range(WATCHED):
        day = plan.first + evening
        now = pd.Timestamp(plan.start, tz="UTC") + pd.Timedelta(days=day + 1)
        served = struck.day(day).tickets
        rows.append({
            "findings": _findings(served, now),
            "skew": _skew(served, calm.day(day).tickets) if plan.kind in PIPELINE else 0.0,
            "outcomes": _arrivals(arrived, plan, day),
            "gap": _gap(tickets, labels, chance, now),
        })  # fmt: skip
    made = pd.DataFrame(rows).join(_moved(table, plan)).round(3)
    made.insert(0, "evening", range(WATCHED))
    for name in ("onset", "cause", "kind", "name"):
        made.insert(0, "desk" if name == "name" else name, getattr(plan, name))
    return made


def _world(plan: Plan, incidents: tuple[desk.Incident, ...]) -> desk.World:
    scenario = desk.Scenario(start=plan.start, days=plan.first + WATCHED, tickets_per_day=TICKETS,
                             fast_lane_places=0, incidents=incidents)  # fmt: skip
    world = desk.World(plan.seed, scenario)
    world.run()
    return world


def _figures(world: desk.World, plan: Plan) -> pd.DataFrame:
    """The ten figures of the days that count: the last ten weeks, and the same of last year."""
    last = range(plan.first - REFERENCE, plan.first + WATCHED)
    days = [*(day - YEAR for day in last if day >= YEAR), *last]
    rows = {pd.Timestamp(plan.start) + pd.Timedelta(days=day): figures_of(world.day(day).columns)
            for day in days}  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index")[list(FIGURES)]


def _chances(calm: desk.World, struck: desk.World) -> pd.Series:
    """What a model says that knows the quiet desk to the last: the true chance there; of newcomers, here."""
    known, new = (world.truth().set_index("ticket_id") for world in (calm, struck))
    known = known[known["open_at_decision"]]["p_breach"]
    new = new[new["open_at_decision"]]["p_breach"]
    return pd.concat([known, new[~new.index.isin(known.index)]]).clip(1e-6, 1 - 1e-6)


def _findings(served: pd.DataFrame, now: pd.Timestamp) -> float:
    return len(dq_functions.definition(served, control_room.contract(), now, (2, 600), pd.Timedelta("24h")))


def _skew(served: pd.DataFrame, recomputed: pd.DataFrame) -> float:
    instants = ["created_at", "decide_at", "due_at"]
    tables = (table.drop_duplicates("ticket_id").drop(columns=instants) for table in (served, recomputed))
    return float(skew_cases.definition(*tables, 1e-6).max())


def _arrivals(arrived: pd.Series, plan: Plan, day: int) -> float:
    """Outcomes of the last seven days, as a share of the usual number."""
    start = pd.Timestamp(plan.start)
    dates = [start + pd.Timedelta(days=number) for number in range(plan.first - REFERENCE, plan.first)]
    usual = arrived.reindex(dates).fillna(0).mean() * 7
    last = [start + pd.Timedelta(days=day - number) for number in range(7)]
    return float(arrived.reindex(last).fillna(0).sum() / usual)


def _usual(table: pd.DataFrame, plan: Plan, year: int) -> dict[bool, tuple[np.ndarray, np.ndarray]]:
    """The usual value and the spread of weekdays (False) and weekends, as in task 4, so many years ago."""
    first = pd.Timestamp(plan.start) + pd.Timedelta(days=plan.first - year * YEAR)
    reference = table.loc[first - pd.Timedelta(days=REFERENCE) : first - pd.Timedelta(days=1)]
    found = {}
    for weekend in (False, True):
        days = reference[(reference.index.day_of_week >= 5) == weekend]
        low, usual, high = (days.quantile(q).to_numpy() for q in (0.1, 0.5, 0.9))
        found[weekend] = (usual, (high - low) / 2.56)
    return found


def _moved(table: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The largest distance of four days together, from the last weeks and from last year's, by evening."""
    now = _usual(table, plan, 0)
    before = _usual(table, plan, 1) if plan.first >= YEAR else None
    away, away_year = [], []
    dates = [pd.Timestamp(plan.start) + pd.Timedelta(days=day)
             for day in range(plan.first - TOGETHER + 1, plan.first + WATCHED)]  # fmt: skip
    for date in dates:
        kind, value = bool(date.day_of_week >= 5), table.loc[date].to_numpy()
        usual, spread = now[kind]
        away.append((value - usual) / spread)
        if before is not None:
            grown = table.loc[date - pd.Timedelta(days=YEAR)].to_numpy() + usual - before[kind][0]
            # Last year's day is itself drawn: two days lie apart by sqrt(2) spreads.
            away_year.append((value - grown) / spread / np.sqrt(2))
    evenings = range(WATCHED)
    return pd.DataFrame({
        "moved": [_distance(away[one : one + TOGETHER]) for one in evenings],
        "moved_year": [_distance(away_year[one : one + TOGETHER]) if before else np.nan for one in evenings],
    })  # fmt: skip


def _distance(away: list[np.ndarray]) -> float:
    """A figure that is missing tells nothing; the rows' monitor has seen it."""
    return float(np.nanmax(np.abs(np.sum(away, axis=0)) / np.sqrt(len(away))))


def _gap(tickets: pd.DataFrame, labels: pd.DataFrame, chance: pd.Series, now: pd.Timestamp) -> float:
    """z of the ripe ones of the last three weeks; missing if they are few, or a tenth is unknown."""
    rows = tickets[(tickets["decide_at"] <= now) & (tickets["decide_at"] > now - RIPENING)]
    rows = rows[(rows["due_at"] + GRACE <= now) & rows["ticket_id"].isin(chance.index)]
    heard = labels[labels["known_at"] <= now].set_index("ticket_id")["breach"].astype(float)
    y, p = rows["ticket_id"].map(heard), rows["ticket_id"].map(chance)
    if len(rows) < LEAST or y.notna().mean() < 0.9:
        return float("nan")
    p = p[y.notna()]
    return float((y.sum() - p.sum()) / np.sqrt((p * (1 - p)).sum()))


if __name__ == "__main__":
    pd.concat([evenings_of(plan) for plan in plans()]).to_csv(FILE, index=False, lineterminator="\n")
