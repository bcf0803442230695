# ---
# task = "choose_policy"
# verdict = "right"
# fails = []
# says = "One call of scipy's test for each candidate, with its corrected p-value."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation, incumbent, upkeep, open_test):
    from scipy import stats

    def net(table, name):
        return table[name] - table[incumbent] - (upkeep[name] - upkeep[incumbent])

    names = [name for name in validation.columns if name != incumbent]
    good = {}
    for name in names:
        gains = net(validation, name)
        if stats.ttest_1samp(gains, 0, alternative="greater").pvalue <= 0.05 / len(names):
            good[name] = gains.mean()
    if not good:
        return {"policy": incumbent, "gain": np.nan, "low": np.nan, "high": np.nan}
    best = max(good, key=good.get)
    gains = net(open_test(best), best)
    low, high = stats.t.interval(0.95, len(gains) - 1, gains.mean(), stats.sem(gains))
    return {"policy": best, "gain": gains.mean(), "low": low, "high": high}
