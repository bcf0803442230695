# ---
# task = "choose_policy"
# verdict = "right"
# fails = []
# says = "scipy's one-sided test of all columns, a loop for the best, and its interval."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation, incumbent, upkeep, open_test):
    from scipy.stats import ttest_1samp
    names = [name for name in validation.columns if name != incumbent]

    def net(table, name):
        return (table[name] - table[incumbent]).to_numpy() - upkeep[name] + upkeep[incumbent]

    best, mean = None, 0.0
    if names:
        gains = np.column_stack([net(validation, name) for name in names])
        tests = ttest_1samp(gains, 0.0, alternative="greater").pvalue
        for name, p_value, average in zip(names, tests, gains.mean(axis=0)):
            if p_value * len(names) < 0.05 and average > mean:
                best, mean = name, average
    if best is None:
        return dict(policy=incumbent, gain=np.nan, low=np.nan, high=np.nan)
    gains = net(open_test(best), best)
    interval = ttest_1samp(gains, 0.0).confidence_interval(0.95)
    return dict(policy=best, gain=gains.mean(), low=interval.low, high=interval.high)
