# ---
# task = "compare"
# verdict = "wrong"
# fails = ["UNPAIRED", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES"]
# says = "Whole groups are dealt to a or b from one pool of both losses."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    rng = np.random.default_rng(seed)
    difference = loss_a.mean() - loss_b.mean()
    sums = [loss[groups == name].sum() for loss in (loss_a, loss_b) for name in np.unique(groups)]
    half, count = len(sums) // 2, 0
    for _ in range(repeats):
        dealt = rng.permutation(sums)
        count += abs(dealt[:half].sum() - dealt[half:].sum()) / len(loss_a) >= abs(difference) - 1e-12
    return difference, (1 + count) / (1 + repeats)
