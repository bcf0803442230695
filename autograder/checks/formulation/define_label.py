"""define_label: outcome, censoring and treatment of each ticket, as known at a moment."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import label_cases as cases
from autograder.checks.formulation.label_cases import COLUMNS
from autograder.draws import Draw
from autograder.oracles.cases import Case, in_another_week
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, DECISION = "Labels that are not there yet", "The decision comes first"
Cases = Callable[[Draw], Iterator[Case]]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    if not set(COLUMNS) <= set(value.columns):
        return f"the columns {list(value.columns)}; the prompt asks for {COLUMNS}"
    return None


def column_differs(value: pd.DataFrame, made: Case, column: str) -> Counterexample | None:
    """Where a column first differs, ticket by ticket; a missing row differs from any value."""
    got, expected = (_by_ticket(table, column) for table in (value, made.expected))
    difference = first_difference({key: got.get(key, "no row") for key in expected}, expected)
    if difference is None:
        return None
    place = difference.place.removeprefix("key ")
    return Counterexample(made.call, f"{column} = {difference.got} (ticket {place})",
                          f"{column} = {difference.expected} (ticket {place})", str(made.rows), made.note)


def treated(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tickets known to be in the fast lane have no y; whether they have a row is ROWS_LOST's business."""
    for made in in_another_week(cases.helped)(draw):
        value = answer(*made.args)
        rows = made.expected[made.expected["ticket_id"].isin(value["ticket_id"])]
        wrong = column_differs(value, replace(made, expected=rows if len(rows) else made.expected), "y")
        if wrong:
            return wrong
    return None


def rows_differ(value: pd.DataFrame, made: Case) -> Counterexample | None:
    """Whether the rows are not the tickets expected, each once."""
    got, expected = (sorted(map(str, table["ticket_id"])) for table in (value, made.expected))
    if got == expected:
        return None
    if len(expected) > 20:
        got, expected = ([*some[:3], f"... ({len(some)} in all)"] for some in (got, expected))
    return Counterexample(made.call, f"rows of {got}", f"rows of {expected}", str(made.rows), made.note)


def _by_ticket(table: pd.DataFrame, column: str) -> dict[str, Any]:
    as_plain = bool if column == "mature" else float
    return {str(ticket): None if pd.isna(value) else as_plain(value)
            for ticket, value in zip(table["ticket_id"], table[column], strict=True)}


def agrees(some: Cases, *columns: str) -> Property:
    """On every case the rows agree where no column is named, else these columns, rows in any order."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in in_another_week(some)(draw):
            value = answer(*made.args)
            found = [column_differs(value, made, column) for column in columns] or [rows_differ(value, made)]
            wrong = next((example for example in found if example), None)
            if wrong:
                return wrong
        return None
    return test


def one_after_the_other(*tests: Property) -> Property:
    """All of several properties; the first that does not hold gives the counter-example."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return next((found for found in (one(answer, draw) for one in tests) if found), None)
    return test


def everything(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Rows, y and mature of a drawn desk, and of tables in several time zones."""
    for made in (*cases.drawn(draw), *in_another_week(cases.zones)(draw)):
        value = answer(*made.args)
        wrong = rows_differ(value, made) or column_differs(value, made, "y") \
            or column_differs(value, made, "mature")
        if wrong:
            return wrong
    return None


def arguments(draw: Draw) -> Arguments:
    return next(cases.helped(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        cases.plain, cases.immature, cases.early_news, cases.overdue, cases.unheard, cases.later_news,
        cases.late_arrival, cases.grace, cases.edges_of_maturity, cases.edges_of_knowledge, cases.undecided,
        cases.helped, cases.helped_later, cases.copies, cases.zones, cases.drawn)
    return [made.args for make in makers for made in make(draw)]


CHECK = Check("define_label", contract, (
    return_shape(0.25, DECISION, cases.plain, in_order=False),
    Oracle("ROWS_LOST", 0.75, "Tickets without an outcome, or in the fast lane, have no row.",
           "What is missing from a table is missing from every count made of it, and nobody asks.",
           SECTION, one_after_the_other(agrees(cases.unheard), agrees(cases.helped))),
    Oracle("UNKNOWN_IS_MET", 2, "A ticket whose outcome is not known yet is labelled as met.",
           "The newest weeks look best, and the model learns that new tickets never breach.",
           SECTION, agrees(cases.immature, "y")),
    Oracle("KNOWN_IS_MATURE", 2, "Whether a ticket is mature depends on whether its outcome is known.",
           "Good news travels first: of the newest tickets only the quickly resolved ones are trained on.",
           SECTION, one_after_the_other(agrees(cases.early_news, "mature"), agrees(cases.overdue, "mature"))),
    Oracle("OVERDUE_IS_GUESSED", 1, "A mature ticket without an outcome gets one by guess.",
           "An outage of the event feed turns into a wave of breaches, or of perfect service.",
           SECTION, agrees(cases.overdue, "y")),
    Oracle("FUTURE_OUTCOME", 1.5, "Outcomes that were not yet known at as_of are used.",
           "A backtest sees labels that no training run will have, and cannot be repeated.",
           SECTION, agrees(cases.later_news, "y")),
    Oracle("OCCURRED_IS_KNOWN", 1, "An outcome counts from when it happened, not from when it had arrived.",
           "A backtest trains on labels that the live system has not received yet, and promises too much.",
           SECTION, agrees(cases.late_arrival, "y")),
    Oracle("NO_GRACE", 1, "A ticket does not mature at its deadline plus the grace.",
           "Of the tickets just past their deadline only the met ones are in: again the good news.",
           SECTION, agrees(cases.grace, "mature")),
    Oracle("TREATED_IS_LABELLED", 1, "A ticket in the fast lane is labelled as if it had been left alone.",
           "The model learns that the tickets you rescue were never in danger, and stops sending them.",
           DECISION, treated),
    Oracle("FUTURE_TREATMENT", 0.5,
           "A ticket's y is taken away by a fast-lane event that was not known at as_of.",
           "Labels vanish from the backtest that the live system trains on: the two cannot be compared.",
           SECTION, agrees(cases.helped_later, "y")),
    Oracle("EDGE_BY_A_SECOND", 1, "An instant that falls exactly on as_of is put on the wrong side.",
           "Deadlines and batch jobs fall on full hours: the edge case is every hour's case.",
           "A label is code, so test it", one_after_the_other(agrees(cases.edges_of_knowledge, "y"),
                                                              agrees(cases.edges_of_maturity, "mature"))),
    Oracle("NOT_YET_DECIDED", 0.75, "The rows are not those of the tickets decided on by as_of.",
           "Tickets resolved in their first hour, about which nobody has to decide, lower the base rate.",
           DECISION, agrees(cases.undecided)),
    Oracle("COPIES_COUNT", 0.5, "A copy of an event makes another row, or another label.",
           "A row for each copy weighs twice; with the last copy's time a known label is unknown again.",
           "A label is code, so test it",
           one_after_the_other(agrees(cases.copies), agrees(cases.copies, "y"))),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The next function works on tables with columns, or rows, that nobody expects.",
           "A label is code, so test it",
           leaves_input_alone(arguments, ("tickets", "events", "as_of", "grace")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.5, "On a drawn desk some labels differ from the definition's.",
           "The label is wrong in a combination that no small example has.", SECTION, everything),
), probes)
