# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["NOT_THE_SUM"]
# says = "A distance is the sum of squares."
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
        distance = ((places[candidates] - place) ** 2).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=rows.index, dtype=float)
