"""Training goes forward in time and comes out the same every time."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

from craftdata.pipeline import TrainingError, features, join, train
from tests.datasets.pipeline.small_desk import SMALL


@pytest.fixture(scope="module")
def periods(extract):
    return train.split(join.examples(extract, SMALL), SMALL)


def test_periods_follow_each_other_with_gaps(periods):
    """Between the last day of one and the first of the next lie `gap_days` days that belong to none."""
    gap = pd.Timedelta(days=SMALL.gap_days + 1)
    assert periods.calibration["date"].min() - periods.train["date"].max() == gap
    assert periods.test["date"].min() - periods.calibration["date"].max() == gap
    assert periods.test["date"].nunique() == SMALL.test_days


def test_labels_were_known_when_the_next_period_began(periods, world):
    """Whoever had trained on that day would have had these labels."""
    known = world.truth().set_index("ticket_id")["known_at"]
    for earlier, later in ((periods.train, periods.calibration), (periods.calibration, periods.test)):
        assert known[earlier["ticket_id"]].max() < later["decide_at"].min()


def test_the_test_period_teaches_nothing(periods):
    """Turning every label of the test period round leaves the model as it is."""
    turned = train.Periods(
        periods.train, periods.calibration, periods.test.assign(breach=~periods.test["breach"])
    )
    assert train.fit(turned, SMALL) == train.fit(periods, SMALL)


def test_the_model_is_scikit_learns(periods):
    """The plain numbers say what the fitted regression says, to the digits that are kept."""
    model = train.fit_weights(periods.train, SMALL)
    table = features.build(periods.train)
    standard = (table - table.mean()) / table.std(ddof=0).where(table.std(ddof=0) > 0, 1)
    regression = LogisticRegression(C=SMALL.inverse_l2, max_iter=1000, tol=1e-8)
    expected = regression.fit(standard, periods.train["breach"]).predict_proba(standard)[:, 1]
    assert np.abs(model.probability(table) - expected).max() < 2e-6


def test_calibration_meets_the_rate_of_its_period(periods):
    """On the calibration period the mean probability is the breach rate: logistic regression sees to it."""
    model = train.fit(periods, SMALL)
    said = model.probability(features.build(periods.calibration))
    assert abs(said.mean() - periods.calibration["breach"].mean()) < 1e-3


def test_a_period_without_enough_breaches_is_refused(extract):
    """The message names the period and the remedy."""
    examples = join.examples(extract, SMALL)
    with pytest.raises(TrainingError, match="the train period has .*history_days"):
        train.split(examples[examples["date"] > examples["date"].max() - pd.Timedelta(days=65)], SMALL)
