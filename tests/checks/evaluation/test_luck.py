"""Unit 08: gains of policies are placed exactly, and the worlds of luck lie between right and wrong rules."""
import math

import numpy as np
import pytest
from scipy.stats import binom, norm, t

from autograder.checks.evaluation.choose_policy import contract
from autograder.checks.evaluation.luck import LUCKY, OTHERS_ERRORS, SURE, _by_luck, _lucky
from autograder.checks.evaluation.policy_worlds import INCUMBENT, policy_world
from autograder.draws import public_draw

DRAW, DAYS = public_draw("08_evaluation", "any"), 40


def errors_above_zero(made, policy):
    gains = made.net(made.validation, policy)
    return gains.mean() / gains.std(ddof=1) * math.sqrt(len(gains))


def test_a_placed_gain_has_the_mean_and_the_error_it_was_given_after_upkeep():
    made = policy_world(DRAW, "placed", {"a": 0.0}, {"a": 12.0, INCUMBENT: 2.0})
    made.place("a", 7.0, 2.0, DRAW.rng("placed"))
    gains = made.net(made.validation, "a")
    assert np.isclose(gains.mean(), 7.0) and np.isclose(gains.std(ddof=1) / math.sqrt(len(gains)), 2.0)


def test_where_the_upkeep_is_paid_net_gains_are_the_same_in_both_tables():
    made = policy_world(DRAW, "paid", {"a": 60.0, "b": 5.0}, {"a": 20.0, INCUMBENT: 5.0})
    paid = made.paid()
    for name in ("a", "b"):
        for before, after in ((made.validation, paid.validation), (made.seal.table, paid.seal.table)):
            assert np.allclose(made.net(before, name), paid.net(after, name))
    assert not any(paid.upkeep.values())


@pytest.mark.parametrize(("errors", "candidates", "most"), LUCKY)
def test_the_luckiest_lies_where_it_was_put_and_below_every_fair_bar(errors, candidates, most):
    made, best = _lucky(DRAW, errors, candidates, most)
    above = {name: errors_above_zero(made, name) for name in made.validation.columns if name != INCUMBENT}
    assert len(made.validation) == DAYS and len(above) == candidates
    assert np.isclose(above.pop(best), errors) and max(above.values()) < most + 1e-9
    percentile = norm.isf(0.05 / candidates) * math.sqrt((DAYS - 1) / DAYS)
    assert errors + 0.2 < percentile < t.isf(0.05 / candidates, DAYS - 1)


def test_rules_that_do_not_divide_take_the_luckiest():
    for bar in (t.isf(0.05, DAYS - 1), t.isf(0.025, DAYS - 1), t.isf(0.005, DAYS - 1), 3.0):
        assert any(errors > bar for errors, *_ in LUCKY)


def test_divided_among_those_above_zero_alone_the_luckiest_is_taken():
    assert any(most < 0 and errors > t.isf(0.05, DAYS - 1) for errors, _, most in LUCKY)


def test_a_percentile_of_ten_thousand_resamples_leaves_the_luckiest_alone():
    """At most that many of them may lie below zero, where the percentile is to lie above it."""
    scores = norm.ppf((np.arange(DAYS) + 0.5) / DAYS)
    scores /= scores.std(ddof=1)
    drawn = np.random.default_rng(1).multinomial(DAYS, np.full(DAYS, 1 / DAYS), size=400_000) @ scores / DAYS
    for errors, candidates, _ in LUCKY:
        below = (drawn <= -errors / math.sqrt(DAYS)).mean()
        assert binom.cdf(int(9999 * 0.05 / candidates), 10_000, below) < 0.002


def test_the_eleventh_lies_between_the_bars_of_holm_and_of_a_false_discovery_rate():
    lowest = norm.isf(0.05 / SURE) * math.sqrt((DAYS - 1) / DAYS)
    assert t.isf(0.05 * (SURE + 1) / (2 * SURE), DAYS - 1) + 0.2 < OTHERS_ERRORS < lowest - 0.2


def test_how_often_luck_reaches_so_far_is_counted_in_simulated_days():
    gains = np.random.default_rng(0).normal(size=(1500, 50, DAYS))
    best = (gains.mean(axis=2) / gains.std(axis=2, ddof=1) * math.sqrt(DAYS)).max(axis=1)
    assert abs(100 * (best >= 2.7).mean() - _by_luck(2.7, 50, DAYS)) < 4.5


@pytest.mark.parametrize("missing", (float("nan"), np.float64("nan"), None))
def test_figures_may_be_missing_where_the_incumbent_stays_and_nowhere_else(missing):
    figures = dict.fromkeys(("gain", "low", "high"), missing)
    assert contract({"policy": INCUMBENT, **figures}, None, INCUMBENT) is None
    broken = contract({"policy": "a", **figures}, None, INCUMBENT)
    assert (broken is None) == (missing is not None)


@pytest.mark.parametrize("policy", ("a", INCUMBENT))
def test_text_is_no_figure(policy):
    figures = dict.fromkeys(("gain", "low", "high"), "missing")
    assert "(str) under gain" in contract({"policy": policy, **figures}, None, INCUMBENT)
