"""weekly_report: the breach rate of each week's tickets, bounded where it is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import weekly_cases as cases
from autograder.checks.formulation.one_ticket import Cases, shown_by_one
from autograder.draws import Draw
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Labels that are not there yet"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    if not set(cases.COLUMNS) <= set(value.columns):
        return f"the columns {list(value.columns)}; the prompt asks for {cases.COLUMNS}"
    return None


def says(some: Cases, columns: Sequence[str]) -> Property:
    """The columns agree, week by week, whatever the index; a week may be written as any instant or date."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in some(draw):
            value = answer(*made.args)
            if len(value) != len(made.expected):
                return Counterexample(made.call, _weeks(value), _weeks(made.expected), made.rows, made.note)
            got, expected = (_by_week(table, columns) for table in (value, made.expected))
            difference = first_difference(got, expected)
            if difference:
                place = difference.place.removeprefix("key ").strip("'")
                return Counterexample(made.call, f"{difference.got} ({place})",
                                      f"{difference.expected} ({place})", made.rows, made.note)
        return None

    return test


def _by_week(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    """Values by the number of the week, so that what a week is called is another oracle's business."""
    weeks = _instants(table["week"])
    table = table.iloc[np.argsort(weeks.to_numpy(), kind="stable")]
    values = {_place(column, number): value for column in columns if column != "week"
              for number, value in enumerate(table[column], 1)}
    return values | ({_place("week", number): week for number, week in enumerate(sorted(weeks), 1)}
                     if "week" in columns else {})


def _weeks(table: pd.DataFrame) -> str:
    begun = [f"{week:%d %b}" for week in sorted(_instants(table["week"]).dropna())]
    return f"{len(table)} rows, of the weeks {', '.join(begun) or 'none'}"


def _place(column: str, number: int) -> str:
    return f"{column} of week {number} in order of time"


def _instants(weeks: Any) -> pd.Series:
    """Instants of what may be periods, dates or texts; missing where it is no time at all."""
    begun = [week.start_time if isinstance(week, pd.Period) else week for week in weeks]
    return pd.to_datetime(pd.Series(begun, dtype=object), utc=True, errors="coerce")


def in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Weeks in order of time, each once."""
    for made in cases.several(draw):
        weeks = _instants(answer(*made.args)["week"])
        if not (weeks.is_monotonic_increasing and weeks.is_unique):
            return Counterexample(f"{made.call}: the weeks", ", ".join(f"{week:%d %b}" for week in weeks),
                                  ", ".join(f"{week:%d %b}" for week in made.expected["week"]), made.rows,
                                  made.note)
    return None


def with_a_zone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Each week is an instant: a time with a zone."""
    for made in cases.plain(draw):
        weeks = list(answer(*made.args)["week"])
        if any(getattr(week, "tzinfo", None) is None for week in weeks):
            return Counterexample(f"{made.call}: the first week", repr(weeks[0]),
                                  repr(made.expected["week"][0]), str(made.rows),
                                  "A week begins at an instant: a time with a time zone.")
    return None


def no_empty_weeks(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No row for a week in which no ticket was created."""
    for made in cases.several(draw):
        table = answer(*made.args)
        empty = table[~(table["tickets"] > 0)]
        if len(empty):
            week, low = _instants(empty["week"]).iloc[0], empty["low"].iloc[0]
            return Counterexample(made.call, f"a row of the week {week:%d %b} with tickets "
                                  f"{empty['tickets'].iloc[0]} and low {low}",
                                  f"{len(made.expected)} rows, of weeks with tickets", str(made.rows),
                                  "A week without tickets has no row, and no rate.")
    return None


def arguments(draw: Draw) -> Arguments:
    return next(cases.late_news(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        cases.plain, cases.open_ones, cases.unheard, cases.resolved, cases.known_now, cases.copies,
        cases.treated, cases.week_of_creation,
        cases.late_news, cases.late_arrival, cases.later_tickets, cases.edge_of_week, cases.zones,
        cases.other_zones, cases.several, cases.drawn)
    return [made.args for make in makers for made in make(draw)]


def known_or_not(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    columns = cases.COLUMNS[1:]
    found = (says(some, columns)(answer, draw) for some in (cases.open_ones, cases.unheard, cases.resolved))
    return next((example for example in found if example), None)


def in_any_zone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Other time zones, of answers that are right about the same tables in UTC."""
    columns = ["tickets", "breached", "open"]
    if says(cases.one_zone, columns)(answer, draw):
        raise NotJudged
    return says(cases.other_zones, columns)(answer, draw)


def boundary(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    columns = ["week", "tickets"]
    return says(cases.edge_of_week, columns)(answer, draw) or says(cases.zones, columns)(answer, draw)


CHECK = Check("weekly_report", contract, (
    return_shape(0.25, SECTION, cases.plain, in_order=False),
    Oracle("NOT_A_SHARE", 0.5, "low and high are not shares of the week's tickets, or rounded.",
           "25 on a chart of shares, or 1 of 4 read as a rate: the board sees a catastrophe, or none.",
           SECTION, says(cases.plain, ["low", "high"])),
    Oracle("OPEN_IS_MET", 1.5, "Open tickets count as met, or do not count at all.",
           "The newest week is always the best one; the board cuts the staff on it.", SECTION,
           known_or_not),
    Oracle("COPIES_COUNT", 1, "An outcome that was delivered twice counts twice.",
           "Nobody can reconcile the report with the list of tickets.", SECTION,
           says(cases.copies, cases.COLUMNS[1:])),
    Oracle("TREATED_LEFT_OUT", 0.25, "Tickets in the fast lane are left out, or count as open.",
           "The board pays for all breaches, and the report leaves some out.", SECTION,
           says(cases.treated, cases.COLUMNS[1:])),
    Oracle("TIME_ZONE", 0.25, "Times written in another time zone are taken for other instants.",
           "Monday's report holds tickets, or lacks outcomes, by the zone of whoever exported them.",
           "A label is code, so test it", in_any_zone),
    Oracle("WEEK_EDGE", 0.5, "The weeks do not begin on Monday at 00:00 UTC.",
           "Sunday's night shift is one team's best and the next team's worst week.",
           SECTION, boundary),
    Oracle("WEEK_OF_OUTCOME", 1.25, "A ticket is counted in the week in which its outcome fell.",
           "A bad week shows up as the next one's fault, and open tickets move from week to week.",
           SECTION, says(cases.week_of_creation, ["tickets", "breached", "open"])),
    Oracle("FUTURE_OUTCOME", 0.75, "Outcomes that came after as_of are in the report.",
           "Last month's report cannot be reproduced: it is better informed than the people who read it.",
           SECTION, says(cases.late_news, ["breached", "open"])),
    Oracle("OCCURRED_IS_KNOWN", 0.75,
           "An outcome counts from when it happened, not from when it had arrived.",
           "A report made again says something else than the one that was sent.", SECTION,
           says(cases.late_arrival, ["breached", "open"])),
    Oracle("EDGE_BY_A_SECOND", 0.25, "An outcome that was ingested exactly at as_of is taken for unknown.",
           "Feeds and reports run on the full hour: what comes on the hour is in one report or in none.",
           "A label is code, so test it", says(cases.known_now, ["breached", "open"])),
    Oracle("LATER_TICKETS", 0.5, "The report is not of the tickets created at or before as_of.",
           "Tickets of tomorrow are open, so the present week looks worse than it can be.",
           SECTION, says(cases.later_tickets, ["tickets", "open"])),
    Oracle("WEEK_WITHOUT_ZONE", 0.25, "The week is a text, a date or a time without a time zone.",
           "The next reader takes it for his own zone, and Monday's first hours change the week.",
           SECTION, with_a_zone, guard=True),
    Oracle("EMPTY_WEEKS", 0.25, "A week in which no ticket was created has a row.",
           "A rate of nothing: the chart breaks off, or a filled 0 says that nobody breached.",
           SECTION, no_empty_weeks, guard=True),
    Oracle("ORDER", 0.25, "The weeks do not come in order of time, each once.",
           "People read the last line; it should be the present.", SECTION, in_order, guard=True),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The next report is computed on a table with columns that nobody put there.",
           "A label is code, so test it", leaves_input_alone(arguments, ("tickets", "events", "as_of")),
           guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a drawn desk some figures differ from the definition's.",
           "One kind of ticket that counts differently is enough to bend a week's rate.", SECTION,
           shown_by_one(lambda some: says(some, cases.COLUMNS[1:]), cases.drawn, cases.definition)),
), probes)
