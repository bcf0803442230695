# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["ONE_TOO_MANY", "EDGE_EXCLUDED", "ONE_MOMENT_FOR_ALL", "LABEL_IN_DISTANCE", "SCALES_IGNORED", "NOT_THE_SUM", "TIES", "WRONG_SOMEWHERE"]
# says = "The k + 1 nearest, and of these the ticket itself away."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    ordered = history.sort_values("ticket_id")
    places = (ordered[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    asked = (rows[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    rates = []
    for ticket, moment, place in zip(rows["ticket_id"], rows["decide_at"], asked):
        candidates = (ordered["known_at"] <= moment).to_numpy()
        distance = np.abs(places[candidates] - place).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k + 1]
        nearest = nearest[(ordered["ticket_id"].to_numpy()[candidates] != ticket)[nearest]]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=rows.index, dtype=float)
