"""weekly_report: the breach rate of each week's tickets, bounded where it is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation.moments import (
    BREACHED,
    MET,
    REPLY,
    SECOND,
    at,
    events_table,
    tickets_table,
)
from autograder.checks.formulation.worlds import drawn_tables
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments, in_zone
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Labels that are not there yet"
COLUMNS = ["week", "tickets", "breached", "open", "low", "high"]
# Cases are counted from Monday noon; this week began twelve hours before.
THIS_WEEK, WEEK = -12, 7 * 24


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    if not set(COLUMNS) <= set(value.columns):
        return f"the columns {list(value.columns)}; the prompt asks for {COLUMNS}"
    return None


def definition(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The report, week by week and ticket by ticket."""
    known = events.loc[events["ingested_at"] <= as_of]
    breached = set(known.loc[known["type"] == BREACHED, "ticket_id"])
    met = set(known.loc[known["type"] == MET, "ticket_id"])
    weeks: dict[pd.Timestamp, list[int]] = {}
    for ticket, created in zip(tickets["ticket_id"], tickets["created_at"].dt.tz_convert("UTC"), strict=True):
        if created <= as_of:
            counts = weeks.setdefault(created.floor("D") - pd.Timedelta(days=created.day_of_week), [0, 0, 0])
            counts[0] += 1
            counts[1] += ticket in breached
            counts[2] += ticket not in breached | met
    rows = [(week, n, bad, unknown, bad / n, (bad + unknown) / n)
            for week, (n, bad, unknown) in sorted(weeks.items())]
    return pd.DataFrame(rows, columns=COLUMNS)


def case(tickets: pd.DataFrame, events: pd.DataFrame, note: str, draw: Draw) -> Case:
    """In a graded draw all times move by whole weeks, which keeps the days of the week."""
    weeks = int(draw.rng("week").integers(1, 90)) if draw.name == GRADED else 0
    by, as_of = pd.Timedelta(days=7 * weeks), at(0) + pd.Timedelta(days=7 * weeks)
    tickets = tickets.assign(**{c: tickets[c] + by for c in ("created_at", "decide_at", "due_at")})
    events = events.assign(**{c: events[c] + by for c in ("occurred_at", "ingested_at")})
    rows = rows_text(tickets=tickets[["ticket_id", "created_at"]], events=events.drop(columns="event_id"))
    return Case((tickets, events, as_of), definition(tickets, events, as_of),
                f"weekly_report(tickets, events, as_of), as_of {as_of:%a %d %b %H:%M %z}", rows, note)


def says(cases: Callable[[Draw], Iterator[Case]], columns: Sequence[str]) -> Property:
    """The columns agree, week by week, whatever the index; a week may be written as any instant or date."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in cases(draw):
            got, expected = (_by_week(table, columns) for table in (answer(*made.args), made.expected))
            difference = first_difference(got, expected)
            if difference:
                return Counterexample(made.call, f"{difference.got} ({difference.place})",
                                      f"{difference.expected} ({difference.place})", made.rows, made.note)
        return None

    return test


def _by_week(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    """Values by the number of the week, so that what a week is called is another oracle's business."""
    weeks = _instants(table["week"])
    table = table.iloc[np.argsort(weeks.to_numpy(), kind="stable")]
    values = {f"row {number}, {column}": value for column in columns if column != "week"
              for number, value in enumerate(table[column], 1)}
    return values | ({f"row {number}, week": week for number, week in enumerate(sorted(weeks), 1)}
                     if "week" in columns else {})


def _instants(weeks: Any) -> pd.Series:
    return pd.to_datetime(pd.Series(list(weeks), dtype=object), utc=True)


def in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Weeks in order of time, each once."""
    for made in several(draw):
        weeks = _instants(answer(*made.args)["week"])
        if not (weeks.is_monotonic_increasing and weeks.is_unique):
            return Counterexample(f"{made.call}['week']", ", ".join(f"{week:%d %b}" for week in weeks),
                                  ", ".join(f"{week:%d %b}" for week in made.expected["week"]), made.rows,
                                  made.note)
    return None


def plain(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, -60, -59)])
    yield case(tickets, events, "One of two breached.", draw)


def open_ones(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([(f"T-{i}", -40, 50) for i in (1, 2, 3, 4)])
    events = events_table([("T-1", MET, -30, -29), ("T-2", BREACHED, -20, -19), ("T-3", REPLY, -38, -38)])
    yield case(tickets, events, "T-3 and T-4 are open: at best one of four breaches, at worst three.", draw)


def unheard(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90 - WEEK, -60 - WEEK), ("T-2", -90, 60)])
    yield case(tickets, events_table([("T-1", BREACHED, -60 - WEEK, -59 - WEEK)]),
               "Of last week's only ticket nothing is known: its rate lies between 0 and 1.", draw)


def copies(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, -60, -59), ("T-2", BREACHED, -60, -40)])
    yield case(tickets, events, "The breach of T-2 was delivered twice; it is one ticket.", draw)


def week_of_creation(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table(
        [("T-1", -90 - WEEK, -60 - WEEK), ("T-2", -80 - WEEK, -99), ("T-3", -120, 30)]
    )
    events = events_table([("T-1", MET, -80 - WEEK, -79 - WEEK), ("T-2", BREACHED, -99, -98)])
    yield case(
        tickets,
        events,
        "T-2 was created in the week of T-1 and breached in that of T-3: it is one of the first week.",
        draw,
    )


def late_news(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, 2, 3)])
    yield case(tickets, events, "The outcome of T-2 came after as_of: at as_of it was open.", draw)


def late_arrival(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, -60, 3)])
    yield case(tickets, events, "T-2 had breached by as_of, but nobody knew.", draw)


def later_tickets(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -5, 20), ("T-2", 1, 60), ("T-3", 1 + SECOND, 60)])
    yield case(tickets, events_table([("T-1", MET, -4, -3)]),
               "T-2 was created at as_of, T-3 a second later: it is not part of the report.", draw)


def edge_of_week(draw: Draw) -> Iterator[Case]:
    first = THIS_WEEK + 1
    tickets = tickets_table([("T-1", first, 60), ("T-2", first - SECOND, 60), ("T-3", first - WEEK, -60)])
    events = events_table([("T-2", MET, -12, -11), ("T-3", BREACHED, -60, 0)])
    yield case(
        tickets, events, "Monday 00:00:00 UTC begins a week (T-1, T-3); T-2 came a second before.", draw
    )


def zones(draw: Draw) -> Iterator[Case]:
    made = next(edge_of_week(draw))
    tickets, events, as_of = made.args
    yield Case((in_zone(tickets, "America/New_York"), in_zone(events, "Asia/Singapore"), as_of),
               made.expected, made.call, made.rows,
               "The tickets are written in New York time; a week begins in UTC all the same.")


def with_a_zone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Each week is an instant: a time with a zone."""
    for made in plain(draw):
        weeks = list(answer(*made.args)["week"])
        if any(getattr(week, "tzinfo", None) is None for week in weeks):
            return Counterexample(f"{made.call}['week'][0]", repr(weeks[0]), repr(made.expected["week"][0]),
                                  str(made.rows), "A week begins at an instant: a time with a time zone.")
    return None


def no_empty_weeks(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No row for a week in which no ticket was created."""
    for made in several(draw):
        table = answer(*made.args)
        empty = table[~(table["tickets"] > 0)]
        if len(empty):
            week, low = _instants(empty["week"]).iloc[0], empty["low"].iloc[0]
            return Counterexample(made.call, f"a row of the week {week:%d %b} with tickets "
                                  f"{empty['tickets'].iloc[0]} and low {low}",
                                  f"{len(made.expected)} rows, of weeks with tickets", str(made.rows),
                                  "A week without tickets has no row, and no rate.")
    return None


def several(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -2, 60), ("T-2", -90 - 2 * WEEK, -60), ("T-3", -90, -60)])
    yield case(tickets, events_table([("T-2", MET, -420, -419)]), "The oldest week first.", draw)


def everything(draw: Draw) -> Iterator[Case]:
    tickets, events, as_of = drawn_tables(draw)
    yield Case((tickets, events, as_of), definition(tickets, events, as_of),
               f"weekly_report(tickets, events, as_of) on {len(tickets)} tickets of a drawn desk", "",
               "Its tables hold a week of rows from after as_of.")


def arguments(draw: Draw) -> Arguments:
    return next(late_news(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (plain, open_ones, unheard, copies, week_of_creation, late_news, late_arrival, later_tickets,
              edge_of_week, zones, several, everything)
    return [made.args for make in makers for made in make(draw)]


def known_or_not(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    return says(open_ones, COLUMNS[1:])(answer, draw) or says(unheard, COLUMNS[1:])(answer, draw)


def boundary(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    columns = ["week", "tickets"]
    return says(edge_of_week, columns)(answer, draw) or says(zones, columns)(answer, draw)


CHECK = Check("weekly_report", contract, (
    return_shape(0.25, SECTION, plain, in_order=False),
    Oracle("OPEN_IS_MET", 2, "Open tickets count as met, or do not count at all.",
           "The newest week is always the best one; the board cuts the staff on it.", SECTION,
           known_or_not),
    Oracle("COPIES_COUNT", 1, "An outcome that was delivered twice counts twice.",
           "Nobody can reconcile the report with the list of tickets.", SECTION,
           says(copies, COLUMNS[1:])),
    Oracle("WEEK_OF_OUTCOME", 1.5, "A ticket is counted in the week in which its outcome fell.",
           "A bad week shows up as the next one's fault, and open tickets move from week to week.",
           SECTION, says(week_of_creation, ["tickets", "breached", "open"])),
    Oracle("FUTURE_OUTCOME", 1, "Outcomes that came after as_of are in the report.",
           "Last month's report cannot be reproduced: it is better informed than the people who read it.",
           SECTION, says(late_news, ["breached", "open"])),
    Oracle("OCCURRED_IS_KNOWN", 0.75,
           "An outcome counts from when it happened, not from when it had arrived.",
           "A report made again says something else than the one that was sent.", SECTION,
           says(late_arrival, ["breached", "open"])),
    Oracle("LATER_TICKETS", 0.5, "The report is not of the tickets created at or before as_of.",
           "Tickets of tomorrow are open, so the present week looks worse than it can be.",
           SECTION, says(later_tickets, ["tickets", "open"])),
    Oracle("WEEK_EDGE", 0.5, "The weeks do not begin on Monday at 00:00 UTC.",
           "Sunday's night shift is one team's best and the next team's worst week.",
           SECTION, boundary),
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
    Oracle("WRONG_SOMEWHERE", 0.5, "On a drawn desk some figures differ from the definition's.",
           "The report is wrong in a week that no small example has.", SECTION,
           says(everything, COLUMNS[1:])),
), probes)
