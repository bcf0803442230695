"""asof_join's data: tickets, the history of their accounts, and the right answer by its definition."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from autograder.checks.aggregation.clock import UTC_DTYPE, at
from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.invariance import in_zone

NOTHING_KNOWN = -1
CALL = 'asof_join(tickets, history, "account_id", "decide_at", "known_at")'
KEYS = ("account_id", "decide_at", "known_at")
# The same tables under other names, and with whole numbers as keys.
OTHER_NAMES = {"ticket_id": "case", "account_id": "site", "decide_at": "asked_at", "known_at": "valid_from"}
COLUMNS = ["ticket_id", "account_id", "decide_at", "plan", "seats", "known_at"]
# Ends a history that comes sorted, so that its last row is the answer to nothing.
LAST_ROW = ("A-2", "enterprise", 90, at(0, days=1))
PLANS = ("starter", "business", "enterprise", None)
# numpy sorts up to 16 rows by insertion, which keeps ties in order whatever was asked for.
MANY = 100


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
    shown = [table if table.index.equals(pd.RangeIndex(len(table)))
             else table.rename_axis("index").reset_index() for table in (left, right)]
    return Case((left, right, *KEYS), definition(left, right), CALL,
                rows_text(tickets=shown[0], history=shown[1]), note)


def shape(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-2", at(90))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-2", "business", 9, at(30))]),
               "All columns of `left`, then those of `right` without the key; the key is a column.")


def unsorted(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(90)), ("T-2", "A-2", at(0)), ("T-3", "A-1", at(60))])
    yield case(left, history([("A-1", "starter", 5, at(-20)), ("A-2", "enterprise", 90, at(-10)),
                              ("A-1", "business", 7, at(30))]),
               "`left` does not come sorted: T-2 was decided on before T-1.")
    yield case(left, history([("A-1", "starter", 5, at(30)), ("A-1", "business", 7, at(20)),
                              ("A-2", "enterprise", 90, at(-10))]),
               "`right` does not come sorted: the row known last is not the last row of the table.")


def fan_out(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-2", at(70)), ("T-3", None, at(80)),
                    ("T-4", "A-1", at(0, days=2))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-1", "business", 9, at(30))]), "")


def future(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-1", "enterprise", 90, at(61))]),
               "At 09:00 nobody knew of the upgrade that arrived at 09:01.")
    yield case(left, history([("A-1", "enterprise", 90, at(60.5))]),
               "The only version became known half a minute too late: nothing was known, so it is missing.")
    yield case(left, history([("A-1", "starter", 5, at(-900)), ("A-1", "enterprise", 90, at(60, days=9))]),
               "The newest row of the table was written nine days after the decision.")


def edge(draw: Draw) -> Iterator[Case]:
    yield case(tickets([("T-1", "A-1", at(60))]), history([("A-1", "business", 9, at(60)), LAST_ROW]),
               "Known at the very moment of the decision is known: the prompt says at or before.")


def other_group(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60)), ("T-2", "A-2", at(60))])
    yield case(left, history([("A-1", "starter", 5, at(0)), ("A-2", "business", 9, at(30))]),
               "Another account's version is newer, but it is another account's.")


def null_key(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", None, at(60)), ("T-2", "A-1", at(90))])
    right = history([(None, "starter", 5, at(0)), ("A-1", "business", 9, at(70))])
    yield case(left, right, "An unknown account is not the same account as another unknown one.")


def stale_value(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    right = history([("A-1", "starter", 5, at(0)), ("A-1", None, 9, at(30)), LAST_ROW])
    yield case(left, right, "The latest version says that the plan is unknown; the older one is history.")


def tie(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    for first, second in (("starter", "business"), ("business", "starter")):
        yield case(left, history([("A-1", first, 5, at(30)), ("A-1", second, 9, at(30)), LAST_ROW]),
                   "Two versions became known at the same instant: the row further down wins.")
    for number in range(4):
        # Unsorted, or sort_values would leave it alone; A-1's last row is the answer: only ties matter here.
        slots = [*draw.rng(f"ties-{number}").integers(4, size=MANY), 3, *[0] * (MANY // 4)]
        right = history([("A-1" if i <= MANY else "A-2", "starter", float(i), at(10 * int(slot)))
                         for i, slot in enumerate(slots)])
        made = case(left, right, "Of the versions known at the same instant the one further down wins. In a "
                    'longer table sort_values keeps their order only with kind="stable".')
        yield replace(made, call=f"{CALL}  # a history of {len(right)} rows")


def row_order(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(90)), ("T-2", "A-2", at(0)), ("T-3", "A-1", at(60))])
    right = history([("A-2", "enterprise", 90, at(-10)), ("A-1", "business", 7, at(20)),
                     ("A-1", "starter", 5, at(30))])
    yield case(left.set_axis(pd.Index([7, 3, 5])), right,
               "The rows of `left` keep their order and their index, here 7, 3, 5.")


def other_zone(draw: Draw) -> Iterator[Case]:
    left = tickets([("T-1", "A-1", at(60))])
    right = history([("A-1", "starter", 5, at(0)), LAST_ROW])
    for tables in ((left, in_zone(right, "Asia/Singapore")), (in_zone(left, "America/New_York"), right)):
        yield case(*tables, "Instants are the same in every time zone: what was known at 08:00 UTC is known "
                            "at 09:00 UTC, however both are written.")


def random_tables(draw: Draw, n: int, number: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n tickets and 2n versions on a grid of six hours, so that there are many edges and ties.

    Some accounts are busy, some have one version, old or yet to come, and some tickets have no account.
    """
    rng = draw.rng(f"asof-{n}-{number}")
    owners = (max(2, n // 3) * rng.random(3 * n) ** 2).astype(int)
    slots = np.concatenate([rng.integers(2 * n, size=n), rng.integers(-n, 2 * n, size=2 * n)])
    corrections, corrected = rng.choice(np.arange(n, 3 * n), (2, n // 2), replace=False)
    owners[corrections], slots[corrections] = owners[corrected], slots[corrected]
    accounts = [f"A-{owner}" for owner in owners]
    moments = [at(360 * int(slot)) for slot in slots]
    left = tickets([(f"T-{i}", accounts[i] if rng.random() > .05 else None, moments[i]) for i in range(n)])
    right = history([(accounts[i], PLANS[rng.integers(4)], float(i - n), moments[i])
                     for i in range(n, 3 * n)])
    return left, right


def everything(draw: Draw) -> Iterator[Case]:
    for n, number in (*((2, i) for i in range(8)), *((4, i) for i in range(8)), (20, 0), (200, 0)):
        left, right = random_tables(draw, n, number)
        if number % 2:
            right = right.set_axis(draw.rng(f"labels-{number}").permutation(len(right)))
        made = case(left, right, "By the definition: of the account's rows known by then, the last one.")
        if number == 7:
            yield renamed(made)
        yield made if n <= 4 else replace(made, call=f"{CALL}  # {n} drawn tickets", rows="")


def renamed(made: Case) -> Case:
    """The case under OTHER_NAMES: what a call is given says which columns it reads."""
    numbered = [table.assign(account_id=table["account_id"].str[2:].fillna("-1").astype(int))
                for table in (*made.args[:2], made.expected)]
    left, right, expected = (table.rename(columns=OTHER_NAMES) for table in numbered)
    keys = tuple(OTHER_NAMES[key] for key in KEYS)
    return Case((left, right, *keys), expected, f"asof_join(left, right, {', '.join(map(repr, keys))})",
                rows_text(left=left, right=right), "The call says which columns: other tables have others.")
