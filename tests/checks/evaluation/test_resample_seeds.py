"""Unit 08: what the next seed draws must not be what this one drew."""
import numpy as np
import pytest

from autograder.checks.evaluation.resample_seeds import by_seed
from autograder.draws import graded_draw, learner_key, public_draw

DRAWS = (public_draw("08_evaluation", "cluster_bootstrap"),
         graded_draw("08_evaluation", "cluster_bootstrap", learner_key("a")))


def bootstrap(generators):
    def answer(y, p, groups, metric, level, repeats, seed):
        names = np.unique(groups)
        values = []
        for _, rng in zip(range(repeats), generators(seed), strict=False):
            drawn = rng.choice(names, len(names))
            rows = np.concatenate([np.flatnonzero(groups == name) for name in drawn])
            values.append(metric(y[rows], p[rows]))
        return (metric(y, p), *np.quantile(values, [(1 - level) / 2, (1 + level) / 2]))
    return answer


def one(seed):
    rng = np.random.default_rng(seed)
    while True:
        yield rng


def one_each(seed):
    while True:
        yield np.random.default_rng(seed)
        seed += 1


@pytest.mark.parametrize("draw", DRAWS)
def test_a_generator_for_each_resample_is_named_and_one_generator_passes(draw):
    assert by_seed(bootstrap(one), draw) is None
    assert by_seed(bootstrap(one_each), draw).got == "59 of 60 resamples are the same"


@pytest.mark.parametrize(("generators", "says"), (
    (lambda seed: one(seed or None), "0 is a seed too"),
    (lambda seed: one(42), "Make the generator of the seed")))
def test_a_seed_that_does_not_count_is_named(generators, says):
    assert says in by_seed(bootstrap(generators), DRAWS[0]).note
