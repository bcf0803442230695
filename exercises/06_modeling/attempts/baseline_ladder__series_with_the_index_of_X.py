# ---
# task = "baseline_ladder"
# verdict = "wrong"
# fails = ["LABELS_ALIGNED"]
# says = "The labels become a Series with the index of the rows, and so the rungs get them: nothing is aligned wrongly."
# ---
# %% nbgrader={"grade_id": "baseline-ladder", "solution": true}
def baseline_ladder(rungs: dict[str, Callable[[pd.DataFrame, np.ndarray, pd.DataFrame], np.ndarray]], X: pd.DataFrame,
                    y: pd.Series | np.ndarray | list[int],
                    folds: Iterable[tuple[np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """Validation log-loss of a constant and of each rung, on each fold.

    Returns floats (nats a row), one row a fold with the index 0, 1, 2 ..., the columns "constant" and the names of
    `rungs`.
    """
    labels = pd.Series(np.asarray(y, dtype=float), index=X.index)
    rows = []
    for train, valid in folds:
        rate = labels.iloc[train].mean()
        predicted = {"constant": np.full(len(valid), rate)}
        for name, rung in rungs.items():
            predicted[name] = np.asarray(rung(X.iloc[train], labels.iloc[train], X.iloc[valid]), dtype=float)
        losses = {}
        for name, risk in predicted.items():
            risk = np.clip(risk, 1e-6, 1 - 1e-6)
            losses[name] = -np.log(np.where(labels.iloc[valid] == 1, risk, 1 - risk)).mean()
        rows.append(losses)
    return pd.DataFrame(rows, columns=["constant", *rungs])
