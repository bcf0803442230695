# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "Each row is taken off the table when it has its value."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history: pd.DataFrame, rows: pd.DataFrame, scales: dict[str, float], k: int,
                   prior: float) -> pd.Series:
    ordered = history.sort_values("ticket_id")
    index = rows.index.copy()
    places = (ordered[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    asked = (rows[list(scales)] / pd.Series(scales)).to_numpy(dtype=float)
    rates, row_list = [], list(zip(rows["ticket_id"], rows["decide_at"], asked))
    for ticket, moment, place in row_list:
        rows.drop(rows.index[0], inplace=True)
        candidates = ((ordered["ticket_id"] != ticket) & (ordered["known_at"] <= moment)).to_numpy()
        distance = np.abs(places[candidates] - place).sum(axis=1)
        nearest = np.argsort(distance, kind="stable")[:k]
        labels = ordered["breached"].to_numpy(dtype=float)[candidates][nearest]
        rates.append(labels.mean() if len(labels) else prior)
    return pd.Series(rates, index=index, dtype=float)
