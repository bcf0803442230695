"""Tickets on the calendar: the weeks that have a row, their names and their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder.checks.monitoring.performance_cases import Line, case, future, treated, undecided, young_ones
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import in_zone


def mondays(draw: Draw) -> Iterator[Case]:
    yield case(
        [
            (-336, -250, 0.2, False, -260),
            (-336.001, -290, 0.4, True, -249),
            (-168.001, -140, 0.1, False, -150),
            (-169, -140, 0.3, False, -150),
        ],
        "A week begins on Monday at 00:00 UTC of decide_at: T-1 is in the week of 1 April, T-2 in the one "
        "before, T-3 and T-4 in that of T-1.",
        least=1,
    )


def other_zones(draw: Draw) -> Iterator[Case]:
    made = next(mondays(draw))
    served, outcomes, *rest = made.args
    served = served.assign(decide_at=served["decide_at"].dt.tz_convert("Asia/Tokyo"))
    yield Case(
        (served, outcomes, *rest),
        made.expected,
        made.call,
        made.rows,
        "The same instants, written in Tokyo's time: weeks are those of UTC.",
    )
    served, outcomes, as_of, *rest = made.args
    yield Case(
        (served, outcomes, as_of.tz_convert("Asia/Tokyo"), *rest),
        made.expected,
        made.call.replace("00:00 +0000", "09:00 +0900"),
        made.rows,
        "as_of is written in Tokyo's time: the instant is the same, and weeks are those of UTC.",
    )


def as_found(draw: Draw) -> Iterator[Case]:
    """Rows out of order, with an index of their own, and all instants in another zone."""
    for made in (*mondays(draw), *future(draw), *treated(draw), *undecided(draw), *young_ones(draw)):
        served, outcomes, *rest = made.args
        tables = (
            in_zone(table.iloc[::-1], "Asia/Tokyo").set_axis(range(7, 7 + len(table)))
            for table in (served, outcomes)
        )
        yield replace(made, args=(*tables, *rest))


def new_years(draw: Draw) -> Iterator[Case]:
    """Weeks whose number within a year, or whose year, does not name them; 1 January 2023 was a Sunday."""
    yield case(
        [_old(-2500), _old(-2530)],
        "T-1 is of the week of 1 January 2024, T-2 of that of 25 December 2023, which is the earlier one "
        "although it is week 52 and the other week 1: weeks come in the order of time.",
    )
    yield case(
        [_old(-11270), _old(-11290)],
        "T-1 was decided on Sunday, 1 January 2023, T-2 on the Saturday before: two years, and one week, "
        "that of Monday, 26 December 2022.",
    )


def first_weeks(draw: Draw) -> Iterator[Case]:
    """With idle weeks between them."""
    yield case(
        [_old(-2500), _old(-11250)],
        "T-1 is of the week of 1 January 2024, T-2 of that of 2 January 2023. Each is week 1 of its year: "
        "two weeks.",
    )


def _old(decided: float) -> Line:
    return decided, decided + 50, 0.3, False, decided + 20


def idle_weeks(draw: Draw) -> Iterator[Case]:
    """Weeks in which nothing counts, between two others."""
    yield case(
        [(-640, -600, 0.4, False, -610), (-20, 90, 0.5, None, None)],
        "T-1 is of the week of 18 March, T-2 of that of 8 April; between them nothing was decided: two rows.",
    )
    yield case(
        [(-470, -400, 0.4, False, -410), (-300, -250, 0.2, False, -260), (-20, 90, 0.5, None, None)],
        "T-2 was in the fast lane and is the only one of the week of 1 April: that week has no row.",
        treated=(1,),
    )
