"""CrossFitTargetEncoder: shrunk target means in which no row's own label hides."""
from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features import encoder_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import can_be_cloned, keeps_the_contract, oracle_through, table_of, through
from autograder.oracles.oracle import ContractBroken, NotJudged, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

TARGET, CROSS, UNSEEN = "Target encoding", "Cross-fitting", "Categories nobody has seen"


def contract(value: Any, *arguments: Any, **parameters: Any) -> str | None:
    """An object is judged by what its methods return."""
    return None


def cross(target: Any, cv: Any, strength: float, X: pd.DataFrame, y: Any) -> pd.DataFrame:
    """Of copies: what becomes of X and y, INPUT_CHANGED judges."""
    made = target(cv=cv, strength=strength).fit_transform(X.copy(), copy.copy(y))
    return table_of(made, list(X.columns), "fit_transform(X, y)")


def fit_then(target: Any, cv: Any, strength: float, X: pd.DataFrame, y: Any,
             new: pd.DataFrame) -> pd.DataFrame:
    encoder = target(cv=cv, strength=strength)
    encoder.fit(X.copy(), copy.copy(y))
    return table_of(encoder.transform(new.copy()), list(new.columns), "transform(new)")


def shown(target: Any, cv: Any, strength: float, X: pd.DataFrame, y: Any, new: pd.DataFrame) -> Any:
    """What transform returns, as it is."""
    encoder = target(cv=cv, strength=strength)
    encoder.fit(X.copy(), copy.copy(y))
    return encoder.transform(new)


def cross_then(target: Any, cv: Any, strength: float, X: pd.DataFrame, y: Any,
               new: pd.DataFrame) -> pd.DataFrame:
    encoder = target(cv=cv, strength=strength)
    encoder.fit_transform(X.copy(), copy.copy(y))
    return table_of(encoder.transform(new.copy()), list(new.columns), "transform(new)")


def untouched(target: Any, cv: Any, strength: float, X: pd.DataFrame, y: Any) -> Any:
    encoder = target(cv=cv, strength=strength)
    encoder.fit(X, y)
    encoder.transform(X)
    return target(cv=cv, strength=strength).fit_transform(X, y)


def use(target: Any, cv: Any, strength: float, X: pd.DataFrame, y: Any,
        new: pd.DataFrame | None = None) -> Any:
    """All that can be seen of an encoder on some data, for telling two encoders apart."""
    new = X if new is None else new
    encoder = target(cv=cv, strength=strength)
    first = encoder.fit_transform(X, y)
    return {"fit_transform": first, "then": encoder.transform(new), "parameters": encoder.get_params(),
            "fitted": fit_then(target, cv, strength, X, y, new)}


def values(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """The values by position, rounded so that a prior of next to no weight does not show."""
    expected = case.expected
    if len(value) == len(expected):
        value = value.set_axis(range(len(value)))
        expected = expected.set_axis(range(len(expected)))
    return value.astype(float).round(6), expected.round(6)


def first_row(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    got, expected = values(value, case)
    return got[:1], expected[:1]


def known_values(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """As `values`, where it is no mistake here that an unseen category has no value: UNSEEN judges that."""
    got, expected = values(value, case)
    return (got.fillna(expected) if len(got) == len(expected) else got), expected


def nearest_label(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """Whether a value is nearer to 0 or to 1: how strongly it is pulled, STRENGTH_MISUSED judges."""
    got, expected = values(value, case)
    return got.round(), expected.round()


def prior_of_named(case: Case) -> float:
    """The mean of the labels of the rows that have a category."""
    _, _, X, y, _ = case.args
    return round(float(y[X.iloc[:, 0].notna().to_numpy()].mean()), 6)


def pooled(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """As `first_row`; a prior of the rows with a category only PRIOR_OF_NAMED judges."""
    got, expected = first_row(value, case)
    return got.where(got != prior_of_named(case), expected), expected


def of_all_rows(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    got, expected = first_row(value, case)
    return got.where(got == prior_of_named(case), expected), expected


def index_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def crossing(make: Callable[[Draw], Iterator[Case]], view: View = values) -> Property:
    return through(cross, agrees(make, view))


def fitting(make: Callable[[Draw], Iterator[Case]], view: View = values) -> Property:
    return through(fit_then, agrees(make, view))


def missing_pooled(answer: Any, draw: Draw) -> Counterexample | None:
    """A missing category gets the prior. Not judged where it gets nothing, as unseen ones: UNSEEN says so."""
    found = fitting(cases.missing, pooled)(answer, draw)
    if found and found.got.startswith("missing") and fitting(cases.unseen, first_row)(answer, draw):
        raise NotJudged
    return found


def named_counted_only(answer: Any, draw: Draw) -> Counterexample | None:
    """Whether the prior is that of the rows with a category; of a call that raises MISSING_POOLED tells."""
    try:
        return fitting(cases.missing, of_all_rows)(answer, draw)
    except (NotImplementedError, ContractBroken):
        raise
    except Exception as error:
        raise NotJudged from error


def same_parts(answer: Any, draw: Draw) -> Counterexample | None:
    """cv as a number and as the list of the same parts: both are taken, and give the same table.

    An answer that raises with both has another fault, and other oracles say which.
    """
    made = list(cases.cv_kinds(draw))
    outcomes = [_table_or_error(answer, one) for one in made]
    errors = [outcome if isinstance(outcome, str) else "" for outcome in outcomes]
    if all(errors):
        return None
    rows, note = str(made[0].rows), made[0].note
    for error, this, other in zip(errors, made, reversed(made), strict=True):
        if error:
            return Counterexample(this.call, f"it raised {error}", f"the table of {other.call}", rows, note)
    tables = [values(outcome, one)[0] for outcome, one in zip(outcomes, made, strict=True)]
    wrong = 0 if first_difference(tables[0], values(tables[0], made[0])[1]) else 1
    difference = first_difference(tables[wrong], tables[1 - wrong])
    return difference and Counterexample(made[wrong].call, f"{difference.got} ({difference.place})",
                                         f"{difference.expected}, as of {made[1 - wrong].call}", rows, note)


def _table_or_error(answer: Any, made: Case) -> pd.DataFrame | str:
    """What fit_transform gives, or what it raised; what is not written, or no table, ends the oracle."""
    try:
        return cross(answer, *made.args)
    except (NotImplementedError, ContractBroken):
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def fitted_on_all(answer: Any, draw: Draw) -> Counterexample | None:
    """transform after fit_transform uses all rows: of a small table, and as after fit of a drawn one."""
    found = through(cross_then, agrees(cases.full_table, values))(answer, draw)
    if found:
        return found
    folds, strength, X, y = cases.uneven_parts(draw)
    made = [ask(answer, folds, strength, X, y, X) for ask in (cross_then, fit_then)]
    difference = first_difference(*(table.round(6) for table in made))
    return difference and Counterexample(
        "encoder.fit_transform(X, y); encoder.transform(X)", f"{difference.got} ({difference.place})",
        f"{difference.expected}, as after encoder.fit(X, y)", str(cases.rows(X, y)),
        "After fit_transform the encoder is as after fit: the parts' tables have done their work.")


def data(draw: Draw) -> tuple[pd.DataFrame, list[int]]:
    return cases.accounts("A-1", "A-1", "A-2", "A-2"), [1, 1, 0, 1]


def other_data(draw: Draw) -> tuple[pd.DataFrame, list[int]]:
    return cases.accounts("A-1", "A-2", "A-3", "A-3"), [0, 1, 1, 1]


def transformed(encoder: Any, given: tuple[Any, ...]) -> pd.DataFrame:
    X = cases.accounts("A-1", "A-2", "A-3")
    return table_of(encoder.transform(X), list(given[0].columns), "transform(X)")


def parameters(draw: Draw) -> Mapping[str, Any]:
    return {"cv": 2, "strength": 3.5}


def cloned(draw: Draw) -> list[Mapping[str, Any]]:
    parts = [([2, 3], [0, 1]), ([0, 1], [2, 3])]
    return [parameters(draw), {"cv": parts, "strength": 3.5}]


def contract_kept(answer: Any, draw: Draw) -> Counterexample | None:
    kept = keeps_the_contract(parameters, data, other_data, transformed,
                              "CrossFitTargetEncoder(cv=2, strength=3.5)")
    return kept(answer, draw) or can_be_cloned(cloned, "CrossFitTargetEncoder(cv, strength)")(answer, draw)


def plain(draw: Draw) -> tuple[Any, ...]:
    X = cases.accounts("A-1", None, "A-2", "A-1", "A-2")
    return 2, 1.0, X, pd.Series([1, 0, 1, 0, 1])


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (cases.own_row, cases.own_fold, cases.cv_kinds, cases.unseen, cases.missing, cases.prior,
              cases.full_table, cases.strength, cases.hours, cases.written, cases.columns, cases.by_position,
              cases.index, cases.everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("CrossFitTargetEncoder", contract, (
    oracle_through(shown, return_shape(0.25, TARGET, cases.shape)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's X or y.",
           "The next step of the pipeline trains on a table that it never asked for.",
           TARGET, through(untouched, leaves_input_alone(plain, ("cv", "strength", "X", "y"))), guard=True),
    Oracle("STRENGTH_MISUSED", 1, "The value is not pulled towards the prior by the stated weights.",
           "An account with one breach of one ticket leads the list.",
           TARGET, fitting(cases.strength)),
    Oracle("TARGET_TRUNCATED", 0.25, "y is not taken as the numbers that it holds.",
           "Hours to the outcome become whole hours or yes and no, and nothing fails: the feature is coarser "
           "than it says.", TARGET, fitting(cases.hours)),
    Oracle("CATEGORIES_ALIKE", 0.25, "Categories that are written differently are one, or are missing.",
           "The service sends what the form wrote: training and service pool other rows.",
           TARGET, fitting(cases.written, nearest_label)),
    Oracle("LABELS_ALIGNED", 1, "y is matched to X by index labels and not by position.",
           "After a split the labels of a Series point to other rows: the encoder learns from shuffled "
           "labels.",
           TARGET, fitting(cases.by_position, nearest_label)),
    Oracle("CV_KINDS", 0.5, "cv is not split as check_cv(cv).split(X) splits it.",
           "A team that splits by time gives a list of parts: the encoder fails, or splits another way.",
           CROSS, same_parts, guard=True),
    Oracle("OWN_ROW", 2, "A training row's own label is part of its encoding.",
           "The model learns to read the label off the feature; in production the feature knows no label.",
           TARGET, crossing(cases.own_row)),
    Oracle("OWN_FOLD", 1.5, "Rows of the own part teach: only the row itself was left out.",
           "A leave-one-out mean moves against the own label, and trees read that off to the last digit.",
           "Leave one out, and leave the label in", crossing(cases.own_fold, first_row)),
    Oracle("UNSEEN", 0.75, "A category that was never learned does not get the prior.",
           "New accounts come every day: the service fails on them, or says that they never breach.",
           UNSEEN, fitting(cases.unseen, first_row)),
    Oracle("MISSING_POOLED", 1, "Rows without a category are treated as a category of their own.",
           "Missing has a cause, often the outcome itself: the pool of unknowns becomes the best feature.",
           UNSEEN, missing_pooled),
    Oracle("PRIOR_OF_NAMED", 0.25, "The prior leaves out the rows without a category.",
           "Their labels count as much as any: a prior without them is that of another Desk.",
           UNSEEN, named_counted_only),
    Oracle("PRIOR_FROM_ALL", 1, "The prior of a training row is the mean of all labels, its own included.",
           "It is the same leak through a narrower gap: for lonely categories the prior is all there is.",
           CROSS, crossing(cases.prior, known_values)),
    Oracle("PARTIAL_TABLE", 0.75, "transform does not use what all the fitted rows teach.",
           "The service answers from a fifth less data, from the fold that came last, or from a mean of all.",
           CROSS, fitted_on_all),
    Oracle("COLUMNS_SHARE", 1, "Two columns share one table of categories.",
           "The same code means different things in two columns: one of them is silently wrong.",
           TARGET, fitting(cases.columns)),
    Oracle("INDEX_LOST", 0.5, "The result does not have the index of X, in its order.",
           "Joined to the other features, every row gets another row's value.",
           TARGET, crossing(cases.index, index_alone)),
    Oracle("CONTRACT", 1, "The class does not keep scikit-learn's contract.",
           "clone() and every search over parameters build a new object from get_params(), and fit it again: "
           "they fail, tune something that is not there, or answer from old rows.", CROSS, contract_kept),
    Oracle("WRONG_SOMEWHERE", 0.5, "On a drawn table some rows get another value than the definition gives.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           CROSS, crossing(cases.everything)),
), probes, use)
