"""compare: two models on the same rows, by a randomisation test over groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation.coins import (
    both_sides,
    coins_at_all,
    coins_for_groups,
    group_by_group,
    never_zero,
    row_by_row,
    ties_count,
    weighed_by_rows,
)
from autograder.checks.evaluation.losses import losses, shown
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import same, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_arrays import leaves_arrays_alone
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION = "Which of the two is better"
NAMES = ("loss_a", "loss_b", "groups", "repeats", "seed")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return f"{show(value)}; the prompt asks for a tuple of two numbers (difference, p_value)"
    if not all(isinstance(part, int | float | np.number) for part in value):
        return f"{show(value)}; the prompt asks for two numbers"
    return None


def plain(draw: Draw) -> Iterator[Case]:
    yield Case(
        (*losses(draw, [[0.5], [0.25, -0.5]]), 20, 1),
        (0.1, 0.5),
        "compare(loss_a, loss_b, groups, repeats=20, seed=1)",
    )


def of_all_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The difference is the mean over rows, a less b."""
    for differences in ([[0.5, 0.25], [-0.25]], [[-1.0] * 6, [0.5], [0.25]]):
        arrays = losses(draw, differences)
        wanted = float(np.mean(arrays[0] - arrays[1]))
        got = float(answer(*arrays, 20, 1)[0])
        if not same(got, wanted):
            return Counterexample(
                "compare(loss_a, loss_b, groups, repeats=20, seed=1)[0]",
                show(got),
                show(wanted),
                shown(differences),
                "The mean of loss_a - loss_b over all rows.",
            )
    return None


def by_seed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The same seed gives the same p-value; eight seeds do not all give one."""
    rng = draw.rng("seed")
    arrays = losses(draw, [[float(value)] for value in rng.normal(0.1, 1, 25)])
    for seed in range(5):
        first, again = (float(answer(*(array.copy() for array in arrays), 500, seed)[1]) for _ in range(2))
        if not same(first, again):
            return Counterexample(
                f"compare(loss_a, loss_b, groups, repeats=500, seed={seed})[1], twice",
                show(again),
                show(first),
                "",
                "Make the generator of the seed.",
            )
    found = {float(answer(*(array.copy() for array in arrays), 500, seed)[1]) for seed in range(8)}
    if len(found) == 1:
        return Counterexample(
            "compare(loss_a, loss_b, groups, repeats=500, seed)[1] with the seeds 0 to 7",
            f"eight times {show(found.pop())}",
            "other seeds, other coins",
            "",
            "Make the generator of the seed.",
        )
    return None


def arguments(draw: Draw) -> Arguments:
    return (*losses(draw, [[0.5, 1.0], [0.25], [-0.5, 0.5], [2.0]]), 50, 1)


def probes(draw: Draw) -> list[Arguments]:
    rng = draw.rng("probes")
    drawn = [list(rng.normal(0.2, 1, size)) for size in (1, 5, 2, 9, 3, 1)]
    return [
        arguments(draw),
        (*losses(draw, [[0.0], [0.0]]), 30, 2),
        (*losses(draw, drawn), 200, 1),
        (*losses(draw, [[0.1], [0.2], [-0.3]]), 50, 1),
        (*losses(draw, [[0.5]] * 40), 99, 1),
    ]


SHAPE = return_shape(0.25, SECTION, plain)
CHECK = Check(
    "compare",
    contract,
    (
        SHAPE,
        *while_holds(
            SHAPE.test,
            Oracle(
                "NOT_THE_DIFFERENCE",
                1,
                "The difference is not the mean of loss_a - loss_b over all rows.",
                "The report praises the worse of the two models.",
                SECTION,
                of_all_rows,
            ),
            Oracle(
                "UNPAIRED",
                2,
                "The two models are compared as if they had seen different rows.",
                "Hard tickets are hard for both models: their scatter drowns each gain, nothing ever ships.",
                SECTION,
                row_by_row,
            ),
            Oracle(
                "ROWS_INDEPENDENT",
                1.5,
                "Each row has a coin of its own, though rows of a group go together.",
                "One large customer makes the difference significant; at the next customer it is gone.",
                SECTION,
                group_by_group,
            ),
            *while_holds(
                group_by_group,
                Oracle(
                    "NOT_COINS",
                    0.5,
                    "The p-value is not that of one coin for each group.",
                    "With few customers another method gives a third of it, and luck is sold as a win.",
                    SECTION,
                    coins_for_groups,
                ),
            ),
            *while_holds(
                coins_at_all,
                Oracle(
                    "GROUPS_ALIKE",
                    1,
                    "Small groups weigh as much as large ones.",
                    "The difference and its p-value speak of two different things.",
                    SECTION,
                    weighed_by_rows,
                ),
            ),
            *while_holds(
                all_hold(row_by_row, coins_at_all),
                Oracle(
                    "ONE_SIDED",
                    1,
                    "Only one side counts, or it counts twice.",
                    "Half of the p-value is missing: twice as many null results are sold as wins.",
                    SECTION,
                    both_sides,
    coins_at_all,
                ),
                Oracle(
                    "ZERO_P",
                    0.75,
                    "The p-value can be 0, or is not a share of the rounds asked for.",
                    "A probability of 0 survives every correction for many tests.",
                    SECTION,
                    never_zero,
                ),
                Oracle(
                    "TIES",
                    1,
                    "Rounds that are exactly as far from 0 do not count.",
                    "Two copies of one model are reported as different.",
                    SECTION,
                    ties_count,
                ),
            ),
            Oracle(
                "SEED_IGNORED",
                0.5,
                "The seed does not decide the p-value.",
                "One runs it until it says .049.",
                SECTION,
                by_seed,
            ),
            Oracle(
                "INPUT_CHANGED",
                0.5,
                "The call changes the caller's arrays.",
                "The next comparison is made on losses in another order, or with another sign.",
                SECTION,
                leaves_arrays_alone(arguments, NAMES),
                guard=True,
            ),
        ),
    ),
    probes,
)
