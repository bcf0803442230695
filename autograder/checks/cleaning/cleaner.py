"""Cleaner: what is not believable is missing, what is missing is filled from the training rows and marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.cleaning import cleaner_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.estimator import can_be_cloned, keeps_the_contract, oracle_through, table_of, through
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

GAPS, TRAIN = "Missing has a cause", "Learn from the training rows"
SPELLING = "One name, many spellings"
CALL = "Cleaner(ranges, categories)"


def contract(value: Any, *arguments: Any, **parameters: Any) -> str | None:
    """An object is judged by what its methods return."""
    return None


def names(ranges: Mapping[str, Any], categories: Sequence[str]) -> list[str]:
    return [column for name in ranges for column in (name, f"{name}_missing")] + list(categories)


def shown(
    target: Any, ranges: dict[str, Any], categories: list[str], train: pd.DataFrame, new: pd.DataFrame
) -> Any:
    """What transform returns, as it is."""
    made = target(ranges=ranges, categories=categories)
    made.fit(train)
    return made.transform(new)


def clean(
    target: Any, ranges: dict[str, Any], categories: list[str], train: pd.DataFrame, new: pd.DataFrame
) -> pd.DataFrame:
    value = shown(target, ranges, categories, train, new)
    wanted = names(ranges, categories)
    if isinstance(value, pd.DataFrame):
        absent = [name for name in wanted if name not in value.columns]
        if absent:
            raise ContractBroken(
                f"transform(X) returned no column {absent[0]!r}; the prompt asks for {wanted}"
            )
        return value[wanted]
    return table_of(value, wanted, "transform(X)")


def use(
    target: Any, ranges: dict[str, Any], categories: list[str], train: pd.DataFrame, new: pd.DataFrame
) -> Any:
    """All that can be seen of a cleaner on some data."""
    made = target(ranges=ranges, categories=categories)
    made.fit(train)
    return {"new": made.transform(new), "train": made.transform(train), "parameters": made.get_params()}


def column(*columns: str) -> View:
    """These columns, by position."""

    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        got, expected = (table[list(columns)].reset_index(drop=True) for table in (value, case.expected))
        return got, expected

    return view


def number_of_rows(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return f"{len(value)} rows", f"{len(case.expected)} rows"


def index_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def whole_table(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return value, case.expected


def shows(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    return through(clean, agrees(make, view))


def columns_alone(value: Any, case: Case) -> tuple[Any, Any]:
    """The columns and their order, and the seats, whatever else the table had."""
    return ", ".join(map(str, getattr(value, "columns", []))), ", ".join(case.expected.columns)


def parameters(draw: Draw) -> Mapping[str, Any]:
    return {"ranges": {"seats": (1, 5000)}, "categories": ["plan"]}


def cloned(draw: Draw) -> list[Mapping[str, Any]]:
    return [parameters(draw), {"ranges": {}, "categories": []}]


def data(draw: Draw) -> tuple[pd.DataFrame]:
    return (cases.accounts([10, 20, 30], ["starter", "business", "starter"]),)


def other_data(draw: Draw) -> tuple[pd.DataFrame]:
    return (cases.accounts([1000, 2000, 3000, 4000], ["galaxy", "moon", "sun", "sun"]),)


def transformed(made: Any, given: tuple[Any, ...]) -> pd.DataFrame:
    asked = cases.accounts([None, 9999, 5], ["galaxy", "starter", "moon"])
    return table_of(made.transform(asked), ["seats", "seats_missing", "plan"], "transform(X)")


def contract_kept(answer: Any, draw: Draw) -> Counterexample | None:
    kept = keeps_the_contract(parameters, data, other_data, transformed, CALL)
    return kept(answer, draw) or can_be_cloned(cloned, CALL)(answer, draw)


def plain(draw: Draw) -> tuple[Any, ...]:
    train = cases.accounts([10, 9999, None], [" Starter", "business", None])
    return {"seats": (1, 5000)}, ["plan"], train, train.copy()


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (
        cases.codes_learned,
        cases.group_medians,
        cases.complete_rows,
        cases.codes_served,
        cases.bounds,
        cases.median_of_train,
        cases.served_rows,
        cases.indicator,
        cases.always_there,
        cases.all_rows,
        cases.unseen,
        cases.rare,
        cases.spelling,
        cases.missing_label,
        cases.nothing_known,
        cases.two_columns,
        cases.index,
        cases.with_label,
        cases.halves,
        cases.everything,
    )
    return [case.args for make in makers for case in make(draw)]


CHECK = Check(
    "Cleaner",
    contract,
    (
        oracle_through(shown, return_shape(0.5, GAPS, cases.shape)),
        Oracle(
            "LABEL_NEEDED",
            0.5,
            "A column besides those of `ranges` and `categories` is needed, or stands in the result.",
            "It works in the notebook, where the label stands beside the features.",
            "Outliers by the outcome",
            through(shown, agrees(cases.with_label, columns_alone)),
        ),
        Oracle(
            "ROWS_DROPPED",
            1,
            "Rows with a gap are dropped.",
            "The service cannot drop a customer who waits for an answer; a model must know such rows.",
            GAPS,
            shows(cases.all_rows, number_of_rows),
        ),
        Oracle(
            "MEAN_FILLED",
            0.5,
            "Gaps are filled with another figure than the median.",
            "One large customer decides what is put in for a hundred small ones.",
            TRAIN,
            shows(cases.median_of_train, column("seats")),
        ),
        Oracle(
            "LEARNS_FROM_SERVED",
            2,
            "Gaps are filled with something of the rows that are being cleaned.",
            "The same ticket gets another number in each batch, and alone it gets none.",
            TRAIN,
            shows(cases.served_rows, column("seats")),
        ),
        Oracle(
            "CODES_LEARNED",
            0.75,
            "Codes such as 9999 take part in what is learned, as they are or drawn to the end of the range.",
            "The typical account has some thousand seats, because a form had no other way to say unknown.",
            GAPS,
            shows(cases.codes_learned, column("seats")),
        ),
        Oracle(
            "RARE_LABEL",
            0.25,
            'A label that is rare in training becomes "other".',
            "The dearest plan has few customers: they are the first to lose their name.",
            SPELLING,
            shows(cases.rare, column("plan")),
        ),
        Oracle(
            "FILLED_BY_GROUP",
            0.25,
            "Gaps are filled with the median of a group, not of the column.",
            "A new plan has no group, and a group of three rows has a median that is an accident.",
            TRAIN,
            shows(cases.group_medians, column("seats")),
        ),
        Oracle(
            "COMPLETE_ROWS",
            0.5,
            "Only rows without any gap take part in what is learned.",
            "Half of the table is thrown away before anything is learned, and never the typical half.",
            GAPS,
            shows(cases.complete_rows, column("seats", "plan")),
        ),
        Oracle(
            "CODES_SERVED",
            1,
            "A value outside the range stays as it is, or is drawn to the end of the range.",
            "One account with 9999 seats gets the attention of a hundred real ones.",
            GAPS,
            shows(cases.codes_served, column("seats")),
        ),
        Oracle(
            "INDICATOR",
            1.5,
            "The indicator is not 1 exactly where the value was missing or unbelievable.",
            "That a value is missing is often the best thing known about it; filled in, it looks measured.",
            GAPS,
            shows(cases.indicator, column("seats_missing")),
        ),
        Oracle(
            "INDICATOR_COMES_AND_GOES",
            0.5,
            "The indicator is only there when there are gaps.",
            "The first batch without a gap has a column less, and the model refuses it.",
            GAPS,
            shows(cases.always_there, column("seats_missing")),
        ),
        Oracle(
            "BOUNDS",
            0.5,
            "An end of the range counts as missing.",
            "The smallest customers, of whom there are most, have no seats any more.",
            GAPS,
            shows(cases.bounds, column("seats", "seats_missing")),
        ),
        Oracle(
            "UNSEEN_LABEL",
            0.75,
            'A label that was not learned does not become "other".',
            "A new plan is launched, and the service fails on its first customer.",
            SPELLING,
            shows(cases.unseen, column("plan")),
        ),
        Oracle(
            "SPELLING",
            0.5,
            "Labels are compared with their blanks or their case.",
            "Each way to write enterprise is a plan of its own.",
            SPELLING,
            shows(cases.spelling, column("plan")),
        ),
        Oracle(
            "MISSING_LABEL",
            0.5,
            'A missing label does not become "missing".',
            "Nobody said is not the same as something new.",
            GAPS,
            shows(cases.missing_label, column("plan")),
        ),
        Oracle(
            "NOTHING_LEARNED",
            0.5,
            "Without a believable value in training it fails or leaves the gap.",
            "A column that is empty for a week stops the retraining.",
            TRAIN,
            shows(cases.nothing_known, column("seats")),
        ),
        Oracle(
            "COLUMNS_SHARE",
            0.5,
            "Two columns share a range or a median.",
            "Seats are filled with euros.",
            TRAIN,
            shows(cases.two_columns, column("seats", "mrr")),
        ),
        Oracle(
            "CONTRACT",
            0.5,
            "The class does not keep scikit-learn's contract.",
            "clone() and every pipeline build a new object from get_params(), and fit it again.",
            TRAIN,
            contract_kept,
        ),
        Oracle(
            "INDEX_LOST",
            0.5,
            "The result does not have the index of X, in its order.",
            "Joined to the other features, every account gets another one's seats.",
            "Every row accounted for",
            shows(cases.index, index_alone),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tables.",
            "The value as it came is lost, and with it the mask.",
            "Every row accounted for",
            through(shown, leaves_input_alone(plain, ("ranges", "categories", "train", "new"))),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.25,
            "On drawn tables some values are not those of the definition.",
            "The table is wrong in the rare rows that no spot check looks at.",
            TRAIN,
            shows(lambda draw: [*cases.halves(draw), *cases.everything(draw)], whole_table),
        ),
    ),
    probes,
    use,
)
