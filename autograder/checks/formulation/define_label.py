"""define_label: outcome, censoring and treatment of each ticket, as known at a moment."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import label_cases as cases
from autograder.checks.formulation.label_cases import COLUMNS
from autograder.draws import Draw
from autograder.oracles.cases import Case, in_another_week, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape, returns_shape_of
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


def shape(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A table of the columns promised, its y numbers: a text that reads like one has no mean."""
    return returns_shape_of(cases.plain, in_order=False)(answer, draw) or y_is_text(answer, draw)


def y_is_text(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for made in cases.plain(draw):
        texts = [value for value in answer(*made.args)["y"] if isinstance(value, str)]
        if texts:
            return Counterexample(f"{made.call}: column y", f"the text {texts[0]!r}", "1.0, 0.0 or missing",
                                  str(made.rows), "y is a number: a mean of it is a breach rate.")
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


def of_those_without_a_y(some: Cases) -> Property:
    """y of tickets in the fast lane, of answers that give these a row and no y."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        others = treated(answer, draw) or agrees(cases.helped)(answer, draw)
        return None if others else agrees(some, "y")(answer, draw)
    return test


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
    return {str(ticket): None if pd.isna(value) else value if isinstance(value, str) else as_plain(value)
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


def own_rows(made: Case, found: Counterexample, ticket: str) -> Counterexample:
    """The same counter-example with the row and the events of this one ticket."""
    tickets, events = (table[table["ticket_id"] == ticket] for table in made.args[:2])
    rows = rows_text(tickets=tickets[["ticket_id", "decide_at", "due_at"]],
                     events=events[["ticket_id", "type", "occurred_at", "ingested_at"]])
    return replace(found, rows=str(rows), note=f"Above are the row of ticket {ticket} and all of its events.")


def everything(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Rows, y and mature of a drawn desk; the example is the first ticket that differs."""
    for made in cases.drawn(draw):
        value = answer(*made.args)
        wrong = rows_differ(value, made)
        if wrong:
            got, expected = (Counter(map(str, table["ticket_id"])) for table in (value, made.expected))
            ticket = min((got - expected) | (expected - got))
            wrong = replace(wrong, got=f"{got[ticket]} rows of ticket {ticket}",
                            expected=str(expected[ticket]))
            return own_rows(made, wrong, ticket)
        for column in ("y", "mature"):
            wrong = column_differs(value, made, column)
            if wrong:
                return own_rows(made, wrong, wrong.got.rsplit("'", 2)[1])
    return None


def arguments(draw: Draw) -> Arguments:
    return next(cases.helped(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        cases.plain, cases.resolved, cases.immature, cases.early_news, cases.overdue, cases.mature_without_y,
        cases.unheard, cases.later_news, cases.late_arrival, cases.grace, cases.edges_of_maturity,
        cases.edges_of_knowledge, cases.edges_of_treatment, cases.undecided, cases.helped,
        cases.resolved_early, cases.helped_later, cases.copies, cases.copies_of_treatment, cases.zones,
        cases.zones_of_decisions, cases.drawn)
    return [made.args for make in makers for made in make(draw)]


CHECK = Check("define_label", contract, (
    replace(return_shape(0.25, DECISION, cases.plain), test=shape),
    Oracle("ROWS_LOST", 0.5, "Tickets without an outcome, or in the fast lane, have no row.",
           "What is missing from a table is missing from every count made of it, and nobody asks.",
           SECTION, one_after_the_other(agrees(cases.unheard), agrees(cases.helped))),
    Oracle("OUTCOME_MISREAD", 0.5, "A known outcome is misread.",
           "Breaches and met tickets change places: the base rate is wrong before a model is.",
           DECISION, one_after_the_other(agrees(cases.plain, "y"), agrees(cases.resolved, "y"))),
    Oracle("UNKNOWN_IS_MET", 1.75, "A ticket whose outcome is not known yet is labelled as met.",
           "The newest weeks look best, and the model learns that new tickets never breach.",
           SECTION, agrees(cases.immature, "y")),
    Oracle("KNOWN_IS_MATURE", 1.25, "A ticket counts as mature because its outcome is known.",
           "Good news travels first: of the newest tickets only the quickly resolved ones are trained on.",
           SECTION, agrees(cases.early_news, "mature")),
    Oracle("UNKNOWN_IS_IMMATURE", 0.75, "A ticket past its grace is not mature, because it has no y.",
           "Outcomes that got lost can no longer be counted: mature tickets without a y are how they show.",
           SECTION, agrees(cases.mature_without_y, "mature")),
    Oracle("YOUNG_HAS_NO_Y", 0.5, "A known outcome is missing because its ticket is not mature.",
           "Two columns say the same thing, and nobody can see any more how good the early news are.",
           SECTION, agrees(cases.young_met, "y")),
    Oracle("OVERDUE_IS_GUESSED", 1, "A mature ticket without an outcome gets one by guess.",
           "An outage of the event feed turns into a wave of breaches, or of perfect service.",
           SECTION, agrees(cases.overdue, "y")),
    Oracle("FUTURE_OUTCOME", 1, "Outcomes that were not yet known at as_of are used.",
           "A backtest sees labels that no training run will have, and cannot be repeated.",
           SECTION, agrees(cases.later_news, "y")),
    Oracle("OCCURRED_IS_KNOWN", 1, "An outcome counts from when it happened, not from when it had arrived.",
           "A backtest trains on labels that the live system has not received yet, and promises too much.",
           SECTION, agrees(cases.late_arrival, "y")),
    Oracle("NO_GRACE", 1, "A ticket does not mature at its deadline plus the grace.",
           "Mature too early, and the newest labels are the good news; too late, and weeks of them lie idle.",
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
           "A label is code, so test it",
           one_after_the_other(agrees(cases.edges_of_knowledge, "y"),
                               agrees(cases.edges_of_maturity, "mature"),
                               of_those_without_a_y(cases.edges_of_treatment))),
    Oracle("NOT_YET_DECIDED", 0.5, "The rows are not those of the tickets decided on by as_of.",
           "Of tickets that nobody could decide on yet only quick outcomes are there: the rate is too low.",
           DECISION, agrees(cases.undecided)),
    Oracle("RESOLVED_EARLY_LEFT_OUT", 0.25, "A ticket resolved before its decision has no row, or no y.",
           "The report and the label count different tickets, and no two of the desk's figures agree.",
           DECISION, one_after_the_other(agrees(cases.resolved_early), agrees(cases.resolved_early, "y"))),
    Oracle("COPIES_COUNT", 0.5, "A copy of an event makes another row, or another label.",
           "A row for each copy weighs twice; with the last copy's time a known label is unknown again.",
           "A label is code, so test it",
           one_after_the_other(agrees(cases.copies), agrees(cases.copies, "y"),
                               of_those_without_a_y(cases.copies_of_treatment))),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The next function works on tables with columns, or rows, that nobody expects.",
           "A label is code, so test it",
           leaves_input_alone(arguments, ("tickets", "events", "as_of", "grace")), guard=True),
    Oracle("TIME_ZONE", 0.25, "Times written in another time zone are taken for other instants.",
           "The label of a ticket depends on the office from which it was exported.",
           "A label is code, so test it", one_after_the_other(
               agrees(cases.zones_of_decisions), agrees(cases.zones, "y"), agrees(cases.zones, "mature"))),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a drawn desk some labels differ from the definition's.",
           "One wrong kind of ticket is enough to bend a rate; this desk has it.", SECTION, everything),
), probes)
