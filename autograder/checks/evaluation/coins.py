"""What a p-value of coins for groups must hold.

With few groups all rounds of coins can be listed, so the p-value is known exactly; an answer of 2,000 rounds
has a standard error of at most .0112, and the band is 5 of them wide (a right answer leaves it less than once
in a million).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from autograder.checks.evaluation.losses import exact, losses, shown
from autograder.checks.evaluation.scale import rounds_of_another_scale
from autograder.draws import Draw
from autograder.oracles.compare import same, show
from autograder.oracles.oracle import NotJudged
from autograder.results import Counterexample

MANY, FEW, ERRORS = 2000, 30, 5
ROW_BY_ROW = 0.01
NEARER_COUNTS = 0.1
# Nine groups of one row, whose p-value is .203, and 1 where they leave a difference of next to nothing.
GAINS = (0.61, 0.55, 0.48, 0.44, 0.37, 0.32, -0.31, -0.36, -0.42)
NO_GAIN = (0.61, 0.55, -0.48, -0.44, 0.37, -0.32, -0.31, 0.36, -0.33)
ON_BLOCKS = (
    "The coins fall on blocks of rows: 20 rows have one sign, then the next 20. But the rows of a group do "
    "not stand together: each row takes the sign of its own group, wherever it stands."
)


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


def small_gains(draw: Draw) -> list[list[float]]:
    """Ten groups of four rows, on each of which one model is worse by .01 to .03: p is .002."""
    rng = draw.rng("gains")
    return [list(rng.uniform(0.01, 0.03, 4)) for _ in range(10)]


def turned(differences: Sequence[Sequence[float]]) -> list[list[float]]:
    return [[-value for value in part] for part in differences]


def row_by_row(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A small gain on every row is found, however far the rows lie from each other; on one side is enough.

    A paired test of the other side alone finds the gain of the other model: that is for ONE_SIDED to say.
    Rounds that are larger than the data have paired rows, too: NOT_COINS says what is wrong with them.
    """
    gains = small_gains(draw)
    found = _small_gain(answer, draw, gains)
    if not found or not _small_gain(answer, draw, turned(gains)):
        return None
    return None if _every_round_counts(answer, draw) or rounds_of_another_scale(answer, draw) else found


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


def _every_round_counts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No p-value of 1 where nearly no round is as far from 0: rows that are not paired give less than 1."""
    gains = small_gains(draw)
    if not all(
        same(float(answer(*losses(draw, part), MANY, 1)[1]), 1.0) for part in (gains, turned(gains))
    ):
        return None
    return Counterexample(
        f"compare(loss_a, loss_b, groups, repeats={MANY}, seed=1)[1]",
        "1",
        f"about {exact(gains):.3f}",
        shown(gains),
        stuck(answer, draw)
        or "Every round counts, but only those should that are as far from 0 as the data, or farther.",
    )


def stuck(answer: Callable[..., Any], draw: Draw) -> str:
    """What to say of rounds that are all alike: none of them counts, or all do, whatever the seed.

    Three groups of one row, p = .5: of 30 rounds all would count, or none, once in 500 million; and all of
    16 seeds of which each has one of both would have the same once in 30,000.
    """
    arrays = losses(draw, [[0.5], [0.3], [-0.1]])
    found = {round(float(answer(*arrays, FEW, seed)[1]), 6) for seed in range(1, 17)}
    if found == {1.0}:
        return (
            "Every round is as far from 0 as the data: where one coin turns all groups together, only the "
            "sign changes. Toss one coin for each group."
        )
    if found <= {round(1 / (1 + FEW), 6), 1.0}:
        return (
            "With each seed either no round counts or all do: all rounds toss the same coins. Make the "
            "generator once, before the first round."
        )
    return ""


def few_groups(draw: Draw) -> list[list[float]]:
    """Six groups of 20 rows, one of which says the opposite: p is .219 by coins for groups."""
    rng = draw.rng("few groups")
    return [*(list(rng.uniform(0.4, 0.6, 20)) for _ in range(5)), list(rng.uniform(-0.65, -0.6, 20))]


def one_decides(draw: Draw) -> list[list[float]]:
    """Three groups of 40 rows, two of which are as good as nothing and cancel out: p is .75 or so."""
    return [list(draw.rng("one decides").uniform(0.4, 0.6, 40)), [0.01] * 40, [-0.01] * 40]


def group_by_group(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Six groups are six coins, however many rows they have. Row by row the p-value is below .0005.

    Where one group decides alone, only coins for rows say that it is sure: what turns it as a whole, though
    not by a coin, has another fault. Rounds that are all alike have another one, too.
    """
    if surely(answer, draw, one_decides(draw), ROW_BY_ROW, math.inf, "") is None:
        return None
    found = surely(
        answer,
        draw,
        few_groups(draw),
        ROW_BY_ROW,
        math.inf,
        "120 rows, but six coins: the rows of a group change their sign together. They do not stand side by "
        "side here.",
    )
    return None if found and stuck(answer, draw) else found


def coins_for_groups(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The p-value of few groups is that of coins: a bootstrap of whole groups says .063 for .219."""
    too_many = _every_round_counts(answer, draw) or rounds_of_another_scale(answer, draw)
    if too_many:
        return too_many
    many = few_groups(draw)
    found = surely(
        answer,
        draw,
        many,
        0.4 * exact(many),
        math.inf,
        "Not the p-value of coins for groups. A bootstrap draws groups, some twice and some never; here each "
        "group stays once, and may change its sign. Each has its own coin: not always half of them turn.",
    )
    if not found:
        return _left_out(answer, draw)
    if _lie_on_blocks(answer, draw, many):
        return replace(found, note=ON_BLOCKS)
    return replace(found, note=stuck(answer, draw) or found.note)


def _lie_on_blocks(answer: Callable[..., Any], draw: Draw, differences: Sequence[Sequence[float]]) -> bool:
    """Whether the p-value is that of coins for blocks of rows, each as long as a group."""
    loss_a, loss_b, groups = losses(draw, differences)
    blocks = np.split(loss_a - loss_b, np.cumsum([len(part) for part in differences])[:-1])
    of_blocks = exact(blocks)
    got = float(answer(loss_a, loss_b, groups, MANY, 1)[1])
    return abs(got - of_blocks) <= 3 * (of_blocks * (1 - of_blocks) / MANY) ** 0.5


def _left_out(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Coins of 0 and 1 give the p-value of one side, .102 for .203, but not where the difference is tiny.

    There they count rounds on both sides, .996 in all, and one side alone gives .5.
    """
    found = surely(
        answer,
        draw,
        [[gain] for gain in GAINS],
        0.155,
        math.inf,
        "Tails turns the sign of a group: +1 or -1. Groups that are left out at tails (0 or 1) make the "
        "difference smaller in each round, and leave half of the p-value.",
    )
    no_gain = [[gain] for gain in NO_GAIN]
    return found if found and not surely(answer, draw, no_gain, 0.8, math.inf, "") else None


def coins_at_all(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The rounds are of coins, be it for groups or for rows."""
    return None if group_by_group(answer, draw) else coins_for_groups(answer, draw)


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
    if coins_at_all(answer, draw):
        # Other rounds give other p-values here, or the same ones by luck.
        raise NotJudged
    rng = draw.rng("sides")
    gains = [[float(value)] for value in (*rng.uniform(0.3, 0.6, 6), *rng.uniform(-0.5, -0.3, 3))]
    note = "Two-sided: as far from 0 as the difference, on either side."
    return gives(answer, draw, gains, note) or gives(answer, draw, turned(gains), note)


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


def no_more_than_ties(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What is nearer to 0 by far more than rounding does not count, however small the losses are.

    Six groups of one sign: p is .031, and .219 at least if the next nearest rounds count too, whose mean is
    two thirds of the difference.
    """
    for scale in (1e-3, 1e-5, 1e-8):
        differences = [[scale] for _ in range(6)]
        found = surely(
            answer,
            draw,
            differences,
            0.0,
            NEARER_COUNTS,
            "Of 64 rounds two are as far from 0; the others are nearer by a third of the difference or more. "
            "1e-12 is absolute: np.isclose adds tolerances of its own, rounding to so many places another.",
        )
        if found:
            return replace(found, rows=f"loss_a - loss_b is {scale:g} in each of 6 groups of one row")
    return None
