"""What a wrong p-value of a slice is: of tickets, of accounts' means, of another question, or neither."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.evaluation.slice_cases import across, case, clustered, small_ones
from autograder.checks.evaluation.slice_views import tested
from autograder.checks.evaluation.slices import by_slice, definition, shuffled_names, z_of
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees, asked
from autograder.oracles.compare import show
from autograder.oracles.oracle import NotJudged, Property
from autograder.results import Counterexample

# With nine tickets an account that are alike, a z of tickets is three times as large; other mistakes do less.
LIKE_TICKETS = 1.8


def unequal(draw: Draw) -> Iterator[Case]:
    """Two slices of six accounts with one, two or six tickets, all of them predicted too low on the whole."""
    one, two = shuffled_names(draw, 2)
    sizes, rows = (1, 2, 6, 2, 1, 6), []
    for value, outcomes in ((one, (1, 1, 0, 1, 0, 1)), (two, (0, 1, 1, 0, 1, 0))):
        for number, (size, y) in enumerate(zip(sizes, outcomes, strict=True)):
            rows += [(f"A-{value}-{number}", value, float(y), 0.1 + 0.05 * number)] * size
    table = pd.DataFrame(rows, columns=["account_id", "area", "y", "p"])
    order = draw.rng("unequal").permutation(len(table))
    table = table.iloc[order].set_axis(np.arange(len(table)) // 2)
    yield case(table, ["area"], 5, 0.1, "")


def of_means(made: Case) -> np.ndarray:
    """The p-values if each account counts with its mean of y - p."""
    table, *rest = made.args
    parts = table.groupby([*rest[0], "account_id"], as_index=False)[["y", "p"]].mean()
    return _p_values(definition(parts, *rest))


def of_centred(made: Case) -> np.ndarray:
    """The p-values if the whole table's miss is taken off each y - p."""
    table, *rest = made.args
    return _p_values(definition(table.assign(p=table["p"] + (table["y"] - table["p"]).mean()), *rest))


def _p_values(report: pd.DataFrame) -> np.ndarray:
    return by_slice(report)["p_value"].to_numpy(dtype=float)


def of_binomial(made: Case) -> np.ndarray:
    """The p-values if each ticket were a coin of its own, of variance p (1 - p)."""
    parts = _slices(made)
    variances = [(part["p"] * (1 - part["p"])).sum() for part in parts]
    return _normal(parts, variances)


def of_one_binomial(made: Case) -> np.ndarray:
    """The p-values if each ticket of a slice were a coin that falls with the slice's mean of p."""
    parts = _slices(made)
    means = [part["p"].mean() for part in parts]
    return _normal(parts, [len(part) * mean * (1 - mean) for part, mean in zip(parts, means, strict=True)])


def _slices(made: Case) -> list[pd.DataFrame]:
    """The rows of each slice, in the order of the slices."""
    table, (column, *_), *_ = made.args
    return [part for _, part in table.groupby(column)]


def _normal(parts: list[pd.DataFrame], variances: list[float]) -> np.ndarray:
    """Two-sided p-values of the sums of y - p, if these were their variances."""
    misses = [(part["y"] - part["p"]).sum() for part in parts]
    return np.array(
        [
            math.erfc(abs(miss) / math.sqrt(2 * variance))
            for miss, variance in zip(misses, variances, strict=True)
        ]
    )


def of_one_side(made: Case) -> np.ndarray:
    """The p-values if only predictions that are too low count; here all are, so it is one half."""
    return _p_values(made.expected) / 2


def of_the_other_side(made: Case) -> np.ndarray:
    return 1 - of_one_side(made)


DEFINITION = (
    "z is the sum of s over the root of the sum of the squares of s, with no mean taken off; "
    "the p-value is erfc(abs(z) / sqrt(2))."
)
ONE_SIDE = "Two-sided: predictions that are too high are as wrong as those that are too low."
TOGETHER = (
    "p (1 - p) is the variance of tickets that breach each by itself. Those of an account go together: add "
    "up y - p for each account, and take the squares of these sums."
)
MEANT: tuple[tuple[str, Callable[[Case], np.ndarray], str], ...] = (
    ("ACCOUNTS_ALIKE", of_means, "Add up y - p for each account: do not take the mean of its tickets."),
    (
        "MISS_TAKEN_OFF",
        of_centred,
        "You take the whole model's miss off, as the lesson did for another question. This report asks "
        "whether a slice is right on average: y - p as it is.",
    ),
    ("ROWS_INDEPENDENT", of_binomial, TOGETHER),
    ("ROWS_INDEPENDENT", of_one_binomial, TOGETHER),
    ("ONE_DIRECTION", of_one_side, ONE_SIDE),
    ("ONE_DIRECTION", of_the_other_side, ONE_SIDE),
)


def fault_of(answer: Callable[..., Any], draw: Draw) -> tuple[str, Counterexample] | None:
    """What is wrong with the p-values, by the name of its oracle, and where it shows; None if nothing is."""
    wrong = []
    for made in asked(chain(clustered(draw), unequal(draw))):
        got, wanted = _given(answer, made), _p_values(made.expected)
        if not _equal(got, wanted):
            wrong.append((made, got))
        if made.note and _as_if_of_tickets(got, wanted):
            return "ROWS_INDEPENDENT", _differs(made, got, made.note)
    for name, meant, note in MEANT:
        if wrong and not wrong[-1][0].note and _equal(wrong[-1][1], meant(wrong[-1][0])):
            return name, _differs(*wrong[-1], note)
    if not wrong:
        return None
    if all(np.isnan(got).all() for _, got in wrong) and agrees(small_ones, tested)(answer, draw):
        return "SMALL_SLICES", _differs(*wrong[0], "")
    near = all(np.allclose(got, _p_values(made.expected), atol=0.006) for made, got in wrong)
    return "WRONG_P", _differs(*wrong[0], "The p-value as it is, not rounded." if near else DEFINITION)


def named(name: str) -> Property:
    """The p-values have not this fault; of another one WRONG_P speaks."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        fault = fault_of(answer, draw)
        return fault[1] if fault and fault[0] == name else None

    return test


def of_whole_accounts(made: Case) -> np.ndarray:
    """The p-values if each account of a slice counted with all of its tickets, wherever they lie."""
    table, *_ = made.args
    totals = (table["y"] - table["p"]).groupby(table["account_id"].to_numpy()).sum()
    sums = [totals[part["account_id"].unique()] for part in _slices(made)]
    return np.array([math.erfc(abs(s.sum()) / math.sqrt(2 * (s**2).sum())) for s in sums])


def within_the_slice(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tickets of an account outside a slice say nothing of it; of other faults this does not speak."""
    for made in asked(across(draw)):
        got = _given(answer, made)
        if _equal(got, of_whole_accounts(made)):
            return _differs(made, got, made.note)
    return None


def not_otherwise(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The p-values are those of the definition; nothing is said where their fault has a name of its own."""
    fault = fault_of(answer, draw)
    if fault and fault[0] != "WRONG_P":
        raise NotJudged
    return fault[1] if fault else None


def p_values(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The p-values have no fault at all."""
    fault = fault_of(answer, draw)
    return fault[1] if fault else None


def _given(answer: Callable[..., Any], made: Case) -> np.ndarray:
    """The answer's p-values in the order of the slices; missing where it lists them otherwise."""
    got, names = by_slice(answer(*made.args)), by_slice(made.expected).index
    if not got.index.is_unique:
        return np.full(len(names), np.nan)
    return got["p_value"].reindex(names).to_numpy(dtype=float)


def _as_if_of_tickets(got: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether the surest slice is as sure as if each of its tickets were a witness."""
    place = int(np.argmin(wanted))
    return 0 <= got[place] < wanted[place] and (
        z_of(max(float(got[place]), 1e-15)) > LIKE_TICKETS * z_of(float(wanted[place]))
    )


def _equal(got: np.ndarray, wanted: np.ndarray) -> bool:
    return np.allclose(got, wanted, rtol=1e-6, atol=1e-9, equal_nan=True)


def _differs(made: Case, got: np.ndarray, note: str) -> Counterexample:
    wanted, names = _p_values(made.expected), by_slice(made.expected).index
    place = next(n for n in np.argsort(wanted) if not _equal(got[n], wanted[n]))
    return Counterexample(
        f"{made.call}: p_value of {names[place]}",
        show(float(got[place])),
        show(float(wanted[place])),
        str(made.rows),
        note,
    )
