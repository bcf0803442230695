"""backlog: how many tickets of the team were open when this one came, without a loop over pairs."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.aggregation.clock import MONDAY, UTC_DTYPE, at
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, at_any_time, rows_text
from autograder.oracles.cpu_time import cpu_seconds
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "From loop to sort"
CALL = "backlog(tickets)"
# n log n takes 4.4 times as long for four times the rows, n squared 16 times: the limit lies between, at
# their geometric mean. Small sizes come first, so that a loop over pairs ends soon and a merge of pairs never
# fills the memory. An answer faster than SECONDS at a size is not judged by it: the clock is too coarse.
FACTOR, RATIO_AT_MOST = 4, 8.5
SIZES, SECONDS = (100, 1_000, 6_000), 0.06


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series with the index of `tickets`"
    return None


def tickets_table(rows: Sequence[tuple[str, str, pd.Timestamp, pd.Timestamp | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["ticket_id", "team", "created_at", "closed_at"])
    return frame.astype({"created_at": UTC_DTYPE, "closed_at": UTC_DTYPE, "team": "str"})


def definition(tickets: pd.DataFrame) -> pd.Series:
    """The count by its definition: every pair looked at."""
    counts = []
    for label, moment, team in zip(tickets.index, tickets["created_at"], tickets["team"], strict=True):
        open_then = ((tickets["team"] == team) & (tickets["created_at"] <= moment)
                     & ~(tickets["closed_at"] <= moment))
        counts.append(int(open_then.sum()) - int(open_then.loc[label]))
    return pd.Series(counts, index=tickets.index)


def case(tickets: pd.DataFrame, note: str) -> Case:
    return Case((tickets,), definition(tickets), CALL, rows_text(tickets=tickets), note)


def but_for_itself(cases: Callable[[Draw], Iterator[Case]]) -> Property:
    """The answer agrees with the cases once a ticket that it counts in its own queue is taken out."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        alone = answer(tickets_table([("T-1", "emea-1", at(0), at(90))]))
        if len(alone) != 1 or alone.iloc[0] != 1:
            return at_any_time(cases)(answer, draw)

        def without_itself(tickets: pd.DataFrame) -> pd.Series:
            return answer(tickets) - 1

        def renamed(draw: Draw) -> Iterator[Case]:
            for made in cases(draw):
                yield replace(made, call=f"{CALL} - 1  # without the ticket itself")
        return at_any_time(renamed)(without_itself, draw)
    return test


def itself(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), at(90)), ("T-2", "emea-1", at(30), at(60))]),
               "T-1 found nobody; T-2 found T-1. No ticket waits for itself.")


def closed(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), at(10)), ("T-2", "emea-1", at(5), at(90)),
                              ("T-3", "emea-1", at(30), at(60))]),
               "When T-3 came, T-1 was closed and T-2 was open.")


def teams(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "amer-1", at(0), at(90)), ("T-2", "emea-1", at(10), at(90)),
                              ("T-3", "emea-1", at(30), at(60))]), "T-1 waits for another team.")


def still_open(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), None), ("T-2", "emea-1", at(30), at(60))]),
               "T-1 has no closing time: it is still open, and was then.")


def edges(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), at(30)), ("T-2", "emea-1", at(10), at(90)),
                              ("T-3", "emea-1", at(30), at(60))]),
               "T-1 closed at the instant at which T-3 came: closed is closed.")
    yield case(tickets_table([("T-1", "emea-1", at(0), at(90)), ("T-2", "emea-1", at(0), at(60))]),
               "Two tickets of the same instant: each finds the other.")


def row_order(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-3", "emea-1", at(30), at(60)), ("T-1", "emea-1", at(0), at(90)),
                             ("T-2", "amer-1", at(-60), at(-30)), ("T-4", "emea-1", at(40), at(95))])
    yield case(tickets.set_axis(pd.Index([8, 2, 5, 3])),
               "The result has the index of `tickets`, in its order; the table need not come sorted.")


def random_tickets(draw: Draw, n: int) -> pd.DataFrame:
    rng = draw.rng(f"backlog-{n}")
    created = MONDAY + pd.to_timedelta(10 * rng.integers(0, 2 * n, n), unit="m")
    closed = pd.Series(created + pd.to_timedelta(10 * rng.integers(1, 60, n), unit="m"))
    frame = pd.DataFrame({"ticket_id": [f"T-{i}" for i in range(n)],
                          "team": np.array(["amer-1", "emea-1", "apac-1"])[rng.integers(0, 3, n)],
                          "created_at": created, "closed_at": closed.where(rng.random(n) > .05)})
    return frame.astype({"created_at": UTC_DTYPE, "closed_at": UTC_DTYPE, "team": "str"})


def everything(draw: Draw) -> Iterator[Case]:
    for n in (5, 40, 150):
        tickets = random_tickets(draw, n)
        yield Case((tickets,), definition(tickets), f"{CALL}  # {n} drawn tickets", "",
                   "The same as the slow loop, ticket by ticket.")


def scales(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """CPU seconds for n and for 4 n tickets: the work must not grow with the number of pairs."""
    for n in SIZES:
        found = _scales_from(answer, draw, n)
        if found:
            return found
    return None


def _scales_from(answer: Callable[..., Any], draw: Draw, n: int) -> Counterexample | None:
    few, many = random_tickets(draw, n), random_tickets(draw, FACTOR * n)
    cpu_seconds(answer, few)
    seconds_few = cpu_seconds(answer, few)
    seconds_many = cpu_seconds(answer, many)
    if seconds_many < SECONDS or seconds_many / seconds_few <= RATIO_AT_MOST:
        return None
    # Twice more before it is called slow: a call may have paid for an import, a pause or a busy neighbour.
    seconds_few = max(seconds_few, *(cpu_seconds(answer, few) for _ in range(2)))
    seconds_many = min(seconds_many, *(cpu_seconds(answer, many) for _ in range(2)))
    if seconds_many < SECONDS or seconds_many / seconds_few <= RATIO_AT_MOST:
        return None
    return Counterexample(
        f"backlog(tickets)  # {n} tickets, then {FACTOR * n}",
        f"{seconds_few:.2g} s, then {seconds_many:.2g} s: {seconds_many / seconds_few:.0f} times as long",
        f"about {FACTOR} times as long", "",
        "Work that grows with the pairs grows with the square of the rows.")


def plain(draw: Draw) -> Arguments:
    return (tickets_table([("T-2", "emea-1", at(30), None), ("T-1", "emea-1", at(0), at(90)),
                           ("T-3", "amer-1", at(10), at(20))]),)


def probes(draw: Draw) -> list[Arguments]:
    makers = (itself, closed, teams, still_open, edges, row_order, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("backlog", contract, (
    return_shape(0.25, SECTION, itself),
    Oracle("COUNTS_ITSELF", 1, "A ticket is counted in the queue that it finds.",
           "Every queue is one too long; for quiet teams that is the difference between empty and busy.",
           SECTION, at_any_time(itself)),
    Oracle("CLOSED_COUNTED", 1, "Tickets that were closed by then are counted.",
           "The backlog only ever grows: it becomes a clock, and the model learns the date.",
           SECTION, but_for_itself(closed)),
    Oracle("OTHER_TEAMS", 1, "Tickets of other teams are counted.",
           "A spike in America looks like a queue in Singapore.", SECTION, but_for_itself(teams)),
    Oracle("STILL_OPEN_LOST", 1, "Tickets that have no closing time yet are not counted.",
           "The oldest, worst tickets are the ones that the queue does not see.",
           "A label is late too", but_for_itself(still_open)),
    Oracle("EDGES", 1, "Tickets closed or created at the very instant are on the wrong side.",
           "Bulk operations share one timestamp; they are where the counts jump.",
           "Windows and edges", but_for_itself(edges)),
    Oracle("ORDER_LOST", 1, "The result does not have the index of `tickets`, or the table must come sorted.",
           "Assigned as a column it lands on other tickets.", SECTION, but_for_itself(row_order)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "The next feature is computed on a table that is sorted or longer than it was.",
           SECTION, leaves_input_alone(plain, ("tickets",)), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn tickets some counts differ from the slow loop's.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, but_for_itself(everything)),
    # Last: an answer that runs out of time is asked nothing more.
    Oracle("QUADRATIC", 1.25, "The work grows with the number of pairs of tickets.",
           "It runs on the sample and dies on the year: 90,000 tickets are 8 billion pairs.",
           SECTION, scales, guard=True),
), probes)
