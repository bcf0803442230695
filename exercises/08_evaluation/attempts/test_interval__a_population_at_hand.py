# ---
# task = "test_interval"
# verdict = "right"
# fails = []
# says = "A large population is drawn once, its rate is the truth, samples of groups are taken from it."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng = np.random.default_rng(5)
    sizes = np.where(np.arange(20_000) % 3 == 0, 14, 4)
    chances = np.clip(np.where(sizes == 14, 0.65, 0.25) + rng.choice([-0.25, 0.3], 20_000), 0, 1)
    ones = rng.binomial(sizes, chances)
    truth = ones.sum() / sizes.sum()
    for level, least, most in ((0.95, 0.9, 0.988), (0.7, 0.61, 0.79)):
        held = []
        for _ in range(400):
            chosen = rng.integers(20_000, size=90)
            groups = np.repeat(np.arange(90), sizes[chosen])
            first = np.repeat(np.cumsum(sizes[chosen]) - sizes[chosen], sizes[chosen])
            y = (np.arange(len(groups)) - first < np.repeat(ones[chosen], sizes[chosen])).astype(float)
            low, high = interval(y, groups, level)
            held.append(low <= truth <= high)
        share = np.mean(held)
        if share < least:
            raise AssertionError(f"too narrow: {share:.2f} instead of {level}")
        if share > most:
            raise AssertionError(f"too wide: {share:.2f} instead of {level}")
