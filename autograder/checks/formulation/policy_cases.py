"""Days of tickets for policy_value: what each rule says of two or three of them, and drawn ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.invariance import shuffled

Row = tuple[int, float | None, float | None, float]


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


def tickets_table(rows: Sequence[Row]) -> tuple[pd.DataFrame, pd.Series]:
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
    tickets, score = tickets_table([(1, 0.9, 1, 100), (1, 0.1, 0, 100)])
    yield case(score, tickets, "The place goes to T-1, which would breach.", draw=draw)


def per_day(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [(1, 0.9, 1, 100), (1, 0.8, 1, 100), (2, 0.2, 1, 40), (2, 0.1, 0, 100)]
    )
    yield case(score, tickets, "One place on *each* day: T-1 and T-3 get them, not T-1 and T-2.", draw=draw)


def euros(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 1, 20)])
    yield case(score, tickets, "Half of a breach that costs 20 euros.", draw=draw)


def effect(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 1, 100)])
    yield case(score, tickets, "The fast lane prevents one breach in four.", rescued=0.25, draw=draw)


def euros_saved(draw: Draw) -> Iterator[Case]:
    yield from euros(draw)
    yield from effect(draw)


def no_breach(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 0, 100)])
    yield case(score, tickets, "T-1 would have met its SLA in any case: there is nothing to save.", draw=draw)


def losing(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 1, 20)])
    yield case(score, tickets, "The place saves half of 20 euros and costs 25.", place_cost=25, draw=draw)


def costs(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 1, 100), (1, 0.8, 0, 100), (1, 0.1, 1, 100)])
    yield case(score, tickets, "Two places at 10 each; the one on T-2 saves nothing and costs as much.",
               capacity=2, place_cost=10, draw=draw)


def empty_places(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 1, 100), (1, 0.8, 0, 100)])
    yield case(score, tickets, "Two tickets, five places: three of them stay empty and cost nothing.",
               capacity=5, place_cost=10, draw=draw)


def closed(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 0, 100), (1, 0.8, 1, 100)])
    yield case(score, tickets.assign(still_open=[False, True]),
               "T-1 is resolved already: the place goes to T-2, and is not wasted on T-1.", place_cost=10,
               draw=draw)


def missing_score(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, None, 1, 100), (1, 0.1, 0, 100), (1, None, 1, 100)])
    yield case(score, tickets,
               "T-1 and T-3 have no score and never get a place; one of two places stays empty.", capacity=2,
               place_cost=10, draw=draw)


def low_scores(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.0, 1, 100), (1, 0.0, 1, 100)])
    yield case(score, tickets, "Two places for two tickets, whose scores are 0 and not missing.", capacity=2,
               draw=draw)
    tickets, score = tickets_table([(1, -0.5, 1, 100), (1, -2.0, 0, 100)])
    yield case(score, tickets, "A negative score is a score too: T-1 has the higher one.", draw=draw)


def ties(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [(1, 0.5, 1, 100), (1, 0.5, 0, 100), (1, 0.5, 0, 100), (1, 0.5, 0, 100)]
    )
    note = "Four tickets of equal score share one place: a quarter each."
    yield case(score, tickets, note, place_cost=4, draw=draw)
    back = tickets.iloc[::-1]
    yield case(
        score.iloc[::-1], back, f"{note} The order of the rows does not matter.", place_cost=4, draw=draw
    )
    tickets, score = tickets_table(
        [(1, 0.9, 0, 100), (1, 0.5, 1, 100), (1, 0.5, 0, 100), (1, 0.1, 1, 100)]
    )
    yield case(score, tickets, "T-1 takes a place; T-2 and T-3 share the other.", capacity=2, draw=draw)


def tied_breaches(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.5, 1, 100) for _ in range(4)])
    yield case(score, tickets, "Four tickets of equal score, and one place for all of them.", rescued=1.0,
               draw=draw)


def unlabelled(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [(1, 0.9, 1, 100), (1, 0.1, 0, 100), (2, 0.9, 0, 100), (2, 0.1, None, 100)]
    )
    yield case(score, tickets,
               "On day 2 an outcome is missing: the day is left out, also if the place went elsewhere.",
               place_cost=10, draw=draw)
    only = tickets[tickets["day"] == 2]
    last = tickets.index == "T-4"
    for gap, rest in ((score, tickets.assign(still_open=~last)), (score.mask(last), tickets)):
        yield case(gap, rest, "Day 2 is left out, though T-4 would not have got a place in any case.",
                   place_cost=10, draw=draw)
    yield case(score[only.index], only, "No day is left: missing, and not 0.", place_cost=10, draw=draw)


def idle_days(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table(
        [(1, 0.9, 1, 120), (1, 0.1, 0, 120), (2, None, 0, 120), (3, 0.9, 0, 120)])
    tickets = tickets.assign(still_open=[True, True, True, False])
    yield case(score, tickets, "On days 2 and 3 nobody gets a place; they are days all the same.", draw=draw)


def by_index(draw: Draw) -> Iterator[Case]:
    tickets, score = tickets_table([(1, 0.9, 1, 100), (1, 0.5, 0, 100), (1, 0.1, 0, 100)])
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
    scores = pd.Series(np.round(rng.random(n), 1) - 0.5).mask(rng.random(n) < 0.1)
    late = pd.DataFrame({"day": 90, "still_open": True, "y": [1.0, 1.0, 1.0, np.nan], "penalty": 400.0})
    index = rng.permutation(n + len(late)) + 300
    tickets = pd.concat([tickets, late]).set_axis(index)
    score = pd.concat([scores, pd.Series([0.9, 0.8, 0.7, 0.0])]).set_axis(index)
    for capacity in (0, 3, 9):
        made = case(shuffled(score, rng), tickets, "With ties, gaps and closed tickets; not rounded.",
                    capacity=capacity, rescued=0.45, place_cost=12.5)
        yield Case(made.args, made.expected, made.call, "", made.note)
