"""asof_join: the latest row that was known by then, one output row for each input row."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.aggregation.clock import UTC_DTYPE, at
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, at_any_time, in_another_week, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments, in_zone
from autograder.oracles.oracle import Oracle
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

NOTHING_KNOWN = -1
CALL = 'asof_join(tickets, history, "account_id", "decide_at", "known_at")'
KEYS = ("account_id", "decide_at", "known_at")
COLUMNS = ["ticket_id", "account_id", "decide_at", "plan", "seats", "known_at"]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    # Not read from the arguments: the call may have added a column to them, which INPUT_CHANGED judges.
    if sorted(map(str, value.columns)) != sorted(COLUMNS):
        return (f"the columns {list(value.columns)}; expected all of `left` and all of `right`, "
                f"the key once: {COLUMNS}")
    return None


def tickets(rows: Sequence[tuple[str, str | None, pd.Timestamp]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["ticket_id", "account_id", "decide_at"])
    return frame.astype({"decide_at": UTC_DTYPE, "account_id": "str"})


def history(rows: Sequence[tuple[str | None, str | None, float, pd.Timestamp]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["account_id", "plan", "seats", "known_at"])
    return frame.astype({"known_at": UTC_DTYPE, "account_id": "str"})


def definition(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The answer by its definition, row by row: of the rows known by then, the last."""
    owners = right["account_id"].to_numpy(object)
    known_at, moments = (table.dt.tz_convert("UTC").to_numpy("datetime64[us]")
                         for table in (right["known_at"], left["decide_at"]))
    found = []
    for account, moment in zip(left["account_id"], moments, strict=True):
        known = np.flatnonzero((owners == account) & (known_at <= moment))
        found.append(known[known_at[known] == known_at[known].max()][-1] if len(known) else NOTHING_KNOWN)
    versions = right.drop(columns="account_id").astype(object).reset_index(drop=True)
    return left.join(versions.reindex(found).set_axis(left.index))


def case(left: pd.DataFrame, right: pd.DataFrame, note: str) -> Case:
    return Case((left, right, *KEYS), definition(left, right), CALL,
                rows_text(tickets=left, history=right), note)


def by_ticket(value: pd.DataFrame, case: Case) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each ticket was given, wherever its row stands.

    A ticket of which nothing was known may have been lost: FAN_OUT judges the number of rows, ORDER_LOST
    their order and index.
    """
    got, expected = value.set_index("ticket_id"), case.expected.set_index("ticket_id")
    lost = expected["known_at"].isna() & ~expected.index.isin(got.index)
    expected = expected[~lost]
    if got.index.is_unique and set(got.index) == set(expected.index):
        got = got.loc[expected.index]
    return got, expected


def fan_out(answer: Any, draw: Draw) -> Counterexample | None:
    """Two versions of one account must not make two rows of one ticket, nor a missing one lose it."""
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-2", at(70)), ("T-3", "A-1", at(0, days=2))])
    right = history([("A-1", "starter", 5, at(0)), ("A-1", "business", 9, at(30))])
    names = answer(left.copy(), right.copy(), *KEYS)["ticket_id"].value_counts()
    counts = names.reindex(left["ticket_id"], fill_value=0)
    if (counts == 1).all():
        return None
    ticket = counts.index[counts != 1][0]
    return Counterexample(
        f'({CALL}["ticket_id"] == "{ticket}").sum()', str(counts[ticket]), "1",
        rows_text(tickets=left, history=right),
        "Each ticket stands once in the result: with its account's latest known version, or with missing "
        "values where none was known.")


def future(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-1", "enterprise", 90, at(61))]),
               "At 09:00 nobody knew of the upgrade that arrived at 09:01.")
    yield case(left, history([("A-1", "enterprise", 90, at(61))]),
               "The only version became known a minute too late: nothing was known, so it is missing.")
    yield case(left, history([("A-1", "starter", 5, at(-900)), ("A-1", "enterprise", 90, at(60, days=9))]),
               "The newest row of the table was written nine days after the decision.")


def edge(draw: Draw) -> Iterator[Case]:
    yield case(tickets([("T-1", "A-1", at(60))]), history([("A-1", "business", 9, at(60))]),
               "Known at the very moment of the decision is known: the prompt says at or before.")


def other_group(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-2", at(60))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-2", "business", 9, at(30))]),
               "Another account's version is newer, but it is another account's.")


def null_key(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", None, at(60)), ("T-2", "A-1", at(60))])
    right = history([(None, "starter", 5, at(0)), ("A-1", "business", 9, at(0))])
    yield case(left, right, "An unknown account is not the same account as another unknown one.")


def stale_value(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    right = history([("A-1", "starter", 5, at(0)), ("A-1", None, 9, at(30))])
    yield case(left, right, "The latest version says that the plan is unknown; the older one is history.")


def tie(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    for first, second in (("starter", "business"), ("business", "starter")):
        yield case(left, history([("A-1", first, 5, at(30)), ("A-1", second, 9, at(30))]),
                   "Two versions became known at the same instant: the row further down wins.")


def row_order(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(90)), ("T-2", "A-2", at(0)), ("T-3", "A-1", at(60))])
    left.index = pd.Index([7, 3, 5])
    right = history([("A-1", "starter", 5, at(30)), ("A-1", "business", 7, at(20)),
                     ("A-2", "enterprise", 90, at(-10))])
    made = case(left, right, "The rows of `left` keep their order and their index, here 7, 3, 5; neither "
                            "table comes sorted, and the row known last is not the last row.")
    yield replace(made, rows=rows_text(tickets=left.rename_axis("index").reset_index(), history=right))


def random_tables(draw: Draw, n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n tickets and 2n versions on a grid of six hours, so that there are many edges and ties.

    Some accounts are busy, some have one version, old or yet to come, and some tickets have no account.
    """
    rng = draw.rng(f"asof-{n}")
    owners = (max(2, n // 3) * rng.random(3 * n) ** 2).astype(int)
    slots = np.concatenate([rng.integers(2 * n, size=n), rng.integers(-n, 2 * n, size=2 * n)])
    corrections, corrected = rng.choice(np.arange(n, 3 * n), (2, n // 2), replace=False)
    owners[corrections], slots[corrections] = owners[corrected], slots[corrected]
    accounts = [f"A-{owner}" for owner in owners]
    moments = [at(360 * int(slot)) for slot in slots]
    left = tickets([(f"T-{i}", accounts[i] if rng.random() > .05 else None, moments[i]) for i in range(n)])
    plans = ["starter", "business", "enterprise", None]
    right = history([(accounts[i], plans[rng.integers(4)], float(i - n), moments[i])
                     for i in range(n, 3 * n)])
    return left, right


def everything(draw: Draw) -> Iterator[Case]:
    for n in (4, 20, 200):
        left, right = random_tables(draw, n)
        yield Case((left, right, *KEYS), definition(left, right), f"{CALL}  # {n} drawn tickets", "",
                   "By the definition: of the account's rows known by then, the last one.")


def wrong_row(answer: Any, draw: Draw) -> Counterexample | None:
    """`everything`; of the drawn tables the example shows one ticket and the versions around its time."""
    for made in in_another_week(everything)(draw):
        left, right = (table.copy() for table in made.args[:2])
        got, expected, rows = answer(*made.args), made.expected, ""
        if first_difference(got, expected) is None:
            continue
        if list(got.index) == list(expected.index):
            rows_of = (slice(row, row + 1) for row in range(len(left)))
            one = next(row for row in rows_of if first_difference(got[row], expected[row]))
            got, expected, rows = got[one], expected[one], rows_around(left[one], right)
        difference = first_difference(got, expected)
        return Counterexample(made.call, f"{difference.got} ({difference.place})",
                              f"{difference.expected} ({difference.place})", rows, made.note)
    return None


def rows_around(ticket: pd.DataFrame, right: pd.DataFrame) -> str:
    """A ticket, and the versions of its account just before and after its time."""
    versions = right[right["account_id"] == ticket["account_id"].iloc[0]]
    versions = versions.sort_values("known_at", kind="stable")
    later = versions["known_at"] > ticket["decide_at"].iloc[0]
    return rows_text(ticket=ticket, history=pd.concat([versions[~later].tail(3), versions[later].head(1)]))


def other_zone(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    right = history([("A-1", "starter", 5, at(0))])
    for tables in ((left, in_zone(right, "Asia/Singapore")), (in_zone(left, "America/New_York"), right)):
        yield case(*tables, "Instants are the same in every time zone: what was known at 08:00 UTC is known "
                            "at 09:00 UTC, however both are written.")


def plain(draw: Draw) -> Arguments:
    return (*random_tables(draw, 30), *KEYS)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (future, edge, other_group, null_key, stale_value, tie, row_order, other_zone, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("asof_join", contract, (
    Oracle("FAN_OUT", 1, "The join changes the number of rows: some rows of `left` are multiplied or lost.",
           "Every sum over the joined table is wrong, and nobody sees it in a single row.",
           "Grain before joins", fan_out, guard=True),
    Oracle("LOOKS_AHEAD", 2.5, "The join uses rows that became known only after the row's own time.",
           "Offline the model sees the future; the day it ships, the feature is gone and so is the score.",
           "The as-of join", at_any_time(future, by_ticket)),
    Oracle("EDGE_EXCLUDED", 0.5, "A row known at exactly the row's time is treated as not yet known.",
           "Batch jobs write on the full hour: the freshest version is the one that is thrown away.",
           "The as-of join", at_any_time(edge, by_ticket)),
    Oracle("OTHER_GROUP", 1, "A row of another key is joined.",
           "One customer is scored on another customer's data.", "The as-of join",
           at_any_time(other_group, by_ticket)),
    Oracle("NULL_MATCHES_NULL", 0.5, "Rows without a key are matched with each other.",
           "All unknown accounts melt into one giant account, which soon is the most predictive one.",
           "The as-of join", at_any_time(null_key, by_ticket)),
    Oracle("OLDER_VALUE_KEPT", 0.5, "A missing value in the latest row is filled from an older row.",
           "A plan that was cancelled lives on in the features for ever.",
           "The as-of join", at_any_time(stale_value, by_ticket)),
    Oracle("TIE_BROKEN_WRONG", 0.5, "Of several rows known at the same instant it is not the last that wins.",
           "A nightly load writes a row and its correction with one timestamp; the correction is lost.",
           "The as-of join", at_any_time(tie, by_ticket)),
    Oracle("ORDER_LOST", 1,
           "The result has lost the order or the index of `left`, or the tables must come sorted.",
           "The label column is attached by position afterwards: every row gets another row's label.",
           "The as-of join", at_any_time(row_order)),
    Oracle("WALL_CLOCK", 1, "Times of different zones are compared as wall clocks, or not at all.",
           "Rows from Singapore are eight hours late when they are new, and features go missing.",
           "Wall clocks lie", at_any_time(other_zone, by_ticket)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's own tables.",
           "The next feature is computed on a table that is sorted, renamed or longer than it was.",
           "The as-of join", leaves_input_alone(plain, ("left", "right", *KEYS)), guard=True),
    Oracle("WRONG_ROW", 1, "On a mixed table some rows get another row than the latest one known by then.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           "The as-of join", wrong_row),
), probes)
