"""open_hours: how long a team was at work between two instants."""
from __future__ import annotations

import itertools
from typing import Any

import pandas as pd

from autograder.checks.aggregation import open_hours_cases as cases
from autograder.checks.aggregation.open_hours_cases import FEW, of_draw, shown
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees, asked
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged, Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Wall clocks lie"


def contract(value: Any, start: pd.Series, *rest: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series of hours with the index of `start`"
    if not (pd.api.types.is_numeric_dtype(value.dtype) or value.dtype == object):
        return f"a Series of dtype {value.dtype}; the prompt asks for hours as floats"
    return None


def wrong_somewhere(answer: Any, draw: Draw) -> Counterexample | None:
    """`everything`; of many spans the example shows the first that is wrong."""
    for made in cases.everything(draw):
        start, end, calendar = made.args
        start, end = start.copy(), end.copy()
        difference = first_difference(answer(*made.args), made.expected)
        if difference is None:
            continue
        wrong = [row for row in start.index if difference.place == f"row {row}"] or start.index[:FEW]
        return Counterexample(made.call, f"{difference.got} ({difference.place})",
                              f"{difference.expected} ({difference.place})",
                              shown(start[wrong], end[wrong], calendar), made.note)
    return None


def day_lost(answer: Any, draw: Draw) -> Counterexample | None:
    """The first span of `days` of which the answer leaves days out, or takes some twice."""
    for made in asked(of_draw(cases.days)(draw)):
        got = answer(*made.args)
        difference = first_difference(got, made.expected)
        if difference and _of_whole_days(got, made):
            return Counterexample(made.call, difference.got, difference.expected, str(made.rows), made.note)
    return None


def _of_whole_days(got: pd.Series, made: Case) -> bool:
    """Whether the answer is the sum of the span's days, with some of them left out or taken twice."""
    start, end, calendar = made.args
    parts = cases.by_day(start[0], end[0], calendar)
    sums = [sum(times * part for times, part in zip(counts, parts, strict=True))
            for counts in itertools.product((0, 1, 2), repeat=len(parts))]
    hours = pd.to_numeric(got, errors="coerce").to_numpy(dtype=float)
    return len(hours) == 1 and any(abs(hours[0] - whole) < 1e-6 for whole in sums)


def nights_counted(answer: Any, draw: Draw) -> Counterexample | None:
    """The spans of `nights`, unless the answer loses days: then too few hours say nothing of nights."""
    if day_lost(answer, draw):
        raise NotJudged
    return agrees(of_draw(cases.nights))(answer, draw)


def plain(draw: Draw) -> Arguments:
    """Rows in no order, one of them backwards, so that a clean-up in place shows."""
    start, end, calendar = cases.random_spans(draw, 10, 0).args
    index = pd.Index(range(30, 20, -1))
    start, end = start.set_axis(index), end.set_axis(index)
    end.iloc[3] = start.iloc[3] - pd.Timedelta(hours=3)
    return start, end, calendar


def probes(draw: Draw) -> list[Arguments]:
    makers = (cases.shape, cases.within_day, cases.days, cases.nights, cases.zone, cases.weekends,
              cases.holidays, cases.utc_dates, cases.daylight_saving, cases.backwards, cases.missing,
              cases.row_order, cases.everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("open_hours", contract, (
    return_shape(0.5, SECTION, cases.shape),
    Oracle("DAY_LOST", 0.5, "A day of the span is left out, or counted twice.",
           "Whole days of hours are missing or double: deadlines seem kept, or missed, for no reason.",
           SECTION, day_lost, guard=True),
    Oracle("NIGHTS_COUNTED", 0.5, "Time before opening or after closing changes the hours.",
           "A ticket of Friday evening looks as if it had been worked on all night.",
           SECTION, nights_counted),
    Oracle("NOT_TO_THE_MINUTE", 1,
           "Times are not taken to the second, or `opens` and `closes` not to the minute.",
           "Every short ticket is off by up to an hour, and short tickets are most of them.",
           SECTION, agrees(cases.within_day), guard=True),
    Oracle("ZONE_IGNORED", 1.5, "Opening hours are read as UTC, not as the team's local time.",
           "The desk in Singapore seems to work at night; its tickets seem to wait all day.",
           SECTION, agrees(of_draw(cases.zone)), guard=True),
    Oracle("WEEKENDS_COUNTED", 1, "Days that are no workdays are counted, or workdays are not.",
           "Monday's backlog disappears from the features just where the breaches are.",
           SECTION, agrees(of_draw(cases.weekends))),
    Oracle("HOLIDAYS_COUNTED", 0.75, "Holidays are counted.",
           "After a holiday tickets look overdue that are not.",
           SECTION, agrees(of_draw(cases.holidays))),
    Oracle("UTC_DATE", 0.75, "Workdays and holidays are looked up by the date in UTC, not the local date.",
           "On the west coast the busiest hours of Friday count as a weekend.",
           SECTION, agrees(of_draw(cases.utc_dates)), guard=True),
    Oracle("CLOCK_CHANGE", 1, "The change of clocks is missed: one offset for all times, or 24 hours a day.",
           "On the Sunday of the change, or from then on, every open time is an hour off.",
           SECTION, agrees(of_draw(cases.daylight_saving))),
    Oracle("NEGATIVE_HOURS", 0.5, "An end before its start gives something else than 0.",
           "Skewed clocks make a few ends precede their starts; negative hours break the logarithm later.",
           SECTION, agrees(of_draw(cases.backwards))),
    Oracle("MISSING_TIMES", 0.5, "A missing time raises, or gives a number.",
           "Open tickets have no end: the nightly job dies on the first of them, or scores them as 0.",
           SECTION, agrees(of_draw(cases.missing)), guard=True),
    Oracle("ORDER_LOST", 0.5, "The result does not have the index of `start`.",
           "Assigned as a column it lands on other tickets.",
           SECTION, agrees(of_draw(cases.row_order)), guard=True),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's Series.",
           "The next feature is computed on times that were rewritten.",
           SECTION, leaves_input_alone(plain, ("start", "end", "calendar")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.5, "On drawn spans some hours are wrong.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, wrong_somewhere),
), probes)
