"""Tickets and histories on which wrong features of the Desk show, each with the values of the definition."""
from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text

COLUMNS = ["account_rate", "account_log_known", "account_hours", "log_seats", "sla_days"]
RATE, STRENGTH = 0.25, 4.0
NIGHT = pd.Timestamp("2024-03-04 00:00", tz="UTC")
BATCH = "DeskFeatures(rate=.25, strength=4).batch(tickets, history, as_of)"


def history_table(*rows: tuple[str | None, float, int, float]) -> pd.DataFrame:
    """Rows (account, hours before the night at which it was known, breached, hours of work)."""
    frame = pd.DataFrame(rows, columns=["account_id", "known_at", "breached", "hours"])
    known = NIGHT - pd.to_timedelta(frame["known_at"], unit="h")
    return frame.assign(ticket_id=[f"T-{i + 1}" for i in range(len(frame))], known_at=known.dt.as_unit("us"),
                        account_id=frame["account_id"].astype("str"))


def tickets_table(*rows: tuple[str | None, float | None, int]) -> pd.DataFrame:
    """Rows (account, seats, sla_hours)."""
    frame = pd.DataFrame(rows, columns=["account_id", "seats", "sla_hours"])
    frame = frame.assign(ticket_id=[f"T-{i + 101}" for i in range(len(frame))],
                         account_id=frame["account_id"].astype("str"), seats=frame["seats"].astype(float))
    return frame.set_axis(range(20, 20 + len(frame)))


def definition(tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    rows = []
    asked = tickets[["account_id", "seats", "sla_hours"]]
    for account, seats, sla in asked.itertuples(index=False):
        known = history[(history["account_id"] == account) & (history["known_at"] <= as_of)]
        rate = (known["breached"].sum() + RATE * STRENGTH) / (len(known) + STRENGTH)
        rows.append([rate, math.log1p(len(known)), known["hours"].mean() if len(known) else 0.0,
                     0.0 if pd.isna(seats) else math.log1p(seats), sla / 24])
    return pd.DataFrame(rows, index=tickets.index, columns=COLUMNS)


def case(tickets: pd.DataFrame, history: pd.DataFrame, note: str, as_of: pd.Timestamp = NIGHT) -> Case:
    rows = rows_text(history=history, tickets=tickets) + f"\nas_of: {as_of:%a %d %b %H:%M %z}"
    return Case((tickets, history, as_of), definition(tickets, history, as_of), BATCH, rows, note)


def shape(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table(("A-1", 30.0, 24)), history_table(("A-1", 5, 1, 3.5)), "Five columns of floats.")


def formula(draw: Draw) -> Iterator[Case]:
    """Three known rows, nothing missing; another logarithm, unit, count or mean is apart by more than .1."""
    a = name(draw, "formula")
    yield case(tickets_table((a, 2.0, 36)), history_table((a, 5, 1, 5.0), (a, 6, 0, 1.0), (a, 7, 0, 0.0)),
               "All three rows were known at as_of; one took 0 hours.")


def future(draw: Draw) -> Iterator[Case]:
    a = name(draw, "future")
    yield case(tickets_table((a, 30.0, 24)), history_table((a, 30, 0, 4.0), (a, -9, 1, 90.0)),
               f"The breach of {a} became known nine hours after as_of.")


def edge(draw: Draw) -> Iterator[Case]:
    a = name(draw, "edge")
    yield case(tickets_table((a, 30.0, 24)), history_table((a, 0, 1, 4.0)),
               "Known at the very moment of as_of is known.")


def clock(draw: Draw) -> Iterator[Case]:
    a, as_of = name(draw, "clock"), NIGHT + pd.Timedelta(minutes=200)
    minutes = pd.Series([as_of + pd.Timedelta(minutes=apart) for apart in (-30, -5, 5)]).dt.as_unit("us")
    history = history_table((a, 0, 1, 4.0), (a, 0, 0, 6.0), (a, 0, 1, 40.0)).assign(known_at=minutes)
    yield case(tickets_table((a, 30.0, 24)), history,
               "At 03:20 the outcomes of 02:50 and 03:15 are known, that of 03:25 is not: neither as_of nor "
               "known_at is cut to the hour or the day.", as_of)


def cold(draw: Draw) -> Iterator[Case]:
    a = name(draw, "cold")
    yield case(tickets_table(("A-77", 30.0, 24)), history_table((a, 5, 1, 3.5)),
               "Nothing is known of A-77: the prior's rate; none known, and no hours. "
               "What the ticket says, seats and sla_hours, counts all the same.")


def no_account(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table((None, 30.0, 24)), history_table((None, 5, 1, 3.5), (None, 6, 1, 2.5)),
               "A ticket without an account is no ticket of the account of unknowns.")
    tickets, history = tickets_table((None, 30.0, 24)), history_table((None, 5, 1, 3.5), (None, 6, 1, 2.5))
    yield case(tickets.assign(account_id=pd.Series([None], tickets.index, dtype=object)),
               history.assign(account_id=pd.Series([None, np.nan], history.index, dtype=object)),
               "A missing account may be written None or nan; made into text it would be an account.")


def prior(draw: Draw) -> Iterator[Case]:
    a = name(draw, "prior")
    yield case(tickets_table((a, 30.0, 24)), history_table((a, 5, 1, 3.0), (a, 6, 1, 3.0)),
               "Two breaches of two: (2 + .25 * 4) / (2 + 4).")


def index(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table(("A-2", 30.0, 24), ("A-1", 20.0, 24), ("A-2", 10.0, 48))
    yield case(tickets.set_axis([7, 3, 5]), history_table(("A-1", 5, 1, 3.5)), "The index of `tickets`, in "
                                                           "order.")


def fractions(draw: Draw) -> Iterator[Case]:
    """Hours and days that no rounding leaves alone."""
    yield case(tickets_table(("A-1", 30.0, 100)), history_table(("A-1", 5, 1, 1.0), ("A-1", 6, 0, 1.0),
                                                                ("A-1", 7, 0, 3.123456)),
               "A mean of hours is not rounded, nor is anything else: (1 + 1 + 3.123456) / 3 hours.")


def everything(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table(("A-1", None, 24)), history_table(("A-1", 5, 1, 3.5)),
               "The seats are missing: log_seats is 0.")
    for n in (3, 80):
        tickets, history = drawn(draw, n)
        yield case(tickets, history, "On drawn tables.")


def name(draw: Draw, case: str) -> str:
    return "A-1" if draw.name != GRADED else f"A-{draw.rng(f'name {case}').integers(1000, 9999)}"


def drawn(draw: Draw, n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n tickets and four times as many rows of history, of a heavy-tailed set of accounts, some missing."""
    rng = draw.rng(f"tables {n}")

    def accounts(size: int) -> list[str | None]:
        ranks = np.minimum(rng.pareto(0.8, size).astype(int), n)
        return [None if u < 0.08 else f"A-{rank}" for rank, u in zip(ranks, rng.random(size), strict=True)]

    size = 4 * n
    hours = np.exp(rng.normal(2.5, 1.3, size))
    rows = zip(accounts(size), rng.uniform(-200, 900, size), rng.integers(0, 2, size), hours, strict=True)
    history = history_table(*rows)
    known, numbers = rng.random(n) > 0.15, rng.integers(1, 900, n)
    seats = [float(number) if there else None for there, number in zip(known, numbers, strict=True)]
    hours_promised = rng.choice([4, 8, 24, 72, 100], n).tolist()
    tickets = tickets_table(*zip(accounts(n), seats, hours_promised, strict=True))
    return tickets.set_axis(rng.permutation(n) + 500), history.iloc[rng.permutation(size)]
