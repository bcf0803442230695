"""baseline_ladder: every rung on the same folds, beside a constant that saw no validation label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.modeling.ladder_rungs import (
    Rung,
    backwards_rate,
    certain,
    columned,
    group_rate,
    half,
    labelled,
    memory,
    table_rate,
    tilted,
)
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import MISCONCEPTION, WHY, returns_shape_of
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

LADDER, SAME = "The ladder", "The same folds for every rung"
Folds = list[tuple[np.ndarray, np.ndarray]]
CLOSEST = 1e-6


def table(rows: int, rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame(
        {"id": rng.permutation(1000)[:rows], "x": rng.integers(0, 3, rows)},
        index=rng.permutation(900)[:rows] + 50,
    )


def expected(rungs: dict[str, Rung], X: pd.DataFrame, y: Any, folds: Folds) -> pd.DataFrame:
    """The definition: train on the one part, mean surprise at the other."""
    labels = np.array(list(y), dtype=float)
    rows = []
    for train, valid in folds:
        said = {"constant": np.full(len(valid), labels[train].sum() / len(train))}
        said |= {name: rung(X.iloc[train], labels[train], X.iloc[valid]) for name, rung in rungs.items()}
        held = {name: np.minimum(np.maximum(risk, CLOSEST), 1 - CLOSEST) for name, risk in said.items()}
        happened = {name: labels[valid] * p + (1 - labels[valid]) * (1 - p) for name, p in held.items()}
        rows.append({name: float(np.mean(-np.log(p))) for name, p in happened.items()})
    return pd.DataFrame(rows)[["constant", *rungs]]


def case(rungs: dict[str, Rung], X: pd.DataFrame, y: Any, folds: Folds, note: str, given: Any = None) -> Case:
    own = {"label of y": list(y.index)} if isinstance(y, pd.Series) and not y.index.equals(X.index) else {}
    shown = X.assign(y=list(y), **own).to_string()
    parts = ", ".join(f"({train.tolist()}, {valid.tolist()})" for train, valid in folds)
    return Case(
        (rungs, X, y, folds if given is None else given),
        expected(rungs, X, y, folds),
        f"baseline_ladder({{{', '.join(rungs)}}}, X, y, folds)",
        f"X and y (index labels of X on the left):\n{shown}\nfolds: {parts}"[:1800],
        note,
    )


def four(draw: Draw, stream: str) -> pd.DataFrame:
    """Four rows; in a graded draw with drawn ids and index labels."""
    if draw.name == GRADED:
        return table(4, draw.rng(stream)).assign(x=[0, 1, 0, 1])
    return pd.DataFrame({"id": [1, 2, 3, 4], "x": [0, 1, 0, 1]}, index=[13, 12, 11, 10])


HALVES: Folds = [(np.array([0, 1]), np.array([2, 3])), (np.array([2, 3]), np.array([0, 1]))]


def shape(draw: Draw) -> Iterator[Case]:
    """Rungs whose order is neither that of their names nor of their losses."""
    yield case(
        {"rate": half, "logistic": tilted},
        four(draw, "shape"),
        np.array([0, 1, 0, 1]),
        HALVES,
        "A row a fold; a column a rung: the constant first, then as rungs has them. A pivot sorts by name.",
    )


def a_row_a_fold(answer: Any, draw: Draw) -> Counterexample | None:
    """The columns are the constant and the rungs, in this order; there are as many rows as folds."""
    found = returns_shape_of(shape)(answer, draw)
    if found:
        return found
    one = next(shape(draw))
    index = list(getattr(answer, "target", answer)(*one.args).index)
    if len(index) == len(HALVES):
        return None
    expected = f"{len(HALVES)} rows: one a fold, and no mean or sum of them"
    return Counterexample(one.call, f"{len(index)} rows, with the index {index}", expected, str(one.rows))


def surprise(draw: Draw) -> Iterator[Case]:
    yield case(
        {"tilted": tilted},
        four(draw, "surprise"),
        np.array([0, 1, 1, 1]),
        HALVES,
        "Rows 2 and 3 have happened with probabilities .3 and .8: the mean of 1.204 and .223.",
    )
    yield case(
        {"tilted": tilted},
        four(draw, "surprise"),
        np.array([1, 1, 1, 0]),
        [(np.array([3]), np.array([0, 1, 2]))],
        "Three rows that have happened with probabilities .3, .8 and .3: the mean of 1.204, .223 and 1.204.",
    )


def constant(draw: Draw) -> Iterator[Case]:
    folds = [(np.array([0, 1]), np.array([2, 3]))]
    yield case(
        {},
        four(draw, "constant"),
        np.array([0, 1, 1, 1]),
        folds,
        "The rows 0 and 1 train: their mean label is .5, and ln 2 = .693 is the loss on rows 2 and 3.",
    )


def sealed(draw: Draw) -> Iterator[Case]:
    yield case(
        {"memory": memory},
        four(draw, "sealed"),
        np.array([0, 1, 0, 1]),
        HALVES,
        "memory knows the rows that it was trained on. No validation row may be among them: its loss is "
        "ln 2.",
    )


def by_position(draw: Draw) -> Iterator[Case]:
    y = pd.Series([0, 1, 0, 1, 1, 0], index=[5, 4, 3, 2, 1, 0])
    X = pd.DataFrame({"id": range(6), "x": [0, 1, 0, 1, 1, 0]}, index=range(6))
    folds = [(np.array([0, 1, 2]), np.array([3, 4, 5])), (np.array([3, 4, 5]), np.array([0, 1, 2]))]
    yield case(
        {"group_rate": group_rate}, X, y, folds, "y belongs to X by position; its index means nothing."
    )
    # Labels that share no index label with the rows, and labels that share some with other rows.
    for index in ([90, 91, 92, 93, 94, 95], [12, 13, 14, 15, 10, 11]):
        odd = X.set_axis(index)
        note = "table_rate makes pd.DataFrame({'x': X_train['x'], 'y': y_train}): y_train has to be an array."
        yield case({"table_rate": table_rate}, odd, y.set_axis(range(10, 16)), folds, note)
    note = "backwards_rate trains on its rows backwards, y_train[[2, 1, 0]]: y_train has to be an array."
    yield case({"backwards_rate": backwards_rate}, X.set_axis(range(6)[::-1]), y, folds, note)


def plain_list(draw: Draw) -> Iterator[Case]:
    yield case({"half": half}, four(draw, "list"), [0, 1, 0, 1], HALVES, "y may be a list.")


def keeps_labels(draw: Draw) -> Iterator[Case]:
    yield case(
        {"labelled": labelled},
        four(draw, "labels"),
        np.array([1, 1, 0, 1]),
        HALVES,
        "A rung gets the rows with their index labels.",
    )


def own_rows(draw: Draw) -> Iterator[Case]:
    folds = [(np.array([0, 3]), np.array([1, 2]))]
    note = "tilted says .3 of its first new row, .8 of the second: X_new is the fold's validation rows alone."
    yield case({"tilted": tilted}, four(draw, "own rows"), np.array([0, 1, 0, 0]), folds, note)


def own_columns(draw: Draw) -> Iterator[Case]:
    note = "columned says .5 if X_train and X_new have the columns id and x, .9 if they have others, too."
    yield case({"columned": columned}, four(draw, "columns"), np.array([0, 1, 0, 0]), HALVES, note)


def once(draw: Draw) -> Iterator[Case]:
    X, y = four(draw, "once"), np.array([0, 1, 0, 1])
    rungs: dict[str, Rung] = {"half": half, "group_rate": group_rate}
    yield case(rungs, X, y, HALVES, "folds is an iterator here: it can be gone through once.", iter(HALVES))


def sure(draw: Draw) -> Iterator[Case]:
    y = np.array([0, 1, 0, 0])
    yield case(
        {"certain": certain},
        four(draw, "sure"),
        y,
        HALVES[:1],
        "certain says 1 of row 3, which is 0: moved to 1 - 1e-6, its loss is 13.8 (moved by 1e-15 it would "
        "be 34.5), and the mean of the fold half of it.",
    )
    yield case(
        {},
        four(draw, "sure"),
        np.array([0, 0, 0, 1]),
        HALVES[:1],
        "The mean label of rows 0 and 1 is 0; the constant is moved to 1e-6, too.",
    )


def per_fold(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("uneven")
    X, y = table(9, rng), np.array([0, 1, 0, 1, 1, 0, 1, 1, 0])
    folds = [
        (np.arange(3, 9), np.arange(3)),
        (np.arange(3), np.arange(3, 9)),
        (np.array([0, 1, 2, 3, 4, 5, 6, 7]), np.array([8])),
    ]
    yield case({"half": half, "group_rate": group_rate}, X, y, folds, "Folds of different sizes.")


def drawn(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("drawn")
    for _ in range(3):
        n = int(rng.integers(12, 25))
        X, y = table(n, rng), rng.integers(0, 2, n)
        order = rng.permutation(n)
        folds = [(np.sort(order[: n // 2]), order[n // 2 :]), (order[3:], order[:3]), (order[5:], order[2:5])]
        names = rng.permutation(["zebra", "ant", "middle"]).tolist()
        rungs = dict(zip(names, (group_rate, memory, certain), strict=True))
        yield case(rungs, X, pd.Series(y, index=rng.permutation(n)), folds, "On a drawn table.")


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
    return ({"half": half, "memory": memory}, four(draw, "plain"), pd.Series([0, 1, 0, 1]), HALVES)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    edges = (surprise, constant, sealed, by_position, plain_list, keeps_labels, own_rows, sure)
    return [one.args for make in (*edges, per_fold, drawn) for one in make(draw)]


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
            agrees(surprise, only("tilted")),
        ),
        Oracle(
            "CONSTANT_PEEKS",
            1.5,
            "The constant has seen labels of the validation rows.",
            "The first rung is too good, and everything that is measured against it looks worse than it is.",
            LADDER,
            agrees(constant, only("constant")),
        ),
        Oracle(
            "INDEX_RESET",
            0.5,
            "The rungs do not get the fold's rows of X as they are: those alone, their columns and index.",
            "A rung that looks up rows by key, compares them or learns from all columns finds other things.",
            SAME,
            agrees(lambda draw: [*keeps_labels(draw), *own_rows(draw), *own_columns(draw)], rungs_alone),
        ),
        Oracle(
            "TRAINED_ON_VALIDATION",
            2,
            "A rung is trained on rows that it is then judged by.",
            "The rung with the best memory wins, and in service it has nothing to remember.",
            SAME,
            agrees(sealed, only("memory")),
        ),
        Oracle(
            "LABELS_ALIGNED",
            1.5,
            "y is matched to rows by index labels, or does not reach the rungs as an array.",
            "After a split or a sort every rung learns from labels of other rows.",
            SAME,
            agrees(by_position, rungs_alone),
        ),
        Oracle(
            "NO_LIST",
            0.5,
            "y as a list fails.",
            "The next caller has a list, and the nightly comparison stops.",
            SAME,
            agrees(plain_list, values),
        ),
        Oracle(
            "FOLDS_USED_UP",
            1.5,
            "Later rungs see no folds, or others.",
            "Rungs compared on different folds differ by the folds' luck.",
            SAME,
            agrees(once, values),
        ),
        Oracle(
            "SURE_AND_WRONG",
            1,
            "A probability of 0 or 1 is not moved by just a millionth.",
            "One overconfident row makes the loss infinite, or as large as the epsilon is small: it decides "
            "the comparison.",
            LADDER,
            agrees(sure, values),
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
            agrees(lambda draw: [*per_fold(draw), *drawn(draw)]),
        ),
    ),
    probes,
)
