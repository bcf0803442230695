# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "METRICS_AVERAGED", "NOT_ALL_ROWS", "ROWS_DRAWN", "NOT_ITS_ROWS", "PAIRS_TORN", "DRAWN_WITHIN", "ONE_RESAMPLE", "DRAWN_ONCE", "NUMBER_OF_GROUPS", "LARGE_GROUPS_FAVOURED", "GROUP_LEFT_OUT", "ONE_OUTCOME_SKIPPED", "REPEATS_IGNORED", "NOT_PERCENTILES", "LEVEL_IGNORED", "NAN_RESAMPLES", "SEED_IGNORED", "INPUT_CHANGED"]
# says = "The interval alone."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y: np.ndarray, p: np.ndarray, groups: np.ndarray, metric: Callable[[np.ndarray, np.ndarray], float],
                      level: float = 0.95, repeats: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    _, number = np.unique(groups, return_inverse=True)
    rows_of = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(repeats):
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        rows = np.concatenate([rows_of[group] for group in drawn])
        values.append(metric(y[rows], p[rows]))
    known = np.array(values)[~np.isnan(values)]
    if not len(known):
        return float(metric(y, p)), float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
