"""slice_report: for whom predictions are wrong by more than luck; exact, on tables with chosen p-values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.evaluation.slice_cases import (
    across,
    clustered,
    counted,
    counted_afresh,
    everything,
    in_no_order,
    many,
    missing_ones,
    nothing,
    other_names,
    other_shares,
    plain,
    same_names,
    small_ones,
    small_uncounted,
    step_up,
    too_low,
    two_alone,
    two_columns,
    two_sided,
)
from autograder.checks.evaluation.slice_p_values import (
    fault_of,
    named,
    not_otherwise,
    p_values,
    unequal,
    within_the_slice,
)
from autograder.checks.evaluation.slice_views import of, says, tested
from autograder.checks.evaluation.slices import COLUMNS, by_slice
from autograder.draws import Draw
from autograder.oracles.cases import agrees
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged, Oracle
from autograder.oracles.return_shape import return_shape, returns_shape_of
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION = "A hundred slices"
NAMES = ("table", "columns", "min_accounts", "fdr")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    missing = [column for column in COLUMNS if column not in value.columns]
    if missing:
        return f"a table without {', '.join(missing)}"
    flags = [flag for flag in value["flagged"] if not isinstance(flag, bool | np.bool_)]
    return f"{show(flags[0])} under flagged; the prompt asks for True or False" if flags else None


def figures_of_its_own(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Each slice has the figures of its own rows; of labels that repeat it is said if they are the cause."""
    found = says(counted, *FIGURES)(answer, draw)
    if not found or says(counted_afresh, *FIGURES)(answer, draw):
        return found
    note = "The index has the same label more than once: .loc takes the rows of both."
    return replace(found, note=note)


def flags_of_their_own(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """As many flags as there should be are those of the smallest p-values; how many is judged elsewhere."""
    for made in in_no_order(draw):
        flagged = by_slice(answer(*made.args))["flagged"]
        wanted = by_slice(made.expected)["flagged"]
        if list(flagged.index) == list(wanted.index) and flagged.sum() == wanted.sum():
            return says(in_no_order, "flagged")(answer, draw)
    return None


def one_direction(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Neither p-value nor flag asks on which side of the predictions the outcomes lie."""
    fault = fault_of(answer, draw)
    if fault and fault[0] == "ONE_DIRECTION":
        return fault[1]
    if not fault and flags_of_their_own(answer, draw):
        # The p-values know both sides, and of flags on other slices FLAGS_MIXED_UP speaks.
        return None
    found = says(two_sided, "flagged")(answer, draw)
    # What flags other slices on either side is no matter of the side.
    if found and (fault or says(too_low, "flagged")(answer, draw)):
        raise NotJudged
    return found


def values_apart(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A value of one column is not the same value of another."""
    found = agrees(same_names, of(*FIGURES, listed=True))(answer, draw)
    if found:
        return found
    found = says(same_names, "flagged")(answer, draw)
    # What flags other slices where each has a name of its own is no matter of names.
    return None if found and says(other_names, "flagged")(answer, draw) else found


def as_described(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A table of the columns, with True or False under flagged, where nothing is tested too."""
    return returns_shape_of(plain, in_order=False)(answer, draw) or _breaks_the_contract(answer, draw)


def _breaks_the_contract(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for made in chain(plain(draw), small_ones(draw)):
        try:
            problem = contract(getattr(answer, "target", answer)(*made.args), *made.args)
        except Exception:
            # What fails on small slices has another fault than its shape, and SMALL_SLICES shows it.
            continue
        if problem:
            wanted = f"the columns {', '.join(COLUMNS)}; True or False under flagged"
            return Counterexample(made.call, problem, wanted, str(made.rows))
    return None


def arguments(draw: Draw) -> Arguments:
    return next(missing_ones(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (
        plain,
        counted,
        clustered,
        unequal,
        two_sided,
        missing_ones,
        small_ones,
        small_uncounted,
        other_shares,
        many,
        step_up,
        in_no_order,
        two_columns,
        nothing,
        same_names,
        across,
        everything,
    )
    return [made.args for make in makers for made in make(draw)]


FIGURES = ("tickets", "accounts", "observed", "predicted")
# Of a table that is none of these columns, or has no True or False, nothing else is said.
JUDGED = (
    Oracle(
        "FIGURES",
        0.75,
        "Tickets, accounts, observed or predicted of a slice are not its own.",
        "The reader compares rates of other tickets than the row says.",
        SECTION,
        figures_of_its_own,
    ),
    Oracle(
        "MISSING_DROPPED",
        1,
        "Rows without a value are in no slice.",
        "Those of whom the form knows nothing are often those for whom the model is wrong.",
        SECTION,
        agrees(missing_ones, of(*FIGURES, listed=True)),
    ),
    *while_holds(
        all_hold(says(counted, *FIGURES), agrees(missing_ones, of(*FIGURES, listed=True))),
        Oracle(
            "VALUES_MIXED",
            0.25,
            "A value that stands in two columns is taken for one.",
            "Nobody can say whether the team or the area of that name goes wrong.",
            SECTION,
            values_apart,
        ),
    ),
    Oracle(
        "ROWS_INDEPENDENT",
        1.25,
        "The p-value takes the tickets of an account for independent.",
        "One angry customer with ninety tickets makes a region look broken.",
        "Two intervals on the same predictions",
        named("ROWS_INDEPENDENT"),
        guard=True,
    ),
    Oracle(
        "ACCOUNTS_ALIKE",
        0.25,
        "An account of one ticket weighs as much as one of ninety.",
        "The p-value speaks of accounts, and the two shares beside it of tickets.",
        SECTION,
        named("ACCOUNTS_ALIKE"),
        guard=True,
    ),
    Oracle(
        "MISS_TAKEN_OFF",
        0.25,
        "The p-value asks whether a slice differs from the whole, not whether it is right.",
        "Where all predictions are too low, each slice is as wrong as the others, and none is flagged.",
        SECTION,
        named("MISS_TAKEN_OFF"),
        guard=True,
    ),
    Oracle(
        "ONE_DIRECTION",
        1,
        "Predictions that are too high are not found, or found by half.",
        "Places in the fast lane go to a group that does not need them, and no report says so.",
        SECTION,
        one_direction,
    ),
    Oracle(
        "WRONG_P",
        0.75,
        "The p-value is not that of z.",
        "Nobody can compare this report with last month's.",
        SECTION,
        not_otherwise,
    ),
    Oracle(
        "SMALL_SLICES",
        1,
        "Slices of too few accounts are not listed, or are tested.",
        "Either nobody learns that a group was too small to judge, or it is judged by four customers.",
        SECTION,
        agrees(small_ones, tested),
    ),
    *while_holds(
        p_values,
        Oracle(
            "FLAGS_MIXED_UP",
            0.25,
            "Other slices are flagged than those with the smallest p-values.",
            "The team mends a group for whom the model is right, and the one that suffers waits.",
            SECTION,
            flags_of_their_own,
        ),
    ),
    *while_holds(
        all_hold(p_values, flags_of_their_own),
        *while_holds(
            says(two_alone, "flagged"),
            Oracle(
                "SMALL_ONES_COUNTED",
                0.75,
                "Slices that were not tested count among the tests.",
                "A hundred tiny slices hide the large one that is wrong.",
                SECTION,
                says(small_uncounted, "flagged"),
            ),
        ),
        Oracle(
            "NO_CORRECTION",
            1,
            "Of many slices those that look bad by luck are flagged.",
            "Each release starts with a week of chasing noise, and soon nobody looks.",
            SECTION,
            says(many, "flagged"),
        ),
        Oracle(
            "COLUMN_BY_COLUMN",
            0.75,
            "Each column is corrected for its own tests alone.",
            "Ten more columns give ten more chances of a false alarm, and nobody counts them.",
            SECTION,
            says(two_columns, "flagged"),
        ),
        Oracle(
            "TOO_STRICT",
            0.75,
            "Slices that the procedure flags are not flagged.",
            "Three groups for whom the model is wrong are waved through.",
            SECTION,
            says(step_up, "flagged"),
        ),
        Oracle(
            "FDR_IGNORED",
            0.5,
            "What is flagged does not follow `fdr`.",
            "Whoever can bear few false alarms gets as many as everybody else.",
            SECTION,
            says(other_shares, "flagged"),
        ),
    ),
    *while_holds(
        p_values,
        Oracle(
            "NO_SLICE",
            0.5,
            "Where nothing can be tested, or a category has no tickets, it fails.",
            "The nightly report of the smallest market is an error message.",
            SECTION,
            agrees(nothing, of(*FIGURES, "flagged", listed=True)),
        ),
    ),
    Oracle(
        "INPUT_CHANGED",
        0.25,
        "The call changes the caller's table.",
        "The next report has a column that nobody put there.",
        SECTION,
        leaves_input_alone(arguments, NAMES),
        guard=True,
    ),
    *while_holds(
        p_values,
        Oracle(
            "WHOLE_ACCOUNTS",
            0.25,
            "An account's sum takes in its tickets outside the slice.",
            "A region looks broken because its customers have trouble elsewhere.",
            SECTION,
            within_the_slice,
            guard=True,
        ),
    ),
    *while_holds(
        all_hold(p_values, within_the_slice),
        Oracle(
            "WRONG_SOMEWHERE",
            0.25,
            "On drawn tickets some figure differs from the definition's.",
            "The report is wrong in a combination that no small table has.",
            SECTION,
            says(everything, *FIGURES, "p_value"),
        ),
    ),
)
CHECK = Check(
    "slice_report",
    contract,
    (
        replace(return_shape(0.25, SECTION, plain, in_order=False), test=as_described),
        *while_holds(as_described, *JUDGED),
    ),
    probes,
)
