"""The proof of calibration: it notices what is off, and is not fooled by places drawn together."""
import numpy as np
import pytest

from autograder.verify.desk import calibration
from autograder.verify.desk.calibration import POLICIES, Binned, binned
from craftdata import desk

rng = np.random.default_rng(20)
CHANCE = rng.beta(0.5, 2, 60_000)


def test_true_chances_pass_and_chances_that_are_off_fail():
    """Chances a twentieth too low or sharpened are noticed in 60,000 trials; true ones are not."""
    happened = rng.random(len(CHANCE)) < CHANCE
    assert binned(CHANCE, happened).p_value > 1e-4
    assert binned(0.95 * CHANCE, happened).p_value < 1e-4
    assert binned(CHANCE**1.1, happened).p_value < 1e-4


def test_sums_of_worlds_are_the_trials_of_both():
    """Two halves added are the whole."""
    happened = rng.random(len(CHANCE)) < CHANCE
    half = len(CHANCE) // 2
    both = binned(CHANCE[:half], happened[:half]) + binned(CHANCE[half:], happened[half:])
    whole = binned(CHANCE, happened)
    for name in Binned.__dataclass_fields__:
        assert getattr(both, name) == pytest.approx(getattr(whole, name))


@pytest.mark.parametrize(("shift", "passes"), [(0.0, True), (0.03, False)])
def test_places_of_a_day_depend_on_each_other(shift, passes):
    """Places drawn together pass by the variance of days; those of another rule than was logged do not."""
    gaps = []
    for seed in range(3):
        world = desk.World(seed, desk.Scenario(days=60, tickets_per_day=60, fast_lane_places=12))
        world.run(POLICIES["by score, a fifth explores"]())
        truth = world.truth().query("open_at_decision and propensity == propensity")
        chance = truth["propensity"].to_numpy()
        logged = np.where(chance < 0.5, chance + shift, chance)
        gaps.append(binned(logged, truth["fast_lane"].to_numpy(), truth["day"].to_numpy()))
    assert (calibration.reduce(calibration.add, gaps).p_value > 1e-4) == passes
