"""test_define_label: the learner's own test, put to right and to wrong label functions.

A test that refuses everything finds no fault: it is first asked about the right functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import label_functions as functions
from autograder.checks.formulation.label_functions import LabelFunction
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.results import Counterexample

DECOYS = 6
SECTION, CENSORED = "A label is code, so test it", "Labels that are not there yet"


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def complaint(answer: Callable[..., Any], label: LabelFunction) -> str | None:
    """The message of the AssertionError that the answer raises about `label`, or None."""
    try:
        answer(unnamed(label))
    except AssertionError as error:
        return str(error) or "AssertionError without a message"
    return None


def unnamed(label: LabelFunction) -> LabelFunction:
    """The same function under the one name of all: neither that nor a docstring says whether it is right."""
    def define_label(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp, grace: pd.Timedelta
                     ) -> pd.DataFrame:
        return label(tickets, events, as_of, grace)
    return define_label


def accepts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The first of the right functions that the answer refuses."""
    for label in functions.RIGHT:
        error = complaint(answer, label)
        if error is not None:
            return refused(label, error)
    return None


def refused(label: LabelFunction, error: str) -> Counterexample:
    return Counterexample(f"test_define_label({label.__name__})", f"AssertionError: {error[:300]}",
                          "no exception", "", f"{label.__name__}: {label.__doc__}")


def finds(*wrong: LabelFunction) -> Property:
    """The plainest right function passes, however often it comes, and each of the wrong ones is refused.

    They come in a drawn order among several of the right one, so that counting calls does not answer.
    """
    asked = [*wrong, *[functions.RIGHT[0]] * DECOYS]

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        errors = {int(n): complaint(answer, asked[n])
                  for n in draw.rng(f"order {wrong[0].__name__}").permutation(len(asked))}
        for label, error in [(asked[n], errors[n]) for n in range(len(wrong), len(asked))]:
            if error is not None:
                return refused(label, error)
        for n, label in enumerate(wrong):
            if errors[n] is None:
                return Counterexample(f"test_define_label({label.__name__})", "no exception",
                                      "AssertionError", "", f"{label.__name__}: {label.__doc__}")
        return None
    return test


def plain(draw: Draw) -> Iterator[Case]:
    yield Case((unnamed(functions.RIGHT[0]),), None, "test_define_label(label_plain)", "",
               "A test says nothing when all is well.")


def probes(draw: Draw) -> list[Arguments]:
    return [(unnamed(label),) for label in (*functions.RIGHT, *functions.WRONG)]


PASSES = "The next rewrite of the label brings it back, with a green build."
CHECK = Check("test_define_label", contract, (
    return_shape(0.25, SECTION, plain),
    Oracle("FALSE_ALARM", 1, "A right label function is refused.",
           "A test that fails on right code is switched off, and with it the guard.",
           SECTION, accepts, guard=True),
    Oracle("MISSES_UNKNOWN_AS_MET", 1.5, "A label function that takes unknown for met passes.",
           PASSES, CENSORED, finds(functions.UNKNOWN_MET, functions.UNKNOWN_YOUNG_MET)),
    Oracle("MISSES_KNOWN_AS_MATURE", 1.5, "A label function that calls mature what is known passes.", PASSES,
           CENSORED, finds(functions.KNOWN_MATURE, functions.KNOWN_OR_MATURE)),
    Oracle("MISSES_GUESSES", 1, "A label function that is wrong about old tickets without an outcome passes.",
           PASSES, CENSORED, finds(functions.SWAPPED, functions.OVERDUE_BREACHED, functions.OVERDUE_MET,
                                   functions.MATURE_IF_BOTH)),
    Oracle("MISSES_FUTURE", 1.5, "A label function that uses what was not yet known at as_of passes.",
           PASSES, CENSORED, finds(functions.FUTURE, functions.OCCURRED)),
    Oracle("MISSES_TREATMENT", 1, "A label function that labels tickets in the fast lane passes.",
           PASSES, "The decision comes first", finds(functions.TREATED)),
    Oracle("MISSES_FUTURE_TREATMENT", 0.5,
           "A label function that asks the wrong time whether a fast-lane event was known passes.", PASSES,
           "The decision comes first", finds(functions.TREATED_AHEAD, functions.TREATED_BY_OCCURRENCE,
                                             functions.TREATED_LATE)),
    Oracle("MISSES_GRACE", 0.75, "A label function that lets tickets mature at their deadline passes.",
           PASSES, CENSORED, finds(functions.NO_GRACE)),
    Oracle("MISSES_EDGES", 1, "A label function that puts an instant on as_of on the wrong side passes.",
           PASSES, SECTION, finds(functions.MATURE_LATE, functions.MATURE_EARLY, functions.KNOWN_LATE,
                                  functions.KNOWN_EARLY)),
    Oracle("MISSES_COPIES", 1, "A label function that doubles rows, or waits for the last copy, passes.",
           PASSES, SECTION, finds(functions.DOUBLED, functions.LAST_COPY)),
    Oracle("MISSES_LOST_ROWS", 1, "A label function whose rows are not the tickets decided on passes.",
           PASSES, SECTION, finds(functions.LOST, functions.UNDECIDED, functions.DECIDED_LATE,
                                  functions.TREATED_DROPPED)),
), probes)
