# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "METRICS_AVERAGED", "NOT_ALL_ROWS", "ROWS_DRAWN", "NOT_ITS_ROWS", "PAIRS_TORN", "DRAWN_WITHIN", "ONE_RESAMPLE", "DRAWN_ONCE", "NUMBER_OF_GROUPS", "LARGE_GROUPS_FAVOURED", "GROUP_LEFT_OUT", "ONE_OUTCOME_SKIPPED", "REPEATS_IGNORED", "NOT_PERCENTILES", "LEVEL_IGNORED", "NAN_RESAMPLES", "SEED_IGNORED", "INPUT_CHANGED"]
# says = "An array of three numbers comes back."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    rows_of = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    rng, values = np.random.default_rng(seed), []
    for _ in range(repeats):
        rows = np.concatenate([rows_of[group] for group in rng.integers(len(rows_of), size=len(rows_of))])
        values.append(metric(y[rows], p[rows]))
    return np.array([metric(y, p), *np.nanquantile(values, [(1 - level) / 2, (1 + level) / 2])])
