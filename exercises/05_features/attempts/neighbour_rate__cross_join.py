# ---
# task = "neighbour_rate"
# verdict = "right"
# fails = []
# says = "A cross join of rows and history, filtered, sorted and cut to k by cumcount."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history, rows, scales, k, prior):
    names = list(scales)
    asked = rows[["ticket_id", "decide_at", *names]].reset_index(drop=True).reset_index(names="row")
    pairs = asked.merge(history[["ticket_id", "known_at", "breached", *names]], how="cross", suffixes=("", "_other"))
    pairs = pairs[(pairs["ticket_id"] != pairs["ticket_id_other"]) & (pairs["known_at"] <= pairs["decide_at"])]
    distance = sum((pairs[name] - pairs[f"{name}_other"]).abs() / scales[name] for name in names)
    pairs = pairs.assign(distance=distance).sort_values(["row", "distance", "ticket_id_other"])
    nearest = pairs[pairs.groupby("row").cumcount() < k]
    rates = nearest.groupby("row")["breached"].mean().reindex(range(len(rows))).fillna(prior)
    return pd.Series(rates.to_numpy(dtype=float), index=rows.index)
