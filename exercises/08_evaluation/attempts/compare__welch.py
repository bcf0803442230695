# ---
# task = "compare"
# verdict = "wrong"
# fails = ["UNPAIRED", "ONE_SIDED", "ZERO_P", "TIES", "COARSE_TIES", "SEED_IGNORED"]
# says = "scipy's t-test of two independent samples."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    from scipy.stats import ttest_ind
    return float(loss_a.mean() - loss_b.mean()), float(ttest_ind(loss_a, loss_b, equal_var=False).pvalue)
