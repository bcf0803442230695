# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "A far future in place of the missing time makes the rest simple."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    tickets["closed_at"] = tickets["closed_at"].fillna(pd.Timestamp("2200-01-01", tz="UTC"))
    counts = pd.Series(0, index=tickets.index)
    for _, theirs in tickets.groupby("team"):
        moments = theirs["created_at"]
        came = np.searchsorted(moments.sort_values(), moments, side="right")
        went = np.searchsorted(theirs["closed_at"].sort_values(), moments, side="right")
        counts[theirs.index] = came - went - 1
    return counts
