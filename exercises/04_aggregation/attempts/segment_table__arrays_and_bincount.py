# ---
# task = "segment_table"
# verdict = "right"
# fails = []
# says = "Number the segments, let NumPy add up by number, and sort with lexsort."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
def segment_table(daily, by):
    segment = daily[by].fillna("unknown").to_numpy(dtype=object).astype(str)
    names, codes = np.unique(segment, return_inverse=True)
    tickets = np.bincount(codes, weights=daily["tickets"])
    breached = np.bincount(codes, weights=daily["breached"])
    order = np.lexsort((names, -tickets))
    tickets, breached = (np.append(sums[order], sums.sum()) for sums in (tickets, breached))
    rate = np.full(len(tickets), np.nan)
    np.divide(breached, tickets, out=rate, where=tickets > 0)
    return pd.DataFrame({by: [*names[order], "all"], "tickets": tickets.astype(int),
                         "breached": breached.astype(int), "rate": rate, "share": tickets / tickets[-1]})
