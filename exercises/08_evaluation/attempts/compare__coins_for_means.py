# ---
# task = "compare"
# verdict = "wrong"
# fails = ["GROUPS_ALIKE"]
# says = "The difference is of the rows, the coins are thrown for the means of the groups."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    gap = loss_a - loss_b
    means = pd.Series(gap).groupby(groups).mean().to_numpy()
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(means)))
    as_far = np.abs(coins @ means) / len(means) >= np.abs(means.mean()) - 1e-12
    return float(gap.mean()), float((1 + as_far.sum()) / (1 + repeats))
