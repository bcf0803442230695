"""Cases for slice_report: each a small table on which one rule decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from autograder.checks.evaluation.slices import by_slice, definition, shuffled_names, sliced
from autograder.draws import Draw
from autograder.oracles.cases import Case


def case(
    table: pd.DataFrame, columns: Sequence[str], min_accounts: int, fdr: float, note: str, rows: str = ""
) -> Case:
    expected = definition(table, columns, min_accounts, fdr)
    shown = by_slice(expected)[["tickets", "accounts", "observed", "predicted", "p_value", "flagged"]]
    text = rows or f"the report by its definition:\n{shown.round(4).to_string()}"
    return Case(
        (table, list(columns), min_accounts, fdr),
        expected,
        f"slice_report(table, {list(columns)}, min_accounts={min_accounts}, fdr={fdr:g})",
        text,
        note,
    )


def plain(draw: Draw) -> Iterator[Case]:
    one, two = shuffled_names(draw, 2)
    yield case(sliced(draw, [(one, 0.5, 20), (two, 0.001, 20)]), ["area"], 10, 0.1, "")
    note = "No p-value lies at or below its line: nothing is flagged."
    yield case(sliced(draw, [(one, 0.5, 20), (two, 0.7, 20)]), ["area"], 10, 0.1, note)


def counted(draw: Draw) -> Iterator[Case]:
    one, two = shuffled_names(draw, 2)
    yield case(
        sliced(draw, [(one, 0.3, 12), (two, -0.04, 20)], rows_each=3),
        ["area"],
        10,
        0.1,
        "Each account has three tickets here.",
    )
    yield _accounts_of_two_sizes(draw, one)


def _accounts_of_two_sizes(draw: Draw, name: str) -> Case:
    """Accounts with a breach have three tickets, the others one: 45 breaches of 60, not half of them."""
    table = sliced(draw, [(name, 0.4, 30)], rows_each=3)
    kept = (table["y"] > 0) | ~table.duplicated("account_id")
    note = "Shares of tickets: in a mean of the accounts' shares one ticket counts like another's three."
    return case(table[kept.to_numpy()], ["area"], 10, 0.1, note)


def counted_afresh(draw: Draw) -> Iterator[Case]:
    """The same rows, with an index in which no label repeats itself."""
    for made in counted(draw):
        table, *others = made.args
        yield replace(made, args=(table.reset_index(drop=True), *others))


def clustered(draw: Draw) -> Iterator[Case]:
    one, two, three = shuffled_names(draw, 3)
    yield case(
        sliced(draw, [(one, 0.3, 20), (two, 0.06, 24), (three, 0.8, 30)], rows_each=9),
        ["area"],
        10,
        0.1,
        "Nine tickets of one account that are alike are one witness.",
    )


def two_sided(draw: Draw) -> Iterator[Case]:
    yield _one_wrong(draw, -0.004)


def too_low(draw: Draw) -> Iterator[Case]:
    """The slice of two_sided that is wrong, with predictions that are too low."""
    yield _one_wrong(draw, 0.004)


def _one_wrong(draw: Draw, p_value: float) -> Case:
    one, two = shuffled_names(draw, 2)
    return case(
        sliced(draw, [(one, p_value, 20), (two, 0.4, 20)]),
        ["area"],
        10,
        0.1,
        "Predictions that are too high are as wrong as those that are too low.",
    )


def missing_ones(draw: Draw) -> Iterator[Case]:
    one, two = shuffled_names(draw, 2)
    yield case(
        sliced(draw, [(one, 0.5, 20), (None, 0.003, 20), (two, 0.7, 20)]),
        ["area"],
        10,
        0.1,
        "The rows without a value are the slice 'missing'.",
    )
    table = sliced(draw, [(one, 0.4, 20), (None, 0.6, 20)])
    yield case(
        table.assign(area=table["area"].astype("category")),
        ["area"],
        10,
        0.1,
        "A column of categories: its rows without a value are the slice 'missing', too.",
    )


def small_ones(draw: Draw) -> Iterator[Case]:
    one, two, three = shuffled_names(draw, 3)
    table = pd.concat(
        [sliced(draw, [(one, 0.01, 8), (three, 0.02, 10)], rows_each=4), sliced(draw, [(two, 0.6, 20)])]
    )
    yield case(
        table,
        ["area"],
        10,
        0.1,
        f"{one}: 32 tickets, but 8 accounts, fewer than 10: listed, not tested. {three}: exactly 10, tested.",
    )


def small_uncounted(draw: Draw) -> Iterator[Case]:
    """Two tests: .04 <= 1/2 * .1. With the four small slices there would be six, and .04 > 1/6 * .1."""
    note = "Two slices are tested; the four of 12 accounts are no tests."
    yield case(sliced(draw, _two_and_small(draw)), ["area"], 15, 0.1, note)


def two_alone(draw: Draw) -> Iterator[Case]:
    """The same two tests without the small slices beside them."""
    yield case(sliced(draw, _two_and_small(draw)[:2]), ["area"], 15, 0.1, "Two slices, and both are tested.")


def _two_and_small(draw: Draw) -> list[tuple[str, float, int]]:
    names = shuffled_names(draw, 6)
    return [(names[0], 0.04, 20), (names[1], 0.7, 20), *((name, 0.9, 12) for name in names[2:])]


def other_shares(draw: Draw) -> Iterator[Case]:
    """One of three p-values is far below or above its limit, which is a third of `fdr`."""
    one, two, three = shuffled_names(draw, 3)
    for p_value, fdr in ((0.012, 0.01), (0.06, 0.3)):
        table = sliced(draw, [(one, p_value, 20), (two, 0.6, 20), (three, 0.8, 20)])
        note = f"Three tests: the smallest p-value is flagged if it is at most {fdr:g} / 3."
        yield case(table, ["area"], 10, fdr, note)


def many(draw: Draw) -> Iterator[Case]:
    names = shuffled_names(draw, 8)
    slices = [
        (name, value, 20)
        for name, value in zip(names, (0.03, 0.04, 0.08, 0.2, 0.4, 0.6, 0.8, 0.9), strict=True)
    ]
    yield case(
        sliced(draw, slices),
        ["area"],
        10,
        0.1,
        "Eight tests at 10 %: the smallest p-value would have to be at most .0125.",
    )


def step_up(draw: Draw) -> Iterator[Case]:
    """Only the third of four p-values decides: below its own limit of .075, it takes the first two along."""
    names = shuffled_names(draw, 4)
    for values in ((0.02, 0.045, 0.072, 0.9), (0.03, 0.055, 0.074, 0.9)):
        slices = [(name, value, 20) for name, value in zip(names, values, strict=True)]
        yield case(
            sliced(draw, slices),
            ["area"],
            10,
            0.1,
            "Four tests: the limits are .025, .05, .075 and .1. The third p-value is below its own, so the "
            "first three are flagged.",
        )


def in_no_order(draw: Draw) -> Iterator[Case]:
    """The two smallest p-values stand last, by name and by appearance: flags in another order show it."""
    names = sorted(shuffled_names(draw, 6))
    values = (0.3, 0.5, 0.7, 0.9, 0.0005, 0.002)
    slices = [(name, value, 20) for name, value in zip(names, values, strict=True)]
    table = sliced(draw, slices).sort_values("area", kind="stable")
    note = (
        "As many slices are flagged as should be, but others: flags of the sorted p-values stand in their "
        "order, not in that of the slices. Give each slice the flag of its own p-value."
    )
    yield case(table, ["area"], 10, 0.1, note)


def two_columns(draw: Draw) -> Iterator[Case]:
    one, two, three, four, five = shuffled_names(draw, 5)
    first = sliced(draw, [(one, 0.04, 20), (two, 0.9, 20)])
    second = sliced(draw, [(three, 0.5, 20), (four, 0.6, 20), (five, 0.8, 20)], "team")
    table = pd.concat([first.assign(team=None), second.assign(area=None)], ignore_index=True)
    table["area"], table["team"] = table["area"].fillna(two), table["team"].fillna(five)
    yield case(
        table, ["area", "team"], 10, 0.1, "Five tests in two columns: the correction is over all of them."
    )


def same_names(draw: Draw) -> Iterator[Case]:
    """A value that stands in two columns, as does a missing one; by any correction one slice is flagged."""
    one, *_ = shuffled_names(draw, 3)
    note = f"{one} of area and {one} of team are two slices, and so are the missing ones of both."
    yield case(_two_columns_of_three(draw), ["area", "team"], 10, 0.1, note)


def other_names(draw: Draw) -> Iterator[Case]:
    """The same slices, where each has a name of its own."""
    table = _two_columns_of_three(draw)
    table["team"] = "team " + table["team"].fillna("none")
    yield case(table, ["area", "team"], 10, 0.1, "")


def _two_columns_of_three(draw: Draw) -> pd.DataFrame:
    one, two, three = shuffled_names(draw, 3)
    first = sliced(draw, [(one, 0.0005, 20), (two, 0.9, 20), (None, 0.6, 20)])
    second = sliced(draw, [(one, 0.8, 20), (three, -0.02, 20), (None, 0.7, 20)], "team")
    second = second.assign(account_id=second["account_id"] + "-t", area=two)
    return pd.concat([first.assign(team=three), second], ignore_index=True)


def across(draw: Draw) -> Iterator[Case]:
    """Accounts each of which has a ticket in both slices."""
    rng, (one, two) = draw.rng("across"), shuffled_names(draw, 2)
    accounts = [f"A-{number}" for number in range(24)]
    table = pd.DataFrame(
        {
            "account_id": accounts * 2,
            "area": np.repeat(np.array([one, two], dtype=object), 24),
            "y": (rng.random(48) < 0.4).astype(float),
            "p": rng.uniform(0.1, 0.6, 48),
        }
    )
    yield case(
        table.iloc[rng.permutation(48)],
        ["area"],
        10,
        0.1,
        "Each account has one ticket in either slice: add up y - p of the one that lies within.",
        "48 tickets of 24 accounts",
    )


def nothing(draw: Draw) -> Iterator[Case]:
    one, two = shuffled_names(draw, 2)
    yield case(sliced(draw, [(one, 0.06, 4), (two, 0.02, 6)]), ["area"], 10, 0.1, "No slice can be tested.")
    table = sliced(draw, [(one, 0.5, 20), (two, 0.001, 20)])
    levels = [one, two, "never_seen"]
    yield case(
        table.assign(area=pd.Categorical(table["area"], levels)),
        ["area"],
        10,
        0.1,
        "A category without tickets is no slice.",
    )


def everything(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("everything")
    number = 900
    table = pd.DataFrame(
        {
            "account_id": [f"A-{name}" for name in rng.zipf(1.6, number) % 150],
            "area": rng.choice(np.array(shuffled_names(draw, 7), dtype=object), number),
            "plan": rng.choice(np.array(["starter", "business", "enterprise", None], dtype=object), number),
            "p": rng.uniform(0.02, 0.6, number),
            "ticket_id": rng.permutation(number),
        }
    )
    chance = table["p"] + 0.25 * (table["plan"] == "starter") * (rng.random(number) < 0.8)
    table["y"] = (rng.random(number) < chance).astype(float)
    yield case(table, ["plan", "area"], 10, 0.1, "", "900 drawn tickets")
