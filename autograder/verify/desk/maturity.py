"""The labels that are there first are the good news: what a report on the last days leaves out."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from autograder.verify.desk.finding import Effort, Finding, Proof
from autograder.verify.desk.workers import over
from craftdata import desk

WORLDS = 40
SCENARIO = desk.Scenario(days=60, tickets_per_day=150)
NEW_DAYS, OLD_DAYS = 3, 28


@dataclass(frozen=True)
class Window:
    """Tickets of one world by their age at the export. known: with an outcome in the warehouse."""

    tickets: int
    known: int
    known_breaches: int
    breaches: int


def measure(seed: int) -> dict[str, Window]:
    """Tickets of the last three days before an export, and of those older than four weeks."""
    world = desk.World(seed, SCENARIO)
    world.run()
    truth = world.truth().merge(world.tickets()[["ticket_id", "created_at"]], on="ticket_id", validate="1:1")
    export = pd.Timestamp(SCENARIO.start, tz="UTC") + pd.Timedelta(days=SCENARIO.days)
    age = export - truth["created_at"]
    parts = {"new": age <= pd.Timedelta(days=NEW_DAYS), "old": age > pd.Timedelta(days=OLD_DAYS)}
    return {name: _window(truth[part], export) for name, part in parts.items()}


def _window(truth: pd.DataFrame, export: pd.Timestamp) -> Window:
    known = truth["known_at"] <= export
    return Window(len(truth), int(known.sum()), int(truth.loc[known, "breach"].sum()),
                  int(truth["breach"].sum()))


def run(effort: Effort) -> Sequence[Finding]:
    """How many labels of the last days are there, how good they look, and that time cures it."""
    worlds = over(measure, effort.of(WORLDS, least=4), effort)
    new, old = (_sum([world[name] for world in worlds]) for name in ("new", "old"))
    known, seen, true = new.known / new.tickets, new.known_breaches / new.known, new.breaches / new.tickets
    recent = [world["new"] for world in worlds]
    lower = sum(w.known_breaches * w.tickets < w.breaches * w.known for w in recent)
    n = f"{new.tickets:,} tickets of {len(worlds)} worlds"
    return [
        Finding(f"Of tickets of the last {NEW_DAYS} days, some have a label at the export and others do not.",
                f"{known:.0%} have one, {n}", "40 % to 85 %", 0.40 <= known <= 0.85),
        Finding("Those that have one look better than all will: a success can be told at once, a breach at "
                "its deadline.", f"{seen:.1%} of the known breached, {true:.1%} of all; lower in {lower} of "
                f"{len(worlds)} worlds", "at most 0.8 times", seen <= 0.8 * true),
        Finding(f"Labels of tickets older than {OLD_DAYS} days are there.",
                f"{old.known / old.tickets:.2%}, {old.tickets:,} tickets", "at least 99.5 %",
                old.known >= 0.995 * old.tickets),
    ]


def _sum(parts: Sequence[Window]) -> Window:
    return Window(*(int(total) for total in np.sum([list(vars(part).values()) for part in parts], axis=0)))


PROOF = Proof("maturity", "labels that arrive first are not like the others", run)
