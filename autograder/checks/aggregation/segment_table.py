"""segment_table: totals and rates by segment that reconcile with the rows they come from."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "Ratio of sums"
CALL = 'segment_table(daily, "team")'
COLUMNS = ["team", "tickets", "breached", "rate", "share"]


def contract(value: Any, daily: pd.DataFrame, by: str) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    wanted = [by, "tickets", "breached", "rate", "share"]
    if sorted(map(str, value.columns)) != sorted(wanted):
        return f"the columns {list(value.columns)}; the prompt asks for {wanted}"
    return None


def daily_table(rows: Sequence[tuple[str | None, str, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["team", "day", "tickets", "breached"]).astype({"team": "str"})


def definition(daily: pd.DataFrame, by: str = "team") -> pd.DataFrame:
    """The table by its definition: sums first, then ratios; every row of `daily` in one segment."""
    names = daily[by].astype(object).where(daily[by].notna(), "unknown")
    rows = []
    for name in [*sorted(set(names)), "all"]:
        part = daily if name == "all" else daily[names == name]
        tickets, breached = int(part["tickets"].sum()), int(part["breached"].sum())
        rows.append((name, tickets, breached, breached / tickets if tickets else None))
    table = pd.DataFrame(rows[:-1], columns=[by, "tickets", "breached", "rate"])
    table = table.sort_values(["tickets", by], ascending=[False, True])
    table = pd.concat([table, pd.DataFrame(rows[-1:], columns=table.columns)], ignore_index=True)
    total = rows[-1][1]
    return table.assign(share=[tickets / total for tickets in table["tickets"]])


def tables(draw: Draw, makers: Sequence[Callable[[Draw], Iterator[Case]]]) -> list[Arguments]:
    return [case.args for make in makers for case in make(draw)]


def case(daily: pd.DataFrame, note: str) -> Case:
    return Case((daily, "team"), definition(daily), CALL, rows_text(daily=daily), note)


def agrees_in(columns: Sequence[str], cases: Callable[[Draw], Iterator[Case]],
              judged: Sequence[str] = ()) -> Property:
    """The named columns agree, segment by segment, whatever order the segments come in.

    judged: the segments by which this mistake shows; without any, all segments.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for case in cases(draw):
            got, expected = (_by_segment(table, case.args[1], columns, judged)
                             for table in (answer(*case.args), case.expected))
            difference = first_difference(got, expected)
            if difference:
                return Counterexample(case.call, f"{difference.got} ({difference.place})",
                                      f"{difference.expected} ({difference.place})", case.rows, case.note)
        return None
    return test


def _by_segment(table: pd.DataFrame, by: str, columns: Sequence[str],
                judged: Sequence[str]) -> dict[str, Any]:
    """"segment, column" -> value; the segment of a missing name reads "missing"."""
    values = {}
    for row in table.to_dict("records"):
        segment = row[by] if isinstance(row[by], str) else "missing"
        if not judged or segment in judged:
            values |= {f"{segment}, {column}": row[column] for column in columns}
    return values


def ratios(draw: Draw) -> Iterator[Case]:
    daily = daily_table([("amer-1", "Mon", 98, 10), ("amer-1", "Sat", 2, 2), ("emea-1", "Mon", 50, 5)])
    yield case(daily, "amer-1: 12 breaches of 100 tickets. A Saturday with two tickets is no half of a week.")


def total(draw: Draw) -> Iterator[Case]:
    daily = daily_table([("amer-1", "Mon", 90, 9), ("emea-1", "Mon", 10, 5)])
    yield case(daily, "Of all: 14 of 100 tickets, which is not the mean of .1 and .5.")


def null_segment(draw: Draw) -> Iterator[Case]:
    daily = daily_table([("amer-1", "Mon", 90, 9), (None, "Mon", 30, 15), ("emea-1", "Mon", 10, 5)])
    yield case(daily, 'Rows without a team are the segment "unknown": the sums must reconcile with `daily`.')
    named = daily_table([("amer-1", "Mon", 90, 9), ("unknown", "Mon", 10, 5), (None, "Mon", 30, 15)])
    yield case(named, 'A team already called "unknown" and rows without a team are one segment, so one row.')


def no_tickets(draw: Draw) -> Iterator[Case]:
    daily = daily_table([("amer-1", "Mon", 90, 9), ("apac-1", "Mon", 0, 0), ("amer-1", "Tue", 0, 0)])
    yield case(daily, "apac-1 had no tickets: its rate is missing. A day without tickets harms no other day.")


def shares(draw: Draw) -> Iterator[Case]:
    daily = daily_table([("amer-1", "Mon", 60, 9), ("amer-1", "Tue", 15, 1), ("emea-1", "Mon", 25, 5)])
    yield case(daily, "The share is of the tickets: 75 of 100; that of all is 1.")


def order(draw: Draw) -> Iterator[Case]:
    note = 'Most tickets first, equal ones by name, the row "all" last.'
    daily = daily_table([("apac-1", "Mon", 5, 1), ("emea-1", "Mon", 70, 9), ("amer-1", "Mon", 5, 1),
                         ("spec-1", "Mon", 20, 1)])
    yield case(daily, note)
    unnamed = daily_table([("emea-1", "Mon", 10, 1), (None, "Mon", 60, 9), ("amer-1", "Mon", 30, 1)])
    yield case(unnamed, f'{note} "unknown" is a segment like others.')


def in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The segments come in the stated order; an "unknown" that is not there is another oracle's business."""
    for made in order(draw):
        got, expected = (list(table["team"]) for table in (answer(*made.args), made.expected))
        if got != expected and ("unknown" in got or "unknown" not in expected):
            return Counterexample(f"{made.call}['team']", str(got), str(expected), made.rows, made.note)
    return None


def drawn(draw: Draw, by: str, n: int) -> pd.DataFrame:
    """n drawn rows in a drawn index; one segment has no name, one no tickets, one a single busy day."""
    rng = draw.rng(f"daily {n}")
    names = ["amer-1", "emea-1", "apac-1", "spec-1", None]
    rows = [("amer-1", "day", 3, 1), (None, "day", 7, 2), ("zero-1", "day", 0, 0), ("busy-1", "day", 39, 5)]
    rows += [(names[rng.integers(5)], f"day-{i}", int(size), int(rng.binomial(size, .3)))
             for i, size in enumerate(rng.integers(0, 40, n) * rng.integers(0, 2, n))]
    daily = daily_table(rows).rename(columns={"team": by})
    return daily.set_axis(rng.permutation(len(daily)) + 100)


def labels_twice(draw: Draw) -> Iterator[Case]:
    twice = daily_table([("amer-1", "Mon", 90, 9), ("emea-1", "Mon", 10, 5), (None, "Mon", 30, 15)])
    twice = twice.set_axis([0, 1, 0])
    note = ("Two files, one below the other: the index label 0 stands twice. What is done to the rows with "
            "the label of the missing team is done to amer-1 too.")
    yield replace(case(twice, note), rows=rows_text(daily=twice.rename_axis("index").reset_index()))


def everything(draw: Draw) -> Iterator[Case]:
    for n in (5, 30):
        daily = drawn(draw, "region", n)
        yield Case((daily, "region"), definition(daily, "region"), 'segment_table(daily, "region")',
                   rows_text(daily=daily) if n == 5 else "",
                   "Sums first, then ratios; by any column, whatever the index of `daily`.")


def mixed(draw: Draw) -> Iterator[Case]:
    yield from labels_twice(draw)
    yield from everything(draw)


def plain(draw: Draw) -> Arguments:
    return next(null_segment(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    return tables(draw, (ratios, total, null_segment, no_tickets, shares, order, mixed))


CHECK = Check("segment_table", contract, (
    return_shape(0.25, SECTION, ratios),
    Oracle("MEAN_OF_RATIOS", 2, "A segment's rate is the mean of its days' rates.",
           "One bad Saturday with two tickets weighs as much as a Monday with a hundred.",
           SECTION, agrees_in(["rate"], ratios, ("amer-1", "emea-1"))),
    Oracle("TOTAL_AVERAGED", 1, "The rate of all is an average of the segments' rates.",
           "The figure on the dashboard is not the figure of the business, and moves when a team is split.",
           SECTION, agrees_in(["rate"], total, ("all",))),
    Oracle("NULL_SEGMENT_DROPPED", 1.5,
           'Rows without a segment are dropped, or have another name than "unknown".',
           "The table no longer adds up to what it was made from, and the missing part is not a random one.",
           "Grain before joins", agrees_in(["tickets", "breached"], null_segment)),
    Oracle("RATE_OF_NOTHING", 1, "A segment without tickets has a rate, is dropped, or spoils others.",
           "A team that was closed all week leads the ranking, best or worst.",
           SECTION, agrees_in(["tickets", "rate"], no_tickets, ("amer-1", "apac-1"))),
    Oracle("SHARE_OF_ROWS", 1, "The share is not the segment's part of all tickets.",
           "Staff is planned by the number of days reported, not by the work done.",
           SECTION, agrees_in(["share"], shares)),
    Oracle("ORDER", 0.5, 'The segments are not in the stated order, with "all" last.',
           "People read the first line; it should be the largest.", SECTION, in_order),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's table.",
           "The next report is computed on a table with columns that nobody put there.",
           SECTION, leaves_input_alone(plain, ("daily", "by")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a drawn table some figures differ from the definition's.",
           "The table is wrong in the rare segments that no spot check looks at.",
           SECTION, agrees_in(["tickets", "breached", "rate", "share"], mixed)),
), probes)
