"""Tables, folds and rungs that a ladder is asked about, each with what the definition makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

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
from autograder.oracles.cases import Case

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
