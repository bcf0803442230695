"""The models of the proofs know what is known at the decision, and cope with what incidents leave out."""

import numpy as np
import pytest

from autograder.verify.desk.scorers import features, fit, penalty_of
from autograder.verify.desk.served import served
from craftdata import desk


@pytest.fixture(scope="module")
def frame():
    world = desk.World(4, desk.Scenario(days=40, tickets_per_day=60))
    world.run()
    return served(world)


def test_features_do_not_depend_on_the_outcome_or_on_other_rows(frame):
    """A row's features are the same alone, and when everything that is true of it is hidden."""
    known = frame[list(desk.World(4, desk.Scenario(days=7)).open_day().columns)]
    whole = features(frame)
    assert whole.equals(features(known))
    assert whole.iloc[[5]].reset_index(drop=True).equals(features(known.iloc[[5]]))


@pytest.mark.parametrize("linear", [True, False])
def test_models_beat_chance_and_take_missing_values(frame, linear):
    """Both classes of model rank better than chance, and score a row whose plan and hours are missing."""
    table, breach = features(frame), frame["breach"].to_numpy()
    half = len(table) // 2
    model = fit(table[:half], breach[:half], linear=linear)
    score = model(frame[half:])
    assert score[breach[half:]].mean() > score[~breach[half:]].mean() + 0.1
    hole = frame[half : half + 20].assign(plan=None, open_hours=np.nan)
    assert np.isfinite(model(hole)).all()


def test_a_feature_left_out_has_no_influence(frame):
    """A model without a feature scores the same whatever the feature says."""
    table, breach = features(frame), frame["breach"].to_numpy()
    model = fit(table, breach, without=("area", "urgent"))
    assert (model.of(table) == model.of(table.assign(area=0.0, urgent=1.0))).all()


def test_penalties_are_those_of_the_truth(frame):
    """The penalty read off the plan is the one that the truth names."""
    assert (penalty_of(frame) == frame["penalty"]).all()
