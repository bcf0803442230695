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
    no_more_than_ties,
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

SEEDS = range(10)
# Repeats and seeds: signs that stay turned come back to where they were in some of them, not in all.
ROUNDS = ((20, 1), (33, 2), (50, 3))
ONE_GENERATOR = "Make the generator of the seed."
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
    """The difference is the mean over rows, a less b, whatever coins were tossed after it was taken."""
    for differences in ([[0.5, 0.25], [-0.25]], [[-1.0] * 6, [0.5], [0.25]]):
        arrays = losses(draw, differences)
        wanted = float(np.mean(arrays[0] - arrays[1]))
        got = [float(answer(*(array.copy() for array in arrays), *asked)[0]) for asked in ROUNDS]
        moves = not all(same(value, got[0]) for value in got)
        for value, (repeats, seed) in zip(got, ROUNDS, strict=True):
            if not same(value, wanted):
                return Counterexample(
                    f"compare(loss_a, loss_b, groups, repeats={repeats}, seed={seed})[0]",
                    show(value),
                    show(wanted),
                    shown(differences),
                    "The mean of loss_a - loss_b over all rows."
                    + (" With other repeats or another seed it is another: take it before signs are turned."
                       if moves else ""),
                )
    return None


def by_seed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The same seed gives the same p-value; ten seeds give neither one p-value nor nearly the same rounds."""
    drawn = draw.rng("seed").normal(0, 1, 25)
    # About .6 whatever was drawn: there the luck of 500 rounds moves the p-value most.
    arrays = losses(draw, [[float(value)] for value in (drawn - drawn.mean()) / drawn.std() + 0.1])
    found = []
    for seed in SEEDS:
        # Two answers of 500 coins are the same by luck one time in forty, and 0 is the seed that some lose.
        times = 4 if seed == 0 else 2
        first, *again = (
            float(answer(*(array.copy() for array in arrays), 500, seed)[1]) for _ in range(times)
        )
        other = next((value for value in again if not same(first, value)), None)
        if other is not None:
            return Counterexample(
                f"compare(loss_a, loss_b, groups, repeats=500, seed={seed})[1], twice",
                show(other),
                show(first),
                "",
                ONE_GENERATOR + (" 0 is a seed too, though it counts as False." if seed == 0 else ""),
            )
        found.append(first)
    return _one_for_all(found) or _round_by_round(found)


def _one_for_all(found: list[float]) -> Counterexample | None:
    """Not all seeds give one p-value."""
    return None if len(set(found)) > 1 else Counterexample(
        f"compare(loss_a, loss_b, groups, repeats=500, seed)[1] with the seeds 0 to {SEEDS[-1]}",
        f"each time {show(found[0])}",
        "other seeds, other coins",
        "",
        ONE_GENERATOR,
    )


def _round_by_round(found: list[float]) -> Counterexample | None:
    """Not all neighbours differ by one round of 500 at most; by luck that is less than once in 10 million."""
    steps = np.abs(np.diff(found)) * 501
    return None if (steps > 1.5).any() else Counterexample(
        f"compare(loss_a, loss_b, groups, repeats=500, seed)[1] with the seeds 0 to {SEEDS[-1]}",
        ", ".join(f"{value:.4f}" for value in found) + ": one round more or less each time, or none",
        "other seeds, other coins: about 16 rounds of 500 more or less",
        "",
        "As if each seed tossed all but one of the rounds of the seed before it. A generator for each round, "
        "made of the seed plus its number, does so. Make one generator of the seed, before the first round.",
    )


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
                    "A third of the right one sells luck as a win; one that is far larger loses a win.",
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
                    0.75,
                    "Rounds that are exactly as far from 0 do not count.",
                    "Two copies of one model are reported as different.",
                    SECTION,
                    ties_count,
                ),
            ),
            *while_holds(
                all_hold(row_by_row, coins_at_all, both_sides),
                Oracle(
                    "COARSE_TIES",
                    0.25,
                    "Rounds that are nearer to 0 count as equally far.",
                    "A gain that is smaller than the rounding is never significant, however sure it is.",
                    SECTION,
                    no_more_than_ties,
                ),
            ),
            Oracle(
                "SEED_IGNORED",
                0.5,
                "The seed does not decide the p-value, or the next seed tosses the same once more.",
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
