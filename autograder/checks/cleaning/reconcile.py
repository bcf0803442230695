"""reconcile: a ledger in which rows and sums add up, or a refusal that names a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.cleaning.ledger_cases import (
    CALL,
    Books,
    all_books,
    both,
    changed,
    everything,
    fractions,
    gaps,
    invented,
    keyless,
    lookalikes,
    lost,
    moved_and_changed,
    one_changed,
    other_types,
    reasons,
    same_reason,
    shuffled,
    stale,
    twice,
    unequal_reasons,
    unreasoned,
    untidy,
    untouched,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, asked, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Every row accounted for"
COUNTED = ("before", "removed", "after")
MANY = 8  # keys that a message has no reason to list, where one row is wrong


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame, or a ValueError"
    wanted = ["line", "rows", "known", "total"]
    if sorted(map(str, value.columns)) != sorted(wanted):
        return f"the columns {list(map(str, value.columns))}; the prompt asks for {wanted}"
    return None


def balanced(
    make: Callable[[Draw], Iterator[Case]], columns: Sequence[str], lines: str | tuple[str, ...] = ""
) -> Property:
    """These columns of the lines whose name begins so, line by line, in whatever order."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in asked(make(draw)):
            got, expected = (_entries(value, columns, lines) for value in (answer(*made.args), made.expected))
            found = first_difference(got, expected)
            if found:
                return Counterexample(
                    CALL,
                    f"{found.got} ({found.place})",
                    f"{found.expected} ({found.place})",
                    str(made.rows),
                    made.note,
                )
        return None

    return test


def _entries(value: pd.DataFrame, columns: Sequence[str], lines: str | tuple[str, ...]) -> dict[str, Any]:
    return {
        f"{row['line']} | {name}": row[name]
        for row in value.to_dict("records")
        for name in columns
        if str(row["line"]).startswith(lines)
    }


def one_after_the_other(*tests: Property) -> Property:
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return next(filter(None, (each(answer, draw) for each in tests)), None)

    return test


def two_keys(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No ledger comes back. Any exception will do: to sort a number and a text raises another one."""
    for before, after, removed, _, note in other_types(draw):
        try:
            answer(before.copy(), after.copy(), removed.copy(), "ticket_id", "hours")
        except NotImplementedError:
            raise
        except Exception:
            continue
        rows = str(rows_text(before=before, after=after, removed=removed))
        return Counterexample(CALL, "a ledger", "ValueError", rows, note)
    return None


def from_before(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The hours taken out, in all; by which reason and with which sign, REASONS judges."""
    for made in asked(stale(draw)):
        got, expected = (
            abs(sum(value["total"][value["line"].astype(str).str.startswith("removed")]))
            for value in (answer(*made.args), made.expected)
        )
        if first_difference(float(got), float(expected)):
            call = f"{CALL}, total of what was removed"
            return Counterexample(call, f"{got:g}", f"{expected:g}", str(made.rows), made.note)
    return None


def in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for made in asked((*reasons(draw), *untouched(draw), *unequal_reasons(draw))):
        got, expected = (list(map(str, value["line"])) for value in (answer(*made.args), made.expected))
        if got != expected:
            return Counterexample(f"{CALL}['line']", str(got), str(expected), str(made.rows), made.note)
    return None


def refuses(make: Callable[[Draw], Iterator[Books]], message: bool = False) -> Property:
    """Books that balance pass; each of these raises ValueError, with `message` one that names the key."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in asked(reasons(draw)):
            answer(*made.args)
        for before, after, removed, name, note in make(draw):
            try:
                answer(before.copy(), after.copy(), removed.copy(), "ticket_id", "hours")
            except ValueError as error:
                expected = _unnamed(str(error), name, before) if message else ""
                got = f"ValueError: {str(error)[:300]}"
            except NotImplementedError:
                raise
            except Exception as error:
                expected = "ValueError"
                got = f"it raised, but not ValueError: {type(error).__name__}: {str(error)[:200]}"
            else:
                expected, got = "ValueError", "a ledger"
            if expected:
                rows = str(rows_text(before=before, after=after, removed=removed))
                return Counterexample(CALL, got, expected, rows, note)
        return None

    return test


def _unnamed(message: str, name: str | None, before: pd.DataFrame) -> str:
    """What the message should be, if it does not name the key, or names most of many others too."""
    others = [key for key in before["ticket_id"].dropna() if key != name]
    if name is None or (name in message and (len(others) < MANY or sum(map(message.count, others)) < MANY)):
        return ""
    return f"a message that contains {name}" + " and not all the others" * (name in message)


def plain(draw: Draw) -> Arguments:
    return next(untidy(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (
        untouched,
        reasons,
        same_reason,
        unequal_reasons,
        changed,
        one_changed,
        moved_and_changed,
        gaps,
        shuffled,
        fractions,
        lookalikes,
        stale,
        everything,
    )
    books = [
        (*made[:3], "ticket_id", "hours")
        for make in (lost, invented, both, twice, keyless, unreasoned, other_types)
        for made in make(draw)
    ]
    return [case.args for make in makers for case in make(draw)] + books


CHECK = Check(
    "reconcile",
    contract,
    (
        return_shape(0.25, SECTION, untouched),
        Oracle(
            "LOST_ROWS",
            1,
            "A row that is lost without a reason goes unnoticed.",
            "An inner join drops the customers without an account, and the report says that all is well.",
            SECTION,
            refuses(lost),
        ),
        Oracle(
            "INVENTED_ROWS",
            1,
            "A row that comes from nowhere goes unnoticed.",
            "A wrong file is appended; rows are up, and everybody is pleased.",
            SECTION,
            refuses(invented),
        ),
        Oracle(
            "STILL_THERE",
            1,
            "A row that was removed and is still there goes unnoticed.",
            "The log says that the bot's tickets are out; the model is trained on them.",
            SECTION,
            refuses(both),
        ),
        Oracle(
            "KEY_TWICE",
            1,
            "A key that stands twice goes unnoticed.",
            "A join doubles rows of one customer; sums are wrong, and no row is missing.",
            SECTION,
            refuses(twice),
        ),
        Oracle(
            "KEY_MISSING",
            0.5,
            "A row without a key goes unnoticed.",
            "Rows that nobody can name can be lost without anybody seeing it.",
            SECTION,
            refuses(keyless),
        ),
        Oracle(
            "NO_REASON",
            0.5,
            "A row removed without a reason is accepted.",
            "In a year nobody knows whether it may be brought back.",
            SECTION,
            refuses(unreasoned),
        ),
        Oracle(
            "MESSAGE",
            0.5,
            "The message does not say which row it is about, or names all the right ones, too.",
            "Whoever is on call has to search four thousand rows at night.",
            SECTION,
            refuses(all_books, True),
        ),
        Oracle(
            "REASONS",
            1,
            "The rows that were taken out are not counted by reason.",
            "Two hundred rows less: nobody can say whether that was the bot or the customers.",
            SECTION,
            balanced(lambda draw: [*reasons(draw), *same_reason(draw)], ["rows", "total"], "removed"),
        ),
        Oracle(
            "REMOVED_AS_LISTED",
            0.25,
            "What was taken out is summed from `removed`, not as it stood in `before`.",
            "The list was written at another time than the table: the lines no longer add up.",
            SECTION,
            from_before,
        ),
        Oracle(
            "CHANGED_HIDDEN",
            0.75,
            "A change of the values is not shown, or booked somewhere else.",
            "As many rows as before, and the sum is three times as large: no count ever shows that.",
            SECTION,
            balanced(lambda draw: [*changed(draw), *moved_and_changed(draw)], ["total"]),
        ),
        Oracle(
            "CHANGES_COUNTED",
            0.25,
            "The line `changed` counts how many values changed.",
            "Known values won and lost can no longer be read off, and the column does not add up.",
            SECTION,
            balanced(one_changed, ["rows", "known"], "changed"),
        ),
        Oracle(
            "BY_POSITION",
            0.5,
            "Rows are matched by their place, not by their key.",
            "Sorting the table looks like a change of everything, or a change like none.",
            SECTION,
            balanced(shuffled, ["rows", "known", "total"]),
        ),
        Oracle(
            "KNOWN_VALUES",
            0.5,
            "Missing values are counted as known, or spoil the sums.",
            "Filling a column is the largest change of all, and the ledger does not show it.",
            "Missing has a cause",
            balanced(gaps, ["known", "total"]),
        ),
        Oracle(
            "ROUNDED",
            0.25,
            "Sums are rounded or cut.",
            "The lines no longer add up, and the gap hides a small loss.",
            SECTION,
            balanced(fractions, ["total"], COUNTED),
        ),
        Oracle(
            "KEYS_MERGED",
            0.25,
            "Keys that look alike are taken for one.",
            "Two rows become one in the books, or books that balance are refused.",
            SECTION,
            one_after_the_other(
                balanced(lookalikes, ["rows", "total"], COUNTED), two_keys
            ),
        ),
        Oracle(
            "ORDER",
            0.25,
            "The lines are not those of the prompt, in their order.",
            "Two ledgers cannot be laid side by side.",
            SECTION,
            in_order,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tables.",
            "The book-keeper alters the books.",
            SECTION,
            leaves_input_alone(plain, ("before", "after", "removed", "key", "amount")),
            guard=True,
        ),
    ),
    probes,
)
