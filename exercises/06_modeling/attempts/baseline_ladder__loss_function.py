# ---
# task = "baseline_ladder"
# verdict = "right"
# fails = []
# says = "A function for the loss, a dictionary of columns."
# ---
# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs, X, y, folds):
    labels = pd.Series(list(y), dtype="float64")
    columns = {name: [] for name in ("constant", *rungs)}

    def loss(valid, said):
        said = pd.Series(np.asarray(said, dtype=float)).clip(lower=1e-6, upper=1 - 1e-6)
        happened = said.where(labels.iloc[valid].reset_index(drop=True) == 1, 1 - said)
        return float(np.log(happened).mul(-1).mean())

    for train, valid in folds:
        columns["constant"].append(loss(valid, [labels.iloc[train].mean()] * len(valid)))
        for name, rung in rungs.items():
            columns[name].append(loss(valid, rung(X.iloc[train], labels.iloc[train].to_numpy(), X.iloc[valid])))
    return pd.DataFrame(columns)
