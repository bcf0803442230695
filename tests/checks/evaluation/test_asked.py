"""Unit 08: what the calls of a learner's test show of its worlds."""
import numpy as np
import pytest

from autograder.checks.evaluation.asked import Asked, diagnosis, how_often_it_held
from autograder.checks.evaluation.intervals import linearised
from autograder.checks.evaluation.levels import always


def asked_about(worlds, count, small=3, large=15, rates=(0.2, 0.5), together=10.0, level=0.8):
    rng, asked = np.random.default_rng(6), Asked(linearised)
    for _ in range(worlds):
        sizes = np.where(rng.random(count) < 0.5, large, small)
        mean = np.where(sizes == large, rates[1], rates[0])
        groups = np.repeat(np.arange(count), sizes)
        chance = rng.beta(mean * together, (1 - mean) * together)[groups]
        asked.interval((rng.random(len(groups)) < chance).astype(float), groups, level)
    return diagnosis(asked.questions)


@pytest.mark.parametrize(("says", "worlds"), (
    ("never asked", {"worlds": 0, "count": 60}), ("in one world", {"worlds": 1, "count": 60}),
    ("have 59 groups", {"worlds": 100, "count": 59}),
    ("a group of 30 rows", {"worlds": 9, "count": 60, "large": 30}),
    ("That is as promised", {"worlds": 400, "count": 100}),
    ("too rare or too skewed", {"worlds": 800, "count": 60, "small": 1, "rates": (0.02, 0.02),
                                "together": 0.1})))
def test_the_worlds_are_named_where_they_are_at_fault(says, worlds):
    assert says in asked_about(**worlds)


def test_sizes_that_are_never_drawn_are_named():
    rng, asked = np.random.default_rng(2), Asked(linearised)
    groups = np.repeat(np.arange(60), np.repeat([5, 20], 30))
    for _ in range(400):
        chance = np.repeat([0.15, 0.85], 30)[groups]
        asked.interval((rng.random(len(groups)) < chance).astype(float), groups, 0.8)
    assert "the same sizes in each world" in diagnosis(asked.questions)


def test_one_world_again_and_again_is_named():
    asked, groups = Asked(linearised), np.repeat(np.arange(60), np.repeat([5, 20], 30))
    y = (np.random.default_rng(2).random(len(groups)) < 0.4).astype(float)
    for _ in range(400):
        asked.interval(y, groups, 0.8)
    assert "one world again and again" in diagnosis(asked.questions)


def test_names_of_groups_may_be_any_whole_numbers():
    asked, y = Asked(linearised), np.array([1.0, 0.0, 1.0, 1.0])
    first = asked.interval(y, np.array([0, 0, 1, 2]), 0.9)
    assert asked.interval(y, np.array([-5, -5, 10**9, 7]), 0.9) == first
    assert (asked.y == y).all() and asked.calls == 2


def test_what_a_liar_held_is_counted_in_the_worlds_of_the_test():
    rng, asked = np.random.default_rng(6), Asked(always(0.8))
    for _ in range(200):
        asked.interval((rng.random(300) < 0.4).astype(float), np.repeat(np.arange(100), 3), 0.5)
    said = how_often_it_held(asked.questions)
    assert "at level 0.5 (200 worlds)" in said
    assert abs(float(said.split("hold that in ")[1].split("%")[0]) - 80) < 12


def test_of_few_calls_nothing_is_counted():
    asked = Asked(linearised)
    assert how_often_it_held(asked.questions) == ""
    asked.interval(np.tile([0.0, 1.0], 60), np.repeat(np.arange(60), 2), 0.9)
    assert how_often_it_held(asked.questions) == ""
