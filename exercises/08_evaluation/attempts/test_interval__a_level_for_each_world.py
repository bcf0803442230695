# ---
# task = "test_interval"
# verdict = "right"
# fails = []
# says = "A level is drawn for each world; they are judged in three bins, each by itself."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    rng, truth = np.random.default_rng(4), (18 * 0.6 + 4 * 0.3) / 22
    hits, wanted = {0: [], 1: [], 2: []}, {0: [], 1: [], 2: []}
    for number in range(990):
        level = rng.uniform(*((0.5, 0.6), (0.7, 0.8), (0.9, 0.95))[number % 3])
        large = rng.random(90) < 0.5
        chances = rng.beta(np.where(large, 0.6, 0.3), np.where(large, 0.4, 0.7))
        groups = rng.permutation(10_000)[:90].repeat(np.where(large, 18, 4))
        y = (rng.random(len(groups)) < np.repeat(chances, np.where(large, 18, 4))).astype(float)
        low, high = interval(y, groups, level)
        hits[number % 3].append(low <= truth <= high)
        wanted[number % 3].append(level)
    for number, room in ((0, 0.1), (1, 0.09), (2, 0.06)):
        if abs(np.mean(hits[number]) - np.mean(wanted[number])) > room:
            raise AssertionError(f"bin {number}: {np.mean(hits[number]):.3f} for {np.mean(wanted[number]):.3f}")
