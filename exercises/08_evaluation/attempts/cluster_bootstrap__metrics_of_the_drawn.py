# ---
# task = "cluster_bootstrap"
# verdict = "wrong"
# fails = ["METRICS_AVERAGED", "ONE_RESAMPLE", "DRAWN_ONCE", "NUMBER_OF_GROUPS", "LARGE_GROUPS_FAVOURED", "GROUP_LEFT_OUT", "ONE_OUTCOME_SKIPPED", "REPEATS_IGNORED"]
# says = "Inside the loop the metric is asked group by group, and averaged."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    names, rng, v = np.unique(groups), np.random.default_rng(seed), []
    for _ in range(repeats):
        drawn = rng.choice(names, len(names))
        v.append(np.nanmean([metric(y[groups == k], p[groups == k]) for k in drawn]))
    return metric(y, p), np.nanquantile(v, (1 - level) / 2), np.nanquantile(v, (1 + level) / 2)
