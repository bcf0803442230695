# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["NAN_RESAMPLES"]
# says = "Draws again until the metric has a value."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    while len(values) < repeats:
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        rows = np.concatenate([rows_of[group] for group in drawn])
        value = metric(y[rows], p[rows])
        if not np.isnan(value):
            values.append(value)
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(metric(y, p)), float(low), float(high)
