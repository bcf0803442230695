# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "Sorting the table once at the top is part of the algorithm; the index puts it back."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    order = tickets.index
    tickets.sort_values("created_at", inplace=True)
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        moments = theirs["created_at"].to_numpy(dtype="datetime64[us]")
        closed = np.sort(theirs["closed_at"].dropna().to_numpy(dtype="datetime64[us]"))
        came = np.searchsorted(moments, moments, side="right")
        counts[theirs.index] = came - np.searchsorted(closed, moments, side="right") - 1
    return counts[order]
