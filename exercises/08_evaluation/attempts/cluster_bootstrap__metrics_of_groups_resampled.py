# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["METRICS_AVERAGED", "NOT_ALL_ROWS", "DRAWN_ONCE", "NUMBER_OF_GROUPS", "REPEATS_IGNORED"]
# says = "One metric a group, and then a bootstrap of these: a short cut."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    values = np.array([metric(y[groups == group], p[groups == group]) for group in np.unique(groups)])
    rng = np.random.default_rng(seed)
    means = [np.nanmean(rng.choice(values, len(values))) for _ in range(repeats)]
    return np.nanmean(values), np.nanquantile(means, (1 - level) / 2), np.nanquantile(means, (1 + level) / 2)
