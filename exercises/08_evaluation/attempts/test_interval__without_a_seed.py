# ---
# task = "test_interval"
# verdict = "wrong"
# fails = ["SEED_NOT_FIXED"]
# says = "The generator has no seed: other worlds in each run; wide bands hide it."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng, worlds, count = np.random.default_rng(), 450, 110
    true_rate = (3 * 0.2 + 15 * 0.5) / (3 + 15)
    held = {0.8: 0, 0.95: 0}
    for _ in range(worlds):
        large = rng.random(count) < 0.5
        rates = rng.beta(np.where(large, 1.0, 0.4), np.where(large, 1.0, 1.6))
        groups = np.repeat(np.arange(count), np.where(large, 15, 3))
        y = (rng.random(len(groups)) < rates[groups]).astype(float)
        for level in held:
            low, high = interval(y, groups, level)
            held[level] += low <= true_rate <= high
    assert 0.7 <= held[0.8] / worlds <= 0.9 and 0.88 <= held[0.95] / worlds <= 0.995
