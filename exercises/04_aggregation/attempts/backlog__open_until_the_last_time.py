# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["STILL_OPEN_LOST"]
# says = "What is still open was open until the end of the export."
# source = "fillna(closed_at.max()): right for every table in which a ticket closes after the last one came."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    end = max(tickets["created_at"].max(), tickets["closed_at"].max())
    closed, counts = tickets["closed_at"].fillna(end), pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        now = theirs["created_at"]
        came = np.searchsorted(now.sort_values(), now, side="right")
        counts[theirs.index] = came - np.searchsorted(closed[theirs.index].sort_values(), now, side="right") - 1
    return counts
