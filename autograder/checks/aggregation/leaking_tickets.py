"""leaking_tickets: the learner's own test, put to features that leak and to features that do not.

An answer that accuses everybody finds no leak: it is first asked about an innocent ticket.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.aggregation import features
from autograder.checks.aggregation.clock import at
from autograder.checks.aggregation.outcomes import (
    BREACHED,
    MET,
    REPLY,
    drawn,
    events_table,
    tickets_table,
)
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, in_another_week, rows_text
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Replay: what did we know then"
Feature = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]


def contract(value: Any, feature: Feature, tickets: pd.DataFrame, events: pd.DataFrame) -> str | None:
    if not isinstance(value, set | frozenset | list | tuple | np.ndarray | pd.Index | pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a set of ticket_ids"
    strange = [item for item in value if item not in set(tickets["ticket_id"])]
    return f"it names {strange[0]!r}, which is no ticket_id" if strange else None


def definition(feature: Feature, tickets: pd.DataFrame, events: pd.DataFrame) -> set[str]:
    """Tickets whose value changes when what was ingested after their decision is removed or swapped."""
    before = feature(tickets, events)
    leaking = set()
    for label, ticket, moment in zip(tickets.index, tickets["ticket_id"], tickets["decide_at"], strict=True):
        after = events["ingested_at"] > moment
        swapped = events["type"].where(~after, events["type"].replace({MET: BREACHED, BREACHED: MET}))
        for changed in (events[~after], events.assign(type=swapped)):
            old, new = before[label], feature(tickets, changed)[label]
            if not (pd.isna(old) and pd.isna(new)) and not abs(old - new) <= 1e-9:
                leaking.add(ticket)
    return leaking


def case(feature: Feature, tickets: pd.DataFrame, events: pd.DataFrame, note: str,
         shown: bool = True) -> Case:
    copies = events["event_id"].duplicated().any()
    shown_events = events if copies else events.drop(columns="event_id")
    rows = rows_text(tickets=tickets.drop(columns="created_at"), events=shown_events)
    values = ", ".join(f"{ticket}: {show(value)}" for ticket, value in
                       zip(tickets["ticket_id"], feature(tickets, events), strict=True))
    return Case((feature, tickets, events), definition(feature, tickets, events),
                f"leaking_tickets({feature.__name__}, tickets, events)",
                f"{rows}\nthe feature's values: {values}" if shown else "",
                f"{feature.__name__}: {feature.__doc__}\n{note}".strip())


def names(cases: Callable[[Draw], Iterator[Case]], judged: Sequence[str] = ()) -> Property:
    """The answer names just the tickets that leak, in any kind of collection.

    judged: the tickets by which this mistake shows; without any, all tickets.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in in_another_week(cases)(draw):
            got = set(answer(*made.args))
            wrong = got ^ made.expected
            if wrong & set(judged or wrong):
                return Counterexample(made.call, _set_text(got), _set_text(made.expected),
                                      made.rows, made.note)
        return None
    return test


def finds(cases: Callable[[Draw], Iterator[Case]], judged: Sequence[str]) -> Property:
    """The answer names the leaking tickets among `judged`, and does not name an innocent one."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return names(innocent)(answer, draw) or names(cases, judged)(answer, draw)
    return test


def _set_text(tickets: set[Any]) -> str:
    return show(tickets) if tickets else "the empty set"


def two() -> pd.DataFrame:
    """T-1, and five days later T-2 of the same account."""
    return tickets_table([("T-1", "A-1", at(60)), ("T-2", "A-1", at(60, days=5))])


def innocent(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", REPLY, at(10), at(11))])
    yield case(features.known_replies, two().head(1), events, "Nothing came after T-1's decision.")


def labels(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=6), at(0, days=6))])
    yield case(features.earlier_tickets, two(), events,
               "T-1's outcome came a day after T-2 was decided on, and T-2's value is made of it: the "
               "feature finds T-1 in `tickets`.")
    strangers = tickets_table([("T-1", "A-1", at(60)), ("T-2", "A-2", at(60, days=5))])
    yield case(features.share_of_all, strangers, events,
               "T-1 is of another account, and its later outcome is in T-2's value: all events count, of "
               "whatever ticket.")


def late_events(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=1), at(0, days=6))])
    yield case(features.occurred_rate, two(), events,
               "T-1's outcome happened before T-2's decision, and was ingested after it.")


def counts(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-2", REPLY, at(0, days=5), at(1, days=5)),
                           ("T-2", REPLY, at(0, days=6), at(0, days=6))])
    yield case(features.all_replies, two(), events,
               "T-2's second reply came a day after its decision. It is no outcome that could be swapped: "
               "it has to go.")
    again = events_table([("T-2", REPLY, at(0, days=5), at(1, days=5)),
                          ("T-2", REPLY, at(0, days=5), at(0, days=6))])
    yield case(features.all_replies, two(), again,
               "The reply was known in time, and delivered again a day after T-2's decision. The feature "
               "counts the copy: it is a row of `events` that was ingested later, and has to go.")


def swaps(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", MET, at(0, days=1), at(0, days=1)),
                           ("T-2", MET, at(0, days=6), at(0, days=6))])
    yield case(features.whole_history_or_zero, two(), events,
               "Without the later outcomes the value is 0 as before; with breaches in their place it is not.")
    mirror = events.assign(type=BREACHED)
    yield case(features.share_met_or_zero, two(), mirror,
               "Without the later breaches the value is 0 as before; with outcomes met in their place it "
               "is not.")


def gaps(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-2", BREACHED, at(90, days=5), at(90, days=5))])
    yield case(features.minutes_to_breach, two(), events,
               "Without T-2's later breach its value is missing, and it was 30. abs(nan - 30) > 1e-9 is "
               "False: no comparison with nan is true.")
    for minutes in (0, -1):
        late = events_table([("T-2", BREACHED, at(60 + minutes, days=5), at(90, days=5))])
        yield case(features.minutes_to_breach, two(), late,
                   f"Without T-2's breach, ingested half an hour after its decision, its value is missing, "
                   f"and it was {minutes}: missing is not {minutes}.")


def small_changes(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(50, days=5), at(50, days=5)),
                           ("T-2", BREACHED, at(70, days=5), at(70, days=5))])
    yield case(features.last_breach, two(), events,
               "Without the later breach T-2's value is smaller by 1200, of 1.7e9. np.isclose takes 1e-5 of "
               "the value for no change unless told otherwise (rtol=0).")
    yield case(features.strongly_shrunk, two(), events.tail(1),
               "Without the later breach T-2's value is smaller by 4e-9: that is more than 1e-9. (np.isclose "
               "has an atol of 1e-8 unless told otherwise.)")


def one_cut(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=2), at(0, days=2))])
    yield case(features.whole_history_or_zero, two(), events,
               "T-1's outcome was known after its decision and before T-2's: each ticket has its own cut.")


def missing_values(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=6), at(0, days=6))])
    yield case(features.known_rate_or_missing, two(), events,
               "Missing before and missing after is no change, though nan != nan.")


def others_values(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-2", REPLY, at(0, days=5), at(1, days=5))])
    yield case(features.known_replies, two(), events,
               "What came after T-1's decision changes T-2's value, and T-2 may know it. T-1's value stays.")


def past(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=1), at(0, days=1)), ("T-2", REPLY, at(10), at(11)),
                           ("T-2", MET, at(0, days=7), at(0, days=7))])
    for feature in (features.known_rate, features.known_replies):
        yield case(feature, two(), events,
                   "Only what was ingested after a ticket's decision may be changed.")
    edge = events_table([("T-1", BREACHED, at(60, days=5), at(60, days=5))])
    yield case(features.known_rate, two(), edge,
               "Ingested at the very moment of T-2's decision is known, not later.")
    again = events_table([("T-2", REPLY, at(0, days=5), at(1, days=5)),
                          ("T-2", REPLY, at(0, days=5), at(0, days=6))])
    yield case(features.known_replies, two(), again,
               "The reply came in time, and once more after T-2's decision. Only the later row may be "
               "changed: what the first delivery said was known.")
    fast = events_table([("T-2", REPLY, at(70, days=5), at(50, days=5))])
    yield case(features.known_replies, two(), fast,
               "The reply was ingested before T-2's decision: it was known, though a fast clock stamped it "
               "later.")


def own_table(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-2", REPLY, at(0, days=6), at(0, days=6))])
    yield case(features.account_size, two(), events,
               "No event is looked at, so that no change of events can show. Only a call with other "
               "`tickets` gives another value.")


def noise(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-2", MET, at(0, days=7), at(0, days=7))])
    yield case(features.known_rate_with_noise, two(), events,
               "A difference below 1e-9 is rounding, not a leak.")


def everything(draw: Draw) -> Iterator[Case]:
    for feature, n in ((features.occurred_rate, 2), (features.earlier_tickets, 4)):
        tickets, events = drawn(draw, n, feature.__name__)
        more_tickets, more_events = _rare_ones()
        tickets = pd.concat([tickets, more_tickets])
        events = pd.concat([events, more_events.assign(event_id="E-9" + more_events["event_id"])])
        yield case(feature, tickets.set_axis(range(5, 5 + len(tickets))), events.reset_index(drop=True),
                   "On drawn tickets, whose index does not start at 0.", shown=False)


def _rare_ones() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What a draw may lack: a late label, one known in the moment, swaps that cancel, a last ticket."""
    late, edge, balanced = (f"A-{i}0" for i in (7, 8, 9))
    then, happened, known = at(60, days=25), at(0, days=21), at(0, days=26)
    tickets = tickets_table([("T-70", late, at(0, days=20)), ("T-71", late, then),
                             ("T-80", edge, at(0, days=20)), ("T-81", edge, then),
                             ("T-90", balanced, at(0, days=20)), ("T-91", balanced, at(1, days=20)),
                             ("T-92", balanced, then), ("T-99", "A-99", at(0, days=40))])
    events = events_table([("T-70", MET, happened, known), ("T-80", BREACHED, then, then),
                           ("T-90", MET, happened, known), ("T-91", BREACHED, happened, known)])
    return tickets, events


def plain(draw: Draw) -> Arguments:
    # An outcome after the first decision only: swapping it in place twice would hide the change.
    return features.known_rate, two(), events_table([("T-1", BREACHED, at(0, days=1), at(0, days=1))])


def probes(draw: Draw) -> list[Arguments]:
    makers = (labels, late_events, counts, swaps, gaps, small_changes, one_cut, missing_values, others_values,
              past, own_table, noise, everything)
    return [case.args for make in makers for case in make(draw)]


LEAKS_PASS = "The commonest leak of all goes to production with a green test."
SWITCHED_OFF = "A test that always fails is switched off, and with it the guard."
CHECK = Check("leaking_tickets", contract, (
    return_shape(0.25, SECTION, labels),
    Oracle("MISSES_LABEL_LAG", 1.5, "A feature made of outcomes that were not yet known is not found.",
           LEAKS_PASS, SECTION, finds(labels, ["T-2"])),
    Oracle("MISSES_LATE_EVENTS", 1,
           "Events that happened before the decision but arrived after it slip through.",
           "The test agrees with the bug: both believe that what happened was known.",
           "Two clocks", finds(late_events, ["T-2"])),
    Oracle("MISSES_COUNTS", 1.5, "A leak through the number of events, no outcomes among them, is not found.",
           "The number of messages over a ticket's whole life is the best feature anybody ever shipped.",
           SECTION, finds(counts, ["T-2"])),
    Oracle("MISSES_SWAPS", 1,
           "Events are only removed, or swapped in one direction: a leak that fills gaps is missed.",
           "fillna(0) makes the test blind, and it stands in every pipeline.",
           SECTION, finds(swaps, ["T-1", "T-2"])),
    Oracle("MISSES_GAPS", 0.5, "A value that is missing in only one of the two is not called a change.",
           "A leak that shows only by its gaps passes: the model learns which tickets breached at all.",
           "Small groups", finds(gaps, ["T-2"])),
    Oracle("MISSES_SMALL_CHANGES", 0.5, "A leak that is small beside the value is taken for rounding.",
           "Times, amounts and identifiers are large numbers: hours of the future hide in the tolerance.",
           SECTION, finds(small_changes, ["T-2"])),
    Oracle("ONE_CUT_FOR_ALL", 1, "One cut in time is used for all tickets.",
           "Only the last ticket of the table is really tested.", SECTION, finds(one_cut, ["T-1"])),
    Oracle("FALSE_ALARM_OTHERS", 0.5, "A ticket is accused because the value of another one changed.",
           "The later ticket may know more. " + SWITCHED_OFF,
           SECTION, names(others_values, ["T-1"]), guard=True),
    Oracle("FALSE_ALARM_TICKETS", 0.25,
           "`tickets` is not the same in every call: a feature that reads no event is accused.",
           SWITCHED_OFF, SECTION, names(own_table), guard=True),
    Oracle("FALSE_ALARM_PAST", 0.5, "Events that were known by then are changed: clean features are accused.",
           SWITCHED_OFF, "Two clocks", names(past, ["T-2"]), guard=True),
    Oracle("FALSE_ALARM_MISSING", 0.5, "Missing before and after is called a change.",
           SWITCHED_OFF, "Small groups", names(missing_values), guard=True),
    Oracle("FALSE_ALARM_ROUNDING", 0.5, "Differences of rounding are called leaks.",
           "The test fails on another machine, on a Friday.", SECTION, names(noise), guard=True),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The test spoils the data that the next test runs on.",
           SECTION, leaves_input_alone(plain, ("feature", "tickets", "events")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn tables the set of leaking tickets is not the defined one.",
           "The test is blind in a case that no small example has.", SECTION, names(everything)),
), probes)
