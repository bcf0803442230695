"""fix_units: hours or minutes, by who sent the number and when, and by its size only where both were sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.cleaning.unit_cases import (
    ATLAS,
    TERMS,
    drawn,
    edges,
    everything,
    index,
    large_hours,
    minutes_sent,
    missing,
    nobody_knows,
    old_clients,
    producers,
    shape,
    small_minutes,
    strange_numbers,
    zones,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees, at_any_time, rows_text
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "A number without a unit"

FLIPS, RECALL = 300, 0.95
# The prompt promises floats, not how long they are: 100 / 60 in float32 is right.
FLOAT32 = 1e-6


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series"
    if not pd.api.types.is_numeric_dtype(value.dtype):
        return f"a Series of {value.dtype}; the prompt asks for numbers"
    return None


def finds_flips(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of FLIPS tickets the share with the true hours is at least RECALL; the rules give all of them."""
    tickets, truth = drawn(draw, FLIPS, "flips")
    got = answer(tickets.copy(), ATLAS.copy(), list(TERMS)).to_numpy(dtype=float)
    right = np.isclose(got, truth)
    if right.mean() >= RECALL:
        return None
    row = int(np.flatnonzero(~right)[0])
    return Counterexample(
        f"fix_units({FLIPS} tickets of the time between, releases, terms)",
        f"{right.mean():.0%} right",
        f"at least {RECALL:.0%}",
        rows_text(first=tickets[row : row + 1]),
        f"Its SLA is {truth[row]:g} hours: the only reading that is a term.",
    )


def clean_stays(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Where no release is near, not one number changes."""
    rng = draw.rng("clean")
    frame, _ = drawn(draw, FLIPS, "quiet")
    frame["created_at"] -= pd.Timedelta("60D")
    frame["sla"] = rng.choice([1.0, 4.0, 24.0, 240.0, 480.0, 2880.0, 0.5], FLIPS)
    got = answer(frame.copy(), ATLAS.copy(), list(TERMS)).to_numpy(dtype=float)
    changed = ~np.isclose(got, frame["sla"])
    if not changed.any():
        return None
    row = int(np.flatnonzero(changed)[0])
    return Counterexample(
        f"fix_units({FLIPS} tickets from before the release, releases, terms)",
        f"{changed.sum()} numbers changed, for example {frame['sla'][row]:g} to {got[row]:g}",
        "none",
        "",
        "All of them were sent in hours.",
    )


def plain(draw: Draw) -> Arguments:
    return next(zones(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (
        minutes_sent,
        small_minutes,
        large_hours,
        strange_numbers,
        old_clients,
        nobody_knows,
        edges,
        producers,
        missing,
        zones,
        index,
        everything,
    )
    return [case.args for make in makers for case in make(draw)]


def index_alone(value: pd.Series, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def by_position(value: pd.Series, case: Case) -> tuple[Any, Any]:
    if len(value) != len(case.expected):
        return value, case.expected
    return value.reset_index(drop=True), case.expected.reset_index(drop=True)


def where_missing(value: pd.Series, case: Case) -> tuple[Any, Any]:
    """The rows that must be missing: what the others are is judged elsewhere."""
    got, expected = by_position(value, case)
    unknown = case.expected.isna().to_numpy()
    return (got[unknown], expected[unknown]) if len(got) == len(unknown) else (got, expected)


def in_some_unit(value: pd.Series, case: Case) -> tuple[Any, Any]:
    """A number read in the wrong unit is judged elsewhere: here, what is neither hours nor minutes."""
    got, expected = by_position(value, case)
    sent = case.args[0]["sla"].to_numpy()
    if len(got) != len(sent):
        return got, expected
    numbers = got.to_numpy(dtype=float, na_value=np.nan)
    read = np.isclose(numbers, sent, rtol=FLOAT32) | np.isclose(numbers, sent / 60, rtol=FLOAT32)
    return got.where(~read, expected), expected


def rules(make: Callable[[Draw], Iterator[Case]], view: View = by_position) -> Property:
    """The cases, of which a graded draw moves the tickets and the releases together in time."""
    return at_any_time(make, view)


CHECK = Check(
    "fix_units",
    contract,
    (
        return_shape(0.5, SECTION, shape),
        Oracle(
            "JUDGED_OUTSIDE",
            0.5,
            "A number that no contract knows is dropped or changed outside the time of both units.",
            "Special contracts vanish from the report, and nobody asked for that.",
            SECTION,
            rules(strange_numbers, in_some_unit),
        ),
        Oracle(
            "UNITS_IGNORED",
            1,
            "Numbers sent in minutes are taken for hours.",
            "Half of the tickets get sixty times as long as agreed, and none of them is ever late.",
            SECTION,
            rules(minutes_sent),
        ),
        Oracle(
            "SMALL_MINUTES",
            1.5,
            "A small number sent after the switch is not read as minutes: it stays, or becomes unknown.",
            "A limit on the size works until the first contract with an SLA of one hour.",
            SECTION,
            rules(small_minutes),
        ),
        Oracle(
            "LARGE_HOURS",
            1.5,
            "A large number sent before the switch is divided by 60.",
            "The customers with the longest SLAs are suddenly late in a figure of last year.",
            SECTION,
            rules(large_hours),
        ),
        Oracle(
            "OLD_CLIENTS",
            1,
            "While both units are sent, one of them is assumed.",
            "For two weeks a third of the SLAs is off by a factor of 60.",
            SECTION,
            rules(old_clients),
        ),
        Oracle(
            "GUESSED",
            1,
            "A number that fits both units, or none, is given a value.",
            "A guess looks like a measurement from the next table on.",
            SECTION,
            rules(nobody_knows, where_missing),
        ),
        Oracle(
            "EDGES",
            0.5,
            "At `since` or `settled` itself the wrong rule is used.",
            "Releases happen on the full hour, and so do many tickets.",
            SECTION,
            rules(edges),
        ),
        Oracle(
            "ONE_PRODUCER",
            1,
            "One producer's release is used for another, or a ticket without a release is lost or fails.",
            "The team that switched two weeks later has SLAs of minutes.",
            SECTION,
            rules(producers),
        ),
        Oracle(
            "RECALL",
            0.25,
            "Of numbers that only one unit explains, fewer than 95 % are read in it.",
            "The repair leaves enough behind to keep the median wrong.",
            SECTION,
            finds_flips,
        ),
        Oracle(
            "CLEAN_CHANGED",
            0.25,
            "Numbers of a time in which nothing was wrong are changed.",
            "A repair that breaks sound data is worse than none: nobody looks there.",
            SECTION,
            clean_stays,
            guard=True,
        ),
        Oracle(
            "MISSING_FILLED",
            0.25,
            "A missing number gets a value.",
            "An SLA that nobody agreed on decides about a breach.",
            SECTION,
            rules(missing, where_missing),
            guard=True,
        ),
        Oracle(
            "WALL_CLOCK",
            0.25,
            "Times in different zones are compared by their wall clocks, or raise.",
            "The switch is hours off in every other office.",
            "Two zones in one row",
            rules(zones),
        ),
        Oracle(
            "INDEX_LOST",
            0.25,
            "The result does not have the index of `tickets`, in its order.",
            "Every ticket gets another ticket's SLA.",
            SECTION,
            agrees(index, index_alone),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tables.",
            "Run twice, the repair divides twice.",
            SECTION,
            leaves_input_alone(plain, ("tickets", "releases", "terms")),
            guard=True,
        ),
    ),
    probes,
)
