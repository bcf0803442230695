"""The cases of account_breach_rate: what goes in, and by its definition comes out, for each mistake.

T-1 is the ticket that is asked about, T-0 the one that may count, and T-9 one that does. Most cases come
twice, with the outcomes of T-0 and T-9 exchanged, so that no constant answer passes; and with a prior of
next to no weight, so that a wrong formula is found by the cases of the prior alone.
"""
from __future__ import annotations

from collections.abc import Iterator

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
from autograder.draws import Draw
from autograder.oracles.cases import Case, Rows, rows_text
from autograder.oracles.invariance import in_zone

WINDOW, PRIOR, NO_PRIOR = pd.Timedelta(days=28), (0.2, 5.0), (0.2, 1e-9)
BOTH_WAYS = ((BREACHED, MET), (MET, BREACHED))


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


def call_text(window: pd.Timedelta, prior: tuple[float, float]) -> str:
    minutes = window // pd.Timedelta(minutes=1)
    length = next(f"{minutes // unit}{name}" for unit, name in ((1440, "D"), (60, "h"), (1, "min"))
                  if minutes % unit == 0)
    return f'account_breach_rate(tickets, events, pd.Timedelta("{length}"), prior={prior})'


def case(tickets: pd.DataFrame, events: pd.DataFrame, note: str, prior: tuple[float, float] = NO_PRIOR,
         window: pd.Timedelta = WINDOW) -> Case:
    """A case in order of time, indexed by the tickets' names."""
    tickets = tickets.sort_values("decide_at", kind="stable")
    tickets = tickets.set_axis(list(tickets["ticket_id"]))
    return Case((tickets, events, window, prior), definition(tickets, events, window, prior),
                call_text(window, prior), tables_text(tickets, events), note)


def with_witness(tickets: pd.DataFrame, events: pd.DataFrame, kind: str, note: str,
                 window: pd.Timedelta = WINDOW) -> Case:
    """A case in which T-9, of the same account, counts for T-1 whatever else does."""
    moment = tickets.loc[tickets["ticket_id"] == "T-1", "decide_at"].iloc[0]
    decided, occurred, known = (moment - pd.Timedelta(hours=hours) for hours in (20, 10, 5))
    events_of_witness = in_zone(events_table([("T-9", kind, occurred, known)]), events["occurred_at"].dt.tz)
    return case(pd.concat([tickets, tickets_table([("T-9", "A-1", decided)])]),
                pd.concat([events, events_of_witness.assign(event_id="E-9")], ignore_index=True),
                note, window=window)


def tables_text(tickets: pd.DataFrame, events: pd.DataFrame) -> Rows:
    return rows_text(tickets=tickets.drop(columns="created_at"), events=events.drop(columns="event_id"))


def pair(days: float = 5) -> pd.DataFrame:
    """T-0, and `days` later T-1 of the same account."""
    return tickets_table([("T-0", "A-1", at(60)), ("T-1", "A-1", at(60, days=days))])


def one_known(draw: Draw) -> Iterator[Case]:
    for kind, _ in BOTH_WAYS:
        breached = int(kind == BREACHED)
        yield case(pair(), events_table([("T-0", kind, at(0, days=1), at(1, days=1))]),
                   f"Of T-1's account one other is known, and {breached} breached: "
                   f"({breached} + 0.2 * 1e-09) / (1 + 1e-09), which is {breached} but for a billionth.")


def own_label(draw: Draw) -> Iterator[Case]:
    for kind, other in BOTH_WAYS:
        yield with_witness(tickets_table([("T-1", "A-1", at(60))]),
                           events_table([("T-1", kind, at(40), at(41))]), other,
                           "T-1's own outcome is what is to be predicted: of its account only T-9 counts.")


def future_tickets(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", "A-1", at(60)), ("T-0", "A-1", at(60, days=9))])
    for kind, other in BOTH_WAYS:
        yield with_witness(tickets, events_table([("T-0", kind, at(90, days=9), at(91, days=9))]), other,
                           "T-0 did not exist when T-1 was decided on: only T-9 counts.")


def label_lag(draw: Draw) -> Iterator[Case]:
    for kind, other in BOTH_WAYS:
        yield with_witness(pair(), events_table([("T-0", kind, at(0, days=6), at(1, days=6))]), other,
                           "T-0 came first, but its outcome came a day after T-1 was decided on: only T-9 "
                           "counts.")


def not_ingested(draw: Draw) -> Iterator[Case]:
    for kind, other in BOTH_WAYS:
        yield with_witness(pair(), events_table([("T-0", kind, at(0, days=4), at(0, days=6))]), other,
                           "T-0's outcome had happened when T-1 was decided on, but reached us a day later: "
                           "only T-9 counts.")


def copies(draw: Draw) -> Iterator[Case]:
    occurred = at(0, days=1)
    for kind, other in BOTH_WAYS:
        yield with_witness(pair(), events_table([("T-0", kind, occurred, occurred),
                                                 ("T-0", kind, occurred, at(5, days=1))]), other,
                           "One outcome of T-0, delivered twice: it counts once, as T-9's does.")
        yield case(pair(), events_table([("T-0", kind, occurred, at(0, days=8)),
                                         ("T-0", kind, occurred, at(5, days=1))]),
                   "The copy that came first made it known; the one of a week later changes nothing.")


def other_events(draw: Draw) -> Iterator[Case]:
    for kind, _ in BOTH_WAYS:
        events = events_table([("T-0", REPLY, at(70), at(71)), ("T-0", kind, at(0, days=1), at(1, days=1)),
                               ("T-0", REPLY, at(0, days=2), at(0, days=2))])
        yield case(pair(), events, "A reply is no outcome: one ticket is known, and counts by its outcome.")


def outside_window(draw: Draw) -> Iterator[Case]:
    for kind, other in BOTH_WAYS:
        yield with_witness(pair(days=40), events_table([("T-0", kind, at(0, days=1), at(1, days=1))]), other,
                           "T-0's outcome is 39 days old and the window 28 days: only T-9 counts.")
        yield with_witness(pair(days=3), events_table([("T-0", kind, at(540, days=1), at(541, days=1))]),
                           other, "T-0's outcome is 40 hours old and this window 36 hours: only T-9 counts.",
                           window=pd.Timedelta(hours=36))


def other_clock(draw: Draw) -> Iterator[Case]:
    for kind, other in BOTH_WAYS:
        yield case(pair(days=30), events_table([("T-0", kind, at(0, days=9), at(0, days=9))]),
                   "T-0 is 30 days old but its outcome is 21 days old, and the window is on the outcome: "
                   "it counts.")
        yield with_witness(pair(days=30), events_table([("T-0", kind, at(0, days=1), at(0, days=9))]), other,
                           "T-0's outcome is 29 days old, and that we heard of it 21 days ago makes it no "
                           "younger: only T-9 counts.")


def window_edge(draw: Draw) -> Iterator[Case]:
    moment = at(60, days=5)
    start = moment - WINDOW
    early = tickets_table([("T-0", "A-1", start - pd.Timedelta(days=1)), ("T-1", "A-1", moment)])
    for kind, other in BOTH_WAYS:
        yield with_witness(early, events_table([("T-0", kind, start, start)]), other,
                           "Exactly 28 days before is outside, for the window is open at its start: only T-9 "
                           "counts.")
        yield case(pair(), events_table([("T-0", kind, moment, moment)]),
                   "Known at the very moment is known, for the window is closed at its end: T-0 counts.")


def cold_start(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-0", "A-1", at(60)), ("T-2", "A-2", at(60)), ("T-3", None, at(60)),
                             ("T-1", "A-1", at(60, days=5))])
    for kind, _ in BOTH_WAYS:
        yield case(tickets, events_table([("T-0", kind, at(0, days=1), at(1, days=1))]),
                   "Nothing is known of A-2, and T-3 has no account: both get the prior's rate.")


def prior(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([*((f"T-{i}", "A-1", at(60, days=i)) for i in (2, 3, 4)),
                             ("T-1", "A-1", at(60, days=5))])
    events = events_table([(f"T-{i}", kind, at(90, days=i), at(91, days=i))
                           for i, kind in ((2, MET), (3, BREACHED), (4, BREACHED))])
    for rate, strength in ((0.5, 2.0), (0.1, 100.0), (0.9, 0.5)):
        yield case(tickets, events, f"Of T-1's account 3 others are known and 2 of them breached: "
                                    f"(2 + {rate} * {strength}) / (3 + {strength})", (rate, strength))


def other_accounts(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-0", "A-2", at(60)), ("T-1", "A-1", at(60, days=5))])
    for kind, other in BOTH_WAYS:
        yield with_witness(tickets, events_table([("T-0", kind, at(0, days=1), at(1, days=1))]), other,
                           "T-0 belongs to another account: only T-9 counts.")


def null_account(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-0", None, at(60)), ("T-2", None, at(60, days=5)),
                             ("T-1", "A-1", at(60, days=5))])
    for kind, other in BOTH_WAYS:
        yield with_witness(tickets, events_table([("T-0", kind, at(0, days=1), at(1, days=1))]), other,
                           "T-0 and T-2 are of unknown accounts, which need not be the same: T-2 gets the "
                           "prior's rate.")


def row_order(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", "A-1", at(60, days=5)), ("T-2", "A-2", at(300)), ("T-0", "A-1", at(60))])
    tickets.index = pd.Index([7, 3, 5])
    for kind, _ in BOTH_WAYS:
        events = events_table([("T-0", kind, at(0, days=1), at(1, days=1))])
        yield Case((tickets, events, WINDOW, NO_PRIOR), definition(tickets, events, WINDOW, NO_PRIOR),
                   call_text(WINDOW, NO_PRIOR),
                   tables_text(tickets.rename_axis("index").reset_index(), events),
                   "The result has the index of `tickets`, in its order: here 7, 3, 5. The latest ticket "
                   "comes first, for no table comes sorted.")


def wall_clock(draw: Draw) -> Iterator[Case]:
    moment = at(60, days=5)
    before, after = moment - pd.Timedelta(hours=2), moment + pd.Timedelta(hours=2)
    for kind, other in BOTH_WAYS:
        yield case(pair(), in_zone(events_table([("T-0", kind, before, before)]), "Asia/Singapore"),
                   "T-0's outcome came two hours before T-1 was decided on, in whatever zone it is written: "
                   "it counts.")
        yield with_witness(pair(), in_zone(events_table([("T-0", kind, after, after)]), "America/New_York"),
                           other, "T-0's outcome came two hours after T-1 was decided on, in whatever zone "
                                  "it is written: only T-9 counts.")


def rare(draw: Draw) -> Iterator[Case]:
    """What few tables have: a later ticket finished first, an outcome too old and late, a fast clock."""
    for kind, other in BOTH_WAYS:
        yield case(tickets_table([("T-0", "A-1", at(75)), ("T-1", "A-1", at(60))]),
                   events_table([("T-0", kind, at(40), at(45))]),
                   "T-0 came a little later, but its outcome was known when T-1 was decided on: it counts.")
        yield with_witness(pair(days=40), events_table([("T-0", kind, at(90), at(0, days=50))]), other,
                           "T-0's outcome is too old and not yet known: only T-9 counts.")
        yield with_witness(pair(), events_table([("T-0", kind, at(60.5, days=5), at(50, days=5))]), other,
                           "A clock that ran fast stamped T-0's outcome half a minute after T-1's decision: "
                           "it is not in the window, so only T-9 counts.")


def everything(draw: Draw) -> Iterator[Case]:
    for n in (6, 30, 150):
        tickets, events = decided_late(*drawn(draw, n, "all"))
        window = exact_window(tickets, events, pd.Timedelta(hours=n // 2))
        yield Case((tickets, events, window, PRIOR), definition(tickets, events, window, PRIOR),
                   f"{call_text(window, PRIOR)}  # {n} drawn tickets", "",
                   "By the definition: the account's other tickets whose outcome fell into the window and "
                   "had been ingested.")


def decided_late(tickets: pd.DataFrame, events: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every seventh ticket is decided on at the moment at which its own outcome becomes known."""
    outcomes = events[events["type"].isin([MET, BREACHED])].groupby("ticket_id")["ingested_at"].min()
    known = tickets["ticket_id"].map(outcomes)
    late = known.notna() & (tickets.index % 7 == 0)
    return tickets.assign(decide_at=tickets["decide_at"].mask(late, known)), events


def exact_window(tickets: pd.DataFrame, events: pd.DataFrame, about: pd.Timedelta) -> pd.Timedelta:
    """A window of about this length at whose very start some known outcome lies, if there is one."""
    outcomes = events[events["type"].isin([MET, BREACHED])].merge(tickets[["ticket_id", "account_id"]])
    pairs = tickets.dropna(subset="account_id").merge(outcomes, on="account_id", suffixes=("", "_other"))
    known = pairs["ingested_at"] <= pairs["decide_at"]
    pairs = pairs[known & (pairs["ticket_id"] != pairs["ticket_id_other"])]
    ages = pairs["decide_at"] - pairs["occurred_at"]
    ages = ages[ages > pd.Timedelta(0)]
    return ages[(ages - about).abs().idxmin()] if len(ages) else about
