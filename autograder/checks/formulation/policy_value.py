"""policy_value: what "highest score first" saves, under a capacity, costs and missing outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees, rows_text
from autograder.oracles.compare import first_difference, show
from autograder.oracles.invariance import Arguments, shuffled
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, CENSORED = "What a decision is worth", "Labels that are not there yet"
NAMES = ("score", "tickets", "capacity", "rescued", "place_cost")


def contract(value: Any, *arguments: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return f"a {type(value).__name__}; the prompt asks for a number"
    return None


def definition(
    score: pd.Series, tickets: pd.DataFrame, capacity: int, rescued: float, place_cost: float
) -> float:
    """The value, day by day and score by score."""
    table = tickets.assign(score=score.reindex(tickets.index))
    total, days = 0.0, 0
    for _, day in table.groupby("day"):
        if day["y"].isna().any():
            continue
        days, left = days + 1, float(capacity)
        able = day[day["still_open"].astype(bool) & day["score"].notna()]
        for value in sorted(set(able["score"]), reverse=True):
            tied = able[able["score"] == value]
            places = min(left, len(tied))
            gain = tied["y"] * tied["penalty"] * rescued - place_cost
            total, left = total + gain.sum() * places / len(tied), left - places
    return float(total / days) if days else float("nan")


def tickets_table(rows: Sequence[tuple[str, float, float | None, float]]) -> tuple[pd.DataFrame, pd.Series]:
    """Rows (day, score, y, penalty), all still open; a score of None is missing."""
    index = [f"T-{number}" for number in range(1, len(rows) + 1)]
    table = pd.DataFrame(
        {"day": [row[0] for row in rows], "still_open": True,
         "y": pd.Series([row[2] for row in rows], dtype=float), "penalty": [float(row[3]) for row in rows]}
    )
    score = pd.Series([row[1] for row in rows], dtype=float)
    return table.set_axis(index), score.set_axis(index)


def case(
    score: pd.Series,
    tickets: pd.DataFrame,
    note: str,
    capacity: int = 1,
    rescued: float = 0.5,
    place_cost: float = 0.0,
    draw: Draw | None = None,
) -> Case:
    """A graded draw scales the euros, so that what was seen in public cannot be replied."""
    if draw is not None and draw.name != "public":
        factor = int(draw.rng("euros").integers(2, 60))
        tickets, place_cost = tickets.assign(penalty=tickets["penalty"] * factor), place_cost * factor
    args = (score, tickets, capacity, rescued, place_cost)
    shown = tickets.assign(score=score).rename_axis("index").reset_index()
    return Case(
        args,
        definition(*args),
        f"policy_value(score, tickets, capacity={capacity}, rescued={rescued:g}, place_cost={place_cost:g})",
        rows_text(tickets=shown),
        note,
    )


def plain(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 100), ("d1", 0.1, 0, 100)])
    yield case(score, tickets, "The place goes to T-1, which would breach.", draw=draw)


def per_day(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [("d1", 0.9, 1, 100), ("d1", 0.8, 1, 100), ("d2", 0.2, 1, 40), ("d2", 0.1, 0, 100)]
    )
    yield case(score, tickets, "One place on *each* day: T-1 and T-3 get them, not T-1 and T-2.", draw=draw)


def euros(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 20), ("d1", 0.8, 1, 400), ("d1", 0.7, 0, 400)])
    yield case(score, tickets, "The score says T-1, whose breach costs little.", draw=draw)


def effect(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 100), ("d1", 0.1, 0, 100)])
    yield case(score, tickets, "The fast lane prevents one breach in four.", rescued=0.25, draw=draw)


def euros_saved(draw: Draw) -> Iterator[Case]:
    yield from euros(draw)
    yield from effect(draw)


def costs(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 100), ("d1", 0.8, 0, 100), ("d1", 0.1, 1, 100)])
    yield case(score, tickets, "Two places at 10 each; the one on T-2 saves nothing and costs as much.",
               capacity=2, place_cost=10, draw=draw)


def empty_places(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 100), ("d1", 0.8, 0, 100)])
    yield case(score, tickets, "Two tickets, five places: three of them stay empty and cost nothing.",
               capacity=5, place_cost=10, draw=draw)


def closed(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 0, 100), ("d1", 0.8, 1, 100)])
    yield case(score, tickets.assign(still_open=[False, True]),
               "T-1 is resolved already: the place goes to T-2, and is not wasted on T-1.", place_cost=10,
               draw=draw)


def missing_score(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", None, 1, 100), ("d1", 0.1, 0, 100), ("d1", None, 1, 100)])
    yield case(score, tickets,
               "T-1 and T-3 have no score and never get a place; one of two places stays empty.", capacity=2,
               place_cost=10, draw=draw)


def ties(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [("d1", 0.5, 1, 100), ("d1", 0.5, 0, 100), ("d1", 0.5, 0, 100), ("d1", 0.5, 0, 100)]
    )
    note = "Four tickets of equal score share one place: a quarter each."
    yield case(score, tickets, note, place_cost=4, draw=draw)
    back = tickets.iloc[::-1]
    yield case(
        score.iloc[::-1], back, f"{note} The order of the rows does not matter.", place_cost=4, draw=draw
    )
    tickets, score = tickets_table(
        [("d1", 0.9, 0, 100), ("d1", 0.5, 1, 100), ("d1", 0.5, 0, 100), ("d1", 0.1, 1, 100)]
    )
    yield case(score, tickets, "T-1 takes a place; T-2 and T-3 share the other.", capacity=2, draw=draw)


def tied_breaches(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.5, 1, 100) for _ in range(4)])
    yield case(score, tickets, "Four tickets of equal score, and one place for all of them.", rescued=1.0,
               draw=draw)


def within_capacity(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tied tickets that all breach save no more than the places there are; less is another mistake."""
    for made in tied_breaches(draw):
        got = answer(*made.args)
        if not got <= made.expected + 1e-6:
            return Counterexample(made.call, show(got), show(made.expected), str(made.rows), made.note)
    return None


def unlabelled(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [("d1", 0.9, 1, 100), ("d1", 0.1, 0, 100), ("d2", 0.9, 0, 100), ("d2", 0.1, None, 100)]
    )
    yield case(score, tickets,
               "On d2 an outcome is missing: the day is left out, also if the place went elsewhere.",
               place_cost=10, draw=draw)
    only = tickets[tickets["day"] == "d2"]
    yield case(score[only.index], only, "No day is left: missing, and not 0.", place_cost=10, draw=draw)


def idle_days(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 100), ("d2", None, 0, 100), ("d3", 0.9, 0, 100)])
    tickets = tickets.assign(still_open=[True, True, False])
    yield case(score, tickets, "On d2 and d3 nobody gets a place; they are days all the same.", draw=draw)


def by_index(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([("d1", 0.9, 1, 100), ("d1", 0.5, 0, 100), ("d1", 0.1, 0, 100)])
    yield case(
        score.iloc[::-1], tickets, "The score comes in another order; its index says whose it is.", draw=draw
    )


def everything(draw: Draw) -> Iterator[Case]:
    """Drawn tickets, and a day of which only the outcome of an unlikely one is missing."""
    rng, n = draw.rng("tickets"), 120
    tickets = pd.DataFrame({
        "day": rng.integers(0, 12, n) + 7, "still_open": rng.random(n) < 0.9,
        "y": np.where(rng.random(n) < 0.03, np.nan, rng.random(n) < 0.3),
        "penalty": rng.choice([20.0, 90.0, 400.0], n)})
    scores = pd.Series(np.round(rng.random(n), 1)).mask(rng.random(n) < 0.1)
    late = pd.DataFrame({"day": 90, "still_open": True, "y": [1.0, 1.0, 1.0, np.nan], "penalty": 400.0})
    index = rng.permutation(n + len(late)) + 300
    tickets = pd.concat([tickets, late]).set_axis(index)
    score = pd.concat([scores, pd.Series([0.9, 0.8, 0.7, 0.0])]).set_axis(index)
    for capacity in (0, 3, 9):
        made = case(shuffled(score, rng), tickets, "With ties, gaps and closed tickets.",
                    capacity=capacity, rescued=0.45, place_cost=12.5)
        yield Case(made.args, made.expected, made.call, "", made.note)


def arguments(draw: Draw) -> Arguments:
    return next(unlabelled(draw)).args


def each_day_alike(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The places of each day go to its own tickets; a value summed over both days is another mistake."""
    for made in per_day(draw):
        got = answer(*made.args)
        if not any(np.isclose(got, made.expected * days) for days in (1, 2)):
            return Counterexample(made.call, show(got), show(made.expected), str(made.rows), made.note)
    return None


def only_days_matter(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The mean over all days, with and without places given."""
    for made in idle_days(draw):
        difference = first_difference(answer(*made.args), made.expected)
        if difference:
            return Counterexample(made.call, difference.got, difference.expected, str(made.rows), made.note)
    return None


def probes(draw: Draw) -> list[Arguments]:
    makers = (plain, per_day, euros, effect, costs, empty_places, closed, missing_score, tied_breaches, ties,
              unlabelled, idle_days, by_index, everything)
    return [made.args for make in makers for made in make(draw)]


CHECK = Check("policy_value", contract, (
    return_shape(0.25, SECTION, plain),
    Oracle("BREACHES_NOT_EUROS", 1,
           "Breaches are counted, or their chance of being prevented is left out.",
           "The policy that saves many cheap breaches beats the one that saves the customers who pay.",
           SECTION, agrees(euros_saved)),
    Oracle("CAPACITY_OVER_ALL", 1.5, "The places of all days are given out at once.",
           "On paper Monday's places go to Friday's outage; on Monday nobody knows of it.", SECTION,
           each_day_alike),
    Oracle("SUM_OF_DAYS", 1, "The value is not that of an average day of the table.",
           "A month with more days, or with more quiet ones, seems to have the better policy.", SECTION,
           only_days_matter),
    Oracle("PLACE_COST", 1, "The cost of a place is left out, or charged only where it saves something.",
           "A policy that fills every place looks free, and the seniors know that it is not.", SECTION,
           agrees(costs)),
    Oracle("EMPTY_PLACES_COST", 0.75, "Empty places are paid for.",
           "A policy that knows when to leave a place empty is punished for it.", SECTION,
           agrees(empty_places)),
    Oracle("CLOSED_TICKETS", 1, "Tickets that are resolved already take a place.",
           "Places go to tickets that nobody can help, so every policy looks alike.",
           "The decision comes first", agrees(closed)),
    Oracle("MISSING_SCORE_FIRST", 1, "A ticket without a score gets a place.",
           "Where the model does not answer, its silence goes to the head of the queue.", SECTION,
           agrees(missing_score)),
    Oracle("OVER_CAPACITY", 0.5, "More tickets get a place than there are places: all that are tied.",
           "The policy with the coarsest score looks best, because it is given the most seniors.", SECTION,
           within_capacity, guard=True),
    Oracle("TIES_BY_ROW", 1, "Of equal scores the place goes to the row that happens to stand first.",
           "A rule of thumb has many ties; its value then depends on how the table was sorted.", SECTION,
           agrees(ties)),
    Oracle("UNKNOWN_IS_MET", 1.5, "Days whose outcomes are not all known are not left out as a whole.",
           "The newest days count as days without breaches, or only with the quick ones.", CENSORED,
           agrees(unlabelled)),
    Oracle("SCORE_BY_POSITION", 0.75, "Scores are matched with tickets by position instead of by index.",
           "After a sort somewhere upstream each ticket has its neighbour's score, and no error tells.",
           SECTION, agrees(by_index)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tables.",
           "The second policy is judged on what the first one left behind.", SECTION,
           leaves_input_alone(arguments, NAMES), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.5, "On drawn tickets the value differs from the definition's.",
           "The value is wrong in a combination that no small example has.", SECTION, agrees(everything)),
), probes)
