"""Whether DeskFeatures computes each feature by its formula; of one with another, nothing else is said."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from autograder.checks.features import desk_features_cases as cases
from autograder.checks.features.desk_features_calls import batch, one_by_one
from autograder.checks.features.desk_features_cases import COLUMNS
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import through
from autograder.oracles.oracle import NotJudged, Property
from autograder.results import Counterexample

# The lines of the prompt's table; PRIOR_MISUSED judges account_rate.
LINES = {"account_log_known": "log(1 + number of `known`), the natural logarithm",
         "account_hours": "the mean of `hours` among `known`",
         "log_seats": "log(1 + seats), the natural logarithm", "sla_days": "`sla_hours` / 24"}
ONE = "DeskFeatures(rate=.25, strength=4).one(ticket, store(history, as_of))"
AS_ROUNDED = 0.06       # hours, days or a share, rounded to one digit or cut in the store


def values(*columns: str, digits: int = 5) -> View:
    """These columns by position, rounded: TWO_DEFINITIONS judges the last bits."""
    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        wanted = list(columns or COLUMNS)
        expected = case.expected[wanted]
        if len(value) == len(expected):
            value = value.set_axis(expected.index)
        return value[wanted].astype(float).round(digits), expected.round(digits)
    return view


def nearly(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """All columns to nine digits; what is apart by more than rounding makes is another definition."""
    got, expected = values(digits=9)(value, case)
    if got.shape == expected.shape:
        got = got.where((got - expected).abs() < AS_ROUNDED, expected)
    return got, expected


def roughly(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """All columns; what is near enough to be the expected value rounded is taken for it."""
    got, expected = values(digits=9)(value, case)
    if got.shape == expected.shape:
        got = got.where(~((got - expected).abs() < AS_ROUNDED), expected)
    return got, expected


def gives(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    return through(batch, agrees(make, view))


def both(make: Callable[[Draw], Iterator[Case]], *columns: str) -> Property:
    """The property of these columns, of the training table and of the service.

    A column with another formula is left out: FORMULA judges it.
    """
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        judged = {ask: sound(ask, answer, draw, columns) for ask in (batch, one_by_one)}
        if not any(judged.values()):
            raise NotJudged
        for ask, names in judged.items():
            found = through(ask, agrees(make, values(*names)))(answer, draw) if names else None
            if found:
                return found if ask is batch else replace(found, call=ONE)
        return None
    return test


def sound(ask: Callable[..., pd.DataFrame], answer: Any, draw: Draw, columns: Sequence[str]) -> list[str]:
    """Those of the columns that are computed as the table of the prompt says, where nothing else matters."""
    made = next(cases.formula(draw))
    got, expected = roughly(ask(answer, *made.args), made)
    return [name for name in columns
            if name not in LINES or first_difference(got[name], expected[name]) is None]


def by_the_table(answer: Any, draw: Draw) -> Counterexample | None:
    """`one` computes each column by its line of the prompt; TWO_DEFINITIONS says whether batch does, too."""
    made = next(cases.formula(draw))
    got, expected = roughly(one_by_one(answer, *made.args), made)
    for name, line in LINES.items():
        difference = first_difference(got[name], expected[name])
        if difference:
            return Counterexample(ONE, f"{name}: {difference.got}", f"{name}: {difference.expected}",
                                  str(made.rows), f"{name} is {line}. {made.note}")
    return None


def rounded(answer: Any, draw: Draw) -> Counterexample | None:
    """Of columns whose formula is right, whether a value is near, and not the same."""
    names = sound(batch, answer, draw, COLUMNS)

    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        got, expected = nearly(value, case)
        return got[names], expected[names]
    return gives(cases.fractions, view)(answer, draw)
