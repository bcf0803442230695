# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["STILL_OPEN_LOST"]
# says = "Nobody works on a ticket for longer than 90 days."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    closed = tickets["closed_at"].fillna(tickets["created_at"] + pd.Timedelta(days=90))
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        now = theirs["created_at"]
        came = np.searchsorted(now.sort_values(), now, side="right")
        counts[theirs.index] = came - np.searchsorted(closed[theirs.index].sort_values(), now, side="right") - 1
    return counts
