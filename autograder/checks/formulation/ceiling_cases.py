"""Tables of plans for value_ceiling, what they are worth, and one plan by which intervals are judged."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import NormalDist

import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.invariance import Arguments, shuffled

MANY = 10**9  # so many labelled tickets that every interval is a point
A_DAY = 1000.0  # tickets of the plan by which intervals are judged, so that one euro is one per mille


def wilson(labelled: int, breached: int, level: float) -> tuple[float, float]:
    """The interval of Wilson (1927) for a rate."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    spread = breached * (labelled - breached) / labelled if labelled else 0.0
    centre, half = breached + z * z / 2, z * math.sqrt(spread + z * z / 4)
    return (centre - half) / (labelled + z * z), (centre + half) / (labelled + z * z)


def value_at(
    rates: Sequence[float], plans: pd.DataFrame, capacity: float, rescued: float, place_cost: float
) -> float:
    """Euros a day of perfect choices if these are the plans' breach rates: the dearest first."""
    total, left = 0.0, float(capacity)
    order = sorted(zip(plans["penalty"], plans["per_day"], rates, strict=True), reverse=True)
    for penalty, per_day, rate in order:
        places = min(left, per_day * rate)
        total += places * max(0.0, penalty * rescued - place_cost)
        left -= places
    return total


def plans_table(rows: Sequence[tuple[str, float, int, int, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["plan", "per_day", "labelled", "breached", "penalty"])


def many(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    """Rows (plan, per_day, rate, penalty) of so large a sample that the rate is certain."""
    return plans_table(
        [(plan, per_day, MANY, round(MANY * rate), penalty) for plan, per_day, rate, penalty in rows]
    )


def case(
    plans: pd.DataFrame,
    note: str,
    draw: Draw,
    capacity: float = 10,
    rescued: float = 0.5,
    place_cost: float = 0.0,
) -> Case:
    """Expected is the value at the rates of the sample; a graded draw scales the euros."""
    if draw.name == GRADED:
        factor = int(draw.rng("euros").integers(2, 60))
        plans, place_cost = plans.assign(penalty=plans["penalty"] * factor), place_cost * factor
    rates = (plans["breached"] / plans["labelled"]).tolist()
    args = (plans, capacity, rescued, place_cost, 0.95)
    return Case(
        args,
        value_at(rates, plans, capacity, rescued, place_cost),
        f"value_ceiling(plans, capacity={capacity:g}, rescued={rescued:g}, place_cost={place_cost:g})",
        rows_text(plans=plans),
        note,
    )


def plain(draw: Draw) -> Iterator[Case]:
    made = case(plans_table([("business", 30.0, 200, 40, 90.0)]),
                "A tuple of two numbers: lower and upper end.", draw)
    rates = (wilson(200, 40, 0.95)[end] for end in (0, 1))
    ends = tuple(round(value_at([rate], *made.args[:4]), 1) for rate in rates)
    yield Case(made.args, ends, made.call, made.rows, made.note)


def abundant(draw: Draw) -> Iterator[Case]:
    yield case(many(("business", 20.0, 0.25, 100.0)),
               "5 breaches a day, ten places: five places are used, each saves half of 100.", draw)


def fractions(draw: Draw) -> Iterator[Case]:
    """Of tickets and of places. `Case.expected` is a pair: the value, and what roundings make of it."""
    made = case(many(("business", 2.6, 0.25, 100.0)), "0.65 breaches a day: fractions count.", draw)
    rounded = tuple(made.expected / 0.65 * tickets for tickets in (0, 1, 3 * 0.25, 2 * 0.25))
    yield Case(made.args, (made.expected, rounded), made.call, made.rows, made.note)
    made = case(many(("business", 40.0, 0.25, 100.0)), "10 breaches a day, and two and a half places: one "
                "senior works half days. Fractions count.", draw, capacity=2.5)
    rounded = tuple(made.expected / 2.5 * places for places in (2, 3))
    yield Case(made.args, (made.expected, rounded), made.call, made.rows, made.note)


def scarce(draw: Draw) -> Iterator[Case]:
    yield case(
        many(("business", 40.0, 0.25, 100.0)), "10 breaches a day, but three places.", draw, capacity=3
    )


def scarce_for_all(draw: Draw) -> Iterator[Case]:
    plans = many(("business", 40.0, 0.25, 100.0), ("starter", 40.0, 0.25, 40.0))
    yield case(plans, "Three places for both plans together, not for each of them.", draw, capacity=3)


def two_rates(draw: Draw) -> Iterator[Case]:
    plans = many(("enterprise", 20.0, 0.05, 400.0), ("business", 20.0, 0.25, 100.0))
    yield case(plans, "There are places enough: 1 breach of enterprise and 5 of business.", draw)


def dearest(draw: Draw) -> Iterator[Case]:
    plans = many(
        ("starter", 20.0, 0.5, 20.0), ("enterprise", 10.0, 0.2, 400.0), ("business", 20.0, 0.25, 100.0)
    )
    yield case(
        plans,
        "Enterprise has 2 breaches a day, then business takes the other 2 places; none is left for starter.",
        draw,
        capacity=4,
    )


def dear_and_rare(draw: Draw) -> Iterator[Case]:
    yield from dearest(draw)
    plans = many(("enterprise", 40.0, 0.05, 400.0), ("business", 20.0, 0.5, 90.0))
    yield case(plans, "A perfect model knows who breaches: however rare, the 2 of enterprise go first.",
               draw, capacity=4)


def costly(draw: Draw) -> Iterator[Case]:
    yield case(
        many(("business", 20.0, 0.25, 100.0)), "5 places are used, each saves 50 - 15.", draw, place_cost=15
    )


def losing(draw: Draw) -> Iterator[Case]:
    plans = many(("starter", 20.0, 0.25, 20.0), ("business", 20.0, 0.25, 100.0))
    yield case(plans, "A place on a starter ticket saves 10 and costs 15: it stays empty.", draw, capacity=30,
               place_cost=15)


def level_args(labelled: int, breached: int, level: float = 0.95) -> Arguments:
    """One plan with a penalty of 1 and no lack of places: the value is A_DAY times the rate."""
    return plans_table([("business", A_DAY, labelled, breached, 1.0)]), 1e6, 1.0, 0.0, level


def drawn(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("plans")
    for _ in range(4):
        plans = many(
            *((name, float(rng.integers(5, 60)), float(rng.uniform(0.02, 0.5)), float(penalty))
              for name, penalty in zip("abcd", rng.permutation([20, 75, 180, 400]), strict=True))
        )
        yield case(shuffled(plans, rng), "Four plans in a drawn order.", draw,
                   capacity=float(rng.integers(1, 40)), rescued=float(rng.uniform(0.2, 1)),
                   place_cost=float(rng.integers(0, 60)))
    yield from dear_and_rare(draw)  # four plans may happen to be in the same order by every measure
