"""Small weeks for weekly_report, each with the report that it must give, and a drawn desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.invariance import in_zone

COLUMNS = ["week", "tickets", "breached", "open", "low", "high"]
# Cases are counted from Monday noon; this week began twelve hours before.
THIS_WEEK, WEEK = -12, 7 * 24


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


def plain(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([(f"T-{i}", -90, -60) for i in (1, 2, 3)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", MET, -80, -79), ("T-3", BREACHED, -60, -59)])
    yield case(tickets, events,
               "All three are known and one of them breached: low and high are a third, not rounded.", draw)


def open_ones(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([(f"T-{i}", -40, 50) for i in (1, 2, 3, 4)])
    events = events_table([("T-1", MET, -30, -29), ("T-2", BREACHED, -20, -19), ("T-3", REPLY, -38, -38)])
    yield case(tickets, events, "T-3 and T-4 are open: at best one of four breaches, at worst three.", draw)


def unheard(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90 - WEEK, -60 - WEEK), ("T-2", -90, 60)])
    yield case(tickets, events_table([("T-1", BREACHED, -60 - WEEK, -59 - WEEK)]),
               "Of last week's only ticket nothing is known: its rate lies between 0 and 1.", draw)


def resolved(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", RESOLVED, -50, -50)])
    yield case(tickets, events, "T-2 was resolved. Whether in time only its outcome says, and that has not "
               "arrived: it is open.", draw)


def known_now(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, -60, 0)])
    yield case(tickets, events, "The outcome of T-2 was ingested at as_of: it is known.", draw)


def copies(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, -60, -59), ("T-2", BREACHED, -60, -40)])
    yield case(tickets, events, "The breach of T-2 was delivered twice; it is one ticket.", draw)
    events = events_table([("T-1", MET, -80, -79), ("T-2", BREACHED, -60, 5), ("T-2", BREACHED, -60, -59)])
    yield case(tickets, events, "The copy of T-2's breach stands first in the table and came after as_of: "
               "the breach was known before.", draw)


def treated(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -90, -60), ("T-2", -90, -60)])
    events = events_table([("T-1", MET, -80, -79), ("T-2", FAST_LANE, -90, -90), ("T-2", BREACHED, -60, -59)])
    yield case(tickets, events, "T-2 is in the fast lane, and breached all the same.", draw)
    events = events_table([("T-1", BREACHED, -60, -59), ("T-2", FAST_LANE, -90, -90), ("T-2", MET, -80, -79)])
    yield case(tickets, events, "T-2 met its SLA in the fast lane: it is neither breached nor open.", draw)


def one_zone(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -6, -3), ("T-2", -1, 60)])
    yield case(tickets, events_table([("T-1", BREACHED, -3, -1), ("T-2", MET, -0.5, -0.5)]), "", draw)


def other_zones(draw: Draw) -> Iterator[Case]:
    made = next(one_zone(draw))
    tickets, events, as_of = made.args
    for what, args in (
        ("created_at is written in Singapore time", (in_zone(tickets, "Asia/Singapore"), events, as_of)),
        ("The events are written in Singapore time", (tickets, in_zone(events, "Asia/Singapore"), as_of)),
        ("as_of is written in New York time", (tickets, events, as_of.tz_convert("America/New_York"))),
    ):
        yield replace(made, args=args, note=f"{what}; they are the instants shown above in UTC.")


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
    tickets = tickets_table([("T-1", -6, -1), ("T-2", -6, -1)])
    events = events_table([("T-1", MET, -4, -4), ("T-2", BREACHED, 0.1, -0.1)])
    yield case(tickets, events, "The sender's clock runs ahead: by it T-2 breached six minutes after as_of. "
               "It was ingested six minutes before as_of, so it was known.", draw)


def later_tickets(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -5, 20), ("T-2", 1, 60), ("T-3", 1 + SECOND, 60)])
    yield case(tickets, events_table([("T-1", MET, -4, -3)]),
               "T-2 was created at as_of, T-3 a second later: it is not part of the report.", draw)


def edge_of_week(draw: Draw) -> Iterator[Case]:
    first = THIS_WEEK + 1
    tickets = tickets_table([("T-1", first, 60), ("T-2", first - SECOND, 60), ("T-3", first - WEEK, -60)])
    events = events_table([("T-3", BREACHED, -60, -59)])
    yield case(
        tickets, events, "Monday 00:00:00 UTC begins a week (T-1, T-3); T-2 came a second before.", draw
    )


def zones(draw: Draw) -> Iterator[Case]:
    made = next(edge_of_week(draw))
    tickets, events, as_of = made.args
    yield Case((in_zone(tickets, "America/New_York"), in_zone(events, "Asia/Singapore"), as_of),
               made.expected, made.call, made.rows,
               "The tickets are written in New York time; a week begins in UTC all the same.")


def several(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-1", -2, 60), ("T-2", -90 - 2 * WEEK, -60), ("T-3", -90, -60)])
    yield case(tickets, events_table([("T-2", MET, -420, -419)]), "The oldest week first.", draw)


def drawn(draw: Draw) -> Iterator[Case]:
    tickets, events, as_of = drawn_tables(draw)
    yield Case((tickets, events, as_of), definition(tickets, events, as_of),
               f"weekly_report(tickets, events, as_of) on {len(tickets)} tickets of a drawn desk, "
               f"as_of {as_of:%a %d %b %H:%M %z}")
