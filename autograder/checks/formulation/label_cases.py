"""Small tickets for define_label, each with the label that it must get, and a drawn desk."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from autograder.checks.formulation.moments import (
    BREACHED,
    FAST_LANE,
    MET,
    REPLY,
    RESOLVED,
    SECOND,
    at,
    events_table,
    tickets_table,
)
from autograder.checks.formulation.worlds import drawn_tables
from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.invariance import in_zone

GRACE = pd.Timedelta("36h")
COLUMNS = ["ticket_id", "y", "mature"]


def definition(
    tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp, grace: pd.Timedelta
) -> pd.DataFrame:
    """The label ticket by ticket, from the rows of events ingested by `as_of`."""
    known = events.loc[events["ingested_at"] <= as_of]
    types = known.groupby("ticket_id")["type"].agg(set).to_dict()
    rows = []
    for ticket, decided, due in zip(
        tickets["ticket_id"], tickets["decide_at"], tickets["due_at"], strict=True
    ):
        heard = types.get(ticket, set())
        y = 1.0 if BREACHED in heard else 0.0 if MET in heard else np.nan
        if decided <= as_of:
            rows.append((ticket, np.nan if FAST_LANE in heard else y, due + grace <= as_of))
    return pd.DataFrame(rows, columns=COLUMNS)


def case(
    tickets: pd.DataFrame, events: pd.DataFrame, note: str, grace: pd.Timedelta = GRACE
) -> Case:
    as_of, hours = at(0), grace / pd.Timedelta("1h")
    rows = rows_text(tickets=tickets.drop(columns="created_at"), events=events.drop(columns="event_id"))
    return Case((tickets, events, as_of, grace), definition(tickets, events, as_of, grace),
                f'define_label(tickets, events, as_of, pd.Timedelta("{hours:g}h")), '
                f"as_of {as_of:%a %d %b %H:%M %z}", rows, note)


def plain(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", MET, -190, -189)])
    yield case(tickets, events, "T-1 breached, T-2 met; both long ago.")


def resolved(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100)])
    events = events_table([("T-1", BREACHED, -100, -99), ("T-1", RESOLVED, -95, -95)])
    yield case(tickets, events, "T-1 breached at its deadline; that it was resolved later does not undo it.")


def immature(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -5, 40)])
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", REPLY, -4, -4)])
    yield case(tickets, events, "T-2 is open and has 40 hours left: nobody knows how it ends.")


def early_news(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -5, 40)])
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", MET, -3, -2)])
    yield case(tickets, events,
               "T-2 was resolved early. Had it gone the other way, we would not know yet: the early "
               "labels are all good news, so it is known, and not mature.")


def young_met(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -5, 40)])
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", MET, -3, -2)])
    yield case(tickets, events, "T-2 is known to have met its SLA, so its y is 0. That it is not mature yet "
               "stands in the column mature, and there alone.")


def overdue(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    events = events_table([("T-1", BREACHED, -100, -99)])
    yield case(
        tickets, events, "T-2 is mature, but its outcome has not arrived: missing, neither met nor breached."
    )
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", RESOLVED, -150, -150)])
    yield case(tickets, events, "Of T-2 we know that it was resolved. Whether in time only its outcome says, "
               "and that has not arrived: y is missing.")


def mature_without_y(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    yield case(tickets, events_table([("T-1", BREACHED, -100, -99)]),
               "Deadline and grace of T-2 are over, so it is mature, though its outcome has not arrived.")
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", FAST_LANE, -200, -200),
                           ("T-2", MET, -150, -149)])
    yield case(tickets, events, "T-2 is in the fast lane, so it has no y. Mature it is all the same: "
               "its deadline and the grace are over.")


def unheard(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100), ("T-3", -5, 40)])
    events = events_table([("T-1", BREACHED, -100, -99)])
    yield case(tickets, events, "Each ticket decided on has a row, also without any event.")


def later_news(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -90, 10)])
    events = events_table([("T-1", MET, -150, -149), ("T-2", BREACHED, 10, 11)])
    yield case(tickets, events, "The outcome of T-2 came after as_of.")


def late_arrival(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -90, -20)])
    events = events_table([("T-1", MET, -150, -149), ("T-2", BREACHED, -20, 4)])
    yield case(tickets, events, "T-2 breached before as_of, and nobody knew until four hours after it.")
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -90, -0.2)])
    events = events_table([("T-1", MET, -150, -149), ("T-2", BREACHED, 0.1, -0.1)])
    yield case(tickets, events, "The sender's clock runs ahead: by it T-2 breached six minutes after as_of. "
               "It was ingested six minutes before as_of, so it was known.", pd.Timedelta("0h"))


def grace(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -90, -20)])
    events = events_table([("T-1", MET, -150, -149), ("T-2", MET, -30, -29)])
    yield case(
        tickets, events, "T-2 was due 20 hours ago; had it breached, that may take 36 hours to arrive."
    )
    yield case(tickets, events, "T-2 was due 20 hours ago; outcomes take no time to arrive: it is mature.",
               pd.Timedelta("0h"))
    yield case(tickets, events_table([("T-1", MET, -150, -149), ("T-2", BREACHED, -20, -19)]),
               "That T-2 breached is known; mature it is when its 36 hours are over, and not before.")
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -90, -50)])
    yield case(tickets, events_table([("T-1", MET, -150, -149)]),
               "T-2 was due 50 hours ago; an outcome may take 60 hours to arrive.", pd.Timedelta("60h"))


def edges_of_maturity(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -36), ("T-2", -90, -36 + SECOND), ("T-3", -90, -36 - SECOND)])
    yield case(tickets, events_table([("T-1", MET, -80, -79)]),
               "due_at + grace is as_of for T-1 (mature), a second later for T-2, a second earlier for T-3.")


def edges_of_knowledge(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -20), ("T-2", -90, -20), ("T-3", -90, -20)])
    events = events_table(
        [("T-1", BREACHED, -20, 0), ("T-2", BREACHED, -20, SECOND), ("T-3", BREACHED, -20, -SECOND)]
    )
    yield case(tickets, events, "Ingested at as_of is known (T-1); a second later is not (T-2).")


def edges_of_treatment(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    events = events_table(
        [("T-1", FAST_LANE, -200, 0), ("T-1", MET, -150, -149), ("T-2", MET, -150, -149)]
    )
    yield case(tickets, events, "That T-1 is in the fast lane was ingested at as_of: it is known, so its "
               "y is missing.")


def undecided(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", 0, 24), ("T-3", SECOND, 24)])
    events = events_table([("T-1", MET, -80, -79), ("T-3", MET, -SECOND, -SECOND)])
    yield case(tickets, events, "T-2 is decided on at as_of and has a row; T-3 a second later and has none, "
               "though it was created, and is resolved already.")


def resolved_early(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -90, -60)])
    events = events_table([("T-1", BREACHED, -100, -99), ("T-2", MET, -90.5, -90.4)])
    yield case(tickets, events, "T-2 met its SLA half an hour before its decision. It is decided on by "
               "as_of, so it has a row, and its y is 0.")


def helped(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    events = events_table(
        [("T-1", MET, -150, -149), ("T-2", FAST_LANE, -200, -200), ("T-2", MET, -150, -149)]
    )
    yield case(tickets, events,
               "T-2 met its SLA in the fast lane: how it would have ended alone, nobody knows.")
    late = events_table([("T-1", MET, -150, -149), ("T-2", FAST_LANE, -200, -140), ("T-2", MET, -150, -149)])
    yield case(tickets, late, "That T-2 is in the fast lane arrived after its outcome. At as_of both are "
               "known, so its y is missing.")
    later = events_table([("T-1", MET, -150, -149), ("T-2", FAST_LANE, -180, -180), ("T-2", MET, -150, -149)])
    yield case(tickets, later, "T-2 was put in the fast lane 20 hours after its decision. That was known at "
               "as_of, so its y is missing: it was not left alone.")
    in_vain = events_table([("T-1", MET, -150, -149), ("T-2", FAST_LANE, -200, -200),
                            ("T-2", BREACHED, -100, -99)])
    yield case(tickets, in_vain, "T-2 breached in the fast lane. Its y is missing all the same: without "
               "those that the fast lane saved, the tickets in it would all be breaches.")


def helped_later(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100), ("T-3", -90, 20)])
    events = events_table(
        [("T-1", BREACHED, -100, -99), ("T-2", FAST_LANE, -200, SECOND), ("T-2", MET, -150, -149),
         ("T-3", FAST_LANE, 2, 2), ("T-3", MET, -60, -59)]
    )
    yield case(
        tickets, events,
        "The fast-lane events of T-2 and T-3 were ingested after as_of: at as_of both count as left alone."
    )


def copies(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    events = events_table(
        [("T-1", BREACHED, -100, -99), ("T-1", BREACHED, -100, -90), ("T-2", MET, -150, -149)]
    )
    yield case(tickets, events, "The outcome of T-1 was delivered twice; it is one ticket, so one row.")
    late = events_table([("T-1", BREACHED, -100, -99), ("T-1", BREACHED, -100, 5), ("T-2", MET, -150, -149)])
    yield case(tickets, late, "The copy came after as_of; the outcome was known from its first delivery.")
    yield case(tickets, late.iloc[[1, 0, 2]].reset_index(drop=True),
               "The copy stands first in the table and came after as_of: the outcome was known before.")


def copies_of_treatment(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -200, -100), ("T-2", -200, -100)])
    helped = events_table([("T-1", BREACHED, -100, -99), ("T-2", FAST_LANE, -200, 5),
                           ("T-2", FAST_LANE, -200, -200), ("T-2", MET, -150, -149)])
    yield case(tickets, helped, "A copy of T-2's fast_lane event came after as_of; the first was known.")


def zones(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -38), ("T-2", -90, -60)])
    yield from _rewritten(tickets, events_table([("T-1", MET, -50, -49), ("T-2", BREACHED, -60, -1)]))


def zones_of_decisions(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -2, 30)])
    yield from _rewritten(tickets, events_table([("T-1", MET, -80, -79), ("T-2", MET, -1, -1)]))


def _rewritten(tickets: pd.DataFrame, events: pd.DataFrame) -> Iterator[Case]:
    """The same instants, in one table or argument after the other written in another time zone."""
    made = case(tickets, events, "")
    as_of = made.args[2]
    for what, args in (
        ("The times of the tickets are written in Singapore time",
         (in_zone(tickets, "Asia/Singapore"), events, as_of)),
        ("The times of the events are written in Singapore time",
         (tickets, in_zone(events, "Asia/Singapore"), as_of)),
        ("as_of is written in New York time", (tickets, events, as_of.tz_convert("America/New_York"))),
    ):
        yield replace(made, args=(*args, GRACE), note=f"{what}; they are the instants shown above in UTC.")


def drawn(draw: Draw) -> Iterator[Case]:
    tickets, events, as_of = drawn_tables(draw)
    for back in (0, 60):
        moment = as_of - pd.Timedelta(hours=back)
        yield Case((tickets, events, moment, GRACE), definition(tickets, events, moment, GRACE),
                   f"define_label(tickets, events, as_of, ...) on {len(tickets)} tickets of a drawn desk, "
                   f"as_of {moment:%a %d %b %H:%M %z}")
