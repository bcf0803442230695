# ---
# task = "compare"
# verdict = "wrong"
# fails = ["UNPAIRED", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES"]
# says = "The old version with a seed."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    rng = np.random.default_rng(seed)
    pool = np.concatenate([loss_a, loss_b])
    difference = loss_a.mean() - loss_b.mean()
    count = 0
    for _ in range(repeats):
        rng.shuffle(pool)
        if pool[:len(loss_a)].mean() - pool[len(loss_a):].mean() > difference:
            count += 1
    return difference, count / repeats
