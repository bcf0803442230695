"""test_define_label: the learner's own test, put to right and to wrong label functions.

A test that refuses everything finds no fault: it is first asked about the right functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import label_functions as functions
from autograder.checks.formulation.label_functions import LabelFunction
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.learner_line import learner_line
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape, returns_shape_of
from autograder.results import Counterexample

DECOYS = 6
ACCEPTED, REFUSED = "no exception", "AssertionError"
SECTION, CENSORED = "A label is code, so test it", "Labels that are not there yet"


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def said(answer: Callable[..., Any], label: LabelFunction) -> str:
    """What the answer raises about `label`, in words, with the learner's line if it is no AssertionError."""
    try:
        answer(unnamed(label))
    except AssertionError as error:
        return f"{REFUSED}: {str(error)[:300] or 'without a message'}"
    except NotImplementedError:
        raise
    except Exception as error:
        line = learner_line(error)
        where = f", in your line {line.number}: {line.text}" if line else ""
        return f"{type(error).__name__}: {str(error)[:200]}{where}"
    return ACCEPTED


def unnamed(label: LabelFunction) -> LabelFunction:
    """The same function under the one name of all: neither that nor a docstring says whether it is right."""
    def define_label(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp, grace: pd.Timedelta
                     ) -> pd.DataFrame:
        return label(tickets, events, as_of, grace)
    return define_label


def accepts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The first of the right functions that the answer refuses, or breaks on."""
    alarms = (false_alarm(label, said(answer, label)) for label in functions.RIGHT)
    return next((found for found in alarms if found), None)


def false_alarm(label: LabelFunction, heard: str) -> Counterexample | None:
    """What was said about a right function, if it is not nothing."""
    return None if heard == ACCEPTED else example(label, heard, ACCEPTED)


def example(label: LabelFunction, got: str, expected: str) -> Counterexample:
    return Counterexample(f"test_define_label({label.__name__})", got, expected, "",
                          f"{label.__name__} is a function that the check brings. {label.__doc__}")


def returns_none(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Nothing comes back; that a right function is refused is for FALSE_ALARM to say."""
    refused = said(answer, functions.RIGHT[0]) != ACCEPTED
    return None if refused else returns_shape_of(plain)(answer, draw)


def finds(*wrong: LabelFunction) -> Property:
    """The plainest right function passes, however often it comes, and each of the wrong ones is refused.

    They come in a drawn order among several of the right one, so that counting calls does not answer.
    """
    asked = [*wrong, *[functions.RIGHT[0]] * DECOYS]

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        heard = {int(n): said(answer, asked[n])
                 for n in draw.rng(f"order {wrong[0].__name__}").permutation(len(asked))}
        alarms = (false_alarm(asked[n], heard[n]) for n in range(len(wrong), len(asked)))
        missed = (example(label, heard[n], REFUSED) for n, label in enumerate(wrong)
                  if not heard[n].startswith(REFUSED))
        return next((found for found in (*alarms, *missed) if found), None)
    return test


def plain(draw: Draw) -> Iterator[Case]:
    yield Case((unnamed(functions.RIGHT[0]),), None, "test_define_label(label_plain)", "",
               "A test says nothing when all is well.")


def probes(draw: Draw) -> list[Arguments]:
    return [(unnamed(label),) for label in (*functions.RIGHT, *functions.WRONG)]


CHECK = Check("test_define_label", contract, (
    replace(return_shape(0.25, SECTION, plain), test=returns_none),
    Oracle("FALSE_ALARM", 1, "A right label function is refused.",
           "A test that fails on right code is switched off, and with it the guard.",
           SECTION, accepts, guard=True),
    Oracle("MISSES_UNKNOWN_AS_MET", 1.5, "A label function that takes unknown for met passes.",
           "The next rewrite learns that new tickets never breach, with a green build.",
           CENSORED, finds(functions.UNKNOWN_MET, functions.UNKNOWN_YOUNG_MET)),
    Oracle("MISSES_KNOWN_AS_MATURE", 1.5, "A label function that calls mature what is known passes.",
           "The quickly resolved tickets alone stand for the newest week, and no test says so.",
           CENSORED, finds(functions.KNOWN_MATURE, functions.KNOWN_OR_MATURE)),
    Oracle("MISSES_GUESSES", 1, "A label function that is wrong about old tickets without an outcome passes.",
           "An outage of the event feed becomes labels, and the build stays green on the day it happens.",
           CENSORED, finds(functions.SWAPPED, functions.OVERDUE_BREACHED, functions.OVERDUE_MET,
                           functions.MATURE_IF_BOTH)),
    Oracle("MISSES_FUTURE", 1.5, "A label function that uses what was not yet known at as_of passes.",
           "Backtests promise what no training run can keep, and nothing points to the label.",
           CENSORED, finds(functions.FUTURE, functions.OCCURRED)),
    Oracle("MISSES_TREATMENT", 1, "A label function that labels tickets in the fast lane passes.",
           "The model unlearns the tickets that were rescued, after a rewrite that passed every test.",
           "The decision comes first", finds(functions.TREATED)),
    Oracle("MISSES_FUTURE_TREATMENT", 0.5,
           "A label function that asks the wrong time whether a fast-lane event was known passes.",
           "Labels come and go with the hour of the export, and two runs of one backtest differ.",
           "The decision comes first", finds(functions.TREATED_AHEAD, functions.TREATED_BY_OCCURRENCE,
                                             functions.TREATED_LATE)),
    Oracle("MISSES_GRACE", 0.75, "A label function that lets tickets mature at their deadline passes.",
           "The breaches still under way are missing from the newest labels, and the rate looks better.",
           CENSORED, finds(functions.NO_GRACE)),
    Oracle("MISSES_EDGES", 1, "A label function that puts an instant on as_of on the wrong side passes.",
           "Batches run on the full hour, and so do deadlines: the fault is there every hour.",
           SECTION, finds(functions.MATURE_LATE, functions.MATURE_EARLY, functions.KNOWN_LATE,
                          functions.KNOWN_EARLY)),
    Oracle("MISSES_COPIES", 1, "A label function that doubles rows, or waits for the last copy, passes.",
           "A redelivery at night doubles the weight of its tickets, and no build has seen one.",
           SECTION, finds(functions.DOUBLED, functions.LAST_COPY)),
    Oracle("MISSES_LOST_ROWS", 1, "A label function whose rows are not the tickets decided on passes.",
           "A join loses the tickets that nobody has heard of: exactly the ones to ask about.",
           SECTION, finds(functions.LOST, functions.UNDECIDED, functions.DECIDED_LATE,
                          functions.TREATED_DROPPED)),
), probes)
