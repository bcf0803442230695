# ---
# task = "compare"
# verdict = "wrong"
# fails = ["NOT_THE_DIFFERENCE", "GROUPS_ALIKE"]
# says = "Each group is summed up by its mean."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    means = pd.Series(loss_a - loss_b).groupby(groups).mean().to_numpy()
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(means)))
    as_far = np.abs(coins @ means) / len(means) >= np.abs(means.mean()) - 1e-12
    return float(means.mean()), float((1 + as_far.sum()) / (1 + repeats))
