"""Rates of right draws by another formula: rounded, of all bags together, pulled to the rate of their bag.

Each is named here, before draws are judged by the numbers of breaches that follow from the right formula.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.modeling.bag_seeds import CALL, MANY_SEEDS
from autograder.checks.modeling.bag_tickets import PULL, of_twenty_cells, one_cell
from autograder.checks.modeling.bags import totals
from autograder.draws import Draw
from autograder.results import Counterexample

NUMBERS = np.arange(1, 9)
DIGITS = range(2, 10)


def rounded(answer: Any, draw: Draw) -> Counterexample | None:
    """With the prior 1/3 no rate of a bag, (3 breaches + 5) / (3 rows + 15), ends: 3 is no factor of 3 b + 5.

    More than nine digits are no one's harm: no other property sees them.
    """
    value = answer({"bags": 1, "seed": 0}, of_twenty_cells(draw, MANY_SEEDS)[0].copy())
    rates, prior = np.array([*value["rates"].values()], dtype=float), float(value["prior"])
    for digits in DIGITS:
        ends = len(rates) and (np.abs(rates - rates.round(digits)) < 1e-12).all()
        if ends or abs(prior - round(1 / 3, digits)) < 1e-12:
            what, got = ("rates", ", ".join(map(str, rates[:4]))) if ends else ("prior", str(prior))
            return Counterexample(
                f"{CALL}['{what}'] with one bag",
                f"{got}{' ...' if ends else ''}: no more than {digits} digits",
                "numbers as they are computed",
                "60 tickets train, a third of which breached",
                "Nothing is rounded: where the same numbers are added in the same order, all digits agree.",
            )
    return None


def pooled(answer: Any, draw: Draw) -> Counterexample | None:
    """Breaches are whole numbers if all bags together are shrunk once, and are not if bag by bag."""
    table, seed, prior, n = one_cell(draw, "bootstrap")
    total = totals(answer, table, seed, prior, n, NUMBERS.tolist())
    rates = (total / NUMBERS + PULL * prior) / (n + PULL)
    if _whole(np.diff(total, prepend=0.0)) or not _whole(rates * (NUMBERS * n + PULL) - PULL * prior):
        return None
    found = rates[1] * (2 * n + PULL) - PULL * prior
    return Counterexample(
        f"{CALL}['rates'] of one cell with two bags",
        f"{rates[1]:.4f}: ({found:.0f} breaches + 5 x prior) / ({2 * n} rows + 5)",
        f"{(found / 2 + PULL * prior) / (n + PULL):.4f}: the mean of the rates of both bags",
        f"{n} tickets train, prior {prior:.4f}",
        "Shrunk bag by bag, then averaged; not the other way round.",
    )


def prior_of_the_bag(answer: Any, draw: Draw) -> Counterexample | None:
    """Bag by bag the breaches are no whole numbers by the prior of all, but are by the rate of the bag."""
    table, seed, prior, n = one_cell(draw, "bootstrap")
    total = totals(answer, table, seed, prior, n, NUMBERS.tolist())
    # A bag's rate b / n, pulled to itself, stays b / n.
    own = np.diff((total + NUMBERS * PULL * prior) / (n + PULL) * n, prepend=0.0)
    if _whole(np.diff(total, prepend=0.0)) or not _whole(own):
        return None
    bag = int(np.abs(own - n * prior).argmax())
    return Counterexample(
        f"{CALL}['rates'] of one cell, bag {bag + 1}",
        f"{own[bag] / n:.4f}, the plain rate of {own[bag]:.0f} breaches in {n} rows",
        f"{(own[bag] + PULL * prior) / (n + PULL):.4f}: pulled to the prior {prior:.4f}",
        f"{n} tickets train",
        "The prior is the breach rate of all tickets that train, each once; not that of the bag.",
    )


def _whole(breaches: np.ndarray) -> bool:
    return bool((np.abs(breaches - breaches.round()) < 1e-6).all())
