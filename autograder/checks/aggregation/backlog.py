"""backlog: how many tickets of the team were open when this one came, without a loop over pairs."""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

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
TEAMS = ("amer-1", "emea-1", "apac-1")
# An answer faster than this at the larger size is not judged by it: the clock is too coarse.
SECONDS = 0.06


class Step(NamedTuple):
    """Two sizes whose times are compared: n tickets, and `factor` times as many.

    ratio_at_most: between n log n and n squared, at their geometric mean. teams, never: whose tickets, and
    the share of them that never closed. slow: seconds at the larger size of the step before from which on
    this one is left out; it would outlast the time limit, and is meant for loops that are quick at first.
    """

    n: int
    factor: int
    ratio_at_most: float
    teams: tuple[str, ...] = TEAMS
    never: float = 0.05
    slow: float = float("inf")


# Four times the rows take n log n 4.4 times as long, n squared 16 times; sixteen times the rows 21 (measured:
# up to 31) and 256 times. Small sizes come first, so that a loop over pairs ends soon and a merge of pairs
# never fills the memory. Large ones are of one team, half or more of it still open, so that a list of the
# open tickets is as long as the table. Only at the largest the comparisons of whole sorted columns, row by
# row, take longer than the rows; an array of the open tickets, nine in ten of all, that is filtered whenever
# one comes takes 120 times as long there (if half of all are open, only 57 to 64 times).
STEPS = (Step(100, 4, 8.5), Step(1_000, 4, 8.5), Step(6_000, 4, 8.5, ("emea-1",), 0.5),
         Step(6_000, 16, 64, ("emea-1",), 0.9, slow=1.0))


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
    """The answer agrees with the cases once a ticket that it counts in its own queue is taken out.

    Or put back, if the answer has taken it off twice: of a ticket alone it says 1, or -1.
    """
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        alone = answer(tickets_table([("T-1", "emea-1", at(0), at(90))]))
        if len(alone) != 1 or alone.iloc[0] not in (1, -1):
            return at_any_time(cases)(answer, draw)
        too_many = int(alone.iloc[0])
        mended = "- 1  # without the ticket itself" if too_many > 0 else "+ 1  # itself taken off only once"

        def without_itself(tickets: pd.DataFrame) -> pd.Series:
            return answer(tickets) - too_many

        def renamed(draw: Draw) -> Iterator[Case]:
            for made in cases(draw):
                yield replace(made, call=f"{CALL} {mended}")
        return at_any_time(renamed)(without_itself, draw)
    return test


def itself(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), at(90)), ("T-2", "emea-1", at(30), at(60))]),
               "T-1 found nobody; T-2 found T-1. No ticket waits for itself. (A count of -1 has taken the "
               "ticket off twice: searchsorted's side=\"left\" leaves it out already.)")


def closed(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), at(10)), ("T-2", "emea-1", at(5), at(90)),
                              ("T-3", "emea-1", at(30), at(60))]),
               "When T-3 came, T-1 was closed and T-2 was open.")


def teams(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "amer-1", at(0), at(90)), ("T-2", "emea-1", at(10), at(90)),
                              ("T-3", "emea-1", at(30), at(60))]), "T-1 waits for another team.")


def still_open(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0, days=-120), None), ("T-2", "emea-1", at(30), None)]),
               "T-1 has no closing time: it is still open, and was when T-2 came. So is T-2: filled with the "
               "table's last time, it would be gone when it came.")


def edges(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table([("T-1", "emea-1", at(0), at(30)), ("T-2", "emea-1", at(10), at(90)),
                              ("T-3", "emea-1", at(30), at(60))]),
               "T-1 closed at the instant at which T-3 came: closed is closed.")
    yield case(tickets_table([("T-1", "emea-1", at(0), at(90)), ("T-2", "emea-1", at(0), at(60))]),
               "Two tickets of the same instant: each finds the other.")
    yield case(tickets_table([("T-1", "emea-1", at(0), at(30.5)), ("T-2", "emea-1", at(30.25), at(60))]),
               "T-1 closed 15 seconds after T-2 came: the Desk's stamps have seconds.")


def row_order(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table([("T-3", "emea-1", at(30), at(60)), ("T-1", "emea-1", at(0), at(90)),
                             ("T-2", "amer-1", at(-60), at(-30)), ("T-4", "emea-1", at(40), at(95))])
    yield case(tickets.set_axis(pd.Index([8, 2, 5, 3])),
               "The result has the index of `tickets`, in its order; the table need not come sorted.")


def random_tickets(draw: Draw, n: int, teams: Sequence[str] = TEAMS, never: float = 0.05,
                   turn: int = 0) -> pd.DataFrame:
    rng = draw.rng(f"backlog-{n}" + (f"-{turn}" if turn else ""))
    created = MONDAY + pd.to_timedelta(10 * rng.integers(0, 2 * n, n), unit="m")
    closed = pd.Series(created + pd.to_timedelta(10 * rng.integers(1, 60, n), unit="m"))
    frame = pd.DataFrame({"ticket_id": [f"T-{i}" for i in range(n)],
                          "team": np.array(teams)[rng.integers(0, len(teams), n)],
                          "created_at": created, "closed_at": closed.where(rng.random(n) > never)})
    return frame.astype({"created_at": UTC_DTYPE, "closed_at": UTC_DTYPE, "team": "str"})


def everything(draw: Draw) -> Iterator[Case]:
    for n in (5, 40, 150):
        tickets = random_tickets(draw, n)
        yield Case((tickets,), definition(tickets), f"{CALL}  # {n} drawn tickets", "",
                   "The same as the slow loop, ticket by ticket.")


def scales(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """CPU seconds for n tickets and for several times as many: the work must not grow with the pairs.

    Each call is of other tickets: what an answer keeps of an earlier one spares it no work.
    """
    seconds, turns = 0.0, itertools.count(1)
    for step in STEPS:
        if seconds < step.slow:
            seconds, found = _grows(answer, draw, step, turns)
            if found:
                return found
    return None


def _grows(answer: Callable[..., Any], draw: Draw, step: Step,
           turns: Iterator[int]) -> tuple[float, Counterexample | None]:
    """Seconds at the larger size of the step, and what shows that they are too many."""
    def timed(n: int) -> float:
        return cpu_seconds(answer, random_tickets(draw, n, step.teams, step.never, next(turns)))

    def too_long() -> bool:
        return seconds_many >= SECONDS and seconds_many > step.ratio_at_most * seconds_few

    timed(step.n)  # The first call of a size pays for imports, and for memory that the next one has.
    seconds_few, seconds_many = timed(step.n), timed(step.factor * step.n)
    if too_long():
        # Once more before it is called slow: a call may have paid for an import, a pause or a busy neighbour.
        seconds_few = max(seconds_few, *(timed(step.n) for _ in range(2)))
    if too_long():
        seconds_many = min(seconds_many, timed(step.factor * step.n))
    if not too_long():
        return seconds_many, None
    ratio = seconds_many / seconds_few
    return seconds_many, Counterexample(
        f"backlog(tickets)  # {step.n:,} tickets, then {step.factor * step.n:,}",
        f"{seconds_few:.2g} s, then {seconds_many:.2g} s: {ratio:.0f} times as long",
        f"about {step.factor} times as long", "",
        "Work that grows with the pairs grows with the square of the rows. A sorted column that is compared "
        "as a whole, or a list of open tickets that is walked through, once for each ticket, is a loop over "
        "pairs.")


def plain(draw: Draw) -> Arguments:
    return (tickets_table([("T-2", "emea-1", at(30), None), ("T-1", "emea-1", at(0), at(90)),
                           ("T-3", "amer-1", at(10), at(20))]),)


def probes(draw: Draw) -> list[Arguments]:
    makers = (itself, closed, teams, still_open, edges, row_order, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("backlog", contract, (
    return_shape(0.25, SECTION, itself),
    Oracle("COUNTS_ITSELF", 1, "A ticket is counted in the queue that it finds, or is taken off it twice.",
           "Every queue is one off; for quiet teams that is the difference between empty and busy.",
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
