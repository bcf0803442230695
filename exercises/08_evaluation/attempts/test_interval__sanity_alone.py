# ---
# task = "test_interval"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "FALSE_ALARM", "MISSES_ROWS", "MISSES_GROUPS_ALIKE", "MISSES_LEVEL", "MISSES_WIDTH", "NOT_ASSERTED", "TOO_MANY_CALLS", "SEED_NOT_FIXED"]
# says = "Low below high, within 0 and 1, the rate between them: shape, no truth."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng = np.random.default_rng(0)
    for _ in range(200):
        groups = np.repeat(np.arange(60), 5)
        y = (rng.random(300) < 0.3).astype(float)
        low, high = interval(y, groups, 0.95)
        assert low < high and low <= y.mean() + 0.5 and high >= y.mean() - 0.5
        assert isinstance(low, float) and isinstance(high, float)
