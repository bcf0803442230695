"""test_cleaner: the learner's own test, put to right and to wrong cleaners.

A test that refuses everything finds no fault: it is first asked about the right cleaners.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from autograder.checks.check import Check
from autograder.checks.cleaning import cleaners
from autograder.checks.cleaning.cleaners import CleanFunction
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.learner_tests import NOTHING, complaint, passed, returns_nothing
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.results import Counterexample

SECTION, GAPS, TRAIN = "A test for anybody's cleaner", "Missing has a cause", "Learn from the training rows"
OUTCOME, BOOKS = "Outliers by the outcome", "Every row accounted for"


SEES_NOTHING = (
    "Either it returned on all your tables what a right cleaner returns, or nothing asserts the difference: "
    "what a test returns is read by nobody."
)
STOPS = "Your test stops before it has judged: assert the columns and the index first, then the values."


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def accepted(answer: Callable[..., Any], right: Sequence[CleanFunction]) -> Counterexample | None:
    """The first of the right cleaners that the answer refuses."""
    for number, clean in enumerate(right, 1):
        error = complaint(answer, clean)
        if error is not None:
            return Counterexample(
                f"test_cleaner({clean.__name__})",
                f"AssertionError: {error}",
                "no exception",
                "",
                f"{clean.__name__}, right cleaner {number} of {len(right)}: {clean.__doc__}",
            )
    return None


def accepts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    return accepted(answer, cleaners.RIGHT)


def finds(*wrong: CleanFunction) -> Property:
    """Each of the wrong cleaners is refused; not judged as long as the plainest right one is, too."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        if passed(answer, cleaners.RIGHT[0]) != NOTHING:
            raise NotJudged
        for clean in wrong:
            got = passed(answer, clean)
            if got:
                return Counterexample(
                    f"test_cleaner({clean.__name__})",
                    got,
                    "AssertionError",
                    "",
                    f"{clean.__name__}: {clean.__doc__} {SEES_NOTHING if got == NOTHING else STOPS}",
                )
        return None

    return test


def plain(draw: Draw) -> Iterator[Case]:
    yield Case(
        (cleaners.RIGHT[0],), None, "test_cleaner(clean_plain)", "", "A test says nothing when all is well."
    )


def probes(draw: Draw) -> list[Arguments]:
    wrong = [
        value
        for value in vars(cleaners).values()
        if callable(value) and (getattr(value, "__doc__", None) or "").startswith("Wrong:")
    ]
    return [(clean,) for clean in (*cleaners.RIGHT, *wrong)]


PASSES = "The next rewrite of the cleaner brings it back, and nobody is told."
CHECK = Check(
    "test_cleaner",
    contract,
    (
        replace(return_shape(0.25, SECTION, plain), test=returns_nothing(plain)),
        Oracle(
            "FALSE_ALARM",
            1,
            "A right cleaner is refused.",
            "A test that fails on right code is switched off, and with it the guard.",
            SECTION,
            accepts,
            guard=True,
        ),
        Oracle(
            "MISSES_BATCH",
            2,
            "A cleaner that fills from the rows it cleans is not refused.",
            PASSES,
            TRAIN,
            finds(cleaners.BATCH, cleaners.POOLED, cleaners.NEIGHBOUR),
        ),
        Oracle(
            "MISSES_OUTCOME",
            2,
            "A cleaner that looks at the outcome is not refused.",
            PASSES,
            OUTCOME,
            finds(cleaners.OUTCOME, cleaners.TRAIN_OUTCOME),
        ),
        Oracle(
            "MISSES_ABSENT_LABEL",
            0.75,
            "A cleaner that needs the outcome in `rows` is not refused.",
            PASSES,
            OUTCOME,
            finds(cleaners.NEEDS_LABEL),
        ),
        Oracle(
            "MISSES_CODES",
            1.25,
            "A cleaner that takes codes for seats, or learns from them, is not refused.",
            PASSES,
            GAPS,
            finds(cleaners.CODES, cleaners.HIGH_CODES, cleaners.KEEPS_HIGH, cleaners.KEEPS_LOW),
        ),
        Oracle(
            "MISSES_FILL",
            1,
            "A cleaner that fills with something else than the median, or nothing, is not refused.",
            PASSES,
            TRAIN,
            finds(cleaners.MEAN, cleaners.ZERO, cleaners.LEFT),
        ),
        Oracle(
            "MISSES_INDICATOR",
            1.25,
            "A cleaner whose indicator is wrong or absent is not refused.",
            PASSES,
            GAPS,
            finds(cleaners.NULLS_MARKED, cleaners.NOTHING_MARKED, cleaners.IF_NEEDED),
        ),
        Oracle(
            "MISSES_LOST_ROWS",
            1,
            "A cleaner that loses rows is not refused.",
            PASSES,
            BOOKS,
            finds(cleaners.DROPS, cleaners.DISTINCT),
        ),
        Oracle(
            "MISSES_ORDER",
            0.75,
            "A cleaner that returns the rows in another order or with another index is not refused.",
            PASSES,
            BOOKS,
            finds(cleaners.SORTED, cleaners.REINDEXED, cleaners.BY_INDEX),
        ),
        Oracle(
            "MISSES_CUT",
            0.5,
            "A cleaner that cuts large values is not refused.",
            PASSES,
            OUTCOME,
            finds(cleaners.CLIPPED, cleaners.CAPPED),
        ),
        Oracle(
            "MISSES_EDGES",
            0.25,
            "A cleaner that puts an end of the range on the wrong side is not refused.",
            PASSES,
            SECTION,
            finds(cleaners.ONE_GONE, cleaners.TOP_GONE, cleaners.ZERO_SEATS, cleaners.TOO_HIGH),
        ),
    ),
    probes,
)
