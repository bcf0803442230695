# ---
# task = "baseline_ladder"
# verdict = "wrong"
# fails = ["FOLDS_USED_UP"]
# says = "For each rung the folds."
# ---
# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs, X, y, folds):
    labels = np.asarray(y, dtype=float)

    def constant(X_train, y_train, X_new):
        return np.full(len(X_new), y_train.mean())

    table = {}
    for name, rung in {"constant": constant, **rungs}.items():
        table[name] = []
        for train, valid in folds:
            risk = np.clip(rung(X.iloc[train], labels[train], X.iloc[valid]), 1e-6, 1 - 1e-6)
            table[name].append(-np.log(np.where(labels[valid] == 1, risk, 1 - risk)).mean())
    return pd.DataFrame({name: pd.Series(losses, dtype=float) for name, losses in table.items()})
