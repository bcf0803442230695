"""skew_report: served features against recomputed ones, ticket by ticket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.monitoring.skew_cases import (
    drawn,
    kinds,
    missing,
    mixed,
    no_common,
    numbers_as_text,
    one_sided,
    order,
    others,
    plain,
    signs,
    sorting,
    tolerances,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone

SECTION = "The same name, another number"
Cases = Callable[[Draw], Iterator[Case]]


def contract(value: Any, *arguments: Any) -> str | None:
    return None if isinstance(value, pd.Series) else f"a {type(value).__name__}; the prompt asks for a Series"


def values_alone(value: pd.Series, case: Case) -> tuple[Any, Any]:
    """Shares by feature, in whatever order they come."""
    got, expected = (
        {str(name): share for name, share in series.items()} for series in (value, case.expected)
    )
    return got, expected


def in_order(value: pd.Series, case: Case) -> tuple[Any, Any]:
    return ", ".join(map(str, value.index)), ", ".join(case.expected.index)


def arguments(draw: Draw) -> Arguments:
    return next(others(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        plain,
        order,
        others,
        missing,
        tolerances,
        signs,
        mixed,
        kinds,
        numbers_as_text,
        one_sided,
        sorting,
        no_common,
        drawn,
    )
    return [made.args for make in makers for made in make(draw)]


CHECK = Check(
    "skew_report",
    contract,
    (
        return_shape(0.25, SECTION, plain),
        Oracle(
            "BY_POSITION",
            1.5,
            "Rows are compared by their place, or their index, not by ticket_id.",
            "The nightly sample comes in another order, and every feature is accused.",
            SECTION,
            agrees(order, values_alone),
        ),
        Oracle(
            "OTHER_TICKETS",
            1,
            "Tickets that are in one table only take part.",
            "The sample has a tenth of the tickets: nine in ten differ from nothing.",
            SECTION,
            agrees(others, values_alone),
        ),
        Oracle(
            "MISSING_DIFFERS",
            1.5,
            "Missing and missing differ, or missing and a value do not.",
            "nan is not nan: the feature with the most gaps is accused for ever; filled with 0, the one that "
            "lost its values never.",
            SECTION,
            agrees(missing, values_alone),
        ),
        Oracle(
            "NO_TOLERANCE",
            1,
            "The tolerance is not tolerance * max(1, |recomputed|).",
            "A sum in another order of additions differs in its last bit, for all tickets, every night.",
            SECTION,
            lambda answer, draw: (
                agrees(tolerances, values_alone)(answer, draw)
                or agrees(signs, values_alone)(answer, draw)
                or agrees(mixed, values_alone)(answer, draw)
            ),
        ),
        Oracle(
            "KINDS",
            0.5,
            "Texts or truth values are not compared as the prompt says, or end in an error.",
            "The plan is served with a blank at its end since the last deploy, and the encoder does not "
            "know it.",
            SECTION,
            agrees(kinds, values_alone),
        ),
        Oracle(
            "NUMBER_AS_TEXT",
            0.5,
            "A number and a text that reads like it, or two texts that read like one number, do not differ, "
            "or end in an error.",
            "Since the deploy codes are served as '1' for 1, a level that the model does not know.",
            SECTION,
            agrees(numbers_as_text, values_alone),
        ),
        Oracle(
            "ONE_SIDED",
            1,
            "A feature that only one table has is left out, or ends in an error.",
            "The feature that was renamed is the one that nobody compares.",
            SECTION,
            agrees(one_sided, values_alone),
        ),
        Oracle(
            "NO_COMMON_TICKET",
            0.5,
            "Without a common ticket the shares are not missing.",
            "The nightly job found nothing to compare, and reports no skew.",
            SECTION,
            agrees(no_common, values_alone),
        ),
        Oracle(
            "ORDER",
            0.5,
            "The features do not come largest first, equal ones by name.",
            "The on-call reads the first line.",
            SECTION,
            agrees(sorting, in_order),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tables.",
            "The log of what was served is evidence.",
            SECTION,
            leaves_input_alone(arguments, ("served", "recomputed", "tolerance")),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On drawn tables some shares, or their order, differ from the definition's.",
            "The report is wrong in the rare rows.",
            SECTION,
            lambda answer, draw: agrees(drawn)(answer, draw) or agrees(drawn, in_order)(answer, draw),
        ),
    ),
    probes,
)
