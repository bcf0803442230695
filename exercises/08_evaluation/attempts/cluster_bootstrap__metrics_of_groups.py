# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["METRICS_AVERAGED", "DRAWN_ONCE", "NUMBER_OF_GROUPS", "REPEATS_IGNORED"]
# says = "The estimate is right; the interval is that of the mean of the groups' metrics."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    m = [metric(y[groups == k], p[groups == k]) for k in np.unique(groups)]
    rng = np.random.default_rng(seed)
    v = [np.nanmean(rng.choice(m, len(m))) for _ in range(repeats)]
    return metric(y, p), np.nanquantile(v, (1 - level) / 2), np.nanquantile(v, (1 + level) / 2)
