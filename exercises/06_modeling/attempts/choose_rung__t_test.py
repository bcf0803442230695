# ---
# task = "choose_rung"
# verdict = "right"
# fails = []
# says = "A paired t test at one in ten thousand."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses, upkeep):
    from scipy import stats
    total = losses + upkeep[losses.columns]
    order = upkeep[losses.columns].sort_values(kind="stable").index
    chosen = order[0]
    for name in order[1:]:
        test = stats.ttest_rel(total[chosen], total[name], alternative="greater")
        if test.pvalue < 0.0005:
            chosen = name
    return str(chosen)
