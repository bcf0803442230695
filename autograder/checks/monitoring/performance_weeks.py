"""Tables of performance_by_week, compared week by week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, asked
from autograder.oracles.compare import first_difference
from autograder.oracles.oracle import Property
from autograder.results import Counterexample

Cases = Callable[[Draw], Iterator[Case]]


def by_week(table: pd.DataFrame, *columns: str) -> dict[str, Any]:
    """Each value under its week and column, weeks as text."""
    found = {}
    for row in table.to_dict("records"):
        week = pd.Timestamp(row["week"])
        name = f"{week:%d %b %Y %H:%M %z}" if week.tzinfo else f"{week:%d %b %Y %H:%M}, without a zone"
        found |= {f"{column} of {name}": row[column] for column in columns}
    return found


def agrees(some: Cases, *columns: str) -> Property:
    """On every case these columns agree, week by week; without columns the weeks themselves, in order."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in asked(some(draw)):
            value = answer(*made.args)
            if columns:
                got, expected = (by_week(table, *columns) for table in (value, made.expected))
                got = {name: got.get(name, "no such week") for name in expected}
            else:
                got, expected = (
                    {"weeks": ", ".join(by_week(table, "week"))} for table in (value, made.expected)
                )
            wrong = first_difference(got, expected)
            if wrong:
                place = wrong.place.removeprefix("key ").strip("'")
                return Counterexample(
                    made.call,
                    f"{wrong.got} ({place})",
                    f"{wrong.expected} ({place})",
                    str(made.rows),
                    made.note,
                )
        return None

    return test


def all_of(*tests: Property) -> Property:
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return next((found for found in (one(answer, draw) for one in tests) if found), None)

    return test
