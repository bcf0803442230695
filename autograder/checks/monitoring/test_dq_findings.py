"""test_dq_findings: the learner's fire drill, put to right and to wrong monitors.

A drill that refuses everything proves nothing: it is first asked about the right ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.monitoring import dq_functions as functions
from autograder.checks.monitoring.dq_functions import Monitor
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.learner_tests import NOTHING, complaint, passed, returns_nothing
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.results import Counterexample

DECOYS = 2
OTHER_KIND = " Your drill stops before it has judged: an error of another kind finds nothing."
SECTION, ROWS = "A monitor that never speaks", "First the rows, then the statistics"


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def unnamed(monitor: Monitor) -> Monitor:
    """The same monitor under the one name of all: neither that nor a docstring says whether it is right."""

    def dq_findings(
        tickets: pd.DataFrame,
        contract: pd.DataFrame,
        as_of: pd.Timestamp,
        rows: tuple[int, int],
        fresh: pd.Timedelta,
    ) -> set[tuple[str, str]]:
        return monitor(tickets, contract, as_of, rows, fresh)

    return dq_findings


def refused(monitor: Monitor, error: str) -> Counterexample:
    return Counterexample(
        f"test_dq_findings({monitor.__name__})",
        f"AssertionError: {error}",
        "no exception",
        "",
        f"{monitor.__name__}: {monitor.__doc__}",
    )


def accepts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The first of the right monitors that the answer refuses."""
    for monitor in functions.RIGHT:
        error = complaint(answer, unnamed(monitor))
        if error is not None:
            return refused(monitor, error)
    return None


def finds(*wrong: Monitor) -> Property:
    """The plainest right monitor passes, however often it comes, and each of the wrong ones is refused.

    They come in a drawn order among several of the right one, so that counting calls does not answer. Not
    judged as long as the right one does not pass where it is alone.
    """
    asked = [*wrong, *[functions.RIGHT[0]] * DECOYS]

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        if passed(answer, unnamed(functions.RIGHT[0])) != NOTHING:
            raise NotJudged
        order = draw.rng(f"order {wrong[0].__name__}").permutation(len(asked))
        got = {int(n): passed(answer, unnamed(asked[n])) for n in order}
        for n in range(len(wrong), len(asked)):
            if got[n] != NOTHING:
                return refused(asked[n], "the same monitor passed before")
        for n, monitor in enumerate(wrong):
            if got[n] is not None:
                return Counterexample(
                    f"test_dq_findings({monitor.__name__})",
                    got[n],
                    "AssertionError",
                    "",
                    f"{monitor.__name__}: {monitor.__doc__}{'' if got[n] == NOTHING else OTHER_KIND}",
                )
        return None

    return test


def plain(draw: Draw) -> Iterator[Case]:
    yield Case(
        (unnamed(functions.RIGHT[0]),),
        None,
        "test_dq_findings(dq_plain)",
        "",
        "A drill says nothing when all is well.",
    )


def probes(draw: Draw) -> list[Arguments]:
    return [(unnamed(monitor),) for monitor in (*functions.RIGHT, *functions.WRONG)]


PASSES = "It stays quiet through the next outage, and the quiet is read as health."
CHECK = Check(
    "test_dq_findings",
    contract,
    (
        replace(return_shape(0.25, SECTION, plain), test=returns_nothing(plain)),
        Oracle(
            "FALSE_ALARM",
            1,
            "A right monitor is refused.",
            "A drill that fails on right code is switched off, and with it the proof.",
            SECTION,
            accepts,
            guard=True,
        ),
        Oracle(
            "MISSES_SILENCE",
            1.5,
            "A monitor that never finds anything passes.",
            PASSES,
            SECTION,
            finds(functions.SILENT),
        ),
        Oracle(
            "MISSES_NERVOUS",
            1,
            "A monitor that has findings on good days passes.",
            "It is muted in its second week.",
            SECTION,
            finds(functions.ALWAYS, functions.ANY_MISSING),
        ),
        Oracle(
            "MISSES_NAMES",
            0.5,
            "A monitor that finds what it should, and gives it another fault or column, passes.",
            "The call goes out at night, to the wrong team.",
            ROWS,
            finds(functions.OTHER_COLUMN, functions.OTHER_FAULT),
        ),
        Oracle(
            "MISSES_COLUMNS",
            1.25,
            "A monitor that passes over a column that is gone, or new, passes.",
            PASSES,
            ROWS,
            finds(functions.NO_ABSENT, functions.NO_UNKNOWN),
        ),
        Oracle(
            "MISSES_GAPS",
            1.25,
            "A monitor that passes over missing values passes.",
            PASSES,
            ROWS,
            finds(functions.NO_MISSING, functions.ALL_MISSING),
        ),
        Oracle(
            "MISSES_UNITS",
            1.5,
            "A monitor that passes over values out of their range passes.",
            PASSES,
            ROWS,
            finds(
                functions.NO_RANGE,
                functions.TOP_ONLY,
                functions.LOW_ONLY,
                functions.MEAN_RANGE,
                functions.ENDS_BY_TRUTH,
            ),
        ),
        Oracle(
            "MISSES_WORDS",
            1,
            "A monitor that passes over text among numbers, or over new levels, all or some, passes.",
            PASSES,
            ROWS,
            finds(functions.NO_TYPE, functions.FIRST_TYPE, functions.NO_LEVEL, functions.PIECES),
        ),
        Oracle(
            "MISSES_COPIES",
            0.75,
            "A monitor that passes over a ticket that comes twice passes.",
            PASSES,
            ROWS,
            finds(functions.NO_COPIES),
        ),
        Oracle(
            "MISSES_VOLUME",
            1,
            "A monitor that passes over too few, or too many, rows passes.",
            PASSES,
            ROWS,
            finds(functions.NO_VOLUME, functions.FEW_ONLY, functions.MANY_ONLY),
        ),
        Oracle(
            "MISSES_TIME",
            1.25,
            "A monitor that does not look at the newest ticket passes.",
            PASSES,
            ROWS,
            finds(functions.NO_STALE, functions.OLDEST_STALE, functions.NO_FUTURE),
        ),
        Oracle(
            "MISSES_EDGES",
            0.75,
            "A monitor that calls a value on its bound a fault passes.",
            "It is muted in its second week.",
            SECTION,
            finds(functions.STRICT_RANGE, functions.STRICT_VOLUME),
        ),
    ),
    probes,
)
