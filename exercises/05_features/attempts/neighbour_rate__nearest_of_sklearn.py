# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["TIES", "WRONG_SOMEWHERE"]
# says = "History sorted by id, and scikit-learn takes the nearest: it takes any of equally near ones."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history, rows, scales, k, prior):
    from sklearn.neighbors import NearestNeighbors

    ordered = history.sort_values("ticket_id")
    rates = []
    for ticket, moment, place in zip(rows["ticket_id"], rows["decide_at"], (rows[list(scales)] / pd.Series(scales)).to_numpy()):
        known = ordered[(ordered["ticket_id"] != ticket) & (ordered["known_at"] <= moment)]
        if known.empty:
            rates.append(prior)
            continue
        model = NearestNeighbors(n_neighbors=min(k, len(known)), metric="manhattan")
        model.fit((known[list(scales)] / pd.Series(scales)).to_numpy())
        nearest = model.kneighbors([place], return_distance=False)[0]
        rates.append(known["breached"].iloc[nearest].mean())
    return pd.Series(rates, index=rows.index, dtype=float)
