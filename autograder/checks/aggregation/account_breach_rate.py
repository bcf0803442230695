"""account_breach_rate: how often an account's tickets breached, as far as was known by then."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

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
from autograder.oracles.cases import Case, at_any_time, rows_text
from autograder.oracles.invariance import Arguments, in_zone, shuffled
from autograder.oracles.oracle import Oracle
from autograder.oracles.unchanged_input import leaves_input_alone

WINDOW, PRIOR = pd.Timedelta(days=28), (0.2, 5.0)
CALL = 'account_breach_rate(tickets, events, pd.Timedelta("28D"), prior=(0.2, 5.0))'
SECTION = "A label is late too"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series with the index of `tickets`"
    if not (pd.api.types.is_numeric_dtype(value.dtype) or value.dtype == object):
        return f"a Series of dtype {value.dtype}; the prompt asks for floats"
    return None


def definition(tickets: pd.DataFrame, events: pd.DataFrame, window: pd.Timedelta,
               prior: tuple[float, float]) -> pd.Series:
    """The answer by its definition: for each ticket, count the account's other outcomes known by then."""
    outcomes = events[events["type"].isin([MET, BREACHED])].sort_values("ingested_at", kind="stable")
    first = outcomes.drop_duplicates("ticket_id")
    names = first["ticket_id"].to_numpy(object)
    owners = first["ticket_id"].map(tickets.set_index("ticket_id")["account_id"]).to_numpy(object)
    occurred, known = (first[clock].dt.tz_convert("UTC").to_numpy("datetime64[us]")
                       for clock in ("occurred_at", "ingested_at"))
    breached = (first["type"] == BREACHED).to_numpy()
    moments = tickets["decide_at"].dt.tz_convert("UTC").to_numpy("datetime64[us]")
    rate, strength = prior
    values = []
    for name, owner, moment in zip(tickets["ticket_id"], tickets["account_id"], moments, strict=True):
        counted = ((owners == owner) & (names != name) & (known <= moment)
                   & (occurred > moment - window.to_timedelta64()) & (occurred <= moment))
        values.append((breached[counted].sum() + rate * strength) / (counted.sum() + strength))
    return pd.Series(np.array(values, dtype=float), index=tickets.index)


def case(tickets: pd.DataFrame, events: pd.DataFrame, note: str,
         prior: tuple[float, float] = PRIOR, witness: pd.Timestamp | None = None) -> Case:
    """A case; `witness` adds a breach of A-1 known by that moment, so that the bare prior is wrong."""
    if witness is not None:
        day = pd.Timedelta(days=1)
        tickets = pd.concat([tickets, tickets_table([("T-9", "A-1", witness - 3 * day)])], ignore_index=True)
        events = pd.concat([events, events_table([("T-9", BREACHED, witness - 2 * day, witness - day)])
                            .assign(event_id="E-9")], ignore_index=True)
    shown = tickets.drop(columns="created_at")
    call = CALL if prior == PRIOR else CALL.replace("(0.2, 5.0)", str(prior))
    return Case((tickets, events, WINDOW, prior), definition(tickets, events, WINDOW, prior), call,
                rows_text(tickets=shown, events=events.drop(columns="event_id")), note)


def pair(days: float = 5) -> pd.DataFrame:
    """T-0, and `days` later T-1 of the same account."""
    return tickets_table([("T-0", "A-1", at(60)), ("T-1", "A-1", at(60, days=days))])


def own_label(draw: Draw) -> Iterator[Case]:
    for kind in (BREACHED, MET):
        tickets = tickets_table([("T-1", "A-1", at(60))])
        yield case(tickets, events_table([("T-1", kind, at(40), at(41))]),
                   "T-1's own outcome is what is to be predicted: it must not be part of its own feature.",
                   witness=at(60))


def future_tickets(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", "A-1", at(60)), ("T-2", "A-1", at(60, days=9))])
    events = events_table([("T-2", BREACHED, at(90, days=9), at(91, days=9))])
    yield case(tickets, events, "T-2 did not exist when T-1 was decided on.", witness=at(60))


def label_lag(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-0", BREACHED, at(0, days=6), at(1, days=6))])
    yield case(pair(), events, "T-0 came first, but its outcome came a day after T-1 was decided on.",
               witness=at(60, days=5))


def not_ingested(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-0", BREACHED, at(0, days=4), at(0, days=6))])
    yield case(pair(), events, "It had happened by then, but the event reached us a day too late.",
               witness=at(60, days=5))


def copies(draw: Draw) -> Iterator[Case]:
    occurred = at(0, days=1)
    yield case(pair(), events_table([("T-0", BREACHED, occurred, occurred),
                                     ("T-0", BREACHED, occurred, at(5, days=1))]),
               "One outcome, delivered twice: it counts once.")
    yield case(pair(), events_table([("T-0", BREACHED, occurred, at(0, days=8)),
                                     ("T-0", BREACHED, occurred, at(5, days=1))]),
               "The copy that came first made it known; the one of a week later changes nothing.")


def other_events(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-0", REPLY, at(70), at(71)), ("T-0", BREACHED, at(0, days=1), at(1, days=1)),
                           ("T-0", REPLY, at(0, days=2), at(0, days=2))])
    yield case(pair(), events, "A reply is no outcome: one ticket is known, and it breached.")


def outside_window(draw: Draw) -> Iterator[Case]:
    events = events_table([("T-0", BREACHED, at(0, days=1), at(1, days=1))])
    yield case(pair(days=40), events, "The outcome of T-0 is 39 days old; the window is 28 days.",
               witness=at(60, days=40))


def other_clock(draw: Draw) -> Iterator[Case]:
    yield case(pair(days=30), events_table([("T-0", BREACHED, at(0, days=9), at(0, days=9))]),
               "The ticket is 30 days old but its outcome is 21 days old: the window is on the outcome.")
    yield case(pair(days=30), events_table([("T-0", BREACHED, at(0, days=1), at(0, days=9))]),
               "The outcome is 29 days old: that we heard of it 21 days ago makes it no younger.",
               witness=at(60, days=30))


def window_edge(draw: Draw) -> Iterator[Case]:
    start = at(60, days=5) - WINDOW
    tickets = tickets_table([("T-0", "A-1", start - pd.Timedelta(days=1)), ("T-1", "A-1", at(60, days=5))])
    yield case(tickets, events_table([("T-0", BREACHED, start, start)]),
               "Exactly 28 days before is outside: the window is open at its start.",
               witness=at(60, days=5))
    moment = at(60, days=5)
    yield case(pair(), events_table([("T-0", BREACHED, moment, moment)]),
               "Known at the very moment is known: the window is closed at its end.")


def cold_start(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-0", "A-1", at(60)), ("T-1", "A-1", at(60, days=5)),
                             ("T-2", "A-2", at(60, days=5))])
    events = events_table([("T-0", BREACHED, at(0, days=1), at(1, days=1))])
    yield case(tickets, events, "Nothing is known of A-2, nor of A-1 at first: the prior rate is the answer.")


def prior(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([(f"T-{i}", "A-1", at(60, days=i)) for i in range(4)])
    events = events_table([(f"T-{i}", kind, at(90, days=i), at(91, days=i))
                           for i, kind in enumerate((MET, BREACHED, BREACHED))])
    for weights in ((0.5, 2.0), (0.1, 100.0), (0.9, 0.5)):
        yield case(tickets, events, "(breached + rate * strength) / (known + strength)", weights)


def other_accounts(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-0", "A-2", at(60)), ("T-1", "A-1", at(60, days=5))])
    events = events_table([("T-0", BREACHED, at(0, days=1), at(1, days=1))])
    yield case(tickets, events, "T-0 belongs to another account.", witness=at(60, days=5))


def null_account(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-0", None, at(60)), ("T-1", None, at(60, days=5)),
                             ("T-2", "A-1", at(60, days=5))])
    events = events_table([("T-0", BREACHED, at(0, days=1), at(1, days=1))])
    yield case(tickets, events, "Two tickets of unknown accounts need not be of the same account.",
               witness=at(60, days=5))


def row_order(draw: Draw) -> Iterator[Case]:
    tickets, events = drawn(draw, 12, "order")
    tickets = tickets[tickets["account_id"].notna()]
    tickets = shuffled(tickets, draw.rng("shuffle"))
    yield case(tickets, events, "The result has the index of `tickets`, in its order.")


def wall_clock(draw: Draw) -> Iterator[Case]:
    moment = at(60, days=5)
    for zone, minutes in (("Asia/Singapore", -120), ("America/New_York", 120)):
        occurred = moment + pd.Timedelta(minutes=minutes)
        events = events_table([("T-0", BREACHED, occurred, occurred)])
        whole = case(pair(), events, "")
        written = in_zone(events, zone)
        yield Case((pair(), written, WINDOW, PRIOR), whole.expected, CALL,
                   rows_text(tickets=pair().drop(columns="created_at"),
                             events=written.drop(columns="event_id")),
                   "Instants are compared, in whatever zone they are written.")


def everything(draw: Draw) -> Iterator[Case]:
    for n in (6, 30, 150):
        tickets, events = drawn(draw, n, "all")
        window = pd.Timedelta(hours=n // 2)
        expected = definition(tickets, events, window, PRIOR)
        yield Case((tickets, events, window, PRIOR), expected,
                   CALL.replace('"28D"', f'"{n // 2}h"') + f"  # {n} drawn tickets", "",
                   "By the definition: the account's other tickets whose outcome fell into the window and "
                   "had been ingested.")


def plain(draw: Draw) -> Arguments:
    return (*drawn(draw, 30, "plain"), WINDOW, PRIOR)


def probes(draw: Draw) -> list[Arguments]:
    makers = (own_label, future_tickets, label_lag, not_ingested, copies, other_events, outside_window,
              other_clock, window_edge, cold_start, prior, other_accounts, null_account, row_order,
              wall_clock, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("account_breach_rate", contract, (
    Oracle("OWN_LABEL", 1.5, "A ticket's own outcome is part of its own feature.",
           "Offline the feature knows the answer; in production it is always missing.",
           SECTION, at_any_time(own_label)),
    Oracle("LEAK_FUTURE_TICKETS", 1.5, "Tickets that came later are counted.",
           "The training set knows which accounts will go bad; the service does not.",
           SECTION, at_any_time(future_tickets)),
    Oracle("LEAK_LABEL_LAG", 1.5, "A ticket counts once it has come, though its outcome is not yet known.",
           "It is the leak that survives every time split: sorting by creation looks so careful.",
           SECTION, at_any_time(label_lag)),
    Oracle("LEAK_NOT_INGESTED", 1.5, "An outcome counts from when it happened, not from when we knew of it.",
           "Late events are few, and they are the interesting ones: outages, offline agents, backfills.",
           "Two clocks", at_any_time(not_ingested)),
    Oracle("COPIES_COUNTED", 1, "An outcome delivered twice counts twice, or only from its last copy.",
           "Delivery is at least once: after each outage of the queue the accounts look worse.",
           "Grain before joins", at_any_time(copies)),
    Oracle("OTHER_EVENTS_COUNTED", 1, "Events that are no outcomes are counted as tickets.",
           "Accounts that write a lot look safe, because every reply dilutes their breaches.",
           "Grain before joins", at_any_time(other_events)),
    Oracle("WINDOW_IGNORED", 1, "Outcomes older than the window are counted.",
           "An account never outgrows its first bad month.",
           "Windows and edges", at_any_time(outside_window)),
    Oracle("WINDOW_ON_OTHER_CLOCK", 1, "The window is laid on the tickets' age or on the ingestion time.",
           "A backfill of last year's events turns them into this month's.",
           "Windows and edges", at_any_time(other_clock)),
    Oracle("WINDOW_EDGE", 0.5, "The window's ends are wrong: it is open at its start, closed at its end.",
           "Adjacent windows count an event twice or never, and totals do not reconcile.",
           "Windows and edges", at_any_time(window_edge)),
    Oracle("COLD_START", 1, "Where nothing is known the answer is missing, zero or left out.",
           "New accounts are a tenth of the traffic; zero says that they never breach.",
           "Small groups", at_any_time(cold_start)),
    Oracle("PRIOR_MISUSED", 1, "The rate is not pulled towards the prior by the stated weights.",
           "An account with one breach of one ticket goes to the top of every list.",
           "Small groups", at_any_time(prior)),
    Oracle("OTHER_ACCOUNTS", 1, "Tickets of other accounts are counted.",
           "The feature is the desk's average: it says nothing of the account.",
           SECTION, at_any_time(other_accounts)),
    Oracle("NULL_ACCOUNTS_POOLED", 0.5, "Tickets without an account are treated as one account.",
           "The giant of unknowns gets a rate of its own, and a model loves it.",
           "Small groups", at_any_time(null_account)),
    Oracle("ORDER_LOST", 0.5, "The result has not the index of `tickets`, or depends on the rows' order.",
           "Assigned as a column it lands on other tickets.", SECTION, at_any_time(row_order)),
    Oracle("WALL_CLOCK", 0.5, "The times are compared as wall clocks, not as instants.",
           "Events written in Singapore are eight hours in the future of those written in UTC.",
           "Wall clocks lie", at_any_time(wall_clock)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's own tables.",
           "The next feature is computed on a table that is sorted, renamed or longer than it was.",
           "The as-of join", leaves_input_alone(plain, ("tickets", "events", "window", "prior")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.5, "On mixed tables some tickets get another rate than the definition gives.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, at_any_time(everything)),
), probes)
