"""What any bootstrap shares, however it draws: whole numbers of rows, a binomial's spread, bags that stay.

In a table of one cell with n rows a bag's number of breaches follows from the returned means, bag by bag.
Bands are six standard errors wide (BAND): a right answer leaves one in fewer than 1 of 10^6 draws.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.modeling.bag_seeds import CALL, seed_ignored
from autograder.checks.modeling.bag_tickets import PULL, is_held_out, lonely, one_cell, seed_of, tickets
from autograder.draws import Draw
from autograder.results import Counterexample

BAND = 6.0


def totals(answer: Any, table: pd.DataFrame, seed: int, prior: float, n: int, bags: list[int]) -> np.ndarray:
    """Breaches drawn in the first k bags together, for each k, as they follow from the mean rate."""
    found = []
    for number in bags:
        rates = answer({"bags": number, "seed": seed}, table.copy())["rates"]
        if list(rates) != ["starter/P3"]:
            return np.full(len(bags), np.nan)
        found.append(number * (float(rates["starter/P3"]) * (n + PULL) - PULL * prior))
    return np.array(found)


def first_bags_move(answer: Any, draw: Draw) -> Counterexample | None:
    """What a further bag adds is the number of breaches of one bag: binomial, not a new draw of all."""
    table, seed, prior, n = one_cell(draw, "moves")
    numbers = list(range(36, 44))
    added = np.diff(totals(answer, table, seed, prior, n, numbers))
    strange = (added - n * prior) ** 2 / (n * prior * (1 - prior))
    # Of a right answer the sum is chi-squared with 7 degrees: above 40 in 1 of 10^6 draws. If all bags are
    # drawn anew each is some 80 times as large, and the sum below 40 in 1 of 1,000.
    if strange.sum() <= 40:
        return first_bag_moves(answer, draw)
    worst = int(strange.argmax())
    return Counterexample(
        f"{CALL} with {numbers[worst]} and with {numbers[worst + 1]} bags",
        f"the sum over bags changes by {added[worst]:.1f} breaches",
        f"one more bag: about {n * prior:.0f} of {n} rows",
        "",
        "With more bags the earlier ones are drawn anew.",
    )


def first_bag_moves(answer: Any, draw: Draw) -> Counterexample | None:
    """In a cell of one ticket two bags are the one bag and another: 2 * r(2 bags) - r(1 bag) is a bag's rate.

    Sums over whole bags do not see that rows only change places between bags, as in a table of draws with a
    column a bag. A seed whose first bag lacks the ticket says nothing. Not judged if with any seed a rate is
    none of a bag, or none of two bags, which others find.
    """
    first, found = seed_of(draw, "first bag"), None
    for seed in range(first, first + 24):
        table, cell, prior = lonely(draw, seed)
        one, two = (
            float(answer({"bags": bags, "seed": seed}, table.copy())["rates"].get(cell, np.nan))
            for bags in (1, 2)
        )
        possible = (np.arange(10) + PULL * prior) / (np.arange(10) + PULL)
        if not _is_one_of(one, possible) or not _is_one_of(two, (possible[:, None] + possible) / 2):
            return None
        if found is None and _is_one_of(one, possible[1:]) and not _is_one_of(2 * two - one, possible):
            found = Counterexample(
                f"{CALL}['rates']['{cell}'] with one bag and with two, seed {seed}",
                f"{one:.4f} and {two:.4f}: the second bag would have {2 * two - one:.4f}",
                f"a second bag with one of {', '.join(f'{value:.4f}' for value in possible[:4])} ...",
                f"one ticket trains in this cell, and it breached; prior {prior:.4f}",
                "With two bags the first is drawn otherwise than with one, perhaps from the same numbers.",
            )
    return found


def _is_one_of(value: float, possible: np.ndarray) -> bool:
    return bool(np.isclose(value, possible, rtol=0, atol=1e-9).any())


def every_row_once(answer: Any, draw: Draw) -> Counterexample | None:
    """With neither of two seeds all six cells of a bag have the rates of each row once.

    A bag drawn with replacement has the same number of rows as the table in one cell with a chance of .2 or
    less, in all six by some 1e-4 or less, with both seeds 1e-8.
    """
    table, first = tickets(draw, "once", 90), seed_of(draw, "once")
    for seed in (first, first + 1):
        train = table[[not is_held_out(seed, ticket) for ticket in table["ticket_id"]]]
        labels = train["breached"].groupby(train["plan"] + "/" + train["severity"]).agg(["sum", "size"])
        once = (labels["sum"] + PULL * train["breached"].mean()) / (labels["size"] + PULL)
        rates = answer({"bags": 1, "seed": seed}, table.copy())["rates"]
        got = [float(rates.get(cell, np.nan)) for cell in once.index]
        if not np.allclose(got, once, rtol=0, atol=1e-9):
            return None
    return Counterexample(
        f"{CALL}['rates'] with one bag and the seeds {first} and {first + 1}",
        "in each cell the rate of the rows that train, each of them once",
        "some rows twice or more, others not at all",
        f"{len(train)} tickets train with seed {first + 1}",
        "Without replacement a bag of as many rows as there are is the table again, in another order: no "
        "seed and no number of bags changes its rates. rng.permutation and sample(frac=1) draw so; sample "
        "has replace=True.",
    )


def cell_by_cell(answer: Any, draw: Draw) -> Counterexample | None:
    """A ticket that is alone in its cell is not once in each bag: by luck that is .37 ** 24 < 1e-10."""
    first = seed_of(draw, "cell by cell")
    for seed in range(first, first + 24):
        table, cell, prior = lonely(draw, seed)
        rate = answer({"bags": 1, "seed": seed}, table)["rates"].get(cell, np.nan)
        if not np.isclose(rate, (1 + PULL * prior) / (1 + PULL), rtol=0, atol=1e-9):
            return None
    return Counterexample(
        f"{CALL}['rates']['{cell}'] with one bag and 24 seeds",
        "a ticket that is alone in its cell is in each bag, once",
        "in some bags twice or more, in a third of them not at all",
        "",
        "A bag is drawn from all tickets that train, not cell by cell: how many of a cell it has is luck.",
    )


def no_bootstrap(answer: Any, draw: Draw) -> Counterexample | None:
    """Bag by bag the breaches are whole numbers with a binomial's mean and variance."""
    found = every_row_once(answer, draw) or cell_by_cell(answer, draw)
    if found:
        return found
    table, seed, prior, n = one_cell(draw, "bootstrap")
    total = totals(answer, table, seed, prior, n, list(range(1, 21)))
    each = np.diff(total, prepend=0.0)
    strange = np.abs(each - each.round()) > 1e-6
    if not np.isfinite(each).all() or strange.any():
        number = int(np.argmax(strange))
        return Counterexample(
            f"{CALL}, one cell, bag {number + 1}",
            f"{each[number]:.3f} breaches in the bag",
            "a whole number",
            f"{n} tickets train, prior {prior:.3f}",
            "Rate of a bag: (breaches + 5 x prior) / (rows + 5), with as many rows as train.",
        )
    variance = n * prior * (1 - prior)
    if not abs(each.mean() - n * prior) <= BAND * np.sqrt(variance / len(each)):
        return Counterexample(
            f"{CALL} with 20 bags, one cell",
            f"{each.mean():.2f} breaches a bag",
            f"about {n * prior:.2f}: {n} rows with replacement, a rate of {prior:.3f}",
        )
    # The variance of 20 binomial numbers lies within .1 to 3.4 of its expectation but for 1 in 10^5 draws.
    ratio = each.var() / variance
    if not 0.1 < ratio < 3.4:
        return Counterexample(
            f"{CALL}, one cell, bag by bag",
            f"a variance of {each.var():.2f} breaches",
            f"about {variance:.2f}",
            "",
            "As many rows as there are, drawn with replacement.",
        )
    return never_drawn(answer, draw)


def never_drawn(answer: Any, draw: Draw) -> Counterexample | None:
    """In 24 bags the training ticket with the smallest id is drawn once at least, and that with the largest.

    Three bags with each of eight seeds: the rate is the prior where all three lack the ticket. Of a right
    answer a bag lacks it with a chance of .37, all 24 with .37 ** 24 < 1e-10.
    """
    first = seed_of(draw, "never")
    for which in (0, -1):
        found = []
        for seed in range(first, first + 8):
            table, cell, prior = lonely(draw, seed, which)
            rate = answer({"bags": 3, "seed": seed}, table)["rates"].get(cell, np.nan)
            found.append(not np.isclose(rate, prior, rtol=0, atol=1e-9))
        if not any(found):
            return Counterexample(
                f"{CALL} with three bags and eight seeds",
                f"the training ticket with the {'largest' if which else 'smallest'} id is in none of them",
                "each row as likely as another: it is missing from about a third of the bags",
            )
    return None


def empty_cell(answer: Any, draw: Draw) -> Counterexample | None:
    """A cell of one ticket has in a bag with m copies of it (m + 5 prior) / (m + 5): without it, the prior.

    20 seeds with one bag: that none of them lacks the ticket has a chance of .63 ** 20 = 1e-4.
    """
    first = seed_of(draw, "lonely")
    for seed in range(first, first + 20):
        table, cell, prior = lonely(draw, seed)
        rates = answer({"bags": 1, "seed": seed}, table)["rates"]
        possible = (np.arange(10) + PULL * prior) / (np.arange(10) + PULL)
        if cell not in rates or not np.isclose(rates[cell], possible, rtol=0, atol=1e-9).any():
            got = f"{rates[cell]:.4f}" if cell in rates else "no such cell"
            shown = ", ".join(f"{value:.4f}" for value in possible[:4])
            return Counterexample(
                f"{CALL}['rates']['{cell}'] with one bag",
                got,
                f"one of {shown} ...",
                f"one ticket trains in this cell, and it breached; prior {prior:.4f}",
                "With the ticket 0, 1, 2, 3 ... times in the bag; 0 times it is the prior.",
            )
    return None


def other_cells(answer: Any, draw: Draw) -> Counterexample | None:
    """Cells are those of tickets that train: not one of which all tickets are held out."""
    table, seed = tickets(draw, "named", 40), seed_of(draw, "named")
    held = table["ticket_id"].map(lambda ticket: is_held_out(seed, ticket)).to_numpy()
    table = table.assign(plan=table["plan"].where(~held, "zeta"))
    expected = sorted(set((table["plan"] + "/" + table["severity"])[~held].tolist()))
    got = sorted(map(str, answer({"bags": 1, "seed": seed}, table.copy())["rates"]))
    if got == expected:
        return None
    return Counterexample(
        f"list({CALL}['rates'])",
        f"{got}",
        f"{expected}",
        "the held-out tickets, and no others, have the plan zeta",
    )


def mean_of_two(answer: Any, draw: Draw) -> Counterexample | None:
    """In two bags a cell of one ticket has the mean of two rates; if one bag lacks it, that with the prior.

    One bag lacks the ticket and the other has it once or twice with a chance of .40: that this happens with
    none of 24 seeds has one of .6 ** 24 < 1e-5. The mean over those bags alone that have the ticket is never
    such a half. Where all seeds are one draw, SEED_IGNORED says so.
    """
    first, halves, case = seed_of(draw, "two"), 0, ""
    for seed in range(first, first + 24):
        table, cell, prior = lonely(draw, seed)
        got = float(answer({"bags": 2, "seed": seed}, table)["rates"].get(cell, np.nan))
        one = (np.arange(10) + PULL * prior) / (np.arange(10) + PULL)
        case = f"one ticket trains in this cell, and it breached; prior {prior:.4f}"
        if not np.isclose(got, (one[:, None] + one[None, :]) / 2, rtol=0, atol=1e-9).any():
            return Counterexample(
                f"{CALL}['rates']['{cell}'] with two bags",
                f"{got:.4f}",
                "the mean of two rates of bags, each (m + 5 x prior) / (m + 5)",
                case,
                "Shrunk bag by bag, then averaged; not the other way round.",
            )
        halves += bool(np.isclose(got, (prior + one[1:3]) / 2, rtol=0, atol=1e-9).any())
    if halves or seed_ignored(answer, draw):
        return None
    return Counterexample(
        f"{CALL}['rates']['{cell}'] with two bags and 24 seeds",
        "never the mean of the prior and of the rate of a bag that has the ticket",
        f"in about ten of 24, for example {(prior + one[1]) / 2:.4f}: a bag without it, one that has it once",
        case,
        "The mean is that over all bags: one that lacks the cell counts, too, with the prior.",
    )


def cells_wrong(answer: Any, draw: Draw) -> Counterexample | None:
    """The mean of two bags is one; with many bags each cell's rate is near what the bootstrap expects."""
    found = mean_of_two(answer, draw)
    if found:
        return found
    table, seed, bags = tickets(draw, "cells", 90), seed_of(draw, "cells"), 100
    train = table[~table["ticket_id"].map(lambda ticket: is_held_out(seed, ticket)).to_numpy()]
    prior, rng = float(train["breached"].mean()), np.random.default_rng(1)
    cells = (train["plan"] + "/" + train["severity"]).to_numpy(dtype=str)
    rates = answer({"bags": bags, "seed": seed}, table)["rates"]
    for cell in sorted(set(cells.tolist())):
        inside = cells == cell
        positive = int(train["breached"].to_numpy()[inside].sum())
        shares = [positive / len(train), (int(inside.sum()) - positive) / len(train)]
        drawn = rng.multinomial(len(train), [*shares, 1 - sum(shares)], 4000)
        values = (drawn[:, 0] + PULL * prior) / (drawn[:, 0] + drawn[:, 1] + PULL)
        error = values.std() * np.sqrt(1 / bags + 1 / 4000)
        got = float(rates.get(cell, np.nan))
        if not abs(got - values.mean()) <= BAND * error:
            return Counterexample(
                f"{CALL}['rates']['{cell}'] with {bags} bags",
                f"{got:.4f}",
                f"{values.mean():.4f}, give or take {BAND * error:.4f}",
                f"{int(inside.sum())} tickets train there, {positive} breached; prior {prior:.3f}",
            )
    return None
