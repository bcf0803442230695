"""maturity_curve: how many labels are known at each age, of the tickets that have reached it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation.moments import (
    BREACHED,
    FAST_LANE,
    MET,
    REPLY,
    RESOLVED,
    at,
    events_table,
    tickets_table,
)
from autograder.checks.formulation.one_ticket import Cases, shown_by_one
from autograder.checks.formulation.worlds import drawn_tables
from autograder.draws import Draw
from autograder.oracles.cases import Case, in_another_week, rows_text
from autograder.oracles.compare import first_difference, show
from autograder.oracles.invariance import Arguments, in_zone
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import return_shape, returns_shape_of
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Labels that are not there yet"
COLUMNS = ["age", "tickets", "known", "breached"]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    if not set(COLUMNS) <= set(value.columns):
        return f"the columns {list(value.columns)}; the prompt asks for {COLUMNS}"
    return None


def definition(
    tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp, ages: Sequence[pd.Timedelta]
) -> pd.DataFrame:
    """The curve, age by age and ticket by ticket."""
    outcomes = events[events["type"].isin([MET, BREACHED])].sort_values("ingested_at", kind="stable")
    outcomes = outcomes.drop_duplicates("ticket_id")
    first = {row.ticket_id: (row.ingested_at, row.type) for row in outcomes.itertuples()}
    rows = []
    for age in ages:
        heard, asked = [], 0
        for ticket, created in zip(tickets["ticket_id"], tickets["created_at"], strict=True):
            if created + age <= as_of:
                asked += 1
                if ticket in first and first[ticket][0] <= created + age:
                    heard.append(first[ticket][1] == BREACHED)
        rows.append(
            (age, asked, len(heard) / asked if asked else np.nan, np.mean(heard) if heard else np.nan)
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def case(tickets: pd.DataFrame, events: pd.DataFrame, ages: Sequence[int], note: str) -> Case:
    """Ages in hours; as_of is Monday noon."""
    spans = [pd.Timedelta(hours=hours) for hours in ages]
    rows = rows_text(tickets=tickets[["ticket_id", "created_at"]], events=events.drop(columns="event_id"))
    return Case((tickets, events, at(0), spans), definition(tickets, events, at(0), spans),
                f"maturity_curve(tickets, events, as_of, ages), as_of {at(0):%a %d %b %H:%M %z}, "
                f"ages of {', '.join(map(str, ages))} hours", rows, note)


def says(cases: Cases, columns: Sequence[str]) -> Property:
    """The columns agree, youngest age first, whatever the index; the order is AGES_REORDERED's business."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in in_another_week(cases)(draw):
            got, expected = (table.reset_index(drop=True).sort_values("age", kind="stable", ignore_index=True)
                             [list(columns)] for table in (answer(*made.args), made.expected))
            if len(got) == len(expected):
                got.index = expected.index = [_in_hours(age) for age in sorted(made.args[3])]
            difference = first_difference(got, expected)
            if difference:
                place = difference.place.replace("row ", "at ")
                return Counterexample(made.call, f"{difference.got} ({place})",
                                      f"{difference.expected} ({place})", made.rows, made.note)
        return None

    return test


def _in_hours(age: Any) -> str:
    return f"{pd.Timedelta(age) / pd.Timedelta('1h'):g} hours"


def shape(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A table of the columns promised, its ages the times that were asked for."""
    return returns_shape_of(plain, in_order=False)(answer, draw) or not_times(answer, draw)


def not_times(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    for made in plain(draw):
        first = answer(*made.args)["age"].iloc[0]
        if not isinstance(first, timedelta | np.timedelta64):
            return Counterexample(f"{made.call}: column age", f"{type(first).__name__} {show(first)}",
                                  show(made.args[3][0]), str(made.rows),
                                  "age holds the times of `ages`, not a number of hours or days.")
    return None


def in_the_order_of_ages(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """One row an age, in the order in which the ages were asked for."""
    if not_times(answer, draw):
        raise NotJudged
    for made in (*cumulative(draw), *asked_twice(draw)):
        got, expected = ([_in_hours(age) for age in table["age"]]
                         for table in (answer(*made.args), made.expected))
        if got != expected:
            return Counterexample(f"{made.call}: the ages", ", ".join(got), ", ".join(expected), "",
                                  "One row an age, in the order of `ages`.")
    return None


# In these tables the decision is one hour after the creation, so created_at is the given hour minus one.
def plain(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([(f"T-{i}", -99, -90) for i in (1, 2, 3)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", MET, -97, -97), ("T-3", BREACHED, -90, -89)])
    yield case(tickets, events, [24],
               "All three are known within a day: the share 1. One of them breached: a third, not rounded.")


def young(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -90), ("T-2", -99, -90), ("T-3", -9, 40), ("T-4", -9, 40)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -90, -89)])
    yield case(
        tickets, events, [24], "T-3 and T-4 are ten hours old: nobody can say what is known of them after 24."
    )


def young_known(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -90), ("T-2", -99, -90), ("T-3", -9, 40)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -90, -89), ("T-3", MET, -8, -8)])
    yield case(tickets, events, [24],
               "T-3 is ten hours old: at 24 hours it is not asked about, though it is known. "
               "Of the young ones only the quickly resolved are.")


def known_later(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -20), ("T-2", -99, -20)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -20, -19)])
    yield case(tickets, events, [24], "T-2 became known at the age of 81 hours: at 24 hours it was not.")


def occurred(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -90), ("T-2", -99, -90)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -90, -60)])
    yield case(tickets, events, [24], "T-2 breached at the age of 10 hours and was known at that of 40.")
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -75.9, -76.1)])
    yield case(tickets, events, [24], "The sender's clock runs ahead: by it T-2 breached at the age of 24.1 "
               "hours. It was ingested at that of 23.9, so after 24 hours it was known.")


def resolved(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -90), ("T-2", -99, -90)])
    events = events_table([("T-1", BREACHED, -90, -89), ("T-2", RESOLVED, -98, -98)])
    yield case(tickets, events, [24], "T-2 was resolved. Whether in time only its outcome says, and that has "
               "not arrived: it is not known.")
    events = events_table([("T-1", MET, -97, -97), ("T-2", RESOLVED, -98, -98), ("T-2", MET, -98, -19)])
    yield case(tickets, events, [24], "T-2 was resolved at the age of 2 hours, as was known at once. Its "
               "outcome, which says whether in time, arrived at that of 81.")


def copies(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -90), ("T-2", -99, -90), ("T-3", -99, -90)])
    events = events_table(
        [("T-3", BREACHED, -90, -40), ("T-1", MET, -97, -97), ("T-2", BREACHED, -90, -88),
         ("T-3", BREACHED, -90, -89), ("T-2", BREACHED, -90, -89)]
    )
    yield case(tickets, events, [24],
               "T-2 and T-3 were delivered twice: each is one ticket, known from its first delivery.")


def share(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([(f"T-{i}", -99, -20) for i in (1, 2, 3, 4)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -90, -89)])
    yield case(tickets, events, [24], "Two of four are known; of the two one breached.")


def cumulative(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -20), ("T-2", -99, -20), ("T-3", -99, -20)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -70, -70), ("T-3", REPLY, -98, -98)])
    yield case(tickets, events, [48, 24],
               "What is known after 24 hours is still known after 48.")


def asked_twice(draw: Draw) -> Iterator[Case]:
    tickets, events, *_ = next(cumulative(draw)).args
    yield case(tickets, events, [48, 24, 48], "One row for each age asked for, also for one asked for twice.")


def treated(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -90), ("T-2", -99, -90)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", FAST_LANE, -99, -99), ("T-2", BREACHED, -90, -89)])
    yield case(tickets, events, [24], "T-2 is in the fast lane: its outcome took as long, and counts.")


def zones(draw: Draw) -> Iterator[Case]:
    made = case(tickets_table([("T-1", -25, 40)]), events_table([("T-1", MET, -7, -6)]), [24], "")
    tickets, events, as_of, ages = made.args
    for what, args in (
        ("created_at is written in Singapore time", (in_zone(tickets, "Asia/Singapore"), events, as_of)),
        ("The events are written in Singapore time", (tickets, in_zone(events, "Asia/Singapore"), as_of)),
        ("as_of is written in New York time", (tickets, events, as_of.tz_convert("America/New_York"))),
    ):
        yield replace(made, args=(*args, ages), note=f"{what}; they are the instants shown above in UTC.")


def from_creation(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -20), ("T-2", -99, -20)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", MET, -75.5, -75.5)])
    yield case(tickets, events, [24],
               "T-2 became known 24.5 hours after it was created, 23.5 hours after its decision.")


def hours_and_days(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -70), ("T-2", -99, -70), ("T-3", -29, 20)])
    events = events_table([("T-1", MET, -97, -97), ("T-2", BREACHED, -70, -69), ("T-3", MET, -28, -28)])
    yield case(tickets, events, [36],
               "T-2 became known at the age of 31 hours, within 36; T-3 is 30 hours old and not asked about.")


def edges(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -20), ("T-2", -99, -20), ("T-3", -23, 20)])
    events = events_table([("T-1", MET, -97, -76), ("T-2", BREACHED, -76, -75), ("T-3", BREACHED, -1, 0)])
    yield case(
        tickets,
        events,
        [24],
        "T-1 became known at the age of exactly 24 hours, and T-3 is just that old at as_of: both count.",
    )


def nothing(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -99, -20), ("T-2", -99, -20)])
    events = events_table([("T-1", MET, -40, -40), ("T-2", BREACHED, -20, -20)])
    yield case(tickets, events, [24, 200],
               "After 24 hours nothing was known, so there is no breach rate; no ticket "
               "is 200 hours old, so there is no share either.")


def everything(draw: Draw) -> Iterator[Case]:
    tickets, events, as_of = drawn_tables(draw)
    ages = [pd.Timedelta(hours=hours) for hours in (2, 26, 50, 170, 9, 9000)]
    yield Case((tickets, events, as_of, ages), definition(tickets, events, as_of, ages),
               f"maturity_curve(tickets, events, as_of, ages) on {len(tickets)} tickets of a drawn desk, "
               f"as_of {as_of:%a %d %b %H:%M %z}, ages of 2, 26, 50, 170, 9 and 9000 hours")


def arguments(draw: Draw) -> Arguments:
    return next(copies(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (plain, young, young_known, known_later, occurred, resolved, copies, share, cumulative,
              asked_twice, treated, zones, from_creation, hours_and_days, edges, nothing, everything)
    return [made.args for make in makers for made in make(draw)]


def resolved_is_open(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A resolved ticket without its outcome is not known, of answers that are right about all others."""
    if says(share, COLUMNS[1:])(answer, draw) or says(occurred, COLUMNS[2:])(answer, draw):
        raise NotJudged
    return says(resolved, COLUMNS[2:])(answer, draw)


def asked_alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    return says(young, COLUMNS[1:])(answer, draw) or says(young_known, COLUMNS[1:])(answer, draw)


CHECK = Check("maturity_curve", contract, (
    replace(return_shape(0.25, SECTION, plain, in_order=False), test=shape),
    Oracle("NOT_A_SHARE", 0.25, "known and breached are not the shares of the prompt, or they are rounded.",
           "A chart of counts, or of percents read as shares, says something else than its title.", SECTION,
           says(plain, COLUMNS[1:])),
    Oracle("YOUNG_ARE_COUNTED", 1.75, "Tickets that are not that old yet are counted at an age.",
           "The curve sinks with growth: a desk that gets more tickets seems to get slower labels.", SECTION,
           asked_alone),
    Oracle("KNOWN_BY_NOW", 1,
           "A label counts as known at an age though it arrived when the ticket was older.",
           "The curve says that after a day all is known; training starts a week too early.", SECTION,
           says(known_later, ["known", "breached"])),
    Oracle("OCCURRED_IS_KNOWN", 0.5, "A label counts from when the outcome happened, not from its arrival.",
           "The delay of the feed, for which the curve is made, is not in it.", SECTION,
           says(occurred, ["known", "breached"])),
    Oracle("COPIES_COUNT", 0.75, "A copy of an outcome counts as another label, or moves the first one.",
           "Shares above one, or labels that seem to arrive days later than they did.", SECTION,
           says(copies, ["tickets", "known", "breached"])),
    Oracle("BREACHED_OF_ALL", 0.75,
           "The breach rate is taken of all tickets, as if the unknown ones had met.",
           "It rises with age because labels arrive; somebody will explain it by the staff.", SECTION,
           says(share, ["breached"])),
    Oracle("UNKNOWN_LEFT_OUT", 0.5, "Tickets whose outcome is not known are left out of the curve.",
           "Of the known ones all are known: the curve says 100 % on the day the feed loses half.", SECTION,
           says(share, ["tickets", "known"])),
    Oracle("RESOLVED_IS_OUTCOME", 0.25, "That a ticket was resolved counts as its outcome.",
           "Each resolved ticket counts as known and met: late ones, too, and the breach rate looks better.",
           SECTION, resolved_is_open),
    Oracle("TREATED_LEFT_OUT", 0.25, "Tickets in the fast lane are left out, or count as unknown.",
           "The curve measures how late outcomes are; the rescued ones arrive by the same feed.", SECTION,
           says(treated, COLUMNS[1:])),
    Oracle("BY_INTERVAL", 0.25, "A row tells what arrived since the last age.",
           "The reader looks for the age at which nine of ten are known, and finds none.", SECTION,
           says(cumulative, ["known", "breached"])),
    Oracle("AGES_REORDERED", 0.25, "The rows are not in the order of the ages asked for.",
           "The caller puts its own ages beside the rows, and reads one age's share at another.", SECTION,
           in_the_order_of_ages, guard=True),
    Oracle("AGE_FROM_DECISION", 0.5, "The age does not begin at the creation of the ticket.",
           "Two teams compare their curves, and one of them is an hour, or a deadline, off.",
           "The decision comes first", says(from_creation, ["known"])),
    Oracle("AGE_IN_WHOLE_DAYS", 0.25, "An age of hours is cut to whole days.",
           "Half of the delays are shorter than a day: at this scale all of them are 0.", SECTION,
           says(hours_and_days, COLUMNS[1:])),
    Oracle("EDGE_BY_A_SECOND", 0.25, "An instant that falls exactly on an age is put on the wrong side.",
           "Outcomes are posted by the hour, so whole hours are where they all are.",
           "A label is code, so test it", says(edges, ["tickets", "known", "breached"])),
    Oracle("NOTHING_IS_ZERO", 0.5, "Where nothing is known, the answer is a rate, or an error.",
           "A rate of zero is the best news there is, and here it means that there is no news.", SECTION,
           says(nothing, ["tickets", "known", "breached"])),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The next function works on tables with columns, or rows, that nobody expects.",
           "A label is code, so test it",
           leaves_input_alone(arguments, ("tickets", "events", "as_of", "ages")), guard=True),
    Oracle("TIME_ZONE", 0.25, "Times written in another time zone are taken for other instants.",
           "The delay of a label seems to be hours longer, or shorter, in the office that wrote the file.",
           "A label is code, so test it", says(zones, COLUMNS[1:])),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a drawn desk the curve differs from the definition's.",
           "One kind of ticket that counts differently is enough to move a share.", SECTION,
           shown_by_one(lambda cases: says(cases, COLUMNS[1:]), everything, definition)),
), probes)
