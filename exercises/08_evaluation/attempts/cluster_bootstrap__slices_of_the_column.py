# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["NOT_ITS_ROWS", "DRAWN_WITHIN", "GROUP_LEFT_OUT"]
# says = "A group is taken for a slice of the rows, from where it begins, as long as it is large."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(repeats):
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        rows = np.concatenate([np.arange(rows_of[group][0], rows_of[group][0] + len(rows_of[group])) % len(y)
                               for group in drawn])
        values.append(metric(y[rows], p[rows]))
    known = np.array(values)[~np.isnan(values)]
    if not len(known):
        return float(metric(y, p)), float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(metric(y, p)), float(low), float(high)
