"""Unit 08: tables with chosen p-values, exact tests and sealed days are what they say they are."""
import math

import numpy as np
import pytest
from scipy.stats import beta, false_discovery_control

from autograder.checks.evaluation.losses import exact, losses
from autograder.checks.evaluation.plot_data import limits
from autograder.checks.evaluation.policy_worlds import INCUMBENT, policy_world
from autograder.checks.evaluation.slice_cases import other_shares
from autograder.checks.evaluation.slices import definition, sliced
from autograder.draws import public_draw

DRAW = public_draw("08_evaluation", "any")


@pytest.mark.parametrize("rows_each", (1, 9))
def test_a_slice_has_the_p_value_it_was_given(rows_each):
    table = sliced(DRAW, [("a", 0.03, 20), ("b", -0.4, 12)], rows_each=rows_each)
    report = definition(table, ["area"], 5, 0.1).set_index("value")
    assert np.allclose(report.loc[["a", "b"], "p_value"], [0.03, 0.4])
    assert report.loc["a", "observed"] > report.loc["a", "predicted"]
    assert report.loc["b", "observed"] < report.loc["b", "predicted"]


def test_flags_are_those_of_scipy_on_drawn_p_values():
    rng = np.random.default_rng(3)
    for _ in range(5):
        chosen = [(f"s{place}", float(value), 30)
                  for place, value in enumerate(rng.uniform(0.005, 0.9, 9) ** 2)]
        report = definition(sliced(DRAW, chosen), ["area"], 5, 0.1)
        assert (report["flagged"] == (false_discovery_control(report["p_value"]) <= 0.1)).all()


def test_the_exact_p_value_of_few_groups_can_be_counted_by_hand():
    assert exact([[1.0], [2.0], [4.0]]) == 2 / 8
    assert exact([[1.0, -1.0], [3.0]]) == 1.0


def test_losses_have_the_differences_they_were_given():
    loss_a, loss_b, groups = losses(DRAW, [[0.5, 0.5], [-1.0]])
    assert sorted(np.round(loss_a - loss_b, 9)) == [-1.0, 0.5, 0.5] and len(set(groups)) == 2


@pytest.mark.parametrize(("k", "n"), ((0, 20), (1, 20), (10, 20), (20, 20), (150, 154)))
def test_what_a_plot_may_show_holds_the_three_methods(k, n):
    (low, most_low), (least_high, high) = limits(k, n)
    for a, b in ((k, n - k + 1), (k + 0.5, n - k + 0.5)):
        assert low < (beta.ppf(0.025, a, b) if a else 0.0) < most_low
    for a, b in ((k + 1, n - k), (k + 0.5, n - k + 0.5)):
        assert least_high < (beta.ppf(0.975, a, b) if b else 1.0) < high
    half = 1.96 * math.sqrt(k * (n - k) / n / n / n)
    assert 0 < k < n or not low < k / n - half < most_low or not least_high < k / n + half < high


def test_a_seal_remembers_each_opening_and_a_new_call_has_a_new_one():
    world = policy_world(DRAW, "seal", {"a": 5.0})
    *_, open_test = world.arguments()
    handed_out = open_test("a")
    handed_out["a"] = 0.0
    assert world.seal.opened == ["a"] and (world.seal.table["a"] != 0).all()
    world.arguments()
    assert world.seal.opened == []


def test_a_seal_that_is_opened_early_and_without_a_name_opens_and_remembers_it():
    world = policy_world(DRAW, "seal", {"a": 5.0})
    *_, open_test = world.arguments()
    assert open_test().equals(world.seal.table) and world.seal.opened == [None]


def test_flags_follow_the_share_that_was_asked_for():
    cases = {case.args[3]: case.expected["flagged"].sum() for case in other_shares(DRAW)}
    assert cases == {0.01: 0, 0.3: 1}
    for case in other_shares(DRAW):
        assert definition(*case.args[:3], 0.1)["flagged"].sum() != cases[case.args[3]]


def test_net_gains_are_what_was_asked_for():
    world = policy_world(DRAW, "net", {"a": 60.0}, {"a": 20.0, INCUMBENT: 5.0}, days=4000)
    assert abs(world.net(world.validation, "a").mean() - 45.0) < 3
