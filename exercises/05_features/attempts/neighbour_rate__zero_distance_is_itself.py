# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["TWINS_DROPPED", "EDGE_EXCLUDED", "ONE_MOMENT_FOR_ALL", "TOO_FEW", "WRONG_SOMEWHERE"]
# says = "At distance 0 stands the ticket itself."
# source = "'exclude zero distances', forum answers on leave-one-out neighbours"
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    ordered = history.sort_values("ticket_id")
    places = (ordered[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    asked = (rows[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    rates = []
    for moment, place in zip(rows["decide_at"], asked):
        candidates = ((ordered["known_at"] <= moment) & (np.abs(places - place).sum(axis=1) > 0)).to_numpy()
        distance = np.abs(places[candidates] - place).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=rows.index, dtype=float)
