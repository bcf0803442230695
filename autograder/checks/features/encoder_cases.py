"""Small tables on which wrong target encoders show, each with the values of the definition."""
from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, Rows, rows_text

# A prior of next to no weight: what is left is the category's own mean.
LIGHT = 1e-9
Folds = list[tuple[list[int], list[int]]]


def learned(X: pd.DataFrame, y: Sequence[float],
            strength: float) -> tuple[float, dict[str, dict[Any, float]]]:
    """The prior, and of each column the value of each category, by the formula."""
    y = np.asarray(y, dtype=float)
    prior = float(y.mean())
    values: dict[str, dict[Any, float]] = {}
    for column in X.columns:
        names = X[column].tolist()
        values[column] = {}
        for name in {name for name in names if not pd.isna(name)}:
            rows = np.array([other == name for other in names])
            values[column][name] = (y[rows].sum() + strength * prior) / (rows.sum() + strength)
    return prior, values


def encoded(X: pd.DataFrame, prior: float, values: dict[str, dict[Any, float]]) -> pd.DataFrame:
    return pd.DataFrame({column: [values[column].get(name, prior) for name in X[column].tolist()]
                         for column in X.columns}, index=X.index, dtype=float)


def cross_fitted(X: pd.DataFrame, y: Sequence[float], folds: Folds, strength: float) -> pd.DataFrame:
    """Each test part encoded by what the other part teaches."""
    result = pd.DataFrame(np.nan, index=X.index, columns=X.columns)
    labels = np.asarray(y, float)
    for others, own in folds:
        result.iloc[own] = encoded(X.iloc[own], *learned(X.iloc[others], labels[others], strength))
    return result


def accounts(*names: str | None) -> pd.DataFrame:
    return pd.DataFrame({"account_id": pd.array(names, dtype="str")}, index=range(100, 100 + len(names)))


def drawn_names(draw: Draw, case: str, n: int) -> list[str]:
    """n names of accounts: A-1, A-2 ... in public, drawn ones in a graded draw."""
    if draw.name != GRADED:
        return [f"A-{i + 1}" for i in range(n)]
    return [f"A-{i}" for i in draw.rng(f"names {case}").choice(9000, n, replace=False) + 1000]


def rows(X: pd.DataFrame, y: Sequence[float], new: pd.DataFrame | None = None) -> Rows:
    shown = {"rows fitted on (y beside X)": X.assign(y=list(y)).reset_index(drop=True)}
    return rows_text(**shown if new is None else shown | {"then transformed": new.reset_index(drop=True)})


def crossed(X: pd.DataFrame, y: Sequence[float], folds: Folds, strength: float, note: str) -> Case:
    """A case of fit_transform."""
    return Case((copy.deepcopy(folds), strength, X, np.asarray(y)), cross_fitted(X, y, folds, strength),
                f"CrossFitTargetEncoder(cv={folds}, strength={strength:g}).fit_transform(X, "
                f"y)", rows(X, y), note)


def transformed(X: pd.DataFrame, y: Sequence[float], new: pd.DataFrame, strength: float, note: str,
                folds: Folds | int = 2) -> Case:
    """A case of fit and then transform."""
    arguments = copy.deepcopy(folds), strength, X, np.asarray(y), new
    return Case(arguments, encoded(new, *learned(X, y, strength)),
                f"CrossFitTargetEncoder(strength={strength:g}).fit(X, "
                f"y).transform(new)", rows(X, y, new), note)


HALVES: Folds = [([1, 3], [0, 2]), ([0, 2], [1, 3])]


def shape(draw: Draw) -> Iterator[Case]:
    X = accounts("A-1", "A-2", "A-1", "A-2").assign(team=["amer-1"] * 4)
    yield transformed(X, [1, 0, 1, 0], X, 1.0, "A table with the columns of X.", HALVES)
    yield transformed(X, [1, 0, 1, 0], X[["team", "account_id"]], 1.0,
                      "Fitted on account_id, team; what is transformed keeps its own order of columns.",
                      HALVES)


def own_row(draw: Draw) -> Iterator[Case]:
    a, b = drawn_names(draw, "own row", 2)
    yield crossed(accounts(a, a, b, b), [1, 0, 0, 1], HALVES, LIGHT,
                  f"The first row's only teacher is the second row of {a}, whose label is 0. A value of .5 "
                  f"has "
                  "the row's own label in it. (A strength of 1e-9: the prior hardly counts.)")


def own_fold(draw: Draw) -> Iterator[Case]:
    a, b = drawn_names(draw, "own fold", 2)
    folds: Folds = [([2, 3, 5], [0, 1, 4]), ([0, 1, 4], [2, 3, 5])]
    yield crossed(accounts(a, a, a, a, b, b), [0, 1, 0, 0, 1, 0], folds, LIGHT,
                  "Rows 0 and 1 are in one part: the second must not teach the first either. Leaving out "
                  "the own row alone gives 1/3, and such a value is larger the smaller the own label is.")


def unseen(draw: Draw) -> Iterator[Case]:
    a, b = drawn_names(draw, "unseen", 2)
    yield transformed(accounts(a, a, a, a), [1, 0, 0, 0], accounts(b, a), LIGHT,
                      f"{b} was never learned: it gets the prior, the mean of y.")


def missing(draw: Draw) -> Iterator[Case]:
    a, = drawn_names(draw, "missing", 1)
    yield transformed(accounts(None, None, a, a), [1, 1, 0, 1], accounts(None, a), LIGHT,
                      "Rows without an account are no account: they get the prior, the mean of y.")


def prior(draw: Draw) -> Iterator[Case]:
    a, b, c, d = drawn_names(draw, "prior", 4)
    yield crossed(accounts(a, b, c, d), [1, 1, 0, 0], [([2, 3], [0, 1]), ([0, 1], [2, 3])], 1.0,
                  "Each account has one row, so all get the prior, and that of the other part: the mean of "
                  "all y has the own label in it.")


def full_table(draw: Draw) -> Iterator[Case]:
    """Parts of unequal size: neither one part's table nor the mean of all is that of all rows."""
    a, b = drawn_names(draw, "full table", 2)
    X, y = accounts(a, a, a, a, b, b, b), [1, 0, 0, 0, 1, 0, 0]
    folds: Folds = [([1, 2, 3, 5, 6], [0, 4]), ([0, 4], [1, 2, 3, 5, 6])]
    for new, note in ((accounts(b, a), f"New rows are encoded with what all rows teach: {b} is 1/3, {a} is "
                                       "1/4. The mean over the parts, 1/2 for both, is another number."),
                      (X, "transform does not ask whether it has seen these rows: it uses all that was "
                          "fitted.")):
        yield Case((copy.deepcopy(folds), LIGHT, X, np.asarray(y), new), encoded(new, *learned(X, y, LIGHT)),
                   f"encoder = CrossFitTargetEncoder(cv={folds}, strength={LIGHT:g}); "
                   "encoder.fit_transform(X, y); encoder.transform(new)", rows(X, y, new), note)


def uneven_parts(draw: Draw) -> tuple[Folds, float, pd.DataFrame, np.ndarray]:
    """A drawn table in three parts of 3, 6 and 15 rows, each with every category: none is ever unseen."""
    rng, n = draw.rng("uneven parts"), 24
    order = rng.permutation(n)
    parts = np.split(order, [3, 9])
    folds = [(sorted(set(range(n)) - set(part.tolist())), sorted(part.tolist())) for part in parts]
    names = np.empty(n, dtype=object)
    names[order] = [f"A-{account}" for account in [0, 1, 2, 0, 0, 0, 1, 1, 2, *rng.integers(0, 3, n - 9)]]
    return folds, float(rng.uniform(2, 5)), accounts(*names), rng.permutation(np.repeat([0, 1], [15, 9]))


def strength(draw: Draw) -> Iterator[Case]:
    """X has the index 0, 1, 2 ...: labels that are matched by index are no fault here."""
    a, b = drawn_names(draw, "strength", 2)
    yield transformed(accounts(a, a, b, b).reset_index(drop=True), [1, 1, 1, 0], accounts(a, b), 2.0,
                      f"{a}: (2 + 2 * .75) / (2 + 2), with the prior .75.")
    heavy = accounts(a, *[b] * 3).reset_index(drop=True)
    yield transformed(heavy, [1, 0, 0, 0], accounts(a), 0.5,
                      "One row: (1 + .5 * .25) / (1 + .5). A strength below 1 is allowed.")


def hours(draw: Draw) -> Iterator[Case]:
    """Of a target of hours, whole numbers, halves rounded to even ones, and truth values have other means."""
    a, b = drawn_names(draw, "hours", 2)
    X = accounts(a, a, b, b).reset_index(drop=True)
    yield transformed(X, [0.5, 1.5, 2.5, 6.5], accounts(a, b), LIGHT,
                      f"y may be hours: {a} is (.5 + 1.5) / 2, {b} is (2.5 + 6.5) / 2.")


def written(draw: Draw) -> Iterator[Case]:
    X = accounts("Web", "web", " web", "", "Web").reset_index(drop=True)
    yield transformed(X, [1, 0, 1, 0, 1], accounts("web", "", "Web", " web"), LIGHT,
                      "Web, web, web after a space and the empty text are four categories.")


def columns(draw: Draw) -> Iterator[Case]:
    a, b = drawn_names(draw, "columns", 2)
    X = pd.DataFrame({"reporter": [a, a, b, b], "payer": [b, b, a, b]}, index=range(4))
    yield transformed(X, [1, 1, 0, 0], X.iloc[:2], LIGHT,
                      f"{a} means one thing as a reporter, another as a payer: each column has its own "
                      f"table.")


def by_position(draw: Draw) -> Iterator[Case]:
    """y is a Series with an index in which every label of X stands elsewhere."""
    a, b = drawn_names(draw, "position", 2)
    X = accounts(a, a, b, b).set_axis([3, 2, 1, 0])
    y = pd.Series([1, 1, 0, 0])
    note = "y belongs to X by position: the first number to the first row, whatever the indexes say."
    made = transformed(X, list(y), X, LIGHT, note)
    yield Case((*made.args[:3], y, X), made.expected, made.call, made.rows, note)


def cv_kinds(draw: Draw) -> Iterator[Case]:
    """Three parts of neighbouring rows, as a list and as a number; no part has its share of the ones."""
    a, b = drawn_names(draw, "cv", 2)
    X, y = accounts(a, a, b, a, b, b, b, a, a), [1, 1, 1, 0, 1, 0, 0, 0, 0]
    parts: Folds = [([3, 4, 5, 6, 7, 8], [0, 1, 2]), ([0, 1, 2, 6, 7, 8], [3, 4, 5]),
                    ([0, 1, 2, 3, 4, 5], [6, 7, 8])]
    note = ("check_cv(3).split(X) gives these three parts: neighbouring rows, in their order, neither "
            "shuffled nor stratified.")
    made = crossed(X, y, parts, 1.0, note)
    yield made
    yield Case((3, *made.args[1:]), made.expected,
               "CrossFitTargetEncoder(cv=3, strength=1).fit_transform(X, y)", made.rows, note)


def index(draw: Draw) -> Iterator[Case]:
    X = accounts("A-1", "A-2", "A-1", "A-2").set_axis([7, 3, 9, 1])
    yield crossed(X, [1, 0, 1, 0], HALVES, 1.0, "The result has the index of X, in its order.")


def gap(draw: Draw) -> Iterator[Case]:
    """A splitter may leave rows out between those that teach and those that are encoded."""
    a, b = drawn_names(draw, "gap", 2)
    folds: Folds = [([4, 5], [0, 1, 2]), ([0, 1], [3, 4, 5])]
    yield crossed(accounts(a, b, a, a, a, b), [0, 1, 0, 0, 1, 0], folds, LIGHT,
                  "A split with a gap: rows 0 to 2 are taught by rows 4 and 5, as the list says, and row 3, "
                  "which is in neither, teaches them nothing.")


def everything(draw: Draw) -> Iterator[Case]:
    """Drawn tables with a heavy tail, missing and lonely categories, uneven parts in a drawn order."""
    for n in (12, 60):
        rng = draw.rng(f"tables {n}")
        ranks = np.minimum(rng.pareto(0.9, n).astype(int), n // 2)
        names = [None if u < 0.1 else f"A-{rank}" for rank, u in zip(ranks, rng.random(n), strict=True)]
        X = accounts(*names).assign(team=rng.choice(["amer-1", "emea-1", "A-0"], n))
        X = X.set_axis(rng.permutation(n) + 50)
        y = rng.integers(0, 2, n) if n < 60 else rng.integers(0, 200, n) / 4       # labels; hours
        parts = np.array_split(rng.permutation(n), [2, n // 4, n // 2])
        folds = [(sorted(set(range(n)) - set(part.tolist())), sorted(part.tolist())) for part in parts]
        yield crossed(X, y, folds, float(rng.uniform(0.5, 5)), "On a drawn table.")
        fold = n // 3
        thirds = [(sorted(set(range(n)) - set(own)), own) for own in
                  (list(range(0, fold)), list(range(fold, 2 * fold)), list(range(2 * fold, n)))]
        made = crossed(X, y, thirds, 1.0, "cv=3 means three folds of neighbouring rows, as check_cv makes "
                                          "them.")
        yield Case((3, 1.0, X, y), made.expected, "CrossFitTargetEncoder(cv=3, strength=1).fit_transform(X, "
                                                  "y)",
                   made.rows, made.note)
    yield from gap(draw)
