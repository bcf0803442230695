# ---
# task = "cluster_bootstrap"
# verdict = "right"
# fails = []
# says = "A table, groupby and concat."
# ---
# %% nbgrader={"grade_id": "cluster-bootstrap", "solution": true}
def cluster_bootstrap(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
    table = pd.DataFrame({"y": y, "p": p})
    parts = [part for _, part in table.groupby(np.asarray(groups))]
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(repeats):
        sample = pd.concat([parts[number] for number in rng.choice(len(parts), len(parts))])
        values.append(metric(sample["y"].to_numpy(), sample["p"].to_numpy()))
    tail = 100 * (1 - level) / 2
    if np.isnan(values).all():
        return metric(y, p), np.nan, np.nan
    return metric(y, p), np.nanpercentile(values, tail), np.nanpercentile(values, 100 - tail)
