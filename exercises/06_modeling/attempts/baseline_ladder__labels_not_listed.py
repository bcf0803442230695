# ---
# task = "baseline_ladder"
# verdict = "wrong"
# fails = ["ANOTHER_LOSS", "CONSTANT_PEEKS", "INDEX_RESET", "SURE_AND_WRONG", "WRONG_SOMEWHERE"]
# says = "scikit-learn has the loss; a fold with one label only it refuses."
# ---
# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs, X, y, folds):
    from sklearn.metrics import log_loss as surprise

    labels = np.asarray(y, dtype=float)
    rows = []
    for train, valid in folds:
        said = {"constant": np.full(len(valid), labels[train].mean())}
        said |= {name: rung(X.iloc[train], labels[train], X.iloc[valid]) for name, rung in rungs.items()}
        rows.append({name: surprise(labels[valid], np.clip(risk, 1e-6, 1 - 1e-6)) for name, risk in said.items()})
    return pd.DataFrame(rows, columns=["constant", *rungs])
