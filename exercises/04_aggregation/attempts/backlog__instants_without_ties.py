# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["EDGES", "WRONG_SOMEWHERE"]
# says = "np.unique gives the sorted instants; no two tickets come at the same one."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = np.zeros(len(tickets), dtype=int)
    created = tickets["created_at"].to_numpy(dtype="datetime64[us]")
    closed = tickets["closed_at"].to_numpy(dtype="datetime64[us]")
    for rows in tickets.reset_index(drop=True).groupby("team").indices.values():
        moments, ends = created[rows], np.sort(closed[rows][~np.isnat(closed[rows])])
        came = np.searchsorted(np.unique(moments), moments, side="right")
        went = np.searchsorted(ends, moments, side="right")
        counts[rows] = came - went - 1
    return pd.Series(counts, index=tickets.index)
