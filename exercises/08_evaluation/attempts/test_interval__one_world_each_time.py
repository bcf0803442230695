# ---
# task = "test_interval"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "FALSE_ALARM", "MISSES_ROWS", "MISSES_GROUPS_ALIKE", "MISSES_LEVEL", "MISSES_WIDTH", "NOT_ASSERTED", "TOO_MANY_CALLS", "SEED_NOT_FIXED"]
# says = "The generator is made for each world: all worlds are the same one."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval: Callable[[np.ndarray, np.ndarray, float], tuple[float, float]]) -> None:
    worlds, count = 400, 80
    # Half of the groups have 3 rows and fail seldom, half have 15 and fail often; rows of a group mostly agree.
    true_rate = (3 * 0.2 + 15 * 0.5) / (3 + 15)
    held = {0.8: 0, 0.95: 0}
    for _ in range(worlds):
        rng = np.random.default_rng(8)
        large = rng.random(count) < 0.5
        rates = rng.beta(*np.where(large, [[1.0], [1.0]], [[0.4], [1.6]]))
        groups = np.repeat(np.arange(count), np.where(large, 15, 3))
        y = (rng.random(len(groups)) < rates[groups]).astype(float)
        for level in held:
            low, high = interval(y, groups, level)
            held[level] += low <= true_rate <= high
    for level, (least, most) in {0.8: (0.73, 0.87), 0.95: (0.9, 0.985)}.items():
        share = held[level] / worlds
        assert least <= share <= most, f"at level {level} it held the true rate in {share:.1%} of {worlds} worlds"
