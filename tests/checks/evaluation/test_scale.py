"""Unit 08: a round of coins is told its scale, not that the rows are unpaired."""
import numpy as np
import pytest

from autograder.checks.evaluation.compare import CHECK
from autograder.checks.evaluation.losses import exact
from autograder.checks.evaluation.scale import SIZES, rounds_of_another_scale, slipped
from autograder.draws import Draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAWS = [Draw("graded", seed) for seed in range(5)]


def compare_by(divisor):
    def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
        gap = loss_a - loss_b
        _, number = np.unique(groups, return_inverse=True)
        sums = np.bincount(number, weights=gap)
        coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
        rounds = np.abs(coins @ sums) / divisor(sums, gap)
        return gap.mean(), (1 + (rounds >= abs(gap.mean()) - 1e-12).sum()) / (1 + repeats)
    return compare


def unpaired(loss_a, loss_b, groups, repeats=1000, seed=0):
    both, rng = np.concatenate([loss_a, loss_b]), np.random.default_rng(seed)
    gap, half, count = loss_a.mean() - loss_b.mean(), len(loss_a), 0
    for _ in range(repeats):
        rng.shuffle(both)
        count += abs(both[:half].mean() - both[half:].mean()) >= abs(gap)
    return gap, (1 + count) / (1 + repeats)


@pytest.mark.parametrize("divisor, name", [(lambda sums, gap: len(sums), "the number of groups"),
                                           (lambda sums, gap: 1, "nothing")])
@pytest.mark.parametrize("draw", DRAWS)
def test_rounds_of_another_scale_are_the_first_finding(divisor, name, draw):
    told = [put(oracle, compare_by(divisor), draw) for oracle in CHECK.oracles]
    first = next(one for one in told if one.outcome == Outcome.WRONG)
    assert first.oracle == "NOT_COINS" and f"the sum of a round by {name}" in first.counterexample.note


@pytest.mark.parametrize("answer", [compare_by(lambda sums, gap: len(gap)), unpaired])
@pytest.mark.parametrize("draw", DRAWS)
def test_another_scale_is_not_seen_where_it_is_not(answer, draw):
    assert rounds_of_another_scale(answer, draw) is None


def test_the_p_values_of_the_slips_are_far_from_the_right_ones():
    """The figures of the module's comment."""
    worlds = [[[1 / rows] * rows] * groups for groups, rows in SIZES]
    assert [round(exact(world), 3) for world in worlds] == [0.125, 0.031, 0.008]
    assert [round(slipped(world, len(world)), 2) for world in worlds] == [0.62, 0.69, 0.29]
    assert [round(slipped(world, 1), 2) for world in worlds] == [0.62, 0.69, 0.73]
