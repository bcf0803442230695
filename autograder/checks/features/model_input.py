"""model_input: whatever comes in, the matrix that the model was trained on comes out."""
from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features.model_input_cases import (
    SCHEMA,
    absent,
    everything,
    few_rows,
    frame,
    gaps,
    index,
    infinite,
    lists,
    no_number,
    nothing,
    null_category,
    number,
    of_numpy,
    other_columns,
    out_of_range,
    shape,
    strange_levels,
    truth,
    types,
    unseen,
    with_types,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees, asked, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_inputs_alone
from autograder.results import Counterexample

SECTION, PARITY = "Categories nobody has seen", "One definition, two callers"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    return None


def judged(*columns: str) -> View:
    """These columns by position; a column that is not there is no value."""
    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        return _rows(value, columns, case), _rows(case.expected, columns, case)
    return view


def _rows(table: pd.DataFrame, columns: Sequence[str], case: Case) -> dict[str, Any]:
    if len(table) != len(case.expected):
        return {"rows": len(table)}
    names = list(map(str, table.columns))
    values = {name: list(table.iloc[:, place]) for place, name in enumerate(names)}
    return {f"row {row}, {column}": values[column][row] if column in values else "no such column"
            for row in range(len(table)) for column in columns}


PLAN = ("plan=free", "plan=team", "plan=enterprise", "plan=other")
SEATS = ("seats", "seats_missing")
URGENT = ("urgent", "urgent_missing")


def tiers(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """The columns of the one category, by position."""
    tier = [name for name in case.expected if name.startswith("tier=")]
    return judged(*(tier or PLAN))(value, case)


def somewhere(answer: Any, draw: Draw) -> Counterexample | None:
    """`everything`; of many rows the first that is wrong is shown."""
    for made in asked([*lists(draw), *everything(draw)]):
        got, expected = by_position(answer(*made.args), made)
        difference = first_difference(got, expected)
        if difference:
            apart = [place for place in range(len(expected)) if got.shape == expected.shape
                     and first_difference(got[place:place + 1], expected[place:place + 1])]
            rows = rows_text(row=with_types(made.args[0].iloc[apart[:1]])) if apart else made.rows
            if apart:
                difference = first_difference(got[apart[0]:apart[0] + 1], expected[apart[0]:apart[0] + 1])
            return Counterexample(made.call, f"{difference.got} ({difference.place})",
                                  f"{difference.expected} ({difference.place})", str(rows), made.note)
    return None


def the_columns(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return _listed(value, [*map(str, value.columns)], case), ", ".join(case.expected.columns)


def the_set_of_columns(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return _listed(value, sorted(map(str, value.columns)), case), ", ".join(sorted(case.expected.columns))


def _listed(value: pd.DataFrame, names: list[str], case: Case) -> str:
    """The names; a table that lost its rows is none with these columns."""
    rows, wanted = len(value), len(case.expected)
    return ", ".join(names) + ("" if rows == wanted else f" (of {rows} rows instead of {wanted})")


def the_types(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    types = sorted({str(dtype) for dtype in value.dtypes})
    return ", ".join(types), "float64"


def index_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def by_position(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return value.set_axis(case.expected.index) if len(value) == len(case.expected) else value, case.expected


def finite(answer: Any, draw: Draw) -> Counterexample | None:
    """No value of any of the cases is infinite or missing."""
    for made in asked(infinite(draw)):
        table = answer(*made.args)
        values = [number(value) for value in np.asarray(table, dtype=object).ravel()]
        if not all(map(math.isfinite, values)):
            bad = next(value for value in values if not math.isfinite(value))
            return Counterexample(made.call, f"{bad} in the "
                                             f"matrix", "finite numbers", str(made.rows), made.note)
    return agrees(infinite, judged(*SEATS))(answer, draw)


def gives(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    return agrees(make, view)


def plain(draw: Draw) -> Arguments:
    return frame(seats=["12", None], plan=["free", None]), copy.deepcopy(SCHEMA)


def lacking(draw: Draw) -> Arguments:
    """Rows without a column of the schema, and with one that it does not name."""
    return frame(color=["red", "blue"], seats=[10, 20]), copy.deepcopy(SCHEMA)


def probes(draw: Draw) -> list[Arguments]:
    makers = (shape, few_rows, unseen, null_category, strange_levels, absent, other_columns, no_number, truth,
              of_numpy, infinite, out_of_range, gaps, nothing, index, lists, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("model_input", contract, (
    return_shape(0.5, SECTION, shape, in_order=False),
    Oracle("COLUMNS_FOLLOW_THE_ROWS", 1.25, "Which columns there are depends on the rows.",
           "A morning without enterprise customers, and the model gets a matrix of another width.",
           SECTION, gives(few_rows, the_set_of_columns)),
    Oracle("COLUMN_ORDER", 0.75, "The columns do not stand in the order of the schema, or others stand among "
                              "them.",
           "The model reads by position: a client that sends its fields in another order gets another risk.",
           SECTION, gives(other_columns, the_columns)),
    Oracle("UNSEEN_LEVEL", 1.25, "A level that is not in the schema raises, or is not `other`.",
           "A new plan is launched, and for its customers the service fails or says anything.",
           SECTION, gives(unseen, judged(*PLAN))),
    Oracle("LEVELS_ALIKE", 0.5, "A value that is only written or printed like a level is that level.",
           "Training saw `Free` as other and the service sees it as free: two meanings of one column.",
           SECTION, gives(strange_levels, tiers)),
    Oracle("NULL_LEVEL", 1, "A missing category raises, or is not `other`.",
           "One optional field left empty, and the ticket is not scored.",
           SECTION, gives(null_category, judged(*PLAN))),
    Oracle("FILL_FROM_THE_ROWS", 1, "A missing number is filled with something other than the schema's fill.",
           "The same ticket gets another value in each batch, and none when it comes alone.",
           PARITY, gives(gaps, judged("seats"))),
    Oracle("MISSING_UNFLAGGED", 0.5, "That a number was missing does not show in its column of flags.",
           "25 seats and unknown are the same to the model, though they breach differently.",
           SECTION, gives(gaps, judged("seats_missing"))),
    Oracle("ABSENT_COLUMN", 1, "A column that the rows lack raises, or is not missing in all rows.",
           "An old client that does not send the field yet takes the service down.",
           SECTION, gives(absent, judged(*SEATS, *PLAN))),
    Oracle("TEXT_NUMBERS", 0.5, "Text is not read as the number it spells, or as missing if it spells none.",
           "A form that sends \"n/a\" stops the batch of everybody else.",
           SECTION, gives(no_number, judged(*SEATS, *URGENT))),
    Oracle("NUMPY_VALUES", 0.25, "A number of NumPy is not read as the number that it is.",
           "A column joined from two sources holds both kinds: half of its numbers are gone.",
           SECTION, gives(of_numpy, judged(*URGENT))),
    Oracle("TRUTH_VALUES", 0.25, "True and False are not read as the numbers 1 and 0.",
           "A client sends true where another sends 1: to the model one of them is unknown.",
           SECTION, gives(truth, judged(*URGENT))),
    Oracle("OUT_OF_RANGE", 0.5, "Values beyond the schema's range are not drawn to its nearer end.",
           "A change of units sends seats of 60,000 to a model that never saw more than 5,000.",
           SECTION, gives(out_of_range, judged("seats"))),
    Oracle("NOT_FINITE", 0.5, "An infinite value gets through, or is taken for a missing one.",
           "A division by zero upstream becomes a score of nan, or an exception deep in the model.",
           SECTION, finite),
    Oracle("NO_ROWS", 0.25, "A table without rows raises, or loses its columns.",
           "The job of a quiet hour dies at three in the morning.",
           SECTION, gives(nothing, the_set_of_columns), guard=True),
    Oracle("TYPES", 0.25, "Not all columns are float64.",
           "Truth values and objects pass through pandas and fail in the model's own code, or are slow "
           "there.",
           SECTION, gives(types, the_types)),
    Oracle("INDEX_LOST", 0.25, "The result does not have the index of `rows`, in its order.",
           "Scores are written back to other tickets.", SECTION, gives(index, index_alone)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's rows.",
           "What is logged as served is not what the customer sent.",
           SECTION, leaves_inputs_alone((plain, lacking), ("rows", "schema")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "Rows of some kind of values raise, or give another matrix than defined.",
           "Some client sends just that.", SECTION, somewhere),
), probes)
