"""Small tables of tickets on which wrong cleaners show, each with the rows of the definition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text

START = pd.Timestamp("2024-03-04 09:00", tz="UTC")

AS_OF = START + pd.Timedelta("30D")

EPOCH = pd.Timestamp(0, tz="UTC")

COLUMNS = ["ticket_id", "plan", "seats", "created_at", "due_at", "updated_at", "resolved_at"]

HOUR = pd.Timedelta("1h")


def ticket(
    name: str,
    resolved: float | str | None = 5,
    due: float = 24,
    seats: float | None = 20,
    plan: str | None = "starter",
    created: float = 0,
    updated: float | None = None,
) -> tuple[Any, ...]:
    """A row; times in hours after the start. resolved: None if open, "1970" if the helpdesk writes that."""
    at = START + created * HOUR
    end = EPOCH if resolved == "1970" else pd.NaT if resolved is None else START + resolved * HOUR
    last = START + (updated if updated is not None else 100) * HOUR
    return name, plan, seats, at, START + due * HOUR, last, end


def table(*rows: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS).astype(
        {"ticket_id": "str", "plan": "str", "seats": "float64"}
    )
    moments = {name: pd.to_datetime(frame[name], utc=True).dt.as_unit("us") for name in COLUMNS[3:]}
    return frame.assign(**moments)


def definition(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The list of the prompt, ticket by ticket."""
    latest: dict[str, dict[str, Any]] = {}
    for row in tickets.to_dict("records"):
        if row["ticket_id"] not in latest or row["updated_at"] > latest[row["ticket_id"]]["updated_at"]:
            latest[row["ticket_id"]] = row
    rows = []
    for name in sorted(latest):
        row = latest[name]
        if isinstance(row["plan"], str) and row["plan"].strip().lower() == "internal":
            continue
        believable = 1 <= row["seats"] <= 5000
        made = [name, row["seats"] if believable else None, int(not believable)]
        rows.append([*made, _breached(row, as_of)] if "resolved_at" in tickets else made)
    columns = ["ticket_id", "seats", "seats_missing"] + ["breached"] * ("resolved_at" in tickets)
    return pd.DataFrame(rows, columns=columns).astype({"seats": "float64"})


def _breached(row: dict[str, Any], as_of: pd.Timestamp) -> float | None:
    if row["created_at"] <= row["resolved_at"] <= as_of:
        return float(row["resolved_at"] > row["due_at"])
    return 1.0 if row["due_at"] <= as_of else None


def case(tickets: pd.DataFrame, note: str, as_of: pd.Timestamp = AS_OF) -> Case:
    return Case(
        (tickets, as_of),
        definition(tickets, as_of),
        "clean_tickets(tickets, as_of)",
        rows_text(tickets=tickets) + f"\nas_of: {as_of:%a %d %b %Y %H:%M %z}",
        note,
    )


def shape(draw: Draw) -> Iterator[Case]:
    yield case(table(ticket("T-1"), ticket("T-2")), "Four columns.")


def slow(draw: Draw) -> Iterator[Case]:
    rows = [ticket(f"T-{i:02d}", 3 + i % 3) for i in range(20)]
    yield case(table(*rows, ticket("T-99", 600)), "T-99 took 600 hours, the others five. Long is not wrong.")


def still_open(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1"), ticket("T-2", None), ticket("T-3", "1970")),
        "T-2 and T-3 are open, and were due long ago.",
    )


def overdue(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-2", None), ticket("T-3", "1970")),
        "Open past its deadline is a breach, whenever it will be resolved.",
    )
    yield case(table(ticket("T-3", None, due=24 * 30)), "T-3 is due at as_of itself: a breach.")


def resolved_before_creation(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1", -1), ticket("T-2", -9000)),
        "The resolved_at of T-1 is an hour before its created_at, that of T-2 a year: both are open.",
    )


def immature(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1"), ticket("T-2", None, due=24 * 40)), "T-2 is open and not due yet: nobody knows."
    )


def not_yet_known(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1", 24 * 31, due=24 * 40)),
        "T-1 will be resolved a day after as_of, in time; at as_of nobody knows.",
    )
    yield case(table(ticket("T-2", 24 * 30, due=24 * 40)), "T-2 is resolved at as_of itself: known.")


def deadline(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1", 24, due=24), ticket("T-4")), "T-1, resolved at its deadline, is in time."
    )
    yield case(
        table(ticket("T-2", 24.5, due=24), ticket("T-4")),
        "T-2, resolved half an hour after its deadline, is not in time.",
    )
    yield case(table(ticket("T-3", 0, due=24)), "T-3 was resolved as soon as it came: in time.")


def no_seats(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1"), ticket("T-2", seats=None), ticket("T-3", plan=None)),
        "T-2 has no seats and T-3 no plan: they stay.",
    )


def codes(draw: Draw) -> Iterator[Case]:
    yield case(
        table(
            ticket("T-1", seats=9999),
            ticket("T-2", seats=-1),
            ticket("T-3", seats=None),
            ticket("T-4", seats=1),
            ticket("T-5", seats=5000),
            ticket("T-6", seats=0),
            ticket("T-7", seats=5001),
        ),
        "From 1 to 5000 seats are believable; gaps stay gaps and are marked.",
    )


def older_rows(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1", None, updated=30, seats=7), ticket("T-1", 20, updated=60, seats=8)),
        "The second row is later: resolved in time, 8 seats.",
    )
    yield case(
        table(ticket("T-1", 20, updated=60, seats=8), ticket("T-1", None, updated=30, seats=7)),
        "Whatever the order of the rows.",
    )
    yield case(
        table(ticket("T-1", 20, updated=60, plan="internal"), ticket("T-1", 20, updated=30)),
        "The latest row says that it is the bot's ticket.",
    )
    yield case(
        table(ticket("T-1", 20, updated=60), ticket("T-1", 20, updated=30, plan="internal")),
        "Only the latest row counts: it is a customer's.",
    )


def robots(draw: Draw) -> Iterator[Case]:
    yield case(
        table(
            ticket("T-1"),
            ticket("T-2", plan="internal"),
            ticket("T-3", plan="Internal "),
            ticket("T-4", plan=" INTERNAL"),
        ),
        "Plans are typed by hand: three tickets are the bot's.",
    )


def other_plans(draw: Draw) -> Iterator[Case]:
    yield case(
        table(ticket("T-1", plan="internal pilot"), ticket("T-2", plan="Starter (internal)")),
        "Both are customers': their plan is not `internal`, it has the word in its name.",
    )


def untidy(draw: Draw) -> Iterator[Case]:
    """Rows in no order, by any column or by their index, with codes and gaps among the seats."""
    rows = [
        ticket("T-2", 20, updated=60, seats=9999),
        ticket("T-3", None, updated=30, seats=None),
        ticket("T-1", 5, updated=90, plan=" Internal"),
        ticket("T-2", None, updated=40, seats=8),
        ticket("T-4", "1970", updated=50, plan=None),
    ]
    yield case(table(*rows).set_axis([7, 3, 9, 5, 4]), "In no order.")


def everything(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("everything")
    rows = [
        ticket(
            f"T-{int(rng.integers(30)):02d}",
            [None, "1970", float(rng.integers(0, 900))][int(rng.integers(3))]
            if rng.uniform() < 0.5
            else float(rng.integers(0, 90)),
            float(rng.integers(1, 900)),
            [None, -1.0, 9999.0, 5.0, 300.0][int(rng.integers(5))],
            [None, "starter", "Internal", "business"][int(rng.integers(4))],
            0,
            100 + i,
        )
        for i in range(45)
    ]
    rows += [
        ticket("T-91", None, due=890),
        ticket("T-92", 40, due=30, seats=-1.0),
        ticket("T-93", 20, due=30),
        ticket("T-94", 20, due=30, plan=" internal"),
        ticket("T-95", 800, due=890, seats=None),
    ]
    tickets = table(*[rows[i] for i in rng.permutation(50)])
    yield case(tickets.set_axis(rng.permutation(50) + 5), "On drawn tickets.")
