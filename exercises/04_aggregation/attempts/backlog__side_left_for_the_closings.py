# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["EDGES", "WRONG_SOMEWHERE"]
# says = "A ticket that closes at this instant is still there."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = np.zeros(len(tickets), dtype=int)
    created = tickets["created_at"].to_numpy(dtype="datetime64[us]")
    closed = tickets["closed_at"].to_numpy(dtype="datetime64[us]")
    for rows in tickets.reset_index(drop=True).groupby("team").indices.values():
        moments, ends = created[rows], np.sort(closed[rows][~np.isnat(closed[rows])])
        came = np.searchsorted(np.sort(moments), moments, side="right")
        went = np.searchsorted(ends, moments)
        counts[rows] = came - went - 1
    return pd.Series(counts, index=tickets.index)
