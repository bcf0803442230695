"""open_hours's data: spans of time at hand-made calendars, and the right answer by its definition."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import numpy as np
import pandas as pd

from autograder.checks.aggregation.clock import instants
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case
from craftdata.desk import Calendar

WORKDAYS = (0, 1, 2, 3, 4)
FEW = 6
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# London in winter shows the same time as UTC: what goes wrong there is not the zone.
LONDON = Calendar("Europe/London", time(8), time(18), WORKDAYS,
                  frozenset({date(2024, 12, 25), date(2024, 12, 26)}))
# Days of 2024, counted from 0: 10 and 31 March, 27 October and 3 November.
CLOCKS_CHANGE = (69, 90, 300, 307)
LONDON_WITH_SATURDAYS = replace(LONDON, workdays=(*WORKDAYS, 5))
LONDON_TO_HALF_PAST = replace(LONDON, opens=time(8, 30), closes=time(17, 30))
BERLIN_EVERY_DAY = Calendar("Europe/Berlin", time(8), time(18), (*WORKDAYS, 5, 6), frozenset())
SINGAPORE = Calendar("Asia/Singapore", time(9), time(18), WORKDAYS, frozenset({date(2024, 5, 22)}))
NEW_YORK = Calendar("America/New_York", time(8, 30), time(17, 30), WORKDAYS, frozenset({date(2024, 7, 4)}))
LOS_ANGELES = Calendar("America/Los_Angeles", time(9), time(18), WORKDAYS, frozenset({date(2024, 7, 4)}))


def definition(start: pd.Timestamp, end: pd.Timestamp, calendar: Calendar) -> float:
    """Open hours by their definition: day by local day, the overlap with that day's opening."""
    return float("nan") if pd.isna(start) or pd.isna(end) else float(sum(by_day(start, end, calendar)))


def by_day(start: pd.Timestamp, end: pd.Timestamp, calendar: Calendar) -> list[float]:
    """The open hours of each open day that the span touches, in the order of the days."""
    first, last = start.tz_convert(calendar.zone).date(), end.tz_convert(calendar.zone).date()
    hours = []
    for day in pd.date_range(first, last, freq="D"):
        if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
            opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(calendar.zone)
            closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(calendar.zone)
            hours.append(max((min(end, closes) - max(start, opens)).total_seconds(), 0.0) / 3600)
    return hours


def case(rows: Sequence[tuple[str | None, str | None]], calendar: Calendar, note: str) -> Case:
    """Rows are local wall times of the calendar's zone; the answer gets them in UTC."""
    start, end = (_local([row[side] for row in rows], calendar.zone) for side in (0, 1))
    return spans(start, end, calendar, note)


def spans(start: pd.Series, end: pd.Series, calendar: Calendar, note: str) -> Case:
    """A case of instants in UTC; with its rows as text if they are few."""
    hours = [definition(a, b, calendar) for a, b in zip(start, end, strict=True)]
    rows = shown(start, end, calendar) if len(start) <= FEW else ""
    return Case((start, end, calendar), pd.Series(hours, index=start.index),
                "open_hours(start, end, calendar)", rows, note)


def _local(times: Sequence[str | None], zone: str) -> pd.Series:
    return instants([None if text is None else pd.Timestamp(text, tz=zone) for text in times])


def shown(start: pd.Series, end: pd.Series, calendar: Calendar) -> str:
    days = pd.concat([start, end]).dropna().dt.tz_convert(calendar.zone).dt.date
    week = timedelta(days=7)
    near = [str(day) for day in sorted(calendar.holidays) if min(days) - week < day < max(days) + week]
    lines = [f"calendar: {calendar.zone}, {calendar.opens:%H:%M} to {calendar.closes:%H:%M}, "
             f"{' '.join(DAYS[day] for day in calendar.workdays)}, "
             + (f"closed on {', '.join(near)}" if near else "no holiday near")]
    for row, a, b in zip(start.index, start, end, strict=True):
        form = "%a %d %b %H:%M" + (":%S" if any(t.second for t in (a, b) if pd.notna(t)) else "")
        local = [t.tz_convert(calendar.zone).strftime(form) if pd.notna(t) else "missing" for t in (a, b)]
        utc = [t.strftime(form) if pd.notna(t) else "missing" for t in (a, b)]
        lines.append(f"row {row}: UTC {utc[0]} to {utc[1]}   (there: {local[0]} to {local[1]})")
    return "\n".join(lines)


def of_draw(cases: Callable[[Draw], Iterator[Case]]) -> Callable[[Draw], Iterator[Case]]:
    """The same spans; in a graded draw the teams open and close at drawn hours.

    Whole hours, so that an answer that rounds fails where rounding is asked about and nowhere else.
    """
    def drawn_cases(draw: Draw) -> Iterator[Case]:
        rng = draw.rng("calendar")
        for made in cases(draw):
            start, end, calendar = made.args
            earlier, later = map(int, rng.integers((-1, 0), (2, 3))) if draw.name == GRADED else (0, 0)
            moved = replace(calendar, opens=calendar.opens.replace(hour=calendar.opens.hour - earlier),
                            closes=calendar.closes.replace(hour=calendar.closes.hour + later))
            yield spans(start, end, moved, made.note)
    return drawn_cases


def shape(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 10:00", "2024-03-06 12:00")], LONDON, "Two hours are the number 2.0.")


def within_day(draw: Draw) -> Iterator[Case]:
    minute = int(draw.rng("minute").integers(1, 15)) if draw.name == GRADED else 10
    yield case([("2024-03-06 10:00", "2024-03-06 12:30")], LONDON_TO_HALF_PAST,
               "Both ends on one open day: 2.5 hours.")
    yield case([(f"2024-03-06 10:{minute:02d}", f"2024-03-06 10:{minute + 15:02d}")], LONDON_TO_HALF_PAST,
               "A quarter of an hour is 0.25.")
    yield case([(f"2024-03-06 17:{minute:02d}", f"2024-03-06 17:{minute + 15:02d}")], LONDON_TO_HALF_PAST,
               "The team closes at half past: `opens` and `closes` have minutes.")
    first, second = (3, 42)
    if draw.name == GRADED:
        first, second = map(int, draw.rng("second").integers((1, 31), (30, 60)))
    span = f"2024-03-06 10:{minute:02d}:{first:02d}", f"2024-03-06 10:{minute + 15:02d}:{second:02d}"
    yield case([span], LONDON_TO_HALF_PAST,
               f"15 minutes and {second - first} seconds: the Desk's stamps have seconds.")


def days(draw: Draw) -> Iterator[Case]:
    """Spans that begin and end while the team is open: no night can be in the way of a day."""
    yield case([("2024-03-06 16:00", "2024-03-07 10:00")], LONDON,
               "The hours of Wednesday from 16:00 on, and those of Thursday until 10:00.")
    yield case([("2024-03-06 16:00", "2024-03-08 10:00")], LONDON,
               "The end of Wednesday, the whole of Thursday, and Friday until 10:00.")
    yield case([("2024-03-06 08:00", "2024-03-06 18:00")], LONDON,
               "All open hours between 8 and 18 o'clock of one day, once.")


def nights(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 16:00", "2024-03-07 10:00")], LONDON,
               "Wednesday until closing, and Thursday from opening on.")
    yield case([("2024-03-06 05:00", "2024-03-06 23:00")], LONDON, "Only opening hours count.")
    yield case([("2024-03-06 19:30", "2024-03-07 06:30")], LONDON, "Nobody was there.")


def zone(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 10:00", "2024-03-06 12:00")], SINGAPORE, "10:00 in Singapore is 02:00 in UTC.")
    yield case([("2024-03-06 09:30", "2024-03-06 16:30")], NEW_YORK,
               "16:30 in New York is 21:30 in UTC, and the team is at work.")


def weekends(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-09 10:00", "2024-03-09 12:00"), ("2024-03-10 10:00", "2024-03-10 12:00")], LONDON,
               "A Saturday and a Sunday: this team does not work on either.")
    yield case([("2024-03-09 10:00", "2024-03-09 12:00")], LONDON_WITH_SATURDAYS,
               "This team works on Saturdays: `workdays` says which days count.")


def holidays(draw: Draw) -> Iterator[Case]:
    yield case([("2024-12-25 10:00", "2024-12-25 12:00"), ("2024-12-27 10:00", "2024-12-27 12:00")], LONDON,
               "The 25th is a Wednesday and a holiday; on the 27th the team is back. "
               "(`holidays` holds datetime.date: a Timestamp is never found among them.)")


def utc_dates(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-08 16:00", "2024-03-08 17:00")], LOS_ANGELES,
               "Friday 16:00 in Los Angeles is Saturday 00:00 in UTC; the team is at work.")
    yield case([("2024-07-03 17:00", "2024-07-03 18:00")], LOS_ANGELES,
               "The holiday is the 4th as Los Angeles counts; this hour of the 3rd is the 4th in UTC.")


def daylight_saving(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-30 17:00", "2024-04-01 09:00")], BERLIN_EVERY_DAY,
               "Clocks went forward on the 31st; opening hours follow the clock on the wall.")
    yield case([("2024-10-26 17:00", "2024-10-28 09:00"), ("2024-07-03 08:00", "2024-07-03 09:00")],
               BERLIN_EVERY_DAY, "8 o'clock in Berlin is 6:00 UTC in summer and 7:00 UTC in winter.")
    start, end = (instants([pd.Timestamp(f"2024-03-31 {hour}:00", tz="UTC")]) for hour in (0, 10))
    yield spans(start, end, replace(BERLIN_EVERY_DAY, opens=time(9), closes=time(17)),
                "On the day the clocks go forward, opening time comes an hour sooner after midnight.")


def backwards(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 12:00", "2024-03-06 10:00"), ("2024-03-06 10:00", "2024-03-06 11:00")], LONDON,
               "An end before its start is no open time: 0.")


def missing(draw: Draw) -> Iterator[Case]:
    yield case([("2024-03-06 10:00", None), (None, "2024-03-06 10:00"),
                ("2024-03-06 10:00", "2024-03-06 11:00")], LONDON,
               "No end, no answer: missing, and the other rows unharmed.")


def row_order(draw: Draw) -> Iterator[Case]:
    start, end, calendar = case([("2024-03-07 10:00", "2024-03-07 12:00"),
                                 ("2024-03-06 10:00", "2024-03-06 11:00")], LONDON, "").args
    index = pd.Index([9, 4])
    yield spans(start.set_axis(index), end.set_axis(index), calendar,
                "The result has the index of `start`, in its order.")


def random_spans(draw: Draw, n: int, number: int) -> Case:
    """n spans of up to a fortnight, for a team with drawn hours and holidays.

    A third of them begins in March, a third about the days on which clocks change in 2024; of three numbers
    in a row one has a team that works on Sundays.
    """
    rng = draw.rng(f"open-{n}-{number}")
    home = (LOS_ANGELES, LONDON, SINGAPORE, NEW_YORK)[number % 4]
    calendar = replace(
        home, opens=time(int(rng.integers(7, 10)), 5 * int(rng.integers(12))),
        closes=time(int(rng.integers(18, 20)), 5 * int(rng.integers(12))),
        workdays=((0, 1, 2, 3, 6), WORKDAYS, (*WORKDAYS, 5))[(number - 1) % 3],
        holidays=frozenset(date(2024, int(rng.integers(1, 13)), int(rng.integers(1, 29))) for _ in range(15)))
    anywhere, march = rng.integers(0, 340, n), rng.integers(60, 91, n)
    changing = rng.choice(CLOCKS_CHANGE, n) - rng.integers(0, 2, n)
    day = np.choose(rng.integers(3, size=n), (anywhere, march, changing))
    begin = pd.Timestamp("2024-01-01", tz="UTC") + pd.to_timedelta(1440 * day + rng.integers(0, 1440, n),
                                                                   unit="m")
    lengths = pd.to_timedelta((rng.random(n) ** 2 * 14 * 1440).astype(int), unit="m")
    return spans(instants(begin), instants(begin + lengths), calendar,
                 "Local day by local day, the overlap of the span with the opening hours.")


def everything(draw: Draw) -> Iterator[Case]:
    for number in range(40):
        yield random_spans(draw, 1, number)
    yield case([("2024-02-01 10:00", "2024-05-21 12:00")], SINGAPORE,
               "A ticket that waits for a spare part is open for months: each of its days counts.")
    for number in range(5):
        made = random_spans(draw, 60, number)
        yield replace(made, call=f"{made.call}  # 60 drawn spans, {made.args[2].zone}")
