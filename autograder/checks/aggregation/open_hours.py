"""open_hours: how long a team was at work between two instants."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pandas as pd

from autograder.checks.aggregation.clock import instants
from autograder.checks.check import Check
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, agrees
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.unchanged_input import leaves_input_alone
from craftdata.desk import Calendar

WORKDAYS = (0, 1, 2, 3, 4)
BERLIN = Calendar("Europe/Berlin", time(8), time(18), WORKDAYS, frozenset({date(2024, 5, 1)}))
SINGAPORE = Calendar("Asia/Singapore", time(9), time(18), WORKDAYS, frozenset({date(2024, 5, 22)}))
NEW_YORK = Calendar("America/New_York", time(8, 30), time(17), WORKDAYS, frozenset({date(2024, 7, 4)}))
SECTION = "Wall clocks lie"


def contract(value: Any, start: pd.Series, *rest: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series of hours with the index of `start`"
    if not (pd.api.types.is_numeric_dtype(value.dtype) or value.dtype == object):
        return f"a Series of dtype {value.dtype}; the prompt asks for hours as floats"
    return None


def definition(start: pd.Timestamp, end: pd.Timestamp, calendar: Calendar) -> float:
    """Open hours by their definition: day by local day, the overlap with that day's opening."""
    if pd.isna(start) or pd.isna(end):
        return float("nan")
    first, last = start.tz_convert(calendar.zone).date(), end.tz_convert(calendar.zone).date()
    hours = 0.0
    for day in pd.date_range(first, last, freq="D"):
        if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
            opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(calendar.zone)
            closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(calendar.zone)
            hours += max((min(end, closes) - max(start, opens)).total_seconds(), 0.0) / 3600
    return hours


def case(rows: Sequence[tuple[str | None, str | None]], calendar: Calendar, note: str) -> Case:
    """Rows are local wall times of the calendar's zone; the answer gets them in UTC."""
    start, end = (_local([row[side] for row in rows], calendar.zone) for side in (0, 1))
    expected = pd.Series([definition(a, b, calendar) for a, b in zip(start, end, strict=True)])
    return Case((start, end, calendar), expected, "open_hours(start, end, calendar)",
                _shown(start, end, calendar), note)


def _local(times: Sequence[str | None], zone: str) -> pd.Series:
    return instants([None if text is None else pd.Timestamp(text, tz=zone) for text in times])


def _shown(start: pd.Series, end: pd.Series, calendar: Calendar) -> str:
    lines = [f"calendar: {calendar.zone}, {calendar.opens:%H:%M} to {calendar.closes:%H:%M}, Mon to Fri, "
             f"closed on {', '.join(map(str, sorted(calendar.holidays)))}"]
    for row, (a, b) in enumerate(zip(start, end, strict=True)):
        local = [f"{t.tz_convert(calendar.zone):%a %d %b %H:%M}" if pd.notna(t) else "missing"
                 for t in (a, b)]
        utc = [f"{t:%d %b %H:%M}" if pd.notna(t) else "missing" for t in (a, b)]
        lines.append(f"row {row}: UTC {utc[0]} to {utc[1]}   (there: {local[0]} to {local[1]})")
    return "\n".join(lines)


def of_draw(cases: Callable[[Draw], Iterator[Case]]) -> Callable[[Draw], Iterator[Case]]:
    """The same spans; in a graded draw the teams open and close at drawn minutes."""
    def drawn_cases(draw: Draw) -> Iterator[Case]:
        if draw.name != GRADED:
            yield from cases(draw)
            return
        rng = draw.rng("calendar")
        for made in cases(draw):
            start, end, calendar = made.args
            opens, closes = (_later(clock, int(rng.integers(-8, 9))) for clock in
                             (calendar.opens, calendar.closes))
            moved = replace(calendar, opens=opens, closes=closes)
            hours = [definition(a, b, moved) for a, b in zip(start, end, strict=True)]
            yield replace(made, args=(start, end, moved), expected=pd.Series(hours, index=start.index))
    return drawn_cases


def _later(clock: time, steps: int) -> time:
    minutes = clock.hour * 60 + clock.minute + 5 * steps
    return time(minutes // 60, minutes % 60)


def within_day(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 10:00", "2024-03-06 12:30")], BERLIN, "Both ends on one open day: 2.5 hours.")
    yield case([("2024-03-06 10:20", "2024-03-06 10:35")], BERLIN, "A quarter of an hour is 0.25.")


def nights(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 16:00", "2024-03-07 10:00")], BERLIN, "Two hours on Wednesday, two on Thursday.")
    yield case([("2024-03-06 05:00", "2024-03-06 23:00")], BERLIN, "Only 8 to 18 o'clock counts.")
    yield case([("2024-03-06 19:00", "2024-03-07 07:00")], BERLIN, "Nobody was there.")
    yield case([("2024-03-06 08:00", "2024-03-06 18:00")], BERLIN, "From opening to closing: the whole day.")


def zone(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 09:00", "2024-03-06 12:00")], SINGAPORE, "Morning in Singapore is 01:00 UTC.")
    yield case([("2024-03-06 08:30", "2024-03-06 17:00")], NEW_YORK, "A whole day in New York.")


def weekends(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-08 17:00", "2024-03-11 09:00")], BERLIN, "Friday's last and Monday's first hour.")
    yield case([("2024-03-11 05:00", "2024-03-11 10:00")], SINGAPORE,
               "Monday morning in Singapore is still Sunday in UTC.")


def holidays(draw: Draw) -> Iterator[Case]:
    yield case([("2024-04-30 16:00", "2024-05-02 10:00")], BERLIN, "The first of May is a holiday.")
    yield case([("2024-05-22 06:00", "2024-05-23 10:00")], SINGAPORE,
               "The holiday is the 22nd as Singapore counts: its morning is the 21st in UTC.")


def daylight_saving(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-29 17:00", "2024-04-01 09:00")], BERLIN,
               "Clocks went forward in between; opening hours follow the clock on the wall.")
    yield case([("2024-03-28 12:00", "2024-04-02 12:00"), ("2024-10-25 12:00", "2024-10-28 12:00")], BERLIN,
               "Across a change of clocks 8 o'clock is another hour in UTC.")


def backwards(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 12:00", "2024-03-06 10:00"), ("2024-03-06 10:00", "2024-03-06 11:00")], BERLIN,
               "An end before its start is no open time: 0, not -2.")


def missing(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 10:00", None), (None, "2024-03-06 10:00"),
                ("2024-03-06 10:00", "2024-03-06 11:00")], BERLIN,
               "No end, no answer: missing, and the other rows unharmed.")


def row_order(draw: Draw) -> Iterator[Case]:
    made = case([("2024-03-07 10:00", "2024-03-07 12:00"), ("2024-03-06 10:00", "2024-03-06 11:00")], BERLIN,
                "The result has the index of `start`, in its order.")
    start, end, calendar = made.args
    index = pd.Index([9, 4])
    yield Case((start.set_axis(index), end.set_axis(index), calendar), made.expected.set_axis(index),
               made.call, made.rows, made.note)


def random_spans(draw: Draw, n: int, calendar: Calendar) -> Case:
    rng = draw.rng(f"open-{n}-{calendar.zone}")
    begin = pd.Timestamp("2024-01-01", tz="UTC") + pd.to_timedelta(rng.integers(0, 300 * 1440, n), unit="m")
    lengths = pd.to_timedelta((rng.random(n) ** 3 * 14 * 1440).astype(int), unit="m")
    start, end = instants(begin), instants(begin + lengths)
    expected = pd.Series([definition(a, b, calendar) for a, b in zip(start, end, strict=True)])
    return Case((start, end, calendar), expected, f"open_hours(start, end, calendar)  # {n} drawn spans, "
                f"{calendar.zone}", "", "Day by local day, the overlap with the opening hours.")


def everything(draw: Draw) -> Iterator[Case]:
    for calendar in (BERLIN, NEW_YORK, SINGAPORE):
        yield random_spans(draw, 40, calendar)


def plain(draw: Draw) -> Arguments:
    return random_spans(draw, 10, BERLIN).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (within_day, nights, zone, weekends, holidays, daylight_saving, backwards, missing, row_order,
              everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("open_hours", contract, (
    Oracle("NOT_TO_THE_MINUTE", 1, "Within one open day the hours are not exact to the minute.",
           "Every short ticket is off by up to an hour, and short tickets are most of them.",
           SECTION, agrees(of_draw(within_day))),
    Oracle("NIGHTS_COUNTED", 1.5, "Time before opening or after closing is counted.",
           "A ticket of Friday evening looks as if it had been worked on all night.",
           SECTION, agrees(of_draw(nights))),
    Oracle("ZONE_IGNORED", 1.5, "Opening hours are read as UTC, not as the team's local time.",
           "The desk in Singapore seems to work at night; its tickets seem to wait all day.",
           SECTION, agrees(of_draw(zone))),
    Oracle("WEEKENDS_COUNTED", 1, "Days that are no workdays there are counted, or workdays are not.",
           "Monday's backlog disappears from the features just where the breaches are.",
           SECTION, agrees(of_draw(weekends))),
    Oracle("HOLIDAYS_COUNTED", 1, "Holidays are counted, or matched by the date in UTC.",
           "On the day after a holiday every deadline is computed a day too late.",
           SECTION, agrees(of_draw(holidays))),
    Oracle("CLOCK_CHANGE", 1, "One offset from UTC is used although the clocks changed in between.",
           "For a week around the change every open time is an hour off.",
           SECTION, agrees(of_draw(daylight_saving))),
    Oracle("NEGATIVE_HOURS", 0.5, "An end before its start gives something else than 0.",
           "Skewed clocks make a few ends precede their starts; negative hours break the logarithm later.",
           SECTION, agrees(of_draw(backwards))),
    Oracle("MISSING_TIMES", 0.5, "A missing time raises, or gives a number.",
           "Open tickets have no end: the nightly job dies on the first of them, or scores them as 0.",
           SECTION, agrees(of_draw(missing))),
    Oracle("ORDER_LOST", 0.5, "The result has not the index of `start`.",
           "Assigned as a column it lands on other tickets.", SECTION, agrees(of_draw(row_order))),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's Series.",
           "The next feature is computed on times that were rewritten.",
           SECTION, leaves_input_alone(plain, ("start", "end", "calendar")), guard=True),
    Oracle("WRONG_SOMEWHERE", 1, "On drawn spans some hours are wrong.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, agrees(of_draw(everything))),
), probes)
