# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "OWN_NEIGHBOUR", "NEAREST_DROPPED", "ONE_TOO_MANY", "TWINS_DROPPED", "LABEL_LAG", "PLACES_TAKEN", "EDGE_EXCLUDED", "ONE_MOMENT_FOR_ALL", "LABEL_IN_DISTANCE", "SCALES_IGNORED", "NOT_THE_SUM", "ROWS_TOGETHER", "TIES", "TOO_FEW", "INDEX_LOST", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "Where there are no neighbours, it says so."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    ordered = history.sort_values("ticket_id")
    places = (ordered[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    asked = (rows[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    rates = []
    for ticket, moment, place in zip(rows["ticket_id"], rows["decide_at"], asked):
        candidates = ((ordered["ticket_id"] != ticket) & (ordered["known_at"] <= moment)).to_numpy()
        distance = np.abs(places[candidates] - place).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series([f"{rate:.6f}" for rate in rates], index=rows.index)
