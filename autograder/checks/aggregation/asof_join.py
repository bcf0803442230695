"""asof_join: the latest row that was known by then, one output row for each input row."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from autograder.checks.aggregation import asof_join_cases as cases
from autograder.checks.aggregation.asof_join_cases import CALL, COLUMNS, KEYS, OTHER_NAMES
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, asked, at_any_time, in_another_week, rows_text, whole
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments, in_zone
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "The as-of join"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    # Not read from the arguments: the call may have added a column to them, which INPUT_CHANGED judges.
    columns = COLUMNS if arguments[2] == KEYS[0] else [OTHER_NAMES.get(name, name) for name in COLUMNS]
    if sorted(map(str, value.columns)) != sorted(columns):
        return (f"the columns {list(value.columns)}; expected all of `left` and all of `right`, "
                f"the key once: {columns}")
    return None


def by_ticket(value: pd.DataFrame, case: Case) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each ticket was given, wherever its row stands.

    A ticket may stand several times (its last row is read), and one of which nothing was known may have
    been lost: FAN_OUT judges the number of rows, ORDER_LOST their order and index.
    """
    got = value.drop_duplicates("ticket_id", keep="last").set_index("ticket_id")
    expected = case.expected.set_index("ticket_id")
    lost = expected["known_at"].isna() & ~expected.index.isin(got.index)
    expected = expected[~lost]
    if set(got.index) == set(expected.index):
        got = got.loc[expected.index]
    return got, expected


def fan_out(answer: Any, draw: Draw) -> Counterexample | None:
    """Two versions of one account must not make two rows of one ticket, nor a missing one lose it."""
    for made in in_another_week(cases.fan_out)(draw):
        left = made.args[0].copy()
        counts = answer(*made.args)["ticket_id"].value_counts().reindex(left["ticket_id"], fill_value=0)
        for ticket, account in zip(left["ticket_id"], left["account_id"], strict=True):
            if counts[ticket] != 1:
                return Counterexample(f'({CALL}["ticket_id"] == "{ticket}").sum()', str(counts[ticket]), "1",
                                      made.rows, _why_once(ticket, account, counts[ticket]))
    return None


def _why_once(ticket: str, account: Any, count: int) -> str:
    if count > 1:
        return f"Of the versions of {account} only the one known last is joined to {ticket}."
    if pd.isna(account):
        return (f"{ticket} has no account: a missing key matches nothing, but the row stays, with missing "
                "values.")
    return f"Nothing was known of {account}, so {ticket} gets missing values; its row stays."


def ticket_by_ticket(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    """`at_any_time`; of a large case the example shows one ticket and the versions around its time."""
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for made in asked(in_another_week(make)(draw)):
            left, right = (table.copy() for table in made.args[:2])
            got, expected = view(answer(*made.args), made)
            difference, rows = first_difference(got, expected), made.rows
            if difference is None:
                continue
            if list(got.index) == list(expected.index):
                row = next(row for row in range(len(expected))
                           if first_difference(got[row:row + 1], expected[row:row + 1]))
                difference = first_difference(got[row:row + 1], expected[row:row + 1])
                rows = rows_around(left[row:row + 1], right) if len(right) > 8 else rows
            return Counterexample(made.call, f"{difference.got} ({difference.place})",
                                  f"{difference.expected} ({difference.place})", rows, made.note)
        return None
    return test


def rows_around(ticket: pd.DataFrame, right: pd.DataFrame) -> str:
    """A ticket, and the versions of its account just before and after its time."""
    versions = right[right["account_id"] == ticket["account_id"].iloc[0]]
    versions = versions.sort_values("known_at", kind="stable")
    later = versions["known_at"] > ticket["decide_at"].iloc[0]
    return rows_text(ticket=ticket, history=pd.concat([versions[~later].tail(3), versions[later].head(1)]))


def plain(draw: Draw) -> Arguments:
    """Neither table is written in UTC, so that a conversion in place shows."""
    left, right = cases.random_tables(draw, 30)
    return in_zone(left, "America/New_York"), in_zone(right, "Asia/Singapore"), *KEYS


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (cases.shape, cases.unsorted, cases.fan_out, cases.future, cases.edge, cases.other_group,
              cases.null_key, cases.stale_value, cases.tie, cases.row_order, cases.other_zone,
              cases.everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("asof_join", contract, (
    return_shape(0.5, SECTION, cases.shape),
    Oracle("FAN_OUT", 1, "The join changes the number of rows: some rows of `left` are multiplied or lost.",
           "Every sum over the joined table is wrong, and nobody sees it in a single row.",
           "Grain before joins", fan_out, guard=True),
    Oracle("NOT_SORTED", 0.5, "The join raises or errs unless the tables come sorted by time.",
           "A table comes in the order in which it was loaded: one day the job dies, or lies.",
           SECTION, at_any_time(cases.unsorted, by_ticket)),
    Oracle("LOOKS_AHEAD", 2.5, "The join uses rows that became known only after the row's own time.",
           "Offline the model sees the future; the day it ships, the feature is gone and so is the score.",
           SECTION, at_any_time(cases.future, by_ticket)),
    Oracle("EDGE_EXCLUDED", 0.5, "A row known at exactly the row's time is treated as not yet known.",
           "Batch jobs write on the full hour: the freshest version is the one that is thrown away.",
           SECTION, at_any_time(cases.edge, by_ticket)),
    Oracle("OTHER_GROUP", 1, "A row of another key is joined.",
           "One customer is scored on another customer's data.", SECTION,
           at_any_time(cases.other_group, by_ticket)),
    Oracle("NULL_MATCHES_NULL", 0.5, "Rows without a key are matched with each other.",
           "All unknown accounts melt into one giant account, which soon is the most predictive one.",
           SECTION, at_any_time(cases.null_key, by_ticket)),
    Oracle("OLDER_VALUE_KEPT", 0.5, "A missing value in the latest row is filled from an older row.",
           "A plan that was cancelled lives on in the features for ever.",
           SECTION, at_any_time(cases.stale_value, by_ticket)),
    Oracle("TIE_BROKEN_WRONG", 0.5, "Of several rows known at the same instant it is not the last that wins.",
           "A nightly load writes a row and its correction with one timestamp; the correction is lost.",
           SECTION, ticket_by_ticket(cases.tie, by_ticket)),
    Oracle("ORDER_LOST", 0.5, "The result has lost the order or the index of `left`.",
           "The label column is attached by position afterwards: every row gets another row's label.",
           SECTION, at_any_time(cases.row_order)),
    Oracle("WALL_CLOCK", 1, "Times of different zones are compared as wall clocks, or not at all.",
           "Fresh rows written in Singapore count only eight hours later; until then the feature is missing.",
           "Wall clocks lie", at_any_time(cases.other_zone, by_ticket)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's own tables.",
           "The next feature is computed on a table that is sorted, renamed or longer than it was.",
           SECTION, leaves_input_alone(plain, ("left", "right", *KEYS)), guard=True),
    Oracle("WRONG_ROW", 0.5, "On a mixed table some rows get another row than the latest one known by then.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, ticket_by_ticket(cases.everything, whole)),
), probes)
