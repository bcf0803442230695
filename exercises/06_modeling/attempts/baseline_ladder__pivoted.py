# ---
# task = "baseline_ladder"
# verdict = "wrong"
# fails = ["RETURN_SHAPE"]
# says = "One row a fold and rung, and a pivot: its columns are sorted by name."
# ---
# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs: dict[str, Callable[[pd.DataFrame, np.ndarray, pd.DataFrame], np.ndarray]], X: pd.DataFrame,
                    y: pd.Series | np.ndarray | list[int],
                    folds: Iterable[tuple[np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """Validation log-loss of a constant and of each rung, on each fold.

    Returns floats (nats a row), one row a fold with the index 0, 1, 2 ..., the columns "constant" and the names of
    `rungs`.
    """
    labels = np.asarray(y, dtype=float)
    rows = []
    for fold, (train, valid) in enumerate(folds):
        rate = labels[train].mean()
        predicted = {"constant": np.full(len(valid), rate)}
        for name, rung in rungs.items():
            predicted[name] = np.asarray(rung(X.iloc[train], labels[train], X.iloc[valid]), dtype=float)
        for name, risk in predicted.items():
            risk = np.clip(risk, 1e-6, 1 - 1e-6)
            loss = -np.log(np.where(labels[valid] == 1, risk, 1 - risk)).mean()
            rows.append({"fold": fold, "rung": name, "loss": loss})
    table = pd.DataFrame(rows).pivot(index="fold", columns="rung", values="loss")
    return table[["constant", *(name for name in table if name != "constant")]]
