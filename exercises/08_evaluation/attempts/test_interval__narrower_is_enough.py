# ---
# task = "test_interval"
# verdict = "wrong"
# fails = ["MISSES_LEVEL"]
# says = "Counts at level .95; at .5 the interval has only to be narrower."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng, truth = np.random.default_rng(8), (20 * 0.65 + 4 * 0.35) / 24
    hits = 0
    for _ in range(330):
        large = rng.random(80) < 0.5
        chances = rng.beta(np.where(large, 0.65, 0.35), np.where(large, 0.35, 0.65))
        groups = np.repeat(np.arange(80), np.where(large, 20, 4))
        y = (rng.random(len(groups)) < chances[groups]).astype(float)
        low, high = interval(y, groups, 0.95)
        lower, upper = interval(y, groups, 0.5)
        assert upper - lower < high - low, "a higher level must be wider"
        hits += low <= truth <= high
    assert 0.89 <= hits / 330 <= 0.99, hits / 330
