# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["QUADRATIC"]
# says = "NumPy compares everything with everything in C: there is no loop left."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        created = theirs["created_at"].to_numpy(dtype="datetime64[us]")
        closed = theirs["closed_at"].to_numpy(dtype="datetime64[us]")
        waiting = (created[None, :] <= created[:, None]) & ~(closed[None, :] <= created[:, None])
        counts[theirs.index] = waiting.sum(axis=1) - 1
    return counts
