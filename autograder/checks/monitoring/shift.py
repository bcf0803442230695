"""shift: how far a column has moved, and how often chance alone moves it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import same, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, NOISE = "A number with its noise", "Thirty figures, every morning"
Cases = Callable[[Draw], Iterator[Case]]
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


def by_other_bins(made: Case) -> list[float]:
    """What psi is with the edges of the current values, or of all values together."""
    reference, current, bins = made.args
    found = []
    for values in (current, pd.concat([reference, current])):
        was, now = (side + 0.5 for side in counts(reference, current, edges_of(values, bins)))
        found.append(psi_of(was / was.sum(), now / now.sum()))
    return found


def without_half_counts(made: Case) -> list[float]:
    """What psi is with a tiny share, or half a count, in the empty bins alone, or without these bins."""
    reference, current, bins = made.args
    was, now = counts(reference, current, edges_of(reference, bins))
    before, after = was / was.sum(), now / now.sum()
    tiny = [
        psi_of(np.where(before > 0, before, small), np.where(after > 0, after, small))
        for small in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12)
    ]
    added = [psi_of(before + small, after + small) for small in (1e-4, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12)]
    half = [np.maximum(side, 0.5) for side in (was, now)]
    filled = [(side + 0.5) / (side + 0.5).sum() for side in (was, now)]
    full = (was > 0) & (now > 0)
    return [
        *tiny,
        *added,
        psi_of(half[0] / half[0].sum(), half[1] / half[1].sum()),
        np.inf,
        psi_of(filled[0][full], filled[1][full]),
        psi_of(before[full], after[full]),
    ]


def with_more_bins(made: Case) -> list[float]:
    """What psi is with one or more bins that are empty on both sides."""
    reference, current, bins = made.args
    was, now = counts(reference, current, edges_of(reference, bins))
    found = []
    for more in range(1, 4):
        both = [np.append(side, np.zeros(more)) + 0.5 for side in (was, now)]
        found.append(psi_of(both[0] / both[0].sum(), both[1] / both[1].sum()))
    return found


def recognised(cases: Cases, alternatives: Callable[[Case], list[float]]) -> Property:
    """The answer's psi is none of those that one particular mistake gives; other mistakes are let pass."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in cases(draw):
            psi, expected = float(answer(*made.args)[0]), made.expected[0]
            if same(psi, expected):
                continue
            if any(same(psi, other) for other in alternatives(made)):
                return Counterexample(made.call, f"psi {show(psi)}", f"psi {show(expected)}", "", made.note)
        return None

    return test


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return f"a {type(value).__name__}; the prompt asks for two numbers (psi, p_value)"
    return None


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
    yield case([1, 2, 3, 4], [1, 1, 1, 2], 2, "The edge is the median of the reference, 2.5.")


def outside(draw: Draw) -> Iterator[Case]:
    yield case(
        [1, 2, 3, 4],
        [1, 2, 40, 50],
        2,
        "40 and 50 lie above all of the reference: they belong to the last bin.",
    )
    yield case([1, 2, 3, 4], [-60, -70, 3, 4], 2, "-60 and -70 belong to the first bin.")


def gaps(draw: Draw) -> Iterator[Case]:
    yield case([1, 2, 3, 4], [1, 4, None, None], 2, "Two of four are missing: they are a bin of their own.")
    yield case(
        [1, 4, None, None], [1, 2, 3, 4], 2, "Missing in the reference, and no more: a bin that is empty now."
    )


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
        "Quartiles 0, 0 and 1.25: equal ones are one edge, so there are three bins.",
    )
    yield case(
        [0, 0, 0, 1], [0, 0, 2, 2], 2, "The median is 0: a value on an edge belongs to the bin below it."
    )


def both_empty(draw: Draw) -> Iterator[Case]:
    yield case(
        [0, 1, 3, 3, 3, 3],
        [0, 1, 3, 3, 3, 3, 3, 0],
        3,
        "The edges are 1.667 and 3; above 3 there is no value on either side, and no value is missing: "
        "these bins are left out of the number of bins.",
    )


def degrees(draw: Draw) -> Iterator[Case]:
    yield case([0, 0, 0, 0, 0, 0, 5, 9], [0, 0, 0, 0, 5, 5, 9, 9], 4, "Three bins: two degrees of freedom.")


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


def at(view: View, *some: Cases) -> Callable[..., Any]:
    def cases(draw: Draw) -> Iterator[Case]:
        for make in some:
            yield from make(draw)

    return agrees(cases, view)


def arguments(draw: Draw) -> Arguments:
    reference, current, bins = next(gaps(draw)).args
    return reference.sample(frac=1, random_state=1), current, bins


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        shape,
        plain,
        empty_bin,
        own_edges,
        outside,
        gaps,
        quantiles,
        ties,
        both_empty,
        degrees,
        sizes,
        nothing,
        all_alike,
        drawn,
    )
    return [made.args for make in makers for made in make(draw)]


CHECK = Check(
    "shift",
    contract,
    (
        return_shape(0.25, SECTION, shape),
        Oracle(
            "EMPTY_BIN",
            1.25,
            "An empty bin makes psi infinite, or as large as somebody's choice of a tiny number.",
            "A share of 0.0001 that nobody measured decides about the alarm.",
            SECTION,
            recognised(emptied, without_half_counts), guard=True,
        ),
        Oracle(
            "BINS_OF_TODAY",
            1.25,
            "The bins are made from the values that are to be judged.",
            "What moves takes its bins along: the larger the shift, the less of it shows.",
            SECTION,
            recognised(own_edges, by_other_bins), guard=True,
        ),
        Oracle(
            "EMPTY_ON_BOTH_SIDES",
            0.75,
            "A bin that is empty on both sides counts as a bin.",
            "Its half counts dilute the shares of the others, the more bins the more.",
            SECTION,
            recognised(diluted, with_more_bins), guard=True,
        ),
        Oracle(
            "OTHER_INDEX",
            1,
            "On two bins without any trap psi is another number.",
            "Two teams quote the PSI of one column, and nobody knows whose limit holds.",
            SECTION,
            at(psi_alone, plain),
        ),
        Oracle(
            "OUTSIDE_LOST",
            2,
            "Values beyond the range of the reference are dropped, or stretch the bins.",
            "np.histogram passes over what is outside of its edges: minutes for hours, and PSI sees nothing.",
            SECTION,
            at(psi_alone, outside),
        ),
        Oracle(
            "GAPS_LOST",
            1.5,
            "Missing values are dropped.",
            "Half of the column is null since Tuesday, and the other half looks as ever.",
            SECTION,
            at(psi_alone, gaps),
        ),
        Oracle(
            "EQUAL_WIDTH",
            1,
            "The edges are not the quantiles of the reference.",
            "One account with 2,000 seats puts all others into one bin, where they can do what they like.",
            SECTION,
            at(psi_alone, quantiles),
        ),
        Oracle(
            "TIES",
            1,
            "Equal quantiles make an error or empty bins, or a value on an edge is in the wrong bin.",
            "Most attachments have 0 kB: the first column with many zeros stops the monitor.",
            SECTION,
            at(psi_alone, ties),
        ),
        Oracle(
            "SIZE_IGNORED",
            1.5,
            "The p-value does not come from the numbers of values on both sides.",
            "The limit that is never reached on a weekday is passed on each Sunday.",
            NOISE,
            at(p_alone, sizes),
        ),
        Oracle(
            "DEGREES",
            0.75,
            "The p-value counts other degrees of freedom than the bins less one.",
            "A yes-or-no column is judged like one with ten bins, and can never alarm.",
            NOISE,
            at(p_alone, degrees),
        ),
        Oracle(
            "NO_VALUES",
            0.5,
            "Without values on a side the result is not (nan, nan).",
            "A day without data has moved by nothing, says the dashboard.",
            SECTION,
            at(both, nothing),
        ),
        Oracle(
            "ALL_ALIKE",
            0.5,
            "A column of one value, or one that was all missing, is treated wrongly.",
            "The flag that was always False is the one that somebody will switch on.",
            SECTION,
            at(both, all_alike),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's columns.",
            "The monitor sorts or fills what the service is about to score.",
            SECTION,
            leaves_input_alone(arguments, ("reference", "current", "bins")),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On drawn columns psi or its p-value differ from the definition's.",
            "The number is wrong where no small example looks.",
            SECTION,
            at(both, drawn),
        ),
    ),
    probes,
)
