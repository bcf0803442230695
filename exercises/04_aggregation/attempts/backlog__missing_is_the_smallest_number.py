# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["STILL_OPEN_LOST", "WRONG_SOMEWHERE"]
# says = "Instants are integers; a missing one sorts to the end."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        created, closed = (theirs[column].to_numpy(dtype="datetime64[us]").view("int64")
                           for column in ("created_at", "closed_at"))
        came = np.searchsorted(np.sort(created), created, side="right")
        counts[theirs.index] = came - np.searchsorted(np.sort(closed), created, side="right") - 1
    return counts
