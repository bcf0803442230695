# ---
# task = "baseline_ladder"
# verdict = "right"
# fails = []
# says = "The folds are kept, then each rung goes through them."
# ---
# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs, X, y, folds):
    folds, y = list(folds), np.array(y)
    table = pd.DataFrame(index=range(len(folds)), columns=["constant", *rungs], dtype=float)
    for name in table.columns:
        for number, (train, valid) in enumerate(folds):
            if name == "constant":
                p = np.repeat(y[train].mean(), len(valid))
            else:
                p = np.array(rungs[name](X.iloc[train], y[train].astype(float), X.iloc[valid]))
            p = np.minimum(np.maximum(p, 1e-6), 1 - 1e-6)
            table.loc[number, name] = -(y[valid] * np.log(p) + (1 - y[valid]) * np.log1p(-p)).mean()
    return table
