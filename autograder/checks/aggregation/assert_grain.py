"""assert_grain: refuse a table whose key does not identify its rows."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import rows_text
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Grain before joins"
KEY = ["day", "team"]


def contract(value: Any, *arguments: Any) -> str | None:
    return None if value is None else f"{value!r}; the prompt asks for nothing to be returned, or ValueError"


def daily(rows: list[tuple[str | None, str | None, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["day", "team", "tickets"])


def refusal(answer: Callable[..., Any], table: pd.DataFrame) -> Exception | None:
    """The exception with which the answer refuses the table, or None if it accepts it."""
    try:
        answer(table, list(KEY))
    except (ValueError, AssertionError) as error:
        return error
    return None


def refuses(make: Callable[[Draw], pd.DataFrame], note: str) -> Property:
    """The table is refused, and accepted once the offending rows are gone."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        table = make(draw)
        clean = table.dropna(subset=KEY).drop_duplicates(KEY)
        if refusal(answer, table.copy()) is None:
            return Counterexample("assert_grain(table, ['day', 'team'])", "no exception", "ValueError",
                                  rows_text(table=table), note)
        return _accepted(answer, clean, "Here the key does identify every row.")
    return test


def accepts(make: Callable[[Draw], pd.DataFrame], note: str) -> Property:
    """The table is accepted."""
    return lambda answer, draw: _accepted(answer, make(draw), note)


def _accepted(answer: Callable[..., Any], table: pd.DataFrame, note: str) -> Counterexample | None:
    error = refusal(answer, table.copy())
    if error is None:
        return None
    return Counterexample("assert_grain(table, ['day', 'team'])", f"{type(error).__name__}: {error}",
                          "no exception", rows_text(table=table), note)


def twice(draw: Draw) -> pd.DataFrame:
    return daily([("Mon", "amer-1", 4), ("Mon", "emea-1", 7), ("Mon", "amer-1", 4)])


def twice_with_other_values(draw: Draw) -> pd.DataFrame:
    return daily([("Mon", "amer-1", 4), ("Mon", "emea-1", 7), ("Mon", "amer-1", 5)])


def null_key(draw: Draw) -> pd.DataFrame:
    return daily([("Mon", "amer-1", 4), ("Mon", None, 7)])


def good(draw: Draw) -> pd.DataFrame:
    return daily([("Mon", "amer-1", 4), ("Mon", "emea-1", 4), ("Tue", "amer-1", 4), ("Tue", "emea-1", 4)])


def null_value(draw: Draw) -> pd.DataFrame:
    return good(draw).assign(tickets=[4.0, None, 4.0, None])


def empty(draw: Draw) -> pd.DataFrame:
    return good(draw).iloc[:0]


def raises_value_error(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    table = twice(draw)
    error = refusal(answer, table.copy())
    if isinstance(error, ValueError):
        return None
    got = "no exception" if error is None else f"{type(error).__name__}: {error}"
    return Counterexample("assert_grain(table, ['day', 'team'])", got, "ValueError", rows_text(table=table),
                          "Python removes assert statements under -O: a guard must not be one.")


def message_helps(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    rng = draw.rng("message")
    day, team = f"2024-03-{rng.integers(10, 29)}", f"team-{rng.integers(100, 999)}"
    times = int(rng.integers(3, 8))
    table = daily([("2024-03-01", "amer-1", 4), *[(day, team, 4)] * times, ("2024-03-02", "amer-1", 4)])
    message = str(refusal(answer, table.copy()) or "")
    if day in message and team in message and str(times) in message.replace(day, "").replace(team, ""):
        return None
    return Counterexample("assert_grain(table, ['day', 'team'])", message or "no exception",
                          f"a message with the offending key ({day}, {team}) and how many rows are involved "
                          f"({times})", rows_text(table=table),
                          "Whoever is called at night starts from the message.")


def random_tables(draw: Draw) -> list[pd.DataFrame]:
    """Tables of which about half have their grain."""
    rng = draw.rng("grain")
    days, teams = ["Mon", "Tue", "Wed", None], ["amer-1", "emea-1", "apac-1"]
    tables = []
    for _ in range(30):
        n, top = int(rng.integers(1, 6)), 3 + int(rng.random() < .2)
        tables.append(daily([(days[rng.integers(top)], teams[rng.integers(3)], int(rng.integers(3)))
                             for _ in range(n)]))
    return tables


def everything(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for table in random_tables(draw):
        bad = bool(table[KEY].isna().any(axis=None) or table.duplicated(KEY).any())
        error = refusal(answer, table.copy())
        if (error is not None) != bad:
            return Counterexample("assert_grain(table, ['day', 'team'])",
                                  "no exception" if error is None else f"{type(error).__name__}: {error}",
                                  "ValueError" if bad else "no exception", rows_text(table=table))
    return None


def plain(draw: Draw) -> Arguments:
    return (good(draw).iloc[[2, 0, 3, 1]], list(KEY))


def probes(draw: Draw) -> list[Arguments]:
    makers = (twice, twice_with_other_values, null_key, good, null_value, empty)
    return [(table, list(KEY)) for table in (*[make(draw) for make in makers], *random_tables(draw))]


CHECK = Check("assert_grain", contract, (
    Oracle("DUPLICATES_PASS", 1, "A key that stands twice is not refused.",
           "The next merge multiplies rows, and the sums of the month with them.",
           SECTION, refuses(twice, "Monday of amer-1 stands twice.")),
    Oracle("WHOLE_ROWS_COMPARED", 1, "Only rows that are equal in every column count as duplicates.",
           "The dangerous duplicates are those that differ: two truths for one key.",
           SECTION, refuses(twice_with_other_values, "The key stands twice, with two different values.")),
    Oracle("NULL_KEYS_PASS", 1, "A missing key is not refused.",
           "A null joins to nothing, or to every other null.",
           SECTION, refuses(null_key, "A row without a team is identified by nothing.")),
    Oracle("ASSERT_STATEMENT", 0.5, "The table is refused by something else than ValueError.",
           "With python -O the guard is gone, in production only.", SECTION, raises_value_error),
    Oracle("MESSAGE_SAYS_NOTHING", 0.5, "The message lacks the offending key or the number of rows.",
           "The one who is on call has to find out again what the code already knew.",
           SECTION, message_helps),
    Oracle("COLUMNS_ONE_BY_ONE", 1, "A table is refused although the columns together identify its rows.",
           "A guard that cries wolf is switched off.",
           SECTION, accepts(good, "Each day and each team repeats; each pair stands once."), guard=True),
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
