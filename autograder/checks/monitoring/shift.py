"""shift: how far a column has moved, and how often chance alone moves it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from autograder.checks.check import Check
from autograder.checks.monitoring.shift_cases import (
    all_alike,
    both,
    both_empty,
    degrees,
    diluted,
    drawn,
    emptied,
    empty_bin,
    end_edges,
    gaps,
    half_missing,
    nothing,
    on_an_edge,
    outside,
    own_edges,
    p_alone,
    p_of_known_ones,
    plain,
    psi_alone,
    quantiles,
    shape,
    sizes,
    ties,
)
from autograder.checks.monitoring.shift_slips import by_other_bins, with_more_bins, without_half_counts
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import same, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "A number with its noise"
Cases = Callable[[Draw], Iterator[Case]]


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


def all_counted(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The p-value is not that of n and m known values; other mistakes are let pass."""
    for made in half_missing(draw):
        p_value, expected = float(answer(*made.args)[1]), made.expected[1]
        if not same(p_value, expected) and same(p_value, p_of_known_ones(made)):
            return Counterexample(
                made.call, f"p_value {show(p_value)}", f"p_value {show(expected)}", "", made.note
            )
    return None


def chance_of_more(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The p-value is not one less itself; other mistakes are let pass."""
    for made in sizes(draw):
        p_value, expected = float(answer(*made.args)[1]), made.expected[1]
        if same(p_value, 1 - expected) and not same(p_value, expected):
            return Counterexample(
                made.call,
                f"p_value {show(p_value)}",
                f"p_value {show(expected)}",
                "",
                "This is the chance of a smaller psi: what has moved far would get a p_value near 1.",
            )
    return None


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return f"a {type(value).__name__}; the prompt asks for two numbers (psi, p_value)"
    return None


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
        half_missing,
        quantiles,
        on_an_edge,
        ties,
        end_edges,
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
            recognised(emptied, without_half_counts),
            guard=True,
        ),
        Oracle(
            "BINS_OF_TODAY",
            1.25,
            "The bins are made from the values that are to be judged.",
            "What moves takes its bins along: the larger the shift, the less of it shows.",
            SECTION,
            recognised(own_edges, by_other_bins),
            guard=True,
        ),
        Oracle(
            "EMPTY_ON_BOTH_SIDES",
            0.75,
            "A bin that is empty on both sides counts as a bin.",
            "Its half counts dilute the shares of the others, the more bins the more.",
            SECTION,
            recognised(diluted, with_more_bins),
            guard=True,
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
            "Missing values are dropped, or do not count among the values that a share is of.",
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
            "EDGE_ABOVE",
            0.5,
            "A value on an edge is put into the bin above it.",
            "Most attachments have 0 kB, an edge: all of them count among those that have some.",
            SECTION,
            at(psi_alone, on_an_edge),
        ),
        Oracle(
            "TIES",
            0.5,
            "Equal quantiles make an error or empty bins, or one at an end of the reference is no edge.",
            "Most attachments have 0 kB: the first column with many zeros stops the monitor.",
            SECTION,
            at(psi_alone, ties, end_edges),
        ),
        Oracle(
            "KNOWN_ONES_COUNTED",
            0.5,
            "n and m of the p-value count the known values alone.",
            "Missing values are a bin of psi, so half-null columns are judged as if they were small, and the "
            "alarm comes the later the more is gone.",
            SECTION,
            all_counted,
            guard=True,
        ),
        Oracle(
            "CHANCE_OF_LESS",
            0.25,
            "The p-value is the chance of a smaller psi, not of one at least as large.",
            "The alarm is raised on the days on which nothing has changed at all.",
            SECTION,
            chance_of_more,
            guard=True,
        ),
        Oracle(
            "SIZE_IGNORED",
            0.75,
            "The p-value is not that of psi / (1/n + 1/m), of n and m values, under chi-squared.",
            "The limit that is never reached on a weekday is passed on each Sunday.",
            SECTION,
            at(p_alone, sizes),
        ),
        Oracle(
            "DEGREES",
            0.75,
            "The p-value counts other degrees of freedom than the bins less one.",
            "A yes-or-no column is judged like one with ten bins, and can never alarm.",
            SECTION,
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
