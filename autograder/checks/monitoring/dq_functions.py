"""Data-quality monitors: the definition in steps, and what a learner's fire drill is put to.

Every one takes (tickets, contract, as_of, rows, fresh) and returns a set of (fault, column). The right ones
keep the rules of task 1, each wrong one breaks one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

Finding = tuple[str, str]
Monitor = Callable[[pd.DataFrame, pd.DataFrame, pd.Timestamp, tuple[int, int], pd.Timedelta], set[Finding]]
Rule = Callable[..., bool]


def is_missing_too_often(values: pd.Series, most: float) -> bool:
    return bool(values.isna().mean() > most)  # the nan of no rows is above nothing


def is_no_number(known: pd.Series) -> bool:
    return any(isinstance(value, str) for value in known)


def out_of_range(known: pd.Series, low: float, high: float) -> bool:
    return any(value < low or value > high for value in known)


def unknown_level(known: pd.Series, levels: list[str]) -> bool:
    return any(value not in levels for value in known)


def comes_twice(names: pd.Series) -> bool:
    return len(set(names.dropna())) < names.notna().sum()


def too_many_or_few(n: int, rows: tuple[int, int]) -> bool:
    return n < rows[0] or n > rows[1]


def too_old(created: pd.Series, as_of: pd.Timestamp, fresh: pd.Timedelta) -> bool:
    return not len(created) or created.max() < as_of - fresh


def from_the_future(created: pd.Series, as_of: pd.Timestamp) -> bool:
    return bool(len(created) and created.max() > as_of)


def columns_gone(tickets: pd.DataFrame, promised: list[str]) -> list[str]:
    return [name for name in promised if name not in tickets.columns]


def columns_new(tickets: pd.DataFrame, promised: list[str]) -> list[str]:
    return [str(name) for name in tickets.columns if name not in promised]


def never(*arguments: object) -> bool:
    return False


def made_of(
    name: str,
    says: str,
    *,
    missing: Rule = is_missing_too_often,
    kind: Rule = is_no_number,
    span: Rule = out_of_range,
    level: Rule = unknown_level,
    twice: Rule = comes_twice,
    volume: Rule = too_many_or_few,
    old: Rule = too_old,
    ahead: Rule = from_the_future,
    gone: Callable[..., list[str]] = columns_gone,
    new: Callable[..., list[str]] = columns_new,
    finish: Callable[[set[Finding]], set[Finding]] = lambda found: found,
) -> Monitor:
    """A monitor of these rules, under a name and a docstring of its own."""

    def monitor(
        tickets: pd.DataFrame,
        contract: pd.DataFrame,
        as_of: pd.Timestamp,
        rows: tuple[int, int],
        fresh: pd.Timedelta,
    ) -> set[Finding]:
        def of_the_table() -> Iterator[Finding]:
            promised = list(contract["column"])
            yield from (("absent", column) for column in gone(tickets, promised))
            yield from (("unknown", column) for column in new(tickets, promised))
            if "ticket_id" in tickets and twice(tickets["ticket_id"]):
                yield "repeated", "ticket_id"
            if volume(len(tickets), rows):
                yield "volume", ""
            if "created_at" in tickets:
                created = tickets["created_at"].dropna()
                if old(created, as_of, fresh):
                    yield "stale", "created_at"
                if ahead(created, as_of):
                    yield "future", "created_at"

        def of_a_column(rule: object) -> Iterator[Finding]:
            values = tickets[rule.column]
            known = values.dropna()
            if missing(values, rule.missing_at_most):
                yield "missing", rule.column
            if rule.kind == "number" and kind(known):
                yield "type", rule.column
            elif rule.kind == "number" and not is_no_number(known) and span(known, rule.low, rule.high):
                yield "range", rule.column
            if rule.kind == "level" and level(known, rule.levels.split("|")):
                yield "level", rule.column

        there = [rule for rule in contract.itertuples() if rule.column in tickets.columns]
        found = set(of_the_table()).union(*map(of_a_column, there))
        return finish(found)

    monitor.__name__, monitor.__qualname__, monitor.__doc__ = name, name, says
    return monitor


RIGHT = (made_of("dq_plain", "Right: as task 1 says."),)
definition = RIGHT[0]

SILENT = made_of("dq_silent", "Wrong: it never finds anything.", finish=lambda found: set())
ALWAYS = made_of("dq_nervous", "Wrong: it calls every day stale.", old=lambda *_: True)
NO_ABSENT = made_of("dq_without_absent", "Wrong: a column that is gone is passed over.", gone=lambda *_: [])
NO_UNKNOWN = made_of(
    "dq_without_unknown", "Wrong: a column that nobody promised is passed over.", new=lambda *_: []
)
NO_MISSING = made_of("dq_without_missing", "Wrong: it never finds missing values.", missing=never)
ALL_MISSING = made_of(
    "dq_all_missing",
    "Wrong: missing values are found only where all values are missing.",
    missing=lambda values, most: bool(len(values) and values.isna().all() and most < 1),
)
ANY_MISSING = made_of(
    "dq_any_missing",
    "Wrong: any missing value is a finding, whatever the contract allows.",
    missing=lambda values, most: bool(values.isna().any()),
)
NO_TYPE = made_of("dq_without_type", "Wrong: text among numbers is passed over.", kind=never)
NO_RANGE = made_of("dq_without_range", "Wrong: values out of their range are passed over.", span=never)
TOP_ONLY = made_of(
    "dq_top_only",
    "Wrong: values below their range are passed over.",
    span=lambda known, low, high: any(value > high for value in known),
)
LOW_ONLY = made_of(
    "dq_low_only",
    "Wrong: values above their range are passed over.",
    span=lambda known, low, high: any(value < low for value in known),
)
MEAN_RANGE = made_of(
    "dq_mean_range",
    "Wrong: the range is asked of the mean, not of each value.",
    span=lambda known, low, high: bool(len(known) and (known.mean() < low or known.mean() > high)),
)
STRICT_RANGE = made_of(
    "dq_strict_range",
    "Wrong: an end of the range counts as out of it.",
    span=lambda known, low, high: any(value <= low or value >= high for value in known),
)
ENDS_BY_TRUTH = made_of(
    "dq_ends_by_truth",
    "Wrong: an end of the range that is 0 is passed over, as by `if low`.",
    span=lambda known, low, high: any((low and value < low) or (high and value > high) for value in known),
)
FIRST_TYPE = made_of(
    "dq_first_type",
    "Wrong: text among numbers is found only where the first known value is text.",
    kind=lambda known: bool(len(known) and isinstance(known.iloc[0], str)),
)
NO_LEVEL = made_of("dq_without_level", "Wrong: levels that nobody promised are passed over.", level=never)
PIECES = made_of(
    "dq_pieces_of_levels",
    "Wrong: a level that is only a piece of the text in `levels` is taken for one of its words.",
    level=lambda known, levels: any(str(value) not in "|".join(levels) for value in known),
)
NO_COPIES = made_of("dq_without_copies", "Wrong: a ticket that comes twice is passed over.", twice=never)
NO_VOLUME = made_of("dq_without_volume", "Wrong: the number of rows is not looked at.", volume=never)
FEW_ONLY = made_of("dq_few_only", "Wrong: too many rows are passed over.", volume=lambda n, rows: n < rows[0])
MANY_ONLY = made_of(
    "dq_many_only", "Wrong: too few rows are passed over.", volume=lambda n, rows: n > rows[1]
)
STRICT_VOLUME = made_of(
    "dq_strict_volume",
    "Wrong: as many rows as are just allowed are a finding.",
    volume=lambda n, rows: n <= rows[0] or n >= rows[1],
)
NO_STALE = made_of("dq_without_stale", "Wrong: that the newest ticket is old is passed over.", old=never)
OLDEST_STALE = made_of(
    "dq_oldest",
    "Wrong: stale is asked of the oldest ticket, not of the newest.",
    old=lambda created, as_of, fresh: not len(created) or created.min() < as_of - fresh,
)
NO_FUTURE = made_of("dq_without_future", "Wrong: tickets from after as_of are passed over.", ahead=never)
OTHER_COLUMN = made_of(
    "dq_no_columns",
    "Wrong: it says the right fault, and ticket_id for every column.",
    finish=lambda found: {(fault, column and "ticket_id") for fault, column in found},
)
OTHER_FAULT = made_of(
    "dq_one_fault",
    "Wrong: it says the right column, and `missing` for every fault.",
    finish=lambda found: {("missing", column) for _, column in found},
)
WRONG: tuple[Monitor, ...] = tuple(
    value for value in vars().values() if callable(value) and str(value.__doc__).startswith("Wrong:")
)
RIGHT += (
    made_of(
        "dq_by_other_means",
        "Right: by other means; it returns a frozenset.",
        missing=lambda values, most: bool(len(values) and np.mean(pd.isna(values.to_numpy())) > most),
        twice=lambda names: bool(names.dropna().duplicated().any()),
        finish=frozenset,
    ),
)
