# ---
# task = "test_interval"
# verdict = "right"
# fails = []
# says = "One level a world, sizes and chances of two kinds, and the share against the binomial band."
# ---
# %% nbgrader={"grade_id": "test-interval", "solution": true}
def test_interval(interval):
    random = np.random.RandomState(3)
    hits = {0.5: [], 0.9: []}
    for number in range(900):
        level = (0.5, 0.9)[number % 2]
        ys, labels = [], []
        for group in range(100):
            size, mean = ((2, 0.3), (12, 0.6))[group % 2]
            chance = random.beta(mean * 1.5, 1.5 - mean * 1.5)
            ys.append(random.rand(size) < chance)
            labels.append(np.full(size, group))
        low, high = interval(np.concatenate(ys).astype(float), np.concatenate(labels), level)
        hits[level].append(low <= (2 * 0.3 + 12 * 0.6) / 14 <= high)
    for level, found in hits.items():
        band = 0.045 + 3 * (level * (1 - level) / len(found)) ** 0.5 * (level < 0.9) + 0.02 * (level > 0.8)
        assert abs(np.mean(found) - level) < band, (level, np.mean(found))
