"""assert_grain: refuse a table whose key does not identify its rows."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Grain before joins"
KEY = ["day", "team"]
OTHER_TEAMS = ("amer-1", "emea-1", "apac-1", "amer-2", "emea-2")


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def daily(rows: list[tuple[str | None, str | None, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["day", "team", "tickets"])


def refusal(answer: Callable[..., Any], table: pd.DataFrame, key: list[str]) -> Exception | None:
    """The exception, of whatever type, with which the answer refuses the table, or None."""
    try:
        answer(table.copy(), list(key))
    except NotImplementedError:
        raise
    except Exception as error:
        return error
    return None


def accepted(answer: Callable[..., Any], table: pd.DataFrame, key: list[str], note: str
             ) -> Counterexample | None:
    """The table is accepted; an exception that is no refusal is raised on, with the learner's line."""
    try:
        answer(table.copy(), list(key))
    except (ValueError, AssertionError) as error:
        return Counterexample(f"assert_grain(table, {key})", f"{type(error).__name__}: {error}",
                              "no exception", rows_text(table=table), note)
    return None


def refused(answer: Callable[..., Any], table: pd.DataFrame, key: list[str], note: str
            ) -> Counterexample | None:
    """The table is refused, and accepted once the offending rows are gone."""
    if refusal(answer, table, key) is None:
        return Counterexample(f"assert_grain(table, {key})", "no exception", "ValueError",
                              rows_text(table=table), note)
    clean = table.dropna(subset=key).drop_duplicates(key)
    return accepted(answer, clean, key, "Here the key does identify every row.")


def refuses(make: Callable[[Draw], list[pd.DataFrame]], note: str) -> Property:
    return lambda answer, draw: _first(refused(answer, table, KEY, note) for table in make(draw))


def accepts(make: Callable[[Draw], list[pd.DataFrame]], note: str) -> Property:
    return lambda answer, draw: _first(accepted(answer, table, KEY, note) for table in make(draw))


def either(*properties: Property) -> Property:
    """The counter-example of the first of the properties that does not hold."""
    return lambda answer, draw: _first(holds(answer, draw) for holds in properties)


def _first(found: Iterable[Counterexample | None]) -> Counterexample | None:
    return next((example for example in found if example), None)


def shape(draw: Draw) -> Iterator[Case]:
    table = daily([("Mon", "amer-1", 4), ("Tue", "emea-1", 7)])
    yield Case((table, list(KEY)), None, f"assert_grain(table, {KEY})", rows_text(table=table),
               "A guard says nothing when all is well; its caller does not look at what it returns.")


def twice(draw: Draw) -> list[pd.DataFrame]:
    return [daily([("Mon", "amer-1", 4), ("Tue", "emea-1", 7), ("Mon", "amer-1", 4)])]


def twice_with_other_values(draw: Draw) -> list[pd.DataFrame]:
    return [daily([("Mon", "amer-1", 4), ("Tue", "emea-1", 7), ("Mon", "amer-1", 5)])]


def null_key(draw: Draw) -> list[pd.DataFrame]:
    return [daily([("Mon", "amer-1", 4), ("Tue", None, 7)]),
            daily([("Mon", "amer-1", 4), (None, "emea-1", 7)])]


def good(draw: Draw) -> list[pd.DataFrame]:
    return [daily([("Mon", "amer-1", 4), ("Mon", "emea-1", 4), ("Tue", "amer-1", 4), ("Tue", "emea-1", 4)])]


def glued(draw: Draw) -> list[pd.DataFrame]:
    """Keys that differ in both columns, and are one text once they are glued with a sign between them."""
    return [daily([("Mon", f"night{sign}1", 4), (f"Mon{sign}night", "1", 7)]) for sign in "-_|,;:/. "]


def null_value(draw: Draw) -> list[pd.DataFrame]:
    return [daily([("Mon", "amer-1", 4), ("Tue", "emea-1", 4)]).assign(tickets=[4.0, None])]


def empty(draw: Draw) -> list[pd.DataFrame]:
    return [good(draw)[0].iloc[:0]]


def raises_value_error(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What is refused is refused by ValueError; whether it is refused is not asked here."""
    for table in (*twice(draw), *null_key(draw)):
        error = refusal(answer, table, KEY)
        if error is not None and not isinstance(error, ValueError):
            return Counterexample(f"assert_grain(table, {KEY})", f"{type(error).__name__}: {error}",
                                  "ValueError", rows_text(table=table),
                                  "The caller was promised ValueError; assert raises another.")
    return None


def message_helps(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Two keys stand several times, beside rows of their own key.

    The row labels are large, so that a printed table says no count. Neither the first and the last row nor
    the commonest value of each column are a key that stands twice: it has to be looked for.
    """
    rng = draw.rng("message")
    days, teams = rng.permutation(np.arange(10, 29))[:2], rng.permutation(np.arange(100, 999))[:2]
    keys = [(f"2024-03-{day}", f"team-{team}") for day, team in zip(days, teams, strict=True)]
    few, many = sorted(map(int, rng.permutation(np.arange(2, 7))[:2])) if draw.name == GRADED else (2, 3)
    rows = [(*key, 50) for key, n in zip(keys, (few, many), strict=True) for _ in range(n)]
    single = [(keys[0][0], team, 50) for team in OTHER_TEAMS[:many - few + 1]]
    inner = [*rows, *single[2:]]
    rows = [single[0], *(inner[i] for i in rng.permutation(len(inner))), single[1]]
    table = daily(rows).set_axis(range(1000, 1000 + len(rows)))
    message = str(refusal(answer, table, KEY) or "")
    named = any(day in message and team in message for day, team in keys)
    counted = re.search(rf"(?<![\d-]){few + many}(?!\d)", message)
    if named and counted:
        return None
    note = (f"One key stands on {few} rows, the other on {many}: the first row of each counts too." if named
            else "No key that stands twice is named with the values of all its columns.")
    return Counterexample(f"assert_grain(table, {KEY})", message or "no exception",
                          f"a message with one such key, say {keys[0][0]} and {keys[0][1]}, and with "
                          f"{few + many}, the number of all rows whose key stands more than once",
                          rows_text(table=table), note)


def random_tables(draw: Draw) -> list[tuple[pd.DataFrame, list[str]]]:
    """Tables of which about half have their grain, with a key of one to three columns.

    The names are digits, so that keys which are glued together ("1" + "11") collide.
    """
    rng = draw.rng("grain")
    columns = ["day", "team", "channel"]
    names = np.array(["1", "11", "111"], dtype=object)
    tables = []
    for number in range(60):
        n, key = int(rng.integers(1, 6)), columns[:1 + number % 3]
        table = pd.DataFrame(names[rng.integers(3, size=(n, 3))], columns=columns)
        if rng.random() < .2:
            table.loc[rng.integers(n), key[rng.integers(len(key))]] = None
        tables.append((table.assign(tickets=rng.integers(3, size=n)), key))
    return sorted(tables, key=lambda pair: len(pair[0]))


def everything(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for table, key in random_tables(draw):
        bad = bool(table[key].isna().any(axis=None) or table.duplicated(key).any())
        if not bad and (found := accepted(answer, table, key, "The key is complete, and stands once.")):
            return found
        if bad and refusal(answer, table, key) is None:
            return Counterexample(f"assert_grain(table, {key})", "no exception", "ValueError",
                                  rows_text(table=table), "The key is missing or stands twice in some row.")
    return None


def plain(draw: Draw) -> Arguments:
    return (good(draw)[0].iloc[[2, 0, 3, 1]], list(KEY))


def probes(draw: Draw) -> list[Arguments]:
    makers = (twice, twice_with_other_values, null_key, good, glued, null_value, empty)
    tables = [(table, list(KEY)) for make in makers for table in make(draw)]
    return [*(case.args for case in shape(draw)), *tables, *random_tables(draw)]


CHECK = Check("assert_grain", contract, (
    return_shape(0.25, SECTION, shape),
    Oracle("DUPLICATES_PASS", 0.75, "A key that stands twice is not refused.",
           "The next merge multiplies rows, and the sums of the month with them.",
           SECTION, refuses(twice, "Monday of amer-1 stands twice.")),
    Oracle("WHOLE_ROWS_COMPARED", 1, "Only rows that are equal in every column count as duplicates.",
           "The dangerous duplicates are those that differ: two truths for one key.",
           SECTION, refuses(twice_with_other_values, "The key stands twice, with two different values.")),
    Oracle("NULL_KEYS_PASS", 1, "A missing key is not refused.",
           "A null joins to nothing, or to every other null.",
           SECTION, refuses(null_key, "A row without a day or a team is identified by nothing.")),
    Oracle("ASSERT_STATEMENT", 0.5, "The table is refused by something else than ValueError.",
           "Nobody catches it where ValueError is caught; and under python -O every assert is gone.",
           SECTION, raises_value_error, guard=True),
    Oracle("COLUMNS_ONE_BY_ONE", 1, "A table is refused although the columns together identify its rows.",
           "A guard that cries wolf is switched off.",
           SECTION, either(accepts(good, "Each day and each team repeats; each pair stands once."),
                           accepts(glued, "The keys differ in both columns. Glued to one text, with a sign "
                                          "between them, they would be the same.")), guard=True),
    Oracle("MESSAGE_SAYS_NOTHING", 0.5,
           "The message lacks the offending key, or the number of rows, or has another number.",
           "The one who is on call has to find out again what the code already knew.",
           SECTION, message_helps),
    Oracle("NULL_VALUE_REFUSED", 0.25, "A missing value outside the key is refused.",
           "A guard that cries wolf is switched off.",
           SECTION, accepts(null_value, "The key is complete; only a value is missing."), guard=True),
    Oracle("EMPTY_REFUSED", 0.25, "An empty table is refused.",
           "The job fails on the first public holiday.",
           SECTION, accepts(empty, "No rows, no duplicates."), guard=True),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "A guard must not touch what it guards.",
           SECTION, leaves_input_alone(plain, ("table", "key")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn tables some are refused or accepted wrongly.",
           "The guard lets through what it was made to stop.", SECTION, everything),
), probes)
