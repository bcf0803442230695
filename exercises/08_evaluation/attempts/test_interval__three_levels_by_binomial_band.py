# ---
# task = "test_interval"
# verdict = "right"
# fails = []
# says = "Three levels, each against three binomial standard errors and two points; refused by numpy's assertion."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng, truth = np.random.default_rng(8), (20 * 0.65 + 4 * 0.35) / 24
    for level in (0.5, 0.8, 0.95):
        hits = 0
        for _ in range(330):
            large = rng.random(80) < 0.5
            chances = rng.beta(np.where(large, 0.65, 0.35), np.where(large, 0.35, 0.65))
            groups = np.repeat(np.arange(80), np.where(large, 20, 4))
            y = (rng.random(len(groups)) < chances[groups]).astype(float)
            low, high = interval(y, groups, level)
            hits += low <= truth <= high
        room = 3 * np.sqrt(level * (1 - level) / 330) + 0.02
        np.testing.assert_allclose(hits / 330, level, rtol=0, atol=room)
