# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["PAIRS_TORN"]
# says = "The rows of y come sorted, those of p group by group."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(repeats):
        rows = np.concatenate([rows_of[group] for group in rng.integers(len(rows_of), size=len(rows_of))])
        # The rows of y in the order of the column, those of p group by group: the same rows, not the same places.
        values.append(metric(y[np.sort(rows)], p[rows]))
    known = np.array(values)[~np.isnan(values)]
    if not len(known):
        return float(metric(y, p)), float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(metric(y, p)), float(low), float(high)
