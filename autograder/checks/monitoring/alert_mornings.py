"""Drawn findings of whole mornings, with the facts that the texts about them must say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from autograder.checks.monitoring.alert_cases import RUNBOOK, TEAMS, case, finding, ids
from autograder.checks.monitoring.alert_facts import Finding
from autograder.draws import Draw
from autograder.oracles.cases import Case

FIGURES = ("wait_h", "seats known", "share of P1", "messages_1h", "log of body_chars", "skew of open_hours",
           "outcomes a day", "breaches beyond the said")  # fmt: skip
UNITS = ("min", "h", "%", "tickets", "kB")
OWNERS = ("data engineering", "the feature store's on-call", "the CRM group", "model group")
ONE_GAP = {5: ("first_bad", "tickets"), 8: ("teams", "value")}  # by drawn morning: all that two causes lack
SILENT = 1  # the drawn morning with a finding that wakes nobody
FROM_NOUGHT = 6  # the drawn morning on which a usual range begins with 0
WORST_UNKNOWN = 7  # the drawn morning on which the worst of two findings has no value
ZONES = ("UTC", "America/Los_Angeles", "Asia/Tokyo")


def drawn(draw: Draw) -> Iterator[Case]:
    """Mornings of two bugs, which share tickets, and up to two other findings."""
    rng = draw.rng("mornings")
    for number in range(10):
        book = RUNBOOK if number % 2 else {cause: f"{text} ({_code(rng)})" for cause, text in RUNBOOK.items()}
        figures, damage = rng.permutation(FIGURES), rng.permutation(900)
        gaps = 0.0 if number in (*ONE_GAP, WORST_UNKNOWN) else 0.12
        today = pd.Timestamp("2024-01-20", tz="UTC") + pd.Timedelta(days=int(rng.integers(340)))
        found = [_drawn(rng, str(figures[k]), today, gaps) for k in range(2 + number % 3)]
        for k, one in enumerate(found):
            one |= {"euros": 100.25 + 7 * int(damage[k])} | ({"cause": "bug"} if k < 2 else {})
            if one["first_bad"] is not None:
                one["first_bad"] = one["first_bad"].tz_convert(ZONES[number % 3])
        _make_rare(number, found)
        yield case(*found, note="A drawn morning.", runbook=book)


def _make_rare(number: int, found: list[Finding]) -> None:
    """What chance alone would not bring into every draw."""
    if number == 2:  # the two bugs do not stand beside each other
        found[2]["cause"] = "labels"
        found[1], found[2] = found[2], found[1]
    if number == SILENT:
        found[2]["cause"] = "season"
    if number == FROM_NOUGHT:
        found[0].update(usual=(0.0, 3.5), unit="%")
    if number == WORST_UNKNOWN:
        max(found[:2], key=lambda one: one["euros"]).update(value=None)
    if number == 3:  # a gap in a finding that is not the worst of its cause
        min(found[:2], key=lambda one: one["euros"]).update(value=None, usual=None)
    if number == 4:  # a damage between the worst of a cause and the sum
        for one, euros in zip(found, (3000.25, 2900.25, 4100.25), strict=True):
            one["euros"] = euros
        found[2]["cause"] = "labels"
    if number in ONE_GAP:
        for cause, name, one in zip(("labels", "concept"), ONE_GAP[number], found[2:], strict=True):
            one |= {"cause": cause, name: None}


def _code(rng: np.random.Generator) -> str:
    return "page " + "".join(rng.choice(list("abcdefgh"), 4))


def _drawn(rng: np.random.Generator, figure: str, today: pd.Timestamp, gaps: float) -> Finding:
    """A finding that was seen today, or in the days before, of a figure that has been bad for longer."""
    low, wide, value = 10.0 ** rng.uniform([-1, 0, -1], [3, 1.5, 4])
    seen = today - pd.Timedelta(days=int(rng.integers(3)))
    first = int(rng.integers(100))
    made = finding(
        cause=str(rng.choice(["labels", "covariate", "concept", "season", "quiet"])),
        figure=figure,
        value=float(value),
        unit=str(rng.choice(UNITS)),
        usual=(float(low), float(low * (1 + wide))),
        first_bad=today - pd.Timedelta(days=int(rng.integers(3, 15))),
        seen=seen,
        tickets=ids(first, first + int(rng.integers(60, 99))),
        of=int(rng.integers(400, 600)),
        teams=[str(team) for team in rng.permutation(TEAMS)[: rng.integers(1, 4)]],
        owner=str(rng.choice(OWNERS)),
    )
    for name in ("value", "usual", "first_bad", "tickets", "teams"):
        if rng.random() < gaps:
            made[name] = None
    return made
