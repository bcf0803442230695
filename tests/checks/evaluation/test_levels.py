"""Unit 08: intervals off their level deceive a look at the levels asked for, and give what they say."""
import re
from statistics import NormalDist

import numpy as np
import pytest

from autograder.checks.evaluation.intervals import rate_and_error
from autograder.checks.evaluation.levels import always_95, fifteen_below, for_levels, one_sided

RNG = np.random.default_rng(2)
GROUPS = np.repeat(np.arange(60), 5)
Y = (RNG.random(300) < 0.4).astype(float)
ASKED_FOR = ((0.95,), (0.5, 0.8, 0.95), (0.8, 0.95), (0.5, 0.95), (0.7, 0.95), (0.85, 0.9), (0.9, 0.95))


def given(interval, level):
    """The level of an interval whose middle is the rate."""
    low, high = interval(Y, GROUPS, level)
    return 2 * NormalDist().cdf((high - low) / 2 / rate_and_error(Y, GROUPS)[1]) - 1


def named(levels):
    return {interval.__name__: interval for interval in for_levels(levels)}


@pytest.mark.parametrize("levels", ASKED_FOR)
def test_what_is_said_of_a_level_is_true(levels):
    for interval in for_levels(levels):
        for asked, says in re.findall(r"asked for ([\d.]+) % it gives ([\d.]+) %", interval.__doc__):
            assert 100 * given(interval, float(asked) / 100) == pytest.approx(float(says), abs=0.06)
        if "whatever" in interval.__doc__:
            (said,) = re.findall(r"interval of ([\d.]+) %", interval.__doc__)
            assert [100 * given(interval, level) for level in levels] == pytest.approx(
                [float(said)] * len(levels), abs=0.06)


@pytest.mark.parametrize("levels", [levels for levels in ASKED_FOR if max(levels) - min(levels) > 0.11])
def test_all_miss_a_level_that_is_asked_for_by_ten_points(levels):
    for interval in (fifteen_below, *for_levels(levels)):
        assert max(abs(given(interval, level) - level) for level in levels) > 0.0999, interval.__doc__


@pytest.mark.parametrize("levels", ASKED_FOR)
def test_one_is_right_on_average_over_the_calls(levels):
    found = [np.mean([given(interval, level) for level in levels]) for interval in for_levels(levels)
             if interval is not always_95]
    assert min(abs(found - np.mean(levels))) < 2e-3


@pytest.mark.parametrize("levels", [levels for levels in ASKED_FOR if max(levels) - min(levels) > 0.12])
def test_two_are_right_at_one_end_and_in_order(levels):
    for anchor in (min(levels), max(levels)):
        interval = named(levels)[f"right_at_{100 * anchor:.0f}"]
        assert given(interval, anchor) == pytest.approx(anchor)
        assert np.all(np.diff([given(interval, level) for level in levels]) > 0)


def test_levels_near_each_other_leave_the_fixed_ones():
    assert set(named((0.9, 0.95))) == {"always_92", "always_95"}
    assert "no other level" in named((0.8,))["always_80"].__doc__
    assert given(one_sided, 0.9) == pytest.approx(0.8)


def test_a_level_below_the_promise_is_answered():
    assert given(fifteen_below, 0.1) == pytest.approx(0.01)
    low, high = (interval(Y, GROUPS, 0.5) for interval in (fifteen_below, one_sided))
    assert low[0] < low[1] and high[0] < high[1]
