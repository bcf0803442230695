# ---
# task = "compare"
# verdict = "wrong"
# fails = ["ROWS_INDEPENDENT", "NOT_COINS", "GROUPS_ALIKE", "ZERO_P", "TIES", "SEED_IGNORED"]
# says = "ttest_rel: paired, but row by row."
# ---
# %% nbgrader={"grade_id": "compare", "solution": true}
def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
    from scipy.stats import ttest_rel
    result = ttest_rel(loss_a, loss_b)
    return float((loss_a - loss_b).mean()), 1.0 if np.isnan(result.pvalue) else float(result.pvalue)
