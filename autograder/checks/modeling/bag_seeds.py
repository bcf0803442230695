"""Whose draws are whose: a bag's own, and a seed's own.

In a table of six cells the rates of a bag are its fingerprint: two bags drawn apart have all six in common
with a chance below 1e-6. Each bag's rates follow from the returned means of k and of k + 1 bags. Two bags
in common are asked for, so that a right answer whose own seeds meet once by chance is not blamed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.modeling.bag_tickets import none_held_out, of_six_cells, of_twenty_cells
from autograder.draws import Draw
from autograder.results import Counterexample

SEEDS, NEIGHBOURS = range(1, 7), range(4)
CALL = "train_bag(config, tickets)"
FIRST = list(range(12))
LATER = [*range(12, 33), 50, 51]
COMMON = 2
MANY_SEEDS = (*range(150), 1_000, 1_001, 10_000, 10_001, 100_000, 100_001)
FURTHER = [1, 2, 3, 10]


def seed_ignored(answer: Any, draw: Draw) -> Counterexample | None:
    """Six seeds give different rates; tickets are such that none is held out with any of them."""
    table = none_held_out(draw, SEEDS)
    told = [answer({"bags": 1, "seed": seed}, table.copy())["rates"] for seed in SEEDS]
    rates = [float(rates.get("starter/P3", np.nan)) for rates in told]
    if len({round(rate, 9) for rate in rates}) == 1:
        return Counterexample(
            f"{CALL}['rates'] with the seeds 1 to 6, nothing held out",
            "the same rates",
            "another draw with each seed",
            "",
            "config['seed'] has no part in the draws.",
        )
    return None


def rates_of_bags(answer: Any, table: pd.DataFrame, seed: int, bags: list[int]) -> np.ndarray:
    """The rates of all cells (columns) in the bags of these numbers, counted from 0, one bag a row."""
    cells = sorted(set((table["plan"] + "/" + table["severity"]).tolist()))
    sums = {0: np.zeros(len(cells))}
    for number in sorted({*bags, *(bag + 1 for bag in bags)} - {0}):
        rates = answer({"bags": number, "seed": seed}, table.copy())["rates"]
        sums[number] = number * np.array([float(rates.get(cell, np.nan)) for cell in cells])
    return np.array([sums[bag + 1] - sums[bag] for bag in bags])


def same_bags(one: np.ndarray, two: np.ndarray) -> list[tuple[int, int]]:
    """Places of those bags, one of each table, that have the same rate in each cell."""
    apart = np.abs(one[:, None, :] - two[None, :, :]).max(axis=2)
    return [(int(i), int(j)) for i, j in np.argwhere(apart < 1e-9)]


def told(rates: np.ndarray) -> str:
    return ", ".join(f"{rate:.4f}" for rate in rates)


def bags_alike(answer: Any, draw: Draw) -> Counterexample | None:
    """Of twelve bags of a seed no two are the same draw; the seed 0, too."""
    table = of_six_cells(draw, NEIGHBOURS)
    for seed in (1, 0):
        rates = rates_of_bags(answer, table, seed, FIRST)
        pairs = [(i, j) for i, j in same_bags(rates, rates) if i < j]
        if len(pairs) >= COMMON:
            i, j = pairs[0]
            return Counterexample(
                f"{CALL}['rates'] with seed {seed} and 1, 2 ... {len(FIRST)} bags: what each bag adds",
                f"bags {i + 1} and {j + 1} both have the rates {told(rates[i])}",
                "each bag a draw of its own",
                f"{len(table)} tickets that train, ten in each of six cells",
                f"Of the {len(FIRST) * (len(FIRST) - 1) // 2} pairs of bags {len(pairs)} are twice the same "
                "draw.",
            )
    return None


def seeds_overlap(answer: Any, draw: Draw) -> Counterexample | None:
    """No two bags of a seed are bags of the next seed: not its neighbours, nor some dozens of bags on."""
    table = of_six_cells(draw, NEIGHBOURS)
    rates = {seed: rates_of_bags(answer, table, seed, FIRST) for seed in NEIGHBOURS}
    for seed in (1, 0, 2):
        pairs = same_bags(rates[seed], rates[seed + 1])
        if len(pairs) >= COMMON:
            return shared(seed, FIRST, pairs, rates[seed])
    later = rates_of_bags(answer, table, 1, LATER)
    pairs = same_bags(later, rates[2])
    return shared(1, LATER, pairs, later) if len(pairs) >= COMMON else seeds_meet(answer, draw)


def seeds_meet(answer: Any, draw: Draw) -> Counterexample | None:
    """The first bags of 156 seeds: of numbers below 1,000 some twelve pairs are the same, of 32 bits none."""
    tables = dict(zip(MANY_SEEDS, of_twenty_cells(draw, MANY_SEEDS), strict=True))
    rates = np.vstack([rates_of_bags(answer, table, seed, [0]) for seed, table in tables.items()])
    pairs = [(i, j) for i, j in same_bags(rates, rates) if i < j]
    if len(pairs) < COMMON:
        return first_is_a_further_one(answer, tables, rates)
    i, j = pairs[0]
    return Counterexample(
        f"{CALL} with one bag and the seeds {MANY_SEEDS[i]} and {MANY_SEEDS[j]}, nothing held out",
        f"both draw the same rows: the rates {told(rates[i][:4])} ...",
        "bags that have nothing in common",
        "60 tickets that train, three in each of twenty cells, the same in the order of their ids",
        f"Of the first bags of {len(MANY_SEEDS)} seeds {len(pairs)} pairs are one draw. It happens where "
        "generators are seeded by numbers of a small range: of 40 numbers below 1,000 two agree as often as "
        "not.",
    )


def first_is_a_further_one(
    answer: Any, tables: dict[int, pd.DataFrame], first: np.ndarray
) -> Counterexample | None:
    """The first bags of 156 seeds (one a row of `first`) beside bags 2, 3, 4 and 11 of the seeds 0, 1 and 2.

    With seed + 100 * bag the second bag of seed 1 is the first of seed 101; with seed and bag written one
    after the other (1|10 and 11|0) the eleventh of seed 1 is the first of seed 11.
    """
    places = [(seed, bag) for seed in range(3) for bag in FURTHER]
    rates = np.vstack([rates_of_bags(answer, tables[seed], seed, FURTHER) for seed in range(3)])
    # Equal bags of one seed are the business of BAGS_ALIKE.
    pairs = [(i, j) for i, j in same_bags(rates, first) if places[i][0] != MANY_SEEDS[j]]
    if len(pairs) < COMMON:
        return None
    (seed, bag), other = places[pairs[0][0]], MANY_SEEDS[pairs[0][1]]
    return Counterexample(
        f"{CALL} with the seeds {seed} and {other}: what each bag adds, nothing held out",
        f"bag {bag + 1} of seed {seed} and bag 1 of seed {other} draw the same rows",
        "bags that have nothing in common",
        "60 tickets that train, three in each of twenty cells, the same in the order of their ids",
        f"{len(pairs)} such pairs of bags are one draw. It happens where a bag's seed is computed from seed "
        "and bag: seed + 100 * bag of one seed is that of a seed 100 further on; 1 and 10, written one after "
        "the other, read as 11 and 0.",
    )


def shared(seed: int, bags: list[int], pairs: list[tuple[int, int]], rates: np.ndarray) -> Counterexample:
    place, other = pairs[0]
    return Counterexample(
        f"{CALL} with the seeds {seed} and {seed + 1}: what each bag adds, nothing held out",
        f"bag {bags[place] + 1} of seed {seed} and bag {other + 1} of seed {seed + 1} both have the rates "
        f"{told(rates[place])}",
        "bags that have nothing in common",
        "60 tickets that train, ten in each of six cells",
        f"{len(pairs)} such pairs of bags are one draw. It happens where a bag's seed is computed from seed "
        "and bag: their sum, their product or seed * 10 + bag is that of another seed and bag, too.",
    )
