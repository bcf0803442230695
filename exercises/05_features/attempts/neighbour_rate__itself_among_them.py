# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["OWN_NEIGHBOUR", "TWINS_DROPPED", "WRONG_SOMEWHERE"]
# says = "The nearest k of the history; that is what k neighbours are."
# source = "KNeighborsClassifier.fit(X, y).predict_proba(X) as a feature, in competition notebooks"
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    ordered = history.sort_values("ticket_id")
    places = (ordered[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    asked = (rows[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    rates = []
    for moment, place in zip(rows["decide_at"], asked):
        candidates = (ordered["known_at"] <= moment).to_numpy()
        distance = np.abs(places[candidates] - place).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=rows.index, dtype=float)
