# ---
# task = "test_interval"
# verdict = "wrong"
# fails = ["MISSES_LEVEL"]
# says = "One count over levels .8 and .95, which levels that are turned pass."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng, truth = np.random.default_rng(8), (20 * 0.65 + 4 * 0.35) / 24
    hits = 0
    for level in (0.8, 0.95):
        for _ in range(450):
            large = rng.random(80) < 0.5
            chances = rng.beta(np.where(large, 0.65, 0.35), np.where(large, 0.35, 0.65))
            groups = np.repeat(np.arange(80), np.where(large, 20, 4))
            y = (rng.random(len(groups)) < chances[groups]).astype(float)
            low, high = interval(y, groups, level)
            hits += low <= truth <= high
    assert abs(hits / 900 - 0.875) < 0.04
