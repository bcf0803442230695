# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["ORDER_LOST", "WRONG_SOMEWHERE"]
# says = "Tickets are logged as they come, so the table is sorted by creation."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        moments = theirs["created_at"].to_numpy(dtype="datetime64[us]")
        closed = np.sort(theirs["closed_at"].dropna().to_numpy(dtype="datetime64[us]"))
        came = np.searchsorted(moments, moments, side="right")
        counts[theirs.index] = came - np.searchsorted(closed, moments, side="right") - 1
    return counts
