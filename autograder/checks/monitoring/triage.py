"""triage: what to act on when evidence is incomplete and mistakes have prices."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from autograder.checks.check import Check
from autograder.checks.monitoring.evenings import on_the_desk
from autograder.checks.monitoring.triage_cases import (
    beside_the_causes,
    bug_first,
    chances_of_the_possible,
    concept,
    directions,
    drawn,
    edges,
    frequencies,
    harmless,
    hedge,
    labels_next,
    nothing_possible,
    other_order,
    plain,
    price,
    read_along_a_row,
    season,
    ties,
    unknown_is_not_zero,
    without_rates,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, agrees, asked
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, ORDER = "Drift is not damage", "What to ask first"
Cases = Callable[[Draw], Iterator[Case]]


def contract(value: Any, *arguments: Any) -> str | None:
    return (
        None
        if isinstance(value, str)
        else f"a {type(value).__name__}; the prompt asks for the name of a cause"
    )


def recognised(cases: Cases, slip: Callable[[Case], str]) -> Property:
    """The answer is not the one that a particular slip gives; other mistakes are let pass."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in asked(cases(draw)):
            said = answer(*made.args)
            if said != made.expected and said == slip(made):
                return Counterexample(made.call, repr(said), repr(made.expected), str(made.rows), made.note)
        return None

    return test


def arguments(draw: Draw) -> Arguments:
    return next(hedge(draw)).args


def leaves_evidence_alone(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """After the call the dictionary has the keys and values that it had: what was missing or absent is."""
    for made in asked(unknown_is_not_zero(draw)):
        before = repr(made.args[0])
        with contextlib.suppress(Exception):  # what it raises is no matter here
            answer(*made.args)
        if repr(made.args[0]) != before:
            return Counterexample("the call; then evidence", repr(made.args[0]), before, str(made.rows))
    return None


def probes(draw: Draw) -> list[Arguments]:
    makers: tuple[Cases, ...] = (
        plain,
        bug_first,
        labels_next,
        season,
        concept,
        harmless,
        unknown_is_not_zero,
        directions,
        frequencies,
        price,
        hedge,
        beside_the_causes,
        chances_of_the_possible,
        nothing_possible,
        other_order,
        ties,
        edges,
        drawn,
    )
    return [made.args for make in makers for made in make(draw)]


CHECK = Check(
    "triage",
    contract,
    (
        return_shape(0.25, ORDER, plain),
        Oracle(
            "BUG_IS_DRIFT",
            2,
            "A bug that is seen is taken for drift.",
            "The model is retrained on minutes for hours, and now the repair breaks it.",
            ORDER,
            agrees(bug_first),
        ),
        Oracle(
            "SILENCE_IS_CONCEPT",
            1.25,
            "Outcomes that have stopped are taken for a change of the world.",
            "The model is retrained on the few outcomes that slipped through.",
            ORDER,
            agrees(labels_next),
        ),
        Oracle(
            "SEASON_IS_DRIFT",
            1.25,
            "What comes every year is taken for drift.",
            "Every January somebody investigates January.",
            SECTION,
            agrees(season),
        ),
        Oracle(
            "HARMLESS_IS_CONCEPT",
            1,
            "Figures that moved without damage, or nothing at all, are called something else.",
            "Retraining for nothing costs a week, and brings the risk of every release.",
            SECTION,
            agrees(harmless),
        ),
        Oracle(
            "CONCEPT_MISSED",
            1.25,
            "Outcomes that contradict the model on unmoved figures are passed over, in one "
            "direction or both.",
            "The drift that hurts moves no figure.",
            SECTION,
            agrees(concept),
        ),
        Oracle(
            "UNKNOWN_IS_WELL",
            1.5,
            "Evidence that is missing is taken for good news.",
            "No outcome is ripe, so the model is fine: until they are ripe.",
            ORDER,
            agrees(unknown_is_not_zero),
        ),
        Oracle(
            "TRANSPOSED",
            0.25,
            "Costs are added along a row: they are read as costs.loc[assumed, true].",
            "What it costs to overlook a bug is charged to looking for one that is not there.",
            ORDER,
            recognised(directions, read_along_a_row),
            guard=True,
        ),
        Oracle(
            "RATES_IGNORED",
            0.25,
            "All possible causes are taken for equally frequent: rates are not asked.",
            "What happens once in a hundred calls is acted on as if it were every second one.",
            ORDER,
            recognised(frequencies, without_rates),
            guard=True,
        ),
        Oracle(
            "MOST_LIKELY",
            0.75,
            "The most likely cause is acted on, whatever a mistake costs.",
            "To overlook a rare cause costs forty times as much as to look for nothing.",
            ORDER,
            agrees(price),
        ),
        Oracle(
            "ONLY_THE_POSSIBLE",
            0.75,
            "Only causes, or only possible ones, are considered as answers.",
            "Two causes call for opposite things; waiting a day would have been cheap.",
            SECTION,
            lambda answer, draw: agrees(hedge)(answer, draw) or agrees(beside_the_causes)(answer, draw),
        ),
        Oracle(
            "EXCLUDED_COUNTS",
            0.75,
            "Causes that the evidence excludes take part in the expected cost.",
            "Fear of the bug that it is not decides about the drift that it is.",
            SECTION,
            agrees(chances_of_the_possible),
        ),
        Oracle(
            "NO_EVIDENCE",
            0.5,
            "Without any evidence it fails, or takes a cause for excluded.",
            "The evening on which all dashboards are down is an evening on call, too.",
            SECTION,
            agrees(nothing_possible),
        ),
        Oracle(
            "BY_POSITION",
            0.5,
            "Rates, rows and columns are matched by position.",
            "Somebody sorts the table of costs, and concept is charged like quiet.",
            SECTION,
            agrees(other_order),
        ),
        Oracle(
            "TIES",
            0.25,
            "Of equal costs not the first column is taken.",
            "The same evidence gets another answer on another day.",
            SECTION,
            agrees(ties),
        ),
        Oracle(
            "EDGES",
            0.75,
            "Evidence exactly on a limit is put on the wrong side.",
            "Limits are round numbers, and so are many measurements.",
            SECTION,
            agrees(edges),
        ),
        Oracle(
            "ON_THE_DESK",
            2,
            "Evening by evening at desks, it sends somebody for nothing, or not in time.",
            "Whoever comes for nothing three times does not come the fourth time.",
            ORDER,
            on_the_desk,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes evidence, rates or costs.",
            "The next call of the night is decided by other prices.",
            SECTION,
            lambda answer, draw: (
                leaves_input_alone(arguments, ("evidence", "rates", "costs"))(answer, draw)
                or leaves_evidence_alone(answer, draw)
            ),
            guard=True,
        ),
        Oracle(
            "WRONG_SOMEWHERE",
            0.5,
            "On drawn calls it decides otherwise than by the rules.",
            "The rules meet where no small example has them.",
            SECTION,
            agrees(drawn),
        ),
    ),
    probes,
)
