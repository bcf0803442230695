# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["NEAREST_DROPPED", "TWINS_DROPPED", "EDGE_EXCLUDED", "ONE_MOMENT_FOR_ALL", "LABEL_IN_DISTANCE", "SCALES_IGNORED", "NOT_THE_SUM", "TIES", "TOO_FEW", "WRONG_SOMEWHERE"]
# says = "The first neighbour is the ticket itself: take those from the second on."
# source = "kneighbors(X)[:, 1:], the usual advice in forums"
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
        nearest = np.argsort(distance, kind="stable")[1:k + 1]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=rows.index, dtype=float)
