"""leaking_tickets: the learner's own test, put to features that leak and to features that do not."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

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
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Replay: what did we know then"
Feature = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, set | frozenset | list | tuple | pd.Index | pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a set of ticket_ids"
    return None


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
    rows = rows_text(tickets=tickets.drop(columns="created_at"), events=events.drop(columns="event_id"))
    values = ", ".join(f"{ticket}: {show(value)}" for ticket, value in
                       zip(tickets["ticket_id"], feature(tickets, events), strict=True))
    return Case((feature, tickets, events), definition(feature, tickets, events),
                f"leaking_tickets({feature.__name__}, tickets, events)",
                f"{rows}\nthe feature's values: {values}" if shown else "",
                f"{feature.__doc__}\n{note}".strip())


def finds(cases: Callable[[Draw], Iterator[Case]]) -> Property:
    """The answer names just the tickets that leak, in any kind of collection."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in in_another_week(cases)(draw):
            got = set(answer(*made.args))
            if got != made.expected:
                return Counterexample(made.call, _set_text(got), _set_text(made.expected),
                                      made.rows, made.note)
        return None
    return test


def _set_text(tickets: set[Any]) -> str:
    return show(tickets) if tickets else "the empty set"


def two() -> pd.DataFrame:
    return tickets_table([("T-1", "A-1", at(60)), ("T-2", "A-1", at(60, days=5))])


def labels(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=6), at(0, days=6))])
    yield case(features.earlier_tickets, two(), events,
               "T-1's outcome came a day after T-2 was decided on, and T-2's value is made of it.")


def late_events(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=1), at(0, days=6))])
    yield case(features.occurred_rate, two(), events,
               "It happened before T-2's decision, and was ingested after.")


def counts(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-2", REPLY, at(0, days=5), at(1, days=5)),
                           ("T-2", REPLY, at(0, days=6), at(0, days=6))])
    yield case(features.all_replies, two(), events, "No outcome is swapped here; the later reply has to go.")


def swaps(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", MET, at(0, days=1), at(0, days=1)),
                           ("T-2", MET, at(0, days=6), at(0, days=6))])
    yield case(features.whole_history_or_zero, two(), events,
               "Without the later outcomes the value is 0 as before; with breaches in their place it is not.")


def one_cut(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", REPLY, at(0, days=2), at(0, days=2))])
    yield case(features.all_replies, two(), events,
               "The reply came after T-1's decision and before T-2's: each ticket has a cut of its own.")


def missing_values(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=6), at(0, days=6))])
    yield case(features.known_rate_or_missing, two(), events,
               "Missing before and missing after is no change, though nan != nan.")


def clean(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=1), at(0, days=1)), ("T-1", REPLY, at(10), at(11)),
                           ("T-2", MET, at(0, days=7), at(0, days=7))])
    for feature in (features.known_rate, features.known_replies):
        yield case(feature, two(), events, "Only what was ingested after a ticket's decision may be changed.")
    edge = events_table([("T-1", BREACHED, at(60, days=5), at(60, days=5))])
    yield case(features.known_rate, two(), edge,
               "Ingested at the very moment of T-2's decision is known, not later.")


def noise(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-1", BREACHED, at(0, days=1), at(0, days=1)),
                           ("T-2", MET, at(0, days=7), at(0, days=7))])
    yield case(features.known_rate_with_noise, two(), events,
               "A difference below 1e-9 is rounding, not a leak.")


def everything(draw: Draw) -> Iterator[Case]:
    for feature in (features.known_rate, features.whole_history, features.earlier_tickets,
                    features.occurred_rate, features.all_replies, features.known_rate_or_missing):
        tickets, events = drawn(draw, 10, feature.__name__)
        yield case(feature, tickets.set_axis(range(5, 15)), events, "On ten drawn tickets.", shown=False)


def plain(draw: Draw) -> Arguments:
    return (features.known_replies, *drawn(draw, 6, "plain"))


def probes(draw: Draw) -> list[Arguments]:
    makers = (labels, late_events, counts, swaps, one_cut, missing_values, clean, noise, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("leaking_tickets", contract, (
    Oracle("MISSES_LABEL_LAG", 1.5, "A feature made of outcomes that were not yet known is not found.",
           "The commonest leak of all goes to production with a green test.", SECTION, finds(labels)),
    Oracle("MISSES_LATE_EVENTS", 1, "The cut is by when events happened, so late ones slip through.",
           "The test agrees with the bug: both believe that what happened was known.",
           "Two clocks", finds(late_events)),
    Oracle("MISSES_COUNTS", 1.5, "Only outcomes are changed: a leak through the number of events is missed.",
           "The number of messages over a ticket's whole life is the best feature anybody ever shipped.",
           SECTION, finds(counts)),
    Oracle("MISSES_SWAPS", 1,
           "Events are only removed: a leak that fills the gap with its old value is missed.",
           "fillna(0) makes the test blind, and it stands in every pipeline.", SECTION, finds(swaps)),
    Oracle("ONE_CUT_FOR_ALL", 1.5, "One cut in time is used for all tickets.",
           "Only the last ticket of the table is really tested.", SECTION, finds(one_cut)),
    Oracle("FALSE_ALARM_MISSING", 0.5, "Missing before and after is called a change.",
           "A test that always fails is switched off, and with it the guard.",
           "Small groups", finds(missing_values), guard=True),
    Oracle("FALSE_ALARM_PAST", 1, "Events that were known by then are changed: clean features are accused.",
           "A test that always fails is switched off, and with it the guard.",
           "Two clocks", finds(clean), guard=True),
    Oracle("FALSE_ALARM_ROUNDING", 0.5, "Differences of rounding are called leaks.",
           "The test fails on another machine, on a Friday.", SECTION, finds(noise), guard=True),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's tables.",
           "The test spoils the data that the next test runs on.",
           SECTION, leaves_input_alone(plain, ("feature", "tickets", "events")), guard=True),
    Oracle("WRONG_SOMEWHERE", 1, "On drawn tables the set of leaking tickets is not the defined one.",
           "The test is blind in a case that no small example has.", SECTION, finds(everything)),
), probes)
