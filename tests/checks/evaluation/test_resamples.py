"""What is read off the resamples of a bootstrap, where chance makes some of them all rows again."""
from functools import partial

import numpy as np
import pytest

from autograder.checks.evaluation.resampling import ends_at, without_nan
from autograder.draws import graded_draw, learner_key, public_draw

DRAWS = (public_draw("08_evaluation", "cluster_bootstrap"),
         *(graded_draw("08_evaluation", "cluster_bootstrap", learner_key(f"luck {n}")) for n in range(5)))


def bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0, lucky=0, of_all=False):
    """A right one, but for luck: of its resamples the first `lucky` are all rows again.

    of_all: missing values stand at the lower end, with a rank among all resamples.
    """
    rng, names, values = np.random.default_rng(seed), np.unique(groups), []
    for number in range(repeats):
        drawn = names if number < lucky else rng.choice(names, len(names))
        rows = np.concatenate([np.flatnonzero(groups == name) for name in drawn])
        values.append(metric(y[rows], p[rows]))
    known = np.array(values)
    known = np.nan_to_num(known, nan=-1.0) if of_all else known[~np.isnan(known)]
    ends = np.quantile(known, [(1 - level) / 2, (1 + level) / 2]) if len(known) else [np.nan, np.nan]
    return float(metric(y, p)), float(ends[0]), float(ends[1])


@pytest.mark.parametrize("lucky", (0, 3, 8))
@pytest.mark.parametrize("test", (without_nan, ends_at(0.5), ends_at(0.9)))
def test_a_right_answer_is_right_however_many_resamples_are_all_rows(test, lucky):
    assert not any(test(partial(bootstrap, lucky=lucky), draw) for draw in DRAWS)


@pytest.mark.parametrize("lucky", (0, 8))
def test_a_rank_among_all_resamples_is_still_seen(lucky):
    assert all(without_nan(partial(bootstrap, lucky=lucky, of_all=True), draw) for draw in DRAWS)
