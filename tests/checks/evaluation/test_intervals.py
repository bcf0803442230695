"""Unit 08: the intervals and the resamples by which answers are judged are what they say they are."""
import numpy as np
import pytest

from autograder.checks.evaluation import intervals, levels
from autograder.checks.evaluation.resamples import ask, rows_of
from autograder.draws import graded_draw, public_draw

TRUE_RATE = (3 * 0.2 + 15 * 0.5) / 18


def coverage(interval, level, worlds=400):
    rng, held = np.random.default_rng(4), 0
    for _ in range(worlds):
        large = rng.random(70) < 0.5
        rates = rng.beta(np.where(large, 1.0, 0.4), np.where(large, 1.0, 1.6))
        groups = np.repeat(np.arange(70), np.where(large, 15, 3))
        low, high = interval((rng.random(len(groups)) < rates[groups]).astype(float), groups, level)
        held += low <= TRUE_RATE <= high
    return held / worlds


@pytest.mark.parametrize("interval", intervals.RIGHT, ids=lambda interval: interval.__name__)
def test_a_right_interval_holds_its_level(interval):
    assert abs(coverage(interval, 0.9) - 0.9) < 0.05


@pytest.mark.parametrize("interval", (intervals.rows_wald, intervals.rows_wilson, intervals.groups_alike),
                         ids=lambda interval: interval.__name__)
def test_a_wrong_interval_misses_its_level_by_ten_points(interval):
    assert coverage(interval, 0.9) < 0.8


@pytest.mark.parametrize("interval", (levels.always_95, intervals.everything, intervals.twice_as_wide),
                         ids=lambda interval: interval.__name__)
def test_a_wide_interval_holds_more_than_its_level(interval):
    assert coverage(interval, 0.8) > 0.9


def test_one_row_twice_is_seen_as_such():
    rows = rows_of(public_draw("08_evaluation", "cluster_bootstrap"))

    def answer(y, p, groups, metric, level, repeats, seed):
        metric(np.append(y, y[0]), np.append(p, p[0]))
        return metric(y, p), 0.0, 0.0
    (count,) = ask(answer, rows).counts
    assert count[0] == 2 and (count[1:] == 1).all()


def test_an_outcome_of_another_row_is_seen_as_such():
    rows = rows_of(public_draw("08_evaluation", "cluster_bootstrap"))

    def answer(y, p, groups, metric, level, repeats, seed):
        y[0] = 1 - y[0]
        return metric(y[1:], p[1:]), metric(y[:2], p[:2]), 0.0
    assert [torn for torn in ask(answer, rows).torn if torn] == [[(rows.p[0], 1 - rows.y[0])]]


def test_graded_rows_have_other_groups_than_public_ones():
    public = rows_of(public_draw("08_evaluation", "cluster_bootstrap"))
    graded = rows_of(graded_draw("08_evaluation", "cluster_bootstrap", "a" * 32))
    assert set(map(str, public.groups)).isdisjoint(map(str, graded.groups))
    assert public.groups.dtype != graded.groups.dtype


@pytest.mark.parametrize(("small", "large", "rates"), (
    (1, 20, (0.2, 0.2)), (3, 15, (0.8, 0.2)), (2, 18, (0.2, 0.5))))
@pytest.mark.parametrize("interval", intervals.RIGHT, ids=lambda interval: interval.__name__)
def test_a_right_interval_keeps_the_promise_of_the_prompt_at_its_limits(interval, small, large, rates):
    """Each group is all ones or all zeros; of 900 worlds the share has a standard error of .013 and .007."""
    rng, held = np.random.default_rng(9), {0.8: 0, 0.95: 0}
    truth = (small * rates[0] + large * rates[1]) / (small + large)
    for _ in range(900):
        sizes = np.where(rng.random(60) < 0.5, large, small)
        ones = rng.random(60) < np.where(sizes == large, rates[1], rates[0])
        groups = np.repeat(np.arange(60), sizes)
        for level in held:
            low, high = interval(ones[groups].astype(float), groups, level)
            held[level] += low <= truth <= high
    assert all(abs(count / 900 - level) <= 0.05 for level, count in held.items()), held
