"""choose_policy: an incumbent is replaced beyond luck, and the test set opened once and late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation.decisions import (
    CALL,
    best_of_the_good,
    enough_evidence,
    good_though_not_first,
    in_pairs,
    left_sealed,
    not_by_the_test,
    not_confirmed,
    one_good,
    opened_once,
    pays_its_upkeep,
)
from autograder.checks.evaluation.luck import (
    luck_is_no_gain,
    sure_of_others,
    weak_evidence,
    won_in_euros,
)
from autograder.checks.evaluation.policy_worlds import INCUMBENT, policy_world
from autograder.checks.evaluation.reported import (
    gain_of_the_test,
    interval_of_the_test,
    missing_if_kept,
    opened_at_all,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, asked
from autograder.oracles.compare import same, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION, SEALED = "From score to decision", "The sealed test set"
NAMES = ("validation", "incumbent", "upkeep", "open_test")
KEYS = ("policy", "gain", "low", "high")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, dict) or not set(KEYS) <= set(value):
        shown = sorted(map(str, value)) if isinstance(value, dict) else type(value).__name__
        return f"{shown}; the prompt asks for a dictionary with the keys {', '.join(KEYS)}"
    kept = bool(arguments) and str(value["policy"]) == str(arguments[1])
    for key in KEYS[1:]:
        if not (isinstance(value[key], int | float | np.number) or kept and same(value[key], np.nan)):
            wanted = "nan where the incumbent stays" if kept else "a number where a candidate is chosen"
            kind = type(value[key]).__name__
            return f"{show(value[key])} ({kind}) under {key}; the prompt asks for {wanted}"
    return None


def plain(draw: Draw) -> Iterator[Case]:
    """A candidate that is better beyond doubt; and two that are worse."""
    yield Case(one_good(draw, upkeep={"b": 2.0, INCUMBENT: 1.0}).arguments(), {}, CALL)
    worse = policy_world(draw, "kept", {"a": -30.0, "b": -60.0})
    yield Case(worse.arguments(), {}, CALL, worse.text())


def of_this_shape(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A dictionary with the four keys, and under three of them numbers, or nan where the incumbent stays."""
    for case in asked(plain(draw)):
        problem = contract(getattr(answer, "target", answer)(*case.args), *case.args)
        if problem:
            wanted = "a dictionary of policy, gain, low and high: a name and three numbers, or nan"
            return Counterexample(case.call, problem, wanted, str(case.rows))
    return None


def arguments(draw: Draw) -> Arguments:
    return next(plain(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    made = [
        one_good(draw),
        one_good(draw, "turned", upkeep={"b": 12.0, INCUMBENT: 2.0}, test_gains={"b": -40.0}),
        not_confirmed(draw),
        policy_world(draw, "none", {"a": -30.0}),
        policy_world(draw, "dear", {"a": 90.0, "b": 60.0}, {"a": 75.0}),
        *(
            policy_world(draw, f"edge {number}", {f"c{place}": 6.0 for place in range(10)})
            for number in range(6)
        ),
    ]
    return [world.arguments() for world in made]


SHAPE = Oracle("RETURN_SHAPE", 0.25, MISCONCEPTION, WHY, SECTION, of_this_shape, guard=True)
CHECK = Check(
    "choose_policy",
    contract,
    (
        SHAPE,
        *while_holds(
            SHAPE.test,
            *while_holds(
                opened_at_all,
                Oracle(
                    "OPENED_TO_CHOOSE",
                    2,
                    "The test set is opened to choose, more than once, or for another policy.",
                    "The one estimate that nobody could have tuned is gone, and the launch disappoints.",
                    SEALED,
                    all_hold(opened_at_all, opened_once, not_by_the_test),
                ),
            ),
            Oracle(
                "UNPAIRED",
                1.25,
                "A candidate that is better day by day is not found.",
                "Dear days drown every gain: the better policy waits for years.",
                "Which of the two is better",
                in_pairs,
            ),
            *while_holds(
                in_pairs,
                Oracle(
                    "UPKEEP_FORGOTTEN",
                    1.5,
                    "What a policy costs to run is not taken off, or not compared.",
                    "The dearest model wins, and the desk pays for it every day.",
                    SECTION,
                    pays_its_upkeep,
                ),
            ),
            Oracle(
                "WEAK_EVIDENCE",
                1,
                "The incumbent gives way to a gain that luck alone often gives, or to a loss.",
                "Policies go live that gain nothing, and cost their upkeep.",
                SECTION,
                weak_evidence,
            ),
            Oracle(
                "BEST_OF_MANY",
                1.5,
                "The luckiest of many candidates replaces the incumbent.",
                "The more ideas a team tries, the surer it ships one that does nothing.",
                SECTION,
                all_hold(luck_is_no_gain, sure_of_others),
            ),
            *while_holds(
                weak_evidence,
                Oracle(
                    "DAYS_COUNTED",
                    0.5,
                    "Something else than the mean net gain is tested, such as days won or their ranks.",
                    "A policy that wins most days by little and loses the others by much goes live.",
                    SECTION,
                    won_in_euros,
                ),
            ),
            *while_holds(
                all_hold(in_pairs, won_in_euros),
                Oracle(
                    "GOOD_PASSED_OVER",
                    0.5,
                    "The best is picked of all candidates, not of those that are good enough.",
                    "A wild idea with a lucky month hides the sure gain beside it, or is shipped instead.",
                    SECTION,
                    good_though_not_first,
                ),
                Oracle(
                    "NOT_THE_BEST",
                    0.5,
                    "Of several that are good enough not the one with the highest mean gain is chosen.",
                    "The larger gain stays on the table because a smaller one was surer.",
                    SECTION,
                    best_of_the_good,
                ),
                Oracle(
                    "TOO_STRICT",
                    0.25,
                    "A gain that luck gives in fewer than 5 % of cases is not good enough.",
                    "A better policy waits for another season of days, and each of them costs its gain.",
                    SECTION,
                    enough_evidence,
                ),
            ),
            Oracle(
                "SEAL_WASTED",
                0.5,
                "The test set is opened although the incumbent stays.",
                "The next candidate is tested on days that somebody has already looked at.",
                SEALED,
                left_sealed,
                guard=True,
            ),
            *while_holds(
                pays_its_upkeep,
                Oracle(
                    "VALIDATION_GAIN",
                    1,
                    "The gain that is reported is not the mean net gain of the test days.",
                    "The gain that chose the policy is too good: finance plans with money that never comes.",
                    SEALED,
                    all_hold(opened_at_all, gain_of_the_test),
                ),
                Oracle(
                    "WRONG_INTERVAL",
                    0.5,
                    "The interval is not a 95 % interval of the net gain over the test days.",
                    "The memo promises a range that the days do not bear out.",
                    SEALED,
                    interval_of_the_test,
                ),
            ),
            Oracle(
                "FIGURES_OF_NOTHING",
                0.5,
                "Where the incumbent stays there are figures, or an error.",
                "A dashboard adds up gains of zero that nobody measured.",
                SEALED,
                missing_if_kept,
            ),
            Oracle(
                "INPUT_CHANGED",
                0.25,
                "The call changes the caller's table.",
                "The next analysis starts from net gains and takes the upkeep off again.",
                SECTION,
                leaves_input_alone(arguments, NAMES),
                guard=True,
            ),
        ),
    ),
    probes,
)
