# ---
# task = "compare"
# verdict = "wrong"
# fails = ["ROWS_INDEPENDENT", "NOT_COINS", "GROUPS_ALIKE"]
# says = "Groups are taken to stand together: a new one begins where the name changes."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    gaps = loss_a - loss_b
    starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]))
    sums = np.add.reduceat(gaps, starts)
    coins = np.random.default_rng(seed).choice([-1.0, 1.0], size=(repeats, len(sums)))
    count = (np.abs(coins @ sums) / len(gaps) >= np.abs(gaps.mean()) - 1e-12).sum()
    return gaps.mean(), (1 + count) / (1 + repeats)
