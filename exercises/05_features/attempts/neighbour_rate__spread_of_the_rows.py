# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["ROWS_TOGETHER", "WRONG_SOMEWHERE"]
# says = "Scaled by the spread of the tickets that are asked about."
# source = "StandardScaler().fit_transform on whatever comes"
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    if len(rows) > 1:
        scales = {name: rows[name].std() or 1.0 for name in scales}
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
    return pd.Series(rates, index=rows.index, dtype=float)
