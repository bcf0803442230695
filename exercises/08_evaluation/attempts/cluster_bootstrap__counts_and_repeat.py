# ---
# task = "cluster_bootstrap"
# verdict = "right"
# fails = []
# says = "Multinomial counts of the groups, rows repeated; a legacy generator."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    random = np.random.RandomState(seed)
    labels, number = np.unique(groups, return_inverse=True)
    estimate = metric(y.copy(), p.copy())
    values = []
    for _ in range(repeats):
        times = random.multinomial(len(labels), np.ones(len(labels)) / len(labels))
        rows = np.repeat(np.arange(len(y)), times[number])
        value = metric(y[rows], p[rows])
        if not np.isnan(value):
            values.append(value)
    if not values:
        return estimate, float("nan"), float("nan")
    values.sort()
    low = values[int((1 - level) / 2 * len(values))]
    high = values[min(len(values) - 1, int((1 + level) / 2 * len(values)))]
    return estimate, low, high
