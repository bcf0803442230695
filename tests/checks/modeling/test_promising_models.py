"""Right models keep the seven promises on tables that no learner has seen; each wrong one breaks its own."""

import numpy as np
import pandas as pd
import pytest

from autograder.checks.modeling import promising_models as models
from autograder.checks.modeling.breaking_models import WRONG, off, rises_for, without_a_scale


def table(rng: np.random.Generator, n: int = 45) -> pd.DataFrame:
    return pd.DataFrame(
        {"open_hours": rng.uniform(1, 100, n), "severity": rng.choice(["P1", "P2", "P3", "P4"], n)}
    )


@pytest.mark.parametrize("model", models.RIGHT)
def test_right_models_keep_their_promises(model: models.FitPredict) -> None:
    """Twelve tables: rising, falling and no effect, whole-number weights with zeros."""
    rng = np.random.default_rng(2)
    for number in range(12):
        X = table(rng)
        chance = [0.2, 0.9 - X["open_hours"] / 120, 0.05 + X["open_hours"] / 120][number % 3]
        y = (rng.uniform(size=len(X)) < chance).astype(float)
        y[:2] = [0, 1]
        weight = rng.integers(0, 4, len(X)).astype(float)
        weight[:2] = 1
        grid = pd.DataFrame({"open_hours": np.linspace(1, 100, 50)}).assign(severity="P2")
        risk = model(X, y, weight, grid)
        assert risk.shape == (50,) and risk.min() >= 0 and risk.max() <= 1
        assert (np.diff(risk) <= 1e-6).all()
        often = np.repeat(np.arange(len(X)), weight.astype(int))
        assert np.allclose(risk, model(X.iloc[often], y[often], np.ones(len(often)), grid), rtol=0, atol=1e-6)
        assert abs(np.average(model(X, y, weight, X) - y, weights=weight)) < 0.05
        assert np.allclose(risk[[7]], model(X, y, weight, grid.iloc[[7]]), rtol=0, atol=1e-6)


@pytest.mark.parametrize("model", models.RIGHT)
def test_right_models_tell_short_from_long_hours(model: models.FitPredict) -> None:
    X = table(np.random.default_rng(5))
    y = (X["open_hours"] < 50).to_numpy(dtype=float)
    ends = pd.DataFrame({"open_hours": [5.0, 95.0], "severity": "P3"})
    short, long = model(X, y, np.ones(len(X)), ends)
    assert short - long > 0.2


def test_every_promise_is_broken_by_two() -> None:
    assert len(WRONG) == 7 and all(len(made) >= 2 for made in WRONG.values())


def test_pooling_is_the_least_squares_fit() -> None:
    """Against hand-made examples: later, higher rates are merged with what stands before."""
    assert np.allclose(models.falling(np.array([0.6, 0.2, 0.4, 0.1]), np.ones(4)), [0.6, 0.3, 0.3, 0.1])
    assert np.allclose(models.falling(np.array([0.2, 0.5]), np.array([3.0, 1.0])), [0.275, 0.275])


def test_a_model_that_rises_for_one_severity_falls_for_the_others_and_is_calibrated() -> None:
    X = table(np.random.default_rng(8), 60)
    y = (X["open_hours"] < 50).to_numpy(dtype=float)
    for severity in ("P1", "P2", "P3", "P4"):
        model = rises_for(severity)()
        for asked in ("P1", "P2", "P3", "P4"):
            grid = pd.DataFrame({"open_hours": np.linspace(1, 100, 40), "severity": asked})
            rises = np.diff(model(X, y, np.ones(60), grid)).max()
            assert (rises > 3e-3) if asked == severity else (rises <= 1e-6)
        assert abs((model(X, y, np.ones(60), X) - y).mean()) < 0.05


def test_a_model_that_is_off_is_so_on_every_table() -> None:
    """By .07 in the weighted mean over training rows, and it stays a falling function from 0 to 1."""
    rng = np.random.default_rng(9)
    for rate in (0.1, 0.5, 0.9):
        X, weight = table(rng), rng.uniform(0.5, 3, 45)
        y = np.r_[0.0, 1.0, (rng.uniform(size=43) < rate)]
        risk = off(X, y, weight, X)
        assert abs(abs(np.average(risk - y, weights=weight)) - 0.07) < 1e-9
        assert 0 <= risk.min() and risk.max() <= 1
        assert (np.diff(risk[np.argsort(X["open_hours"])]) <= 1e-6).all()


def test_a_model_without_a_scale_of_weights_is_told_by_doubled_weights_alone() -> None:
    """It drops rows of weight 0 and is calibrated, as a right model does and is."""
    rng = np.random.default_rng(4)
    X, weight = table(rng), rng.integers(0, 4, 45).astype(float)
    y, counts = (X["open_hours"] < 50).to_numpy(dtype=float), weight > 0
    risk = without_a_scale(X, y, weight, X)
    assert np.allclose(risk, without_a_scale(X[counts], y[counts], weight[counts], X), rtol=0, atol=1e-12)
    assert abs(np.average(risk - y, weights=weight)) < 0.05
    often = np.repeat(np.arange(45), weight.astype(int))
    repeated = without_a_scale(X.iloc[often], y[often], np.ones(len(often)), X)
    assert np.abs(risk - repeated).max() > 0.01
