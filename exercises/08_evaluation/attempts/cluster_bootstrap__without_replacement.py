# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["DRAWN_ONCE", "SEED_IGNORED"]
# says = "Groups are drawn without replacement: each resample is the data in another order."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    names, rng, v = np.unique(groups), np.random.default_rng(seed), []
    for _ in range(repeats):
        rows = np.concatenate([np.flatnonzero(groups == k) for k in rng.choice(names, len(names), replace=False)])
        v.append(metric(y[rows], p[rows]))
    return metric(y, p), np.nanquantile(v, (1 - level) / 2), np.nanquantile(v, (1 + level) / 2)
