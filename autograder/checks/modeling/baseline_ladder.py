"""baseline_ladder: every rung on the same folds, beside a constant that saw no validation label."""

from __future__ import annotations

from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.modeling import ladder_cases as cases
from autograder.checks.modeling.ladder_rungs import half, memory
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import MISCONCEPTION, WHY, returns_shape_of
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

LADDER, SAME = "The ladder", "The same folds for every rung"


def a_row_a_fold(answer: Any, draw: Draw) -> Counterexample | None:
    """The columns are the constant and the rungs, in this order; there are as many rows as folds."""
    found = returns_shape_of(cases.shape)(answer, draw)
    if found:
        return found
    one = next(cases.shape(draw))
    index = list(getattr(answer, "target", answer)(*one.args).index)
    if len(index) == len(cases.HALVES):
        return None
    expected = f"{len(cases.HALVES)} rows: one a fold, and no mean or sum of them"
    return Counterexample(one.call, f"{len(index)} rows, with the index {index}", expected, str(one.rows))


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    rungs = arguments[0]
    if sorted(map(str, value.columns)) != sorted(["constant", *rungs]):
        return f"the columns {list(map(str, value.columns))}; the prompt asks for constant and the rungs"
    return None


def only(column: str) -> View:
    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        return value[[column]].reset_index(drop=True), case.expected[[column]]

    return view


def values(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """All losses; the index of the result is judged by WRONG_SOMEWHERE alone."""
    return value.reset_index(drop=True), case.expected


def rungs_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return (value.drop(columns="constant").reset_index(drop=True), case.expected.drop(columns="constant"))


def plain(draw: Draw) -> tuple[Any, ...]:
    return (
        {"half": half, "memory": memory},
        cases.four(draw, "plain"),
        pd.Series([0, 1, 0, 1]),
        cases.HALVES,
    )


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    edges = (
        cases.surprise,
        cases.constant,
        cases.sealed,
        cases.by_position,
        cases.plain_list,
        cases.keeps_labels,
        cases.own_rows,
        cases.sure,
    )
    return [one.args for make in (*edges, cases.per_fold, cases.drawn) for one in make(draw)]


CHECK = Check(
    "baseline_ladder",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, LADDER, a_row_a_fold, guard=True),
        Oracle(
            "ANOTHER_LOSS",
            1,
            "The loss is not the mean of -ln(probability of what happened), unrounded.",
            "Thresholds and gains that the team knows by heart mean something else in this table.",
            LADDER,
            agrees(cases.surprise, only("tilted")),
        ),
        Oracle(
            "CONSTANT_PEEKS",
            1.5,
            "The constant has seen labels of the validation rows.",
            "The first rung is too good, and everything that is measured against it looks worse than it is.",
            LADDER,
            agrees(cases.constant, only("constant")),
        ),
        Oracle(
            "INDEX_RESET",
            0.5,
            "The rungs do not get the fold's rows of X as they are: those alone, their columns and index.",
            "A rung that looks up rows by key, compares them or learns from all columns finds other things.",
            SAME,
            agrees(
                lambda draw: [*cases.keeps_labels(draw), *cases.own_rows(draw), *cases.own_columns(draw)],
                rungs_alone,
            ),
        ),
        Oracle(
            "TRAINED_ON_VALIDATION",
            2,
            "A rung is trained on rows that it is then judged by.",
            "The rung with the best memory wins, and in service it has nothing to remember.",
            SAME,
            agrees(cases.sealed, only("memory")),
        ),
        Oracle(
            "LABELS_ALIGNED",
            1.5,
            "y is matched to rows by index labels, or does not reach the rungs as an array.",
            "After a split or a sort every rung learns from labels of other rows.",
            SAME,
            agrees(cases.by_position, rungs_alone),
        ),
        Oracle(
            "NO_LIST",
            0.5,
            "y as a list fails.",
            "The next caller has a list, and the nightly comparison stops.",
            SAME,
            agrees(cases.plain_list, values),
        ),
        Oracle(
            "FOLDS_USED_UP",
            1.5,
            "Later rungs see no folds, or others.",
            "Rungs compared on different folds differ by the folds' luck.",
            SAME,
            agrees(cases.once, values),
        ),
        Oracle(
            "SURE_AND_WRONG",
            1,
            "A probability of 0 or 1 is not moved by just a millionth.",
            "One overconfident row makes the loss infinite, or as large as the epsilon is small: it decides "
            "the comparison.",
            LADDER,
            agrees(cases.sure, values),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's X or y.",
            "The next rung trains on a table that nobody asked for.",
            SAME,
            leaves_input_alone(plain, ("rungs", "X", "y", "folds")),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On folds of different sizes, or a drawn table, a loss is another one.",
            "The ladder compares something else than what the desk pays for.",
            LADDER,
            agrees(lambda draw: [*cases.per_fold(draw), *cases.drawn(draw)]),
        ),
    ),
    probes,
)
