"""compare: two models on the same rows, by a randomisation test over groups.

With few groups all rounds of coins can be listed, so the p-value is known exactly; an answer of 2,000 rounds
has a standard error of at most .0112, and the band is 5 of them wide (a right answer leaves it less than once
in a million).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.evaluation.losses import exact, losses, shown
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import same, show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_arrays import leaves_arrays_alone
from autograder.oracles.waiting import while_holds
from autograder.results import Counterexample

SECTION = "Which of the two is better"
NAMES = ("loss_a", "loss_b", "groups", "repeats", "seed")
MANY, ERRORS = 2000, 5


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return f"{show(value)}; the prompt asks for a tuple of two numbers (difference, p_value)"
    if not all(isinstance(part, int | float | np.number) for part in value):
        return f"{show(value)}; the prompt asks for two numbers"
    return None


def gives(
    answer: Callable[..., Any],
    draw: Draw,
    differences: Sequence[Sequence[float]],
    note: str,
    repeats: int = MANY,
) -> Counterexample | None:
    """The p-value is that of all rounds, but for the luck of `repeats` of them."""
    wanted = exact(differences)
    band = ERRORS * (wanted * (1 - wanted) / repeats) ** 0.5 + 2 / repeats
    got = float(answer(*losses(draw, differences), repeats, 1)[1])
    if abs(got - wanted) <= band:
        return None
    return Counterexample(
        f"compare(loss_a, loss_b, groups, repeats={repeats}, seed=1)[1]",
        show(got),
        f"about {wanted:.3f}, give or take {band:.3f}",
        shown(differences),
        "No p-value lies above 1: do not double one side, count by the distance from 0." if got > 1 else note,
    )


def plain(draw: Draw) -> Iterator[Case]:
    yield Case(
        (*losses(draw, [[0.5], [0.25, -0.5]]), 20, 1),
        (0.1, 0.5),
        "compare(loss_a, loss_b, groups, repeats=20, seed=1)",
    )


def surely(
    answer: Callable[..., Any],
    draw: Draw,
    differences: Sequence[Sequence[float]],
    least: float,
    most: float,
    note: str,
) -> Counterexample | None:
    """The p-value is not of another order than that of all rounds; sides and ties are judged elsewhere."""
    got = float(answer(*losses(draw, differences), MANY, 1)[1])
    # What lies above 1 was counted on one side and doubled: that is for ONE_SIDED to say.
    if least <= got <= most or got > 1:
        return None
    return Counterexample(
        f"compare(loss_a, loss_b, groups, repeats={MANY}, seed=1)[1]",
        show(got),
        f"about {exact(differences):.3f}",
        shown(differences),
        note,
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


def row_by_row(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A small gain on every row is found, however far the rows lie from each other; on one side is enough."""
    rng = draw.rng("gains")
    gains = [list(rng.uniform(0.01, 0.03, 4)) for _ in range(10)]
    turned = [[-gain for gain in part] for part in gains]
    found = _small_gain(answer, draw, gains)
    # A paired test of the other side alone finds the gain of the other model: that is for ONE_SIDED to say.
    return found if found and _small_gain(answer, draw, turned) else None


def _small_gain(
    answer: Callable[..., Any], draw: Draw, gains: Sequence[Sequence[float]]
) -> Counterexample | None:
    return surely(
        answer,
        draw,
        gains,
        0.0,
        0.05,
        "One is worse by .01 to .03 on each single row. Only the differences of the same "
        "row show it; the losses themselves differ by whole units.",
    )


def group_by_group(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Six groups are six coins, however many rows they have."""
    rng = draw.rng("few groups")
    many = [*(list(rng.uniform(0.4, 0.6, 20)) for _ in range(5)), list(rng.uniform(-0.65, -0.6, 20))]
    return surely(
        answer,
        draw,
        many,
        0.4 * exact(many),
        math.inf,
        "120 rows, but six coins: the rows of a group change their sign together. They do not stand side by "
        "side here.",
    )


def weighed_by_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A group weighs as much as it has rows: one large group against many small ones."""
    differences = [[-0.5] * 24, *[[0.5 + 0.05 * number] for number in range(7)]]
    return surely(
        answer,
        draw,
        differences,
        0.4,
        math.inf,
        "The large group alone decides: the mean of all rows is far from 0 in "
        "every round. The mean of the groups' means is another figure.",
    )


def both_sides(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A difference below 0 is as surprising as the same above it."""
    rng = draw.rng("sides")
    gains = [[float(value)] for value in (*rng.uniform(0.3, 0.6, 6), *rng.uniform(-0.5, -0.3, 3))]
    note = "Two-sided: as far from 0 as the difference, on either side."
    return gives(answer, draw, gains, note) or gives(
        answer, draw, [[-value for value in part] for part in gains], note
    )


def never_zero(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The smallest p-value is 1 / (1 + repeats); with 40 groups of one sign no round reaches them by luck."""
    arrays = losses(draw, [[0.5]] * 40)
    for repeats in (99, 499):
        got = float(answer(*arrays, repeats, 1)[1])
        if not same(got, 1 / (1 + repeats)):
            return Counterexample(
                f"compare(loss_a, loss_b, groups, repeats={repeats}, seed=1)[1]",
                show(got),
                show(1 / (1 + repeats)),
                "40 groups of one row, each with the difference 0.5",
                "One side that is doubled counts the data twice: count by the distance from 0."
                if same(got, 2 / (1 + repeats))
                else "No round is as far from 0; the data themselves are one of the rounds.",
            )
    return None


def ties_count(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What is exactly as far counts, also where rounding hides that it is."""
    cases = (
        ([[0.0], [0.0, 0.0], [0.0]], "The two models are the same."),
        ([[0.5, 0.25]], "One group: tails turns everything around, and is as far from 0."),
        (
            [[0.1], [0.2], [0.3], [0.1], [0.2], [0.3], [-0.4], [-0.8]],
            "The difference is 0 but for rounding; every round is at least as far.",
        ),
    )
    for (differences, note), scatter in product(cases, (1.0, 2.0, 4.0, 8.0)):
        arrays = losses(draw, differences, scatter)
        got = float(answer(*arrays, 1000, 1)[1])
        if not same(got, 1.0):
            return Counterexample(
                "compare(loss_a, loss_b, groups, repeats=1000, seed=1)[1]",
                show(got),
                "1",
                shown(differences),
                note,
            )
    return gives(answer, draw, [[0.5], [0.5], [0.5], [0.5]], "Of 16 rounds two are exactly as far from 0.")


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
                2,
                "Each row has a coin of its own, though rows of a group go together.",
                "One large customer makes the difference significant; at the next customer it is gone.",
                SECTION,
                group_by_group,
            ),
            Oracle(
                "GROUPS_ALIKE",
                1,
                "Small groups weigh as much as large ones.",
                "The difference and its p-value speak of two different things.",
                SECTION,
                weighed_by_rows,
            ),
            *while_holds(
                row_by_row,
                Oracle(
                    "ONE_SIDED",
                    1,
                    "Only one side counts, or it counts twice.",
                    "Half of the p-value is missing: twice as many null results are sold as wins.",
                    SECTION,
                    both_sides,
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
