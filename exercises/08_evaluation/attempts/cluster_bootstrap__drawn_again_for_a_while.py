# ---
# task = "cluster_bootstrap"
# verdict = "right"
# fails = []
# says = "Draws again for a resample without a value, ten times as often at most."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(10 * repeats):
        if len(values) == repeats:
            break
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        rows = np.concatenate([rows_of[group] for group in drawn])
        value = metric(y[rows], p[rows])
        if not np.isnan(value):
            values.append(value)
    if not values:
        return float(metric(y, p)), float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(metric(y, p)), float(low), float(high)
