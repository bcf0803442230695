"""Columns for shift, with the psi and the p-value that each pair must get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2

from autograder.draws import Draw
from autograder.oracles.cases import Case

NAN = float("nan")


def definition(reference: pd.Series, current: pd.Series, bins: int) -> tuple[float, float]:
    """Value by value: each goes to the bin that is numbered by the edges below it; missing ones to bin -1."""
    n, m = len(reference), len(current)
    if not n or not m:
        return NAN, NAN
    was, now = counts(reference, current, edges_of(reference, bins))
    size = len(was)
    psi = psi_of((was + 0.5) / (n + 0.5 * size), (now + 0.5) / (m + 0.5 * size))
    return psi, float(chi2.sf(psi / (1 / n + 1 / m), size - 1)) if size > 1 else 1.0


def edges_of(values: pd.Series, bins: int) -> list[float]:
    """The inner edges: different quantiles of the known values, in their order."""
    known = sorted(float(value) for value in values if not pd.isna(value))
    inner = [number / bins for number in range(1, bins)]
    return sorted({float(edge) for edge in np.quantile(known, inner)}) if known and inner else []


def counts(reference: pd.Series, current: pd.Series, edges: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """How many values of each column lie in each bin that is not empty in both."""

    def counted(values: pd.Series) -> dict[int, int]:
        found: dict[int, int] = {}
        for value in values:
            place = -1 if pd.isna(value) else sum(edge < float(value) for edge in edges)
            found[place] = found.get(place, 0) + 1
        return found

    was, now = counted(reference), counted(current)
    places = sorted(set(was) | set(now))
    return tuple(np.array([side.get(place, 0) for place in places], float) for side in (was, now))


def psi_of(before: np.ndarray, after: np.ndarray) -> float:
    return float(((after - before) * np.log(after / before)).sum())


def text(values: list[Any]) -> str:
    return (
        "[" + ", ".join("nan" if value is None or value != value else f"{value:g}" for value in values) + "]"
    )


def case(reference: list[Any], current: list[Any], bins: int, note: str, shown: bool = True) -> Case:
    series = [pd.Series(values, dtype=float) for values in (reference, current)]
    series[1].index = range(7, 7 + len(current))
    call = (
        f"shift({text(reference)}, {text(current)}, bins={bins})"
        if shown
        else f"shift(reference, current, bins={bins}) of {len(reference)} and {len(current)} values"
    )
    return Case((*series, bins), definition(*series, bins), call, "", note)


def psi_alone(value: Any, case: Case) -> tuple[Any, Any]:
    return float(value[0]), case.expected[0]


def p_alone(value: Any, case: Case) -> tuple[Any, Any]:
    """The p-value that belongs to the psi that was returned, so that each mistake is named once."""
    return float(value[1]), case.expected[1]


def both(value: Any, case: Case) -> tuple[Any, Any]:
    return {"psi": float(value[0]), "p_value": float(value[1])}, dict(
        zip(("psi", "p_value"), case.expected, strict=True)
    )


def shape(draw: Draw) -> Iterator[Case]:
    yield case([0, 0, 1, 1], [0, 1, 1, 1], 2, "Two numbers: psi and p_value.")


def plain(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 0, 1, 1],
        [0, 1, 1, 1, 1],
        2,
        "Two bins: 2 and 2 of four, 1 and 4 of five. Shares are "
        "(count + 0.5) / (number of values + 0.5 * 2).",
    )


def empty_bin(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 0, 1, 1],
        [1, 1, 1],
        2,
        "No value of `current` is in the first bin: its share is 0.5 / (3 + 0.5 * 2).",
    )


def emptied(draw: Draw) -> Iterator[Case]:
    yield from empty_bin(draw)
    yield from plain(draw)


def diluted(draw: Draw) -> Iterator[Case]:
    yield from plain(draw)
    yield from both_empty(draw)


def own_edges(draw: Draw) -> Iterator[Case]:
    # With two bins other slips give the psi of other bins, too.
    note = "The edges cut the reference into thirds, at 3.67 and 6.33."
    yield case([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 2, 2, 3, 5], 3, note)


def outside(draw: Draw) -> Iterator[Case]:
    yield case(
        [1, 2, 3, 4],
        [1, 2, 40, 50],
        2,
        "40 and 50 lie above all of the reference: they belong to the last bin.",
    )
    yield case([1, 2, 3, 4], [-60, -70, 3, 4], 2, "-60 and -70 belong to the first bin.")


def gaps(draw: Draw) -> Iterator[Case]:
    yield case([1, 2, 3, 4], [1, 4, None, None], 2, "Two of four are missing: they are a bin of their own, "
        "and its share is (2 + 0.5) / (4 + 0.5 * 3), for the missing ones are values too.")
    yield case(
        [1, 4, None, None], [1, 2, 3, 4], 2, "Missing in the reference, and no more: a bin that is empty now."
    )
    yield case(
        [1, 2, 3, 4],
        [None, None, None],
        2,
        "All of `current` is missing: there are values, all in the bin of the missing ones.",
    )
    yield case([1, 2, 3, 4], [1, 2, 3, None], 2, "A single value is missing: it is a bin of its own, too.")


def half_missing(draw: Draw) -> Iterator[Case]:
    yield case(
        [1, 4, None, None],
        [4, 5, None, None],
        2,
        "Two known and two missing on each side: n and m are 4, and psi is divided by 1/4 + 1/4.",
    )


def p_of_known_ones(made: Case) -> float:
    """What the p-value of the right psi is when n and m count the known values alone."""
    reference, current, bins = made.args
    size = len(counts(reference, current, edges_of(reference, bins))[0])
    noise = sum(1 / side.notna().sum() for side in (reference, current))
    return float(chi2.sf(made.expected[0] / noise, size - 1))


def quantiles(draw: Draw) -> Iterator[Case]:
    yield case(
        [1, 2, 3, 4, 5, 6, 7, 1000],
        [1, 2, 3, 4, 600, 600, 700, 800],
        4,
        "The edges are the quartiles 2.75, 4.5 and 6.25; of equal width the first bin would hold seven "
        "of eight.",
    )


def ties(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 0, 0, 0, 0, 0, 5, 9],
        [0, 0, 0, 0, 5, 5, 9, 9],
        4,
        "Quartiles 0, 0 and 1.25: equal ones are one edge. Of the three bins the middle one is empty on both "
        "sides and left out.",
    )


def end_edges(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 0, 0, 0, 1, 2, 3],
        [0, 1, 1, 2, 3],
        2,
        "The median is 0, and no value is smaller. It is an edge all the same: 0 below it, 1, 2 and 3 above.",
    )


def on_an_edge(draw: Draw) -> Iterator[Case]:
    yield case([1, 2, 3], [2, 2, 3], 2, "The median is 2: a value on an edge belongs to the bin below it.")


def both_empty(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 1, 3, 3, 3, 3],
        [0, 1, 3, 3, 3, 3, 3, 0],
        3,
        "The edges are 1.667 and 3; above 3 there is no value on either side, and no value is missing: "
        "these bins are left out of the number of bins.",
    )


def degrees(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 0, 0, 0, 0, 0, 5, 9],
        [0, 0, 0, 0, 5, 5, 9, 9],
        4,
        "Edges 0 and 1.25 make three bins; the middle one is empty on both sides and left out. Two bins: "
        "one degree.",
    )


def sizes(draw: Draw) -> Iterator[Case]:
    yield case([0, 1] * 20, [0] * 3 + [1] * 5, 2, "psi / (1/40 + 1/8) against chi-squared with one degree.")
    yield case(
        [0, 1] * 20, [0] * 30 + [1] * 50, 2, "psi / (1/40 + 1/80) against chi-squared with one degree."
    )


def nothing(draw: Draw) -> Iterator[Case]:
    yield case([1, 2], [], 2, "Without values there is nothing to compare: (nan, nan).")
    yield case([], [1, 2], 2, "Without values there is nothing to compare: (nan, nan).")


def all_alike(draw: Draw) -> Iterator[Case]:
    yield case([3, 3, 3], [3, 3], 5, "One bin holds all: psi 0, p_value 1.")
    yield case(
        [None, None, None], [None, 1, 2], 2, "The reference is all missing; the known ones share a bin."
    )


def drawn(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("columns")
    for number in range(12):
        n, m = int(rng.integers(20, 200)), int(rng.integers(5, 90))
        before, after = rng.gamma(2, 20, n), rng.gamma(2, 20 + 4 * number, m)
        if number % 3 == 0:
            before, after = np.floor(before / 20), np.floor(after / 20)
        if number % 2:
            before[rng.random(n) < 0.1], after[rng.random(m) < 0.2] = np.nan, np.nan
        yield case(list(before), list(after), int(rng.integers(2, 12)), "Drawn columns.", shown=False)
    before, after = rng.permutation([0] * 60 + [5] * 10 + [9] * 10), rng.choice([0, 5, 9], 50)
    yield case(list(before), list(after), 4, "Drawn columns, most of them zero.", shown=False)
