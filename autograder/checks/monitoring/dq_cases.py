"""Days for dq_findings, each with one fault and what has to be found in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.monitoring import days
from autograder.checks.monitoring.days import AS_OF, FRESH, ROWS, small_day
from autograder.checks.monitoring.dq_functions import definition
from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from craftdata.control_room import contract as contract_of_the_desk

CALL = 'dq_findings(tickets, contract, as_of, rows=(2, 6), fresh=pd.Timedelta("6h"))'
HOUR = pd.Timedelta("1h")


def case(
    tickets: pd.DataFrame,
    note: str,
    rows: tuple[int, int] = ROWS,
    contract: pd.DataFrame | None = None,
    shown: bool = True,
) -> Case:
    contract = days.contract_of_small_days() if contract is None else contract
    shown = f", as_of {AS_OF:%a %d %b %H:%M %z}"
    call = CALL.replace("(2, 6)", str(rows))
    return Case(
        (tickets, contract, AS_OF, rows, FRESH),
        definition(tickets, contract, AS_OF, rows, FRESH),
        call + shown,
        rows_text(tickets=tickets if shown else tickets.head(4), contract=contract.iloc[2:]),
        note,
    )


def bounded(column: str, low: float, high: float) -> pd.DataFrame:
    """The contract of small days, with another range of this column."""
    contract = days.contract_of_small_days()
    contract.loc[contract["column"] == column, ["low", "high"]] = [low, high]
    return contract


def many_rows() -> pd.DataFrame:
    """300 rows that keep the contract, but that their tickets repeat."""
    return small_day().iloc[np.arange(300) % 4].reset_index(drop=True)


def times(*hours: float) -> list[pd.Timestamp]:
    return [AS_OF - HOUR * number for number in hours]


def timeless(rows: int) -> pd.DatetimeIndex:
    """Instants of UTC that are all missing."""
    return pd.to_datetime([None] * rows, utc=True)


def untidy(draw: Draw) -> Iterator[Case]:
    tickets = small_day(seats=[None, 4.0, None, 2.0], created_at=times(9, 20, 2, 15))
    yield case(tickets.set_axis([9, 9, 7, 1]), "Out of order, with gaps, and with an index that says so.")
    faults = small_day(
        ticket_id=["T-1", "T-1", None, "T-4"],
        created_at=[*times(30, 20), pd.NaT, *times(-3)],
        severity=["P1 ", None, "p3", "P2"],
        sla_hours=["8", 24.0, None, 720.0],
        seats=[-1.0, None, None, 25.0],
        priority=["P1", "P1", "P2", "P2"],
    )
    yield case(faults, "Text, gaps, a copy, blanks, capitals, and a column that nobody promised.", (1, 3))
    yield case(faults.drop(columns=["seats", "created_at"]), "The same, and two columns are not there.")
    yield case(small_day(sla_hours=[0.5, 24.0, 24.0, 720.0]), "Hours below and above their range.")


def shape(draw: Draw) -> Iterator[Case]:
    yield case(small_day(severity=["P1", "P3", "P9", "P2"]), "One finding: P9 is none of the levels.")


def quiet(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day(),
        "The day keeps its contract. `seats` has no upper end: a missing end means none. Where no gap is "
        "allowed and none is there, nothing is missing.",
    )
    yield case(
        small_day().iloc[[2, 0, 3, 1]].set_axis([9, 9, 7, 1]), "The day keeps its contract, in another order."
    )
    yield case(
        small_day(seats=[-1.0, -2e12, 3.0, 4e12]),
        "`low` and `high` of `seats` are missing: it has no ends, and no value is too small or too large.",
        contract=bounded("seats", np.nan, np.nan),
    )


def allowed_gap(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day(seats=[10.0, None, 3.0, 1200.0]),
        "One of four seats is missing: 25 %, and the contract allows 25 %. Out of range it is not: it has no "
        "value, and nan compares as False with any end.",
    )


def gone(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day(severity=None), "`severity` is promised and is not there: one finding, and no error."
    )
    yield case(small_day(created_at=None), "`created_at` is not there; nothing else is said about it.")
    yield case(small_day(ticket_id=None), "`ticket_id` is not there; nothing else is said about it.")


def renamed(draw: Draw) -> Iterator[Case]:
    for name in ("Severity", "severity "):
        yield case(
            small_day().rename(columns={"severity": name}),
            f"`severity` is not there, and nobody promised {name!r}: names are compared letter by letter.",
        )


def new(draw: Draw) -> Iterator[Case]:
    yield case(small_day(priority=["P1", "P1", "P2", "P2"]), "Nobody promised a column `priority`.")


def missing(draw: Draw) -> Iterator[Case]:
    yield case(small_day(sla_hours=[8.0, None, 24.0, 72.0]), "No gap is allowed in `sla_hours`.")
    yield case(small_day(seats=[None, None, 3.0, 1200.0]), "Half of the seats are missing; 25 % are allowed.")
    yield case(
        many_rows().assign(sla_hours=[np.nan] + [24.0] * 299),
        "One gap in 300 rows, of which four are shown; none is allowed in `sla_hours`.",
        rows=(2, 600),
        shown=False,
    )


def ranges(draw: Draw) -> Iterator[Case]:
    yield case(small_day(sla_hours=[480.0, 1440.0, 1440.0, 4320.0]), "Minutes: all above 240.")
    yield case(
        small_day(sla_hours=[8.0, 24.0, 24.0, 720.0]),
        "One value above 240 is enough; mean and median are inside.",
    )
    yield case(
        many_rows().assign(sla_hours=[720.0] + [24.0] * 299),
        "One value of 300 is above 240; four rows are shown.",
        rows=(2, 600),
        shown=False,
    )
    yield case(small_day(seats=[10.0, 25.0, -1.0, None]), "-1 is below 1. `seats` has no upper bound.")
    yield case(
        small_day(seats=[10.0, 0.0, -1.0, None]),
        "-1 is below `low`, which is 0: an end of 0 is an end.",
        contract=bounded("seats", 0.0, np.nan),
    )
    yield case(
        small_day(sla_hours=[-8.0, -24.0, 0.0, 72.0]),
        "72 is above `high`, which is 0: an end of 0 is an end.",
        contract=bounded("sla_hours", -240.0, 0.0),
    )


def text_numbers(draw: Draw) -> Iterator[Case]:
    yield case(small_day(sla_hours=["8", "24", "24", "72"]), "Numbers that come as text: one finding, type.")
    yield case(
        small_day(sla_hours=[8.0, 24.0, "24", 72.0]),
        "The third value, '24', is text: one text among numbers is enough.",
    )
    yield case(
        small_day(sla_hours=["8 h", 24.0, None, 720.0]),
        "One text among numbers, and a gap: type and missing; of its range nothing is said.",
    )
    yield case(
        small_day(sla_hours=[8.0, "soon", 24.0, 72.0]),
        "'soon' is text, and no value is missing: one finding, type.",
    )


def levels(draw: Draw) -> Iterator[Case]:
    yield case(small_day(severity=["P1", "P3", "P3", "p2"]), "'p2' is not 'P2'.")
    yield case(small_day(severity=["P1 ", "P3", "P3", "P2"]), "'P1 ' is not 'P1': a blank is a letter.")
    for piece in ("P", "", "1|P2", "P1|P2"):
        yield case(
            small_day(severity=["P1", "P3", piece, "P2"]),
            f"{piece!r} is a piece of the text 'P1|P2|P3', and none of its three words.",
        )


def absent_levels(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day(severity=["P1", None, "P3", "P2"]), "A missing severity is missing, not a new level."
    )
    yield case(
        small_day(seats=[None] * 4),
        "All seats are missing, so the column has become one of objects; there is no text in it.",
    )
    yield case(
        small_day(ticket_id=["T-1", None, "T-3", "T-4"]), "One ticket_id is missing, and none comes twice."
    )
    yield case(
        small_day(ticket_id=["T-1", None, "T-3", None]),
        "Two are missing: nobody knows whether they are the same, and no ticket_id comes twice.",
    )


def copies(draw: Draw) -> Iterator[Case]:
    yield case(small_day(ticket_id=["T-1", "T-2", "T-2", "T-4"]), "T-2 comes twice.")


def volumes(draw: Draw) -> Iterator[Case]:
    yield case(small_day().iloc[3:], "One row, at least two are usual.")
    yield case(small_day(), "Four rows, at most three are usual.", rows=(1, 3))


def stale(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day(created_at=times(40, 30, 20, 9)),
        "The newest ticket is nine hours older than as_of; six are allowed.",
    )
    yield case(
        small_day(created_at=times(60, 50, 40, 26)),
        "The newest ticket is a day and two hours older than as_of; six hours are allowed.",
    )
    yield case(
        small_day(created_at=[*times(40, 30, 20), AS_OF - pd.Timedelta("6h59min")]),
        "The newest ticket is 6 hours and 59 minutes older than as_of; that is more than 6 hours.",
    )
    yield case(
        small_day(created_at=timeless(4)).iloc[:2],
        "Two rows, and no `created_at` is known: there is no newest ticket, and the day is stale.",
    )


def future(draw: Draw) -> Iterator[Case]:
    yield case(small_day(created_at=times(5, 4, 2, -3)), "One ticket is from three hours after as_of.")
    yield case(
        small_day(created_at=times(5, 4, 2, -30)),
        "One ticket is from 30 hours after as_of: that is the future, and nothing is stale.",
    )


def edges(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day(sla_hours=[1.0, 24.0, 24.0, 240.0], seats=[1.0, 1.0, 2.0, 3.0]),
        "The ends of a range belong to it.",
    )
    yield case(small_day(), "The ends of `rows` belong to it.", rows=(4, 4))
    yield case(small_day(created_at=times(20, 15, 9, 6)), "Exactly six hours old is fresh enough.")
    yield case(small_day(created_at=times(20, 15, 9, 0)), "Created at as_of is not after it.")


def no_rows(draw: Draw) -> Iterator[Case]:
    yield case(
        small_day().iloc[:0], "A day without rows: too few, and nothing fresh; it has no missing values."
    )
    yield case(
        small_day().iloc[:0], "No row, and the usual number begins at 0: nothing is fresh.", rows=(0, 6)
    )
    yield case(
        small_day(severity=None).iloc[:0],
        "No row, and still columns: `severity` is not there.",
    )
    yield case(
        small_day(created_at=None).iloc[:0],
        "No row, and no `created_at`: it is absent, and nothing else is said about it.",
    )


def real_quiet(draw: Draw) -> Iterator[Case]:
    worlds = days.real_days(draw)
    for tickets in worlds["quiet"]:
        yield real_case(tickets, worlds, "A quiet day of the Desk.")


def real_faults(draw: Draw) -> Iterator[Case]:
    worlds = days.real_days(draw)
    for kind in days.REAL_KINDS:
        yield real_case(worlds[kind][0], worlds, f"The Desk on the first day of an incident: {kind}.")


def real_case(tickets: pd.DataFrame, worlds: dict[str, list[pd.DataFrame]], note: str) -> Case:
    arguments = (
        tickets.copy(),
        contract_of_the_desk(),
        days.end_of(tickets),
        days.volume_of(worlds["quiet"]),
        pd.Timedelta("12h"),
    )
    return Case(
        arguments,
        definition(*arguments),
        f'dq_findings(day.tickets, contract of the Desk, as_of, {arguments[3]}, pd.Timedelta("12h"))',
        "",
        note,
    )


def drawn(draw: Draw) -> Iterator[Case]:
    """Days in which several things go wrong at once, each with even chances."""
    rng = draw.rng("faults at once")
    order = {name: rng.permutation(len(options) + 1) for name, options in TOGETHER.items()}
    for number in range(40):
        changes = {}
        for step, (name, options) in enumerate(TOGETHER.items(), 1):
            pick = order[name][(number * step + number // 8) % (len(options) + 1)]
            if pick < len(options):
                changes[name] = options[pick]
        kept = 4 if number % 2 else int(rng.integers(1, 4))
        rows = (int(rng.integers(1, 4)), int(rng.integers(3, 6)))
        yield case(small_day(**changes).iloc[rng.permutation(4)[:kept]], "Several faults at once.", rows)


# What a column can be on a day with several faults; None stands for a column that is gone.
TOGETHER: dict[str, list[Any]] = {
    "severity": [
        None,
        ["P1", "P1", "P4", "P2"],
        [None, "P3", "P3", "P2"],
        [None, "P3", "P9", "P2"],
        ["P1", "2|P3", "2|P3", "P"],
    ],
    "sla_hours": [
        None,
        [8.0, 24.0, np.nan, 24.0],
        [0.5, 24.0, 24.0, 24.0],
        ["8", "9", "9", "9"],
        [8.0, "9", 24.0, 999.0],
        [8.0, 999.0, np.nan, 24.0],
    ],
    "seats": [None, [np.nan, 1.0, 1.0, 1.0], [np.nan, np.nan, 0.0, 1.0], [1.0, 2e6, 1.0, 1.0]],
    "ticket_id": [["T-1", "T-1", "T-3", "T-4"]],
    "created_at": [times(30, 20, 10, 7), times(30, 1, 1, -1), timeless(4)],
    "priority": [["a", "b", "c", "d"]],
}
