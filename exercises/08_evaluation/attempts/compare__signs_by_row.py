# ---
# task = "compare"
# verdict = "right"
# fails = []
# says = "pandas sums, a matrix of 0 and 1, and isclose for the ties."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    rng = np.random.RandomState(seed)
    gap = pd.Series(loss_a) - pd.Series(loss_b)
    sums = gap.groupby(np.asarray(groups)).sum().to_numpy()
    turned = ((2 * rng.binomial(1, 0.5, (repeats, len(sums))) - 1) * sums).sum(axis=1) / len(gap)
    reached = (abs(turned) > abs(gap.mean())) | np.isclose(abs(turned), abs(gap.mean()), rtol=0, atol=1e-12)
    return gap.mean(), (1 + reached.sum()) / (1 + repeats)
