"""Places by lot: chances that are exactly what is logged."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from craftdata import desk
from craftdata.desk.sampling import lot, systematic_sample, with_exploration

chances = st.lists(st.floats(0, 1), min_size=1, max_size=30).map(np.array)
DRAWS = 20_000


@given(chances, st.integers(0, 2**32), st.floats(0, 1, exclude_max=True))
@settings(max_examples=200, deadline=None)
def test_a_systematic_sample_has_the_size_that_its_chances_promise(chance, seed, start):
    """It draws the sum of the chances, rounded down or up; chance 1 is always in, chance 0 never."""
    drawn = systematic_sample(chance, np.random.default_rng(seed).random(len(chance)), start)
    assert np.floor(chance.sum() - 1e-6) <= len(drawn) <= np.ceil(chance.sum() + 1e-6)
    assert len(set(drawn)) == len(drawn)
    assert set(np.flatnonzero(chance == 1)) <= set(drawn)
    assert not set(np.flatnonzero(chance == 0)) & set(drawn)


def test_a_whole_number_of_places_is_always_filled():
    """Chances that add up to 7 but for rounding give 7 places for every start."""
    chance = np.full(70, 0.1)
    starts = np.r_[0.0, 1e-15, np.nextafter(1, 0), np.linspace(0, 0.999, 50)]
    assert {len(systematic_sample(chance, np.arange(70), start)) for start in starts} == {7}


def test_chances_beyond_one_are_refused():
    """A chance above 1 raises a ValueError."""
    with pytest.raises(ValueError, match="from 0 to 1"):
        systematic_sample(np.array([0.5, 1.5]), np.arange(2), 0.3)


@given(st.integers(1, 60), st.integers(0, 40), st.floats(0, 1), st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_chances_with_exploration_never_exceed_the_places(n, places, epsilon, seed):
    """They add up to the places at most, lie in [0, 1], prefer the first tier, spare the resolved."""
    rng = np.random.default_rng(seed)
    eligible, first, second = rng.random((3, n)) < [[0.8], [0.3], [0.5]]
    chance = with_exploration([first, second], eligible, places, epsilon)
    assert chance.sum() <= places + 1e-9
    assert ((chance >= 0) & (chance <= 1 + 1e-12)).all()
    assert (chance[~eligible] == 0).all()
    if (first & eligible).any() and (~first & eligible).any():
        assert chance[first & eligible].min() >= chance[~first & eligible].max() - 1e-12


@pytest.fixture(scope="module")
def a_day():
    world = desk.World(3, desk.Scenario(days=14, tickets_per_day=50, fast_lane_places=6))
    world.run(days=8)
    return world.open_day()


def without_ties(tickets: pd.DataFrame) -> np.ndarray:
    """A score on which no two tickets agree: ties are broken by lot, and chances would differ by seed."""
    return (-tickets["open_hours"] + 1e-6 * tickets["ticket_id"].rank()).to_numpy()


@pytest.mark.parametrize(
    "policy",
    [
        lambda seed: desk.policies.incumbent_rule(epsilon=0.2, seed=seed),
        lambda seed: desk.policies.random_share(0.75, seed=seed),
        lambda seed: desk.policies.by_score(without_ties, epsilon=0.3, seed=seed),
    ],
)
def test_logged_chances_are_the_frequencies_of_a_place(a_day, policy):
    """Over 1,500 lotteries of one day each ticket gets a place as often as logged (chi-squared, 1e-5)."""
    draws = 1_500
    counts = pd.Series(0.0, index=a_day.columns["ticket_id"])
    for seed in range(draws):
        decision = policy(seed)(a_day)
        counts[decision.fast_lane] += 1
    chance = decision.propensity
    certain = (chance < 1e-12) | (chance > 1 - 1e-12)
    assert (counts[certain] == draws * chance[certain].round()).all()
    p, k = chance[~certain], counts[~certain]
    # The number drawn varies by one at most, so the counts are no more spread than independent ones.
    total = ((k - draws * p) ** 2 / (draws * p * (1 - p))).sum()
    assert total < chi2.isf(1e-5, len(p))


def test_logged_chances_hold_over_worlds():
    """Over 30 worlds, weighting by the inverse of the chance recovers the breaches of leaving all alone."""
    gaps, spread = [], 0.0
    for seed in range(30):
        world = desk.World(seed, desk.Scenario(days=20, tickets_per_day=40, fast_lane_places=12))
        world.run(desk.policies.incumbent_rule(epsilon=0.3))
        truth = world.truth()
        truth = truth[truth["propensity"].notna() & truth["open_at_decision"]]
        weight = np.where(truth["fast_lane"], 0, 1 / (1 - truth["propensity"].clip(upper=0.999999)))
        usable = truth["propensity"] < 0.999
        gap = (weight * truth["breach"] - truth["breach_alone"])[usable]
        gaps.append(gap.sum())
        spread += (truth["breach_alone"] * truth["propensity"] / (1 - truth["propensity"]))[usable].sum()
    assert abs(sum(gaps)) < 5 * np.sqrt(spread)


def test_the_lot_of_an_identifier_is_its_own():
    """A lot depends on identifier and salt alone, is uniform, and differs between salts."""
    ids = desk.make_tables(1, days=20, tickets_per_day=100).tickets["ticket_id"].to_numpy(object)
    u = lot(ids, "a")
    assert (u[::-1] == lot(ids[::-1], "a")).all()
    assert abs(np.corrcoef(u, lot(ids, "b"))[0, 1]) < 5 / np.sqrt(len(ids))
    counts = np.bincount((20 * u).astype(int), minlength=20)
    assert ((counts - len(ids) / 20) ** 2).sum() / (len(ids) / 20) < chi2.isf(1e-5, 19)


def test_policies_are_indifferent_to_the_order_and_repetition_of_rows(a_day):
    """Rows in another order, some of them twice, give the same places and nobody gets two."""
    rows = np.random.default_rng(1).permutation(np.r_[np.arange(len(a_day.columns["ticket_id"])), [0, 3, 5]])
    columns = {name: values[rows] for name, values in a_day.columns.items()}
    shuffled = dataclasses.replace(a_day, columns=columns)
    policy = desk.policies.by_score(lambda tickets: tickets["sla_hours"].to_numpy())
    assert set(policy(a_day).fast_lane) == set(policy(shuffled).fast_lane)
    assert len(policy(shuffled).fast_lane) == a_day.places


@pytest.mark.parametrize(
    ("policy", "message"), [(lambda day: None, "nothing"), (desk.policies.incumbent_rule, "call it")]
)
def test_a_policy_that_returns_nonsense_is_told_so(policy, message):
    """Returning nothing, or passing the factory itself, raises a TypeError with the remedy."""
    world = desk.World(3, desk.Scenario(days=7, tickets_per_day=5))
    with pytest.raises(TypeError, match=message):
        world.run((lambda day: policy()) if message == "call it" else policy)
