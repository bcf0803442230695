# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["GROUP_LEFT_OUT"]
# says = "Rounded uniform numbers: the first and the last group are drawn half as often."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(repeats):
        drawn = np.round(rng.random(len(rows_of)) * (len(rows_of) - 1)).astype(int)
        rows = np.concatenate([rows_of[group] for group in drawn])
        values.append(metric(y[rows], p[rows]))
    known = np.array(values)[~np.isnan(values)]
    if not len(known):
        return float(metric(y, p)), float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(metric(y, p)), float(low), float(high)
