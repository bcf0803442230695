# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["ORDER_LOST", "WRONG_SOMEWHERE"]
# says = "A loop over the teams collects the counts; the rows come along."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    counts = []
    for _, theirs in tickets.groupby("team"):
        moments = theirs["created_at"]
        came = np.searchsorted(moments.sort_values(), moments, side="right")
        went = np.searchsorted(theirs["closed_at"].dropna().sort_values(), moments, side="right")
        counts.extend(came - went - 1)
    return pd.Series(counts, index=tickets.index)
