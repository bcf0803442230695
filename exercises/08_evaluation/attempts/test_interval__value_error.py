# ---
# task = "test_interval"
# verdict = "wrong"
# fails = ["NOT_ASSERTED"]
# says = "A wrong interval is refused by ValueError."
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
        if abs(hits / 330 - level) > 0.1:
            raise ValueError(f"holds {hits / 330:.2f} at level {level}")
