"""asof_join: the latest row that was known by then, one output row for each input row."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from autograder.checks.aggregation.clock import UTC_DTYPE, at
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, at_any_time, rows_text
from autograder.oracles.invariance import Arguments, in_zone
from autograder.oracles.oracle import Oracle
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

CALL = 'asof_join(tickets, history, "account_id", "decide_at", "known_at")'
KEYS = ("account_id", "decide_at", "known_at")


def contract(value: Any, left: pd.DataFrame, right: pd.DataFrame, by: str, *times: str) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    wanted = [*left.columns, *(column for column in right.columns if column != by)]
    if sorted(map(str, value.columns)) != sorted(wanted):
        return (f"the columns {list(value.columns)}; expected all of `left` and all of `right`, "
                f"the key once: {wanted}")
    return None


def tickets(rows: Sequence[tuple[str, str | None, pd.Timestamp]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["ticket_id", "account_id", "decide_at"])
    return frame.astype({"decide_at": UTC_DTYPE, "account_id": "str"})


def history(rows: Sequence[tuple[str | None, str | None, float, pd.Timestamp]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["account_id", "plan", "seats", "known_at"])
    return frame.astype({"known_at": UTC_DTYPE, "account_id": "str"})


def definition(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The answer by its definition, row by row: of the rows known by then, the last."""
    found = []
    for account, moment in zip(left["account_id"], left["decide_at"], strict=True):
        known = right[(right["account_id"] == account) & (right["known_at"] <= moment)]
        latest = known[known["known_at"] == known["known_at"].max()].tail(1)
        found.append(latest.iloc[0] if len(latest) else pd.Series(dtype=object))
    values = {column: [row.get(column) for row in found] for column in ("plan", "seats", "known_at")}
    return left.assign(**{name: pd.Series(column, index=left.index, dtype=object)
                          for name, column in values.items()})


def case(left: pd.DataFrame, right: pd.DataFrame, note: str) -> Case:
    return Case((left, right, *KEYS), definition(left, right), CALL,
                rows_text(tickets=left, history=right), note)


def fan_out(answer: Any, draw: Draw) -> Counterexample | None:
    """Two versions of one account must not make two rows of one ticket, nor a missing one lose it."""
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-2", at(70)), ("T-3", "A-1", at(0, days=2))])
    right = history([("A-1", "starter", 5, at(0)), ("A-1", "business", 9, at(30))])
    rows = rows_text(tickets=left, history=right)
    got = len(answer(left, right, *KEYS))
    if got == len(left):
        return None
    return Counterexample(f"len({CALL})", str(got), str(len(left)), rows,
                          "Each ticket stands once in the result: with its account's latest known version, "
                          "or with missing values where none was known.")


def future(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-1", "enterprise", 90, at(61))]),
               "At 09:00 nobody knew of the upgrade that arrived at 09:01.")
    yield case(left, history([("A-1", "enterprise", 90, at(61))]),
               "The only version became known a minute too late: nothing was known, so it is missing.")
    yield case(left, history([("A-1", "starter", 5, at(-900)), ("A-1", "enterprise", 90, at(60, days=9))]),
               "The newest row of the table was written nine days after the decision.")


def edge(draw: Draw) -> Iterator[Case]:
    yield case(tickets([("T-1", "A-1", at(60))]),
               history([("A-1", "starter", 5, at(0)), ("A-1", "business", 9, at(60))]),
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
    right = history([("A-1", "starter", 5, at(30)), ("A-1", "business", 9, at(30))])
    yield case(left, right, "Two versions became known at the same instant: the row further down wins.")
    yield case(left, history([("A-1", "business", 9, at(30)), ("A-1", "starter", 5, at(30))]),
               "Two versions became known at the same instant: the row further down wins.")


def row_order(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-3", "A-1", at(90)), ("T-1", "A-2", at(0)), ("T-2", "A-1", at(30))])
    left.index = pd.Index([7, 3, 5])
    right = history([("A-2", "business", 9, at(-10)), ("A-1", "starter", 5, at(60)),
                     ("A-1", "business", 7, at(10))])
    yield case(left, right, "The result has the rows of `left` in their order, with their index; "
                            "neither table needs to come sorted.")


def random_tables(draw: Draw, n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n tickets and 2n versions over a coarse time grid, so that edges and ties occur."""
    rng = draw.rng(f"asof-{n}")
    accounts = [f"A-{i}" for i in range(max(2, n // 6))]
    left = tickets([(f"T-{i}", accounts[rng.integers(len(accounts))], at(15 * int(rng.integers(4 * n))))
                    for i in range(n)])
    plans = ["starter", "business", "enterprise", None]
    right = history([(accounts[rng.integers(len(accounts))], plans[rng.integers(4)], float(i),
                      at(15 * int(rng.integers(-n, 4 * n)))) for i in range(2 * n)])
    return left, right


def everything(draw: Draw) -> Iterator[Case]:
    for n in (4, 20, 120):
        left, right = random_tables(draw, n)
        yield Case((left, right, *KEYS), definition(left, right), f"{CALL}  # {n} drawn tickets",
                   "", "By the definition: of the account's rows known by then, the last one.")


def other_zone(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-1", at(0, days=3))])
    right = history([("A-1", "starter", 5, at(0)), ("A-1", "enterprise", 90, at(120))])
    for zone in ("Asia/Singapore", "America/New_York"):
        written = in_zone(right, zone)
        yield Case((left, written, *KEYS), definition(left, right), CALL,
                   rows_text(tickets=left, history=written),
                   "The same instants in another time zone are the same instants.")


def plain(draw: Draw) -> Arguments:
    return (*random_tables(draw, 30), *KEYS)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (future, edge, other_group, null_key, stale_value, tie, row_order, other_zone, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("asof_join", contract, (
    Oracle("FAN_OUT", 1, "The join changes the number of rows: some rows of `left` are multiplied or lost.",
           "Every sum over the joined table is wrong, and nobody sees it in a single row.",
           "Grain before joins", fan_out, guard=True),
    Oracle("LOOKS_AHEAD", 2, "The join uses rows that became known only after the row's own time.",
           "Offline the model sees the future; the day it ships, the feature is gone and so is the score.",
           "The as-of join", at_any_time(future)),
    Oracle("EDGE_EXCLUDED", 0.5, "A row known at exactly the row's time is treated as not yet known.",
           "Batch jobs write on the full hour: the freshest version is the one that is thrown away.",
           "The as-of join", at_any_time(edge)),
    Oracle("OTHER_GROUP", 1, "A row of another key is joined.",
           "One customer is scored on another customer's data.", "The as-of join", at_any_time(other_group)),
    Oracle("NULL_MATCHES_NULL", 1, "Rows without a key are matched with each other.",
           "All unknown accounts melt into one giant account, which soon is the most predictive one.",
           "The as-of join", at_any_time(null_key)),
    Oracle("OLDER_VALUE_KEPT", 1, "A missing value in the latest row is filled from an older row.",
           "A plan that was cancelled lives on in the features for ever.",
           "The as-of join", at_any_time(stale_value)),
    Oracle("TIE_BROKEN_WRONG", 0.5, "Of several rows known at the same instant it is not the last that wins.",
           "A nightly load writes a row and its correction with one timestamp; the correction is lost.",
           "The as-of join", at_any_time(tie)),
    Oracle("ORDER_LOST", 1,
           "The result has lost the order or the index of `left`, or the tables must come sorted.",
           "The label column is attached by position afterwards: every row gets another row's label.",
           "The as-of join", at_any_time(row_order)),
    Oracle("WALL_CLOCK", 1, "The times are compared as wall clocks, not as instants.",
           "Rows from Singapore are eight hours late when they are new, and features go missing.",
           "Wall clocks lie", at_any_time(other_zone)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's own tables.",
           "The next feature is computed on a table that is sorted, renamed or longer than it was.",
           "The as-of join", leaves_input_alone(plain, ("left", "right", *KEYS)), guard=True),
    Oracle("WRONG_ROW", 0.5, "On a mixed table some rows get another row than the latest one known by then.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           "The as-of join", at_any_time(everything)),
), probes)
