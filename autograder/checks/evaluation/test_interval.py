"""test_interval: a learner's test must pass right intervals and refuse wrong ones."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation import intervals, levels
from autograder.checks.evaluation.asked import Asked, diagnosis, how_often_it_held
from autograder.checks.evaluation.intervals import Interval
from autograder.draws import Draw
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY, described
from autograder.oracles.waiting import while_holds
from autograder.results import Counterexample

SECTION, GROUPED = "How to catch a liar", "Two intervals on the same predictions"
CALLS_AT_MOST = 1000


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def refusal(answer: Callable[..., Any], asked: Asked) -> Exception | None:
    """What the answer raises about the interval asked, or None."""
    try:
        answer(asked.interval)
    except NotImplementedError:
        raise
    except Exception as error:
        return error
    return None


def complaint(answer: Callable[..., Any], asked: Asked) -> str | None:
    """The message of the AssertionError about the interval asked, or None; another exception is raised."""
    error = refusal(answer, asked)
    if error is None or isinstance(error, AssertionError):
        return error and (str(error) or "AssertionError without a message")
    raise error


def accepts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The first of the right intervals that the answer refuses."""
    for number in draw.rng("right").permutation(len(intervals.RIGHT)):
        interval = intervals.RIGHT[number]
        asked = Asked(interval)
        error = complaint(answer, asked)
        if error is not None:
            return Counterexample(
                f"test_interval({interval.__name__})",
                f"AssertionError: {error[:300]}",
                "no exception",
                f"{interval.__name__}: {interval.__doc__}",
                diagnosis(asked.questions),
            )
    return None


def passed(
    answer: Callable[..., Any],
    wrong: Sequence[Interval],
    rng: np.random.Generator,
    right: Asked | None = None,
) -> Counterexample | None:
    """The first of the wrong intervals that the answer does not refuse, asked about in a drawn order.

    right: the plainest right one, which is asked about among them; where it is refused nothing is judged.
    """
    asked = [Asked(interval) for interval in wrong] + ([right] if right else [])
    errors = {int(n): refusal(answer, asked[n]) for n in rng.permutation(len(asked))}
    if right and errors[len(wrong)] is not None:
        raise NotJudged
    for n, interval in enumerate(wrong):
        if errors[n] is None:
            return Counterexample(
                f"test_interval({interval.__name__})",
                "no exception",
                "AssertionError",
                "",
                f"{interval.__name__}: {interval.__doc__} {how_often_it_held(asked[n].questions)}".rstrip(),
            )
    return None


def finds(*wrong: Interval) -> Property:
    """Each wrong interval is refused, not judged unless the plainest right one passes."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return passed(answer, wrong, draw.rng(f"order {wrong[0].__name__}"), Asked(intervals.RIGHT[0]))

    return test


def misses_level(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """An interval that is off its level is refused, also where it deceives a look at the levels asked for."""
    rng, right = draw.rng("order of levels"), Asked(intervals.RIGHT[0])
    found = passed(answer, (levels.one_sided, levels.fifteen_below), rng, right)
    asked_for = [question.level for question in right.questions]
    # These come first: they say more of the test than that it passes a one-sided quantile.
    return (passed(answer, levels.for_levels(asked_for), rng) if asked_for else None) or found


def asserted(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A wrong interval is refused by an AssertionError; whether it is refused at all is judged elsewhere."""
    for wrong in (intervals.rows_wald, intervals.everything):
        error = refusal(answer, Asked(wrong))
        if error is not None and not isinstance(error, AssertionError):
            return Counterexample(
                f"test_interval({wrong.__name__})",
                f"{type(error).__name__}: {str(error)[:300]}",
                "AssertionError",
                f"{wrong.__name__}: {wrong.__doc__}",
                "AssertionError says that the interval is at fault; any other exception, that the test is.",
            )
    return None


def fixed_seed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Two runs begin with the same world."""
    first, second = Asked(_stops), Asked(_stops)
    for asked in (first, second):
        refusal(answer, asked)
    if first.y is None or second.y is None or np.array_equal(first.y, second.y):
        return None
    shown = [f"{len(asked.y)} rows, {asked.y.mean():.1%} of them 1" for asked in (first, second)]
    return Counterexample(
        "the first y that test_interval(interval) asks about, in two runs",
        f"{shown[0]}; then {shown[1]}",
        "the same world in both",
        "",
        "Make the generator in the test, of a fixed number: np.random.default_rng(8).",
    )


def _stops(y: np.ndarray, groups: np.ndarray, level: float) -> tuple[float, float]:
    raise RuntimeError("the first world has been seen")


def few_calls(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The test does not ask so often that it is switched off."""
    asked = Asked(intervals.linearised)
    with contextlib.suppress(AssertionError):
        answer(asked.interval)
    if asked.calls <= CALLS_AT_MOST:
        return None
    return Counterexample(
        "the calls of interval by test_interval(interval)",
        f"{asked.calls:,}",
        f"at most {CALLS_AT_MOST:,}",
        "",
        "400 worlds at two levels are 800 calls.",
    )


def says_nothing(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """None comes back where nothing is raised; what is raised is judged by the other oracles."""
    try:
        value = answer(Asked(intervals.linearised).interval)
    except AssertionError:
        return None
    return (
        None
        if value is None
        else Counterexample(
            "test_interval(linearised)",
            described(value),
            "None",
            "",
            "A test says nothing when all is well, and raises AssertionError (with assert) when it is not.",
        )
    )


def raises_nothing_else(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """About a right interval nothing but an AssertionError is raised; else the test never comes to judge."""
    complaint(answer, Asked(intervals.linearised))
    return None


def probes(draw: Draw) -> list[Arguments]:
    wrong = (
        intervals.rows_wald,
        intervals.groups_alike,
        levels.always_95,
        levels.one_sided,
        levels.fifteen_below,
        intervals.everything,
        intervals.twice_as_wide,
    )
    return [(Asked(interval).interval,) for interval in (*intervals.RIGHT, *wrong)]


PASSES = "It goes into every report, and each of them is surer than it may be."
CHECK = Check(
    "test_interval",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.25, MISCONCEPTION, WHY, SECTION, says_nothing, guard=True),
        *while_holds(
            raises_nothing_else,
            Oracle(
                "FALSE_ALARM",
                1.25,
                "A right interval is refused.",
                "A test that fails on right code is switched off, and with it the guard.",
                SECTION,
                accepts,
                guard=True,
            ),
            Oracle(
                "MISSES_ROWS",
                2.5,
                "An interval passes that takes rows for independent.",
                PASSES,
                GROUPED,
                finds(intervals.rows_wald, intervals.rows_wilson),
            ),
            Oracle(
                "MISSES_GROUPS_ALIKE",
                2,
                "An interval in which small groups count as much as large ones passes.",
                "It is the interval of another rate; no amount of data brings it nearer.",
                SECTION,
                finds(intervals.groups_alike),
            ),
            Oracle(
                "MISSES_LEVEL",
                2,
                "An interval that does not keep to the level passes.",
                "Somebody asks for 80 % and gets 95 %, or 60 %, and nobody notices.",
                SECTION,
                misses_level,
            ),
            Oracle(
                "MISSES_WIDTH",
                1.5,
                "An interval that is far wider than it has to be passes.",
                "Whoever never wants to be wrong says nothing, and no decision can rest on it.",
                SECTION,
                finds(intervals.everything, intervals.twice_as_wide),
            ),
            Oracle(
                "NOT_ASSERTED",
                0.5,
                "A wrong interval is refused, but not by an AssertionError.",
                "Whoever sees another exception mends the test, and the interval goes into the report.",
                SECTION,
                asserted,
                guard=True,
            ),
            Oracle(
                "TOO_MANY_CALLS",
                0.5,
                "The test asks for the interval more than 1,000 times.",
                "A test that takes a minute is switched off in the second week.",
                SECTION,
                few_calls,
                guard=True,
            ),
            Oracle(
                "SEED_NOT_FIXED",
                0.5,
                "The test draws other worlds in each run.",
                "It fails on some mornings and not on others, and everybody learns to run it again.",
                SECTION,
                fixed_seed,
                guard=True,
            ),
        ),
    ),
    probes,
)
